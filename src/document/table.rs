//! Tables of figures: their heads, named in `ord.yaml`, and cells of words.

use super::prose;
use super::view::{Cell, DataColumn, DataRow, DataTable, RowRank};
use crate::words::Words;
use crate::words::danish::bind;

/// A table with these columns; its heads are named in `ord.yaml`.
pub(super) fn table(role: &'static str, caption: String, columns: &[(&str, &'static str)], words: &Words) -> DataTable {
    let columns = columns.iter().map(|(name, align)| DataColumn { head: words.word(name), align });
    DataTable { role, caption, columns: columns.collect(), rows: Vec::new() }
}

/// The table without some of its columns, by their places; a row of one cell over all of them stays.
pub(super) fn without(mut table: DataTable, columns: &[usize]) -> DataTable {
    let whole = table.columns.len();
    let kept = |place: usize| !columns.contains(&place);
    table.columns =
        table.columns.into_iter().enumerate().filter(|(place, _)| kept(*place)).map(|(_, one)| one).collect();
    for row in table.rows.iter_mut().filter(|row| row.cells.len() == whole) {
        let cells = std::mem::take(&mut row.cells).into_iter().enumerate();
        row.cells = cells.filter(|(place, _)| kept(*place)).map(|(_, cell)| cell).collect();
    }
    table
}

pub(super) fn words_cell(text: impl AsRef<str>) -> Cell {
    Cell::Words { text: prose::plain(text) }
}

/// A row that is one cell over all columns.
pub(super) fn spanning(rank: RowRank, text: impl AsRef<str>) -> DataRow {
    DataRow { rank, depth: 0, cells: vec![Cell::Words { text: prose::plain(bind(text.as_ref())) }] }
}
