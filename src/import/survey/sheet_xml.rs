//! A sheet of an `.xlsx`. It is read as a stream, so nothing but its bounds keeps a small file from being read for hours.

use crate::language::{Message, Telling, say};
use std::io::BufRead;

use quick_xml::events::Event;

use super::events::{XmlEvents, XmlStop};
use super::tag::value;

/// A cell has at most 32,767 characters: more than any spelling of them takes.
const MOST_CELL: usize = 1 << 20;
/// Of a sheet.
const MOST_ROWS: u32 = 1 << 20;
/// Of a row.
const MOST_COLUMNS: u32 = 1 << 14;
/// Those of all rows of fifty columns.
const MOST_CELLS: u32 = 50 << 20;
/// Tags and texts: those of as many cells.
const MOST_EVENTS: u32 = 1 << 28;
/// Tags of rows, and of what follows them, such as cells that are joined.
const MOST_BESIDE: u32 = 1 << 23;

#[derive(Default)]
struct SheetCount {
    rows: u32,
    /// Of the row.
    columns: u32,
    cells: u32,
    events: u32,
    beside: u32,
    /// The bytes of the cell.
    text: usize,
    is_in_cell: bool,
}

impl SheetCount {
    fn check(&self) -> Result<(), Message> {
        let is_too_many = self.rows > MOST_ROWS
            || self.columns > MOST_COLUMNS
            || self.cells > MOST_CELLS
            || self.events > MOST_EVENTS
            || self.beside > MOST_BESIDE;
        if is_too_many {
            Err(say!("workbook.too-many"))
        } else if self.text > MOST_CELL {
            Err(say!("workbook.cell"))
        } else {
            Ok(())
        }
    }
}

/// The numbers of its hidden rows, from 1. A part that is damaged is its reader's to tell.
///
/// # Errors
/// A cell that is larger than any, or more of them than a sheet has.
pub(super) fn hidden_rows(part: impl BufRead) -> Result<Vec<u64>, Message> {
    look_through(part, &mut SheetCount::default())
}

fn look_through(part: impl BufRead, count: &mut SheetCount) -> Result<Vec<u64>, Message> {
    let (mut events, mut hidden, mut row) = (XmlEvents::new(part), Vec::new(), 0);
    loop {
        let (event, length) = match events.next() {
            Ok(read) => read,
            Err(XmlStop::Damaged(_)) => return Ok(hidden),
            Err(stop @ XmlStop::TooLarge) => return Err(stop.message()),
        };
        let (is_text, is_in_cell) = (matches!(event, Event::Text(_)), count.is_in_cell);
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    (count.rows, count.columns) = (count.rows + 1, 0);
                    row = value(&element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    if value(&element, "hidden").is_some_and(|is| is == "1" || is == "true") {
                        hidden.push(row);
                    }
                }
                "c" => {
                    (count.cells, count.columns) = (count.cells + 1, count.columns + 1);
                    (count.text, count.is_in_cell) = (0, true);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "c" => count.is_in_cell = false,
            Event::Eof => return Ok(hidden),
            _ => {}
        }
        count.events += 1;
        // The tag that ends a cell is its own.
        if is_in_cell || count.is_in_cell {
            count.text += length;
        } else {
            // What is empty begins and ends in one.
            count.beside += u32::from(length > 0 && !is_text);
        }
        count.check()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_has_is_counted_as_its_own() {
        let sheet = "<worksheet><sheetData>\n<row r=\"1\"><c r=\"A1\"><v>1</v></c>\n<c r=\"B1\"/></row>\n\
                     <row r=\"2\" hidden=\"1\"><c><is><t>x</t></is></c></row></sheetData><mergeCell ref=\"A1:B1\"/></worksheet>";
        let mut count = SheetCount::default();
        assert_eq!(look_through(sheet.as_bytes(), &mut count), Ok(vec![2]));
        assert_eq!((count.rows, count.columns, count.cells), (2, 1, 3));
        // Both tags of the sheet, of its data and of each row, and the cells that are joined.
        assert_eq!(count.beside, 2 + 2 + 2 * 2 + 1);
    }
}
