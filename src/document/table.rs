//! Tables of figures: their heads, named in `ord.yaml`, cells of words, and figures for the eye.

use super::prose;
use super::trail::Trail;
use super::view::{Cell, DataColumn, DataRow, DataTable, PageInline, RowRank};
use crate::quantity::Ratio;
use crate::words::Words;
use crate::words::danish::bind;

/// A table with these columns; its heads are named in `ord.yaml`.
pub(super) fn table(role: &'static str, caption: String, columns: &[(&str, &'static str)], words: &Words) -> DataTable {
    let columns =
        columns.iter().map(|(name, align)| DataColumn { head: words.word(name), align, is_status: *name == "status" });
    DataTable { role, caption, columns: columns.collect(), rows: Vec::new(), legend: None, from: Trail::NONE }
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

/// The table with as many decimals in its figures as the longest of them has, so that they align: `79,0` over `54,3`. Those in
/// these columns belong together; another column of figures has decimals of its own.
pub(super) fn aligned(mut table: DataTable, together: &[usize]) -> DataTable {
    let heads = table.columns.iter().enumerate();
    let apart = heads.filter(|(column, head)| head.align == "right" && !together.contains(column));
    let groups: Vec<Vec<usize>> = apart.map(|(column, _)| vec![column]).chain([together.to_vec()]).collect();
    for group in groups {
        let most = figures(&mut table, &group).map(|figure| decimals(figure)).max().unwrap_or(0);
        figures(&mut table, &group).for_each(|text| pad(text, most));
    }
    table
}

/// The columns of figures, which stand to the right.
pub(super) fn of_figures(table: &DataTable) -> Vec<usize> {
    (0..table.columns.len()).filter(|column| table.columns[*column].align == "right").collect()
}

/// The cells of some columns. Where words can stand in one of them too, of the rows that say shares: a count has no decimals.
fn figures<'a>(table: &'a mut DataTable, group: &'a [usize]) -> impl Iterator<Item = &'a mut String> {
    let whole = table.columns.len();
    let is_mixed = group.iter().any(|column| table.columns[*column].align == "left");
    let says_share = |text: &str| text.ends_with("pct.") || decimals(text) > 0;
    let has_share =
        move |row: &DataRow| group.iter().filter_map(|column| told(row.cells.get(*column)?)).any(says_share);
    let rows = table.rows.iter_mut().filter(move |row| row.cells.len() == whole && (!is_mixed || has_share(row)));
    let cells = rows.flat_map(|row| row.cells.iter_mut().enumerate());
    cells.filter(|(column, _)| group.contains(column)).filter_map(|(_, cell)| text_in(cell))
}

/// The text of a cell of one text.
fn text_in(cell: &mut Cell) -> Option<&mut String> {
    match cell {
        Cell::Words { text } => match text.as_mut_slice() {
            [PageInline::Text { text }] => Some(text),
            _ => None,
        },
        Cell::Named { name, .. } => Some(name),
        Cell::Body { .. } | Cell::Bar(_) | Cell::Sign(_) | Cell::Course(_) | Cell::Year(_) => None,
    }
}

fn told(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Words { text } => match text.as_slice() {
            [PageInline::Text { text }] => Some(text),
            _ => None,
        },
        Cell::Named { name, .. } => Some(name),
        Cell::Body { .. } | Cell::Bar(_) | Cell::Sign(_) | Cell::Course(_) | Cell::Year(_) => None,
    }
}

/// How many decimals the figure of a text has with the most; 0 for what is no figure with its unit or span.
fn decimals(text: &str) -> usize {
    let places = figures_in(text)
        .into_iter()
        .flatten()
        .map(|word| word.split_once(',').map_or(0, |(_, decimals)| decimals.len()));
    places.max().unwrap_or(0)
}

/// With zeros, and never with fewer decimals than it has.
fn pad(text: &mut String, most: usize) {
    let Some(words) = figures_in(text) else { return };
    let padded = |word: &str| {
        let own = word.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let comma = if own == 0 && most > 0 { "," } else { "" };
        format!("{word}{comma}{}", "0".repeat(most.saturating_sub(own)))
    };
    let mut all = String::with_capacity(text.len());
    let mut rest = text.as_str();
    for word in words {
        let at = rest.find(word).unwrap_or_default();
        all.push_str(&rest[..at]);
        all.push_str(&padded(word));
        rest = &rest[at + word.len()..];
    }
    all.push_str(rest);
    *text = all;
}

/// The figures of `79`, `79 pct.` and `0 til 2,5`. None where a text says anything else: a date, `2 af 3`.
fn figures_in(text: &str) -> Option<Vec<&str>> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '−' | '+');
    let is_figure = |word: &str| word.chars().all(is_part) && word.ends_with(|last: char| last.is_ascii_digit());
    let words: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let is_known = |word: &&str| is_figure(word) || matches!(*word, "pct." | "til");
    words.iter().all(is_known).then(|| words.into_iter().filter(|word| is_figure(word)).collect())
}

pub(super) fn words_cell(text: impl AsRef<str>) -> Cell {
    Cell::Words { text: prose::plain(text) }
}

/// A row that is one cell over all columns.
pub(super) fn spanning(rank: RowRank, text: impl AsRef<str>) -> DataRow {
    DataRow { rank, depth: 0, cells: vec![Cell::Words { text: prose::plain(bind(text.as_ref())) }], from: Trail::NONE }
}

/// A part of a whole in thousandths, for the eye.
pub(super) fn thousandths(part: &Ratio, whole: &Ratio) -> u32 {
    let scaled = (part * &Ratio::from(1000_u64)).over(whole).unwrap_or_else(Ratio::zero);
    u32::try_from(scaled.round_half_away(0).0.mantissa()).unwrap_or(0)
}
