//! Which header cells a cell of a table belongs to.

use std::collections::BTreeMap;

use super::element::{Child, Element};

/// Wider tables are told without the headers of the columns further right.
const WIDEST: usize = 1000;

/// A cell by where it is: cells with the same text are not the same.
pub type CellPlace = *const Element;

/// The header cells of each cell: those that it names by their ids, or else those of its columns and its row.
pub fn headers(table: &Element) -> BTreeMap<CellPlace, Vec<&Element>> {
    let mut rows = Vec::new();
    add_rows(table, &mut rows);
    let by_id: BTreeMap<&str, &Element> =
        rows.iter().flatten().filter_map(|cell| Some((cell.id.as_deref()?, *cell))).collect();
    let mut found = BTreeMap::new();
    // The header of each column, and the rows for which a cell above still reaches down into it.
    let mut above: Vec<Option<&Element>> = Vec::new();
    let mut reaching: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut beside: Option<&Element> = None;
        for cell in row {
            while reaching.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column.saturating_add(cell.span.columns).min(WIDEST);
            let mut own: Vec<&Element> = cell.headers.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
            if own.is_empty() {
                own = above.get(column..end.min(above.len())).unwrap_or_default().iter().copied().flatten().collect();
                own.dedup_by(|one, other| std::ptr::eq(*one, *other));
                own.extend(beside);
                own.retain(|header| !std::ptr::eq(*header, *cell));
            }
            found.insert(std::ptr::from_ref(*cell), own);
            if above.len() < end {
                above.resize(end, None);
                reaching.resize(end, 0);
            }
            if cell.kind == "TH" {
                let is_first_row = at == 0;
                match cell.scope.as_deref() {
                    Some("Row") => beside = Some(*cell),
                    Some("Both") => {
                        beside = Some(*cell);
                        above[column..end].fill(Some(*cell));
                    }
                    Some(_) => above[column..end].fill(Some(*cell)),
                    None if is_first_row => above[column..end].fill(Some(*cell)),
                    None => beside = Some(*cell),
                }
            }
            reaching.get_mut(column..end).unwrap_or_default().fill(cell.span.rows);
            column = end;
        }
        reaching.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    found
}

/// The cells of each row.
fn add_rows<'a>(within: &'a Element, rows: &mut Vec<Vec<&'a Element>>) {
    let inner = |element: &'a Element| {
        element.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        })
    };
    for element in inner(within) {
        match element.kind.as_str() {
            "TR" => rows.push(inner(element).filter(|cell| ["TH", "TD"].contains(&cell.kind.as_str())).collect()),
            "THead" | "TBody" | "TFoot" => add_rows(element, rows),
            _ => {}
        }
    }
}
