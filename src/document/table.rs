//! Tables of figures: their heads, named in `ord.yaml`, cells of words, and figures for the eye.

use super::prose;
use super::view::{Cell, DataColumn, DataRow, DataTable, PageInline, RowRank};
use crate::quantity::Ratio;
use crate::words::Words;
use crate::words::danish::bind;

/// A table with these columns; its heads are named in `ord.yaml`.
pub(super) fn table(role: &'static str, caption: String, columns: &[(&str, &'static str)], words: &Words) -> DataTable {
    let columns =
        columns.iter().map(|(name, align)| DataColumn { head: words.word(name), align, is_status: *name == "status" });
    DataTable { role, caption, columns: columns.collect(), rows: Vec::new(), legend: None }
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

/// The table without the columns that are empty in all of its rows.
pub(super) fn without_empty(table: DataTable) -> DataTable {
    let whole = table.columns.len();
    let rows = || table.rows.iter().filter(|row| row.cells.len() == whole);
    let is_empty = |column: &usize| rows().all(|row| row.cells.get(*column) == Some(&words_cell("")));
    let empty: Vec<usize> = (0..whole).filter(is_empty).collect();
    if rows().next().is_none() { table } else { without(table, &empty) }
}

/// The table with as many decimals in each column of figures as the longest of them has, so that they align: `79,0` over `54,3`.
pub(super) fn aligned(mut table: DataTable) -> DataTable {
    let heads = table.columns.iter().enumerate();
    let of_figures: Vec<usize> = heads.filter(|(_, head)| head.align == "right").map(|(column, _)| column).collect();
    for column in of_figures {
        let most = figures(&mut table, column).map(|figure| decimals(figure)).max().unwrap_or(0);
        figures(&mut table, column).for_each(|figure| {
            let missing = most - decimals(figure);
            let comma = if decimals(figure) == 0 && missing > 0 { "," } else { "" };
            figure.push_str(&format!("{comma}{}", "0".repeat(missing)));
        });
    }
    table
}

/// The cells of a column that are a figure and nothing else.
fn figures(table: &mut DataTable, column: usize) -> impl Iterator<Item = &mut String> {
    let whole = table.columns.len();
    let rows = table.rows.iter_mut().filter(move |row| row.cells.len() == whole);
    let cells = rows.filter_map(move |row| row.cells.get_mut(column));
    let texts = cells.filter_map(|cell| match cell {
        Cell::Words { text } => match text.as_mut_slice() {
            [PageInline::Text { text }] => Some(text),
            _ => None,
        },
        Cell::Named { .. } | Cell::Body { .. } | Cell::Bar(_) | Cell::Sign(_) | Cell::Course(_) | Cell::Year(_) => None,
    });
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '−' | '+');
    texts.filter(move |text| text.chars().all(is_part) && text.chars().any(|letter| letter.is_ascii_digit()))
}

fn decimals(figure: &str) -> usize {
    figure.split_once(',').map_or(0, |(_, decimals)| decimals.len())
}

pub(super) fn words_cell(text: impl AsRef<str>) -> Cell {
    Cell::Words { text: prose::plain(text) }
}

/// A row that is one cell over all columns.
pub(super) fn spanning(rank: RowRank, text: impl AsRef<str>) -> DataRow {
    DataRow { rank, depth: 0, cells: vec![Cell::Words { text: prose::plain(bind(text.as_ref())) }] }
}

/// A part of a whole in thousandths, for the eye.
pub(super) fn thousandths(part: &Ratio, whole: &Ratio) -> u32 {
    let scaled = (part * &Ratio::from(1000_u64)).over(whole).unwrap_or_else(Ratio::zero);
    u32::try_from(scaled.round_half_away(0).0.mantissa()).unwrap_or(0)
}
