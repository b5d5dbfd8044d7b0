//! The content of an `.ods`. Its reader holds each cell as often as it is said to be repeated, waits for ends of elements that
//! never come, and reads all tables at once.

use crate::language::{Message, Telling, say};
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::events::XmlEvents;
use super::tag::{number, value};
use super::{HiddenRows, MOST_CELLS, MOST_TEXT};

/// The numbers of the hidden rows that hold something, from 1, table by table.
///
/// # Errors
/// It is damaged, or holds more than any table needs.
pub(super) fn hidden_rows(part: impl BufRead) -> Result<HiddenRows, Message> {
    let (mut events, mut depth, mut tables) = (XmlEvents::new(part), 0_u64, Tables::default());
    loop {
        let (event, length) = events.next().map_err(|stop| stop.message())?;
        match event {
            Event::Start(element) => {
                depth += 1;
                tables.start(&element);
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                tables.end(element.name().as_ref())?;
            }
            Event::Eof if depth > 0 => return Err(say!("workbook.cut-off")),
            Event::Eof => return Ok(tables.hidden),
            _ => tables.text(length),
        }
    }
}

#[derive(Default)]
struct Tables {
    hidden: HiddenRows,
    /// Cells and bytes of all tables so far.
    cells: u64,
    bytes: u64,
    table: Extent,
    row: Extent,
    row_times: u64,
    is_hidden: bool,
    /// The bytes of a cell, and whether it holds anything.
    cell: u64,
    is_filled: bool,
    cell_times: u64,
}

/// Rows of a table, or cells of a row.
#[derive(Default)]
struct Extent {
    /// So many so far.
    count: u64,
    /// So many up to the last that holds something: what follows is not held.
    filled: u64,
    /// Of a table: the filled cells of its widest row. Of a row: the bytes of its cells.
    size: u64,
}

impl Tables {
    fn start(&mut self, element: &BytesStart) {
        let times = |key| number(element, key).unwrap_or(1);
        match element.name().as_ref() {
            "table:table" => {
                self.table = Extent::default();
                self.hidden.push(Vec::new());
            }
            "table:table-row" => {
                self.row = Extent::default();
                self.row_times = times("table:number-rows-repeated");
                self.is_hidden = value(element, "visibility").is_some_and(|is| is == "collapse" || is == "filter");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell_times = times("table:number-columns-repeated");
                self.cell = size(element.len());
                self.is_filled = ["office:", "calcext:", "table:formula"].iter().any(|key| element.contains(key));
            }
            "text:s" => self.cell = self.cell.saturating_add(times("text:c")),
            _ => self.cell = self.cell.saturating_add(1),
        }
    }

    fn text(&mut self, length: usize) {
        self.cell = self.cell.saturating_add(size(length));
    }

    fn end(&mut self, name: &str) -> Result<(), Message> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.row.count = self.row.count.saturating_add(self.cell_times);
                if self.is_filled {
                    self.row.filled = self.row.count;
                    self.row.size = self.row.size.saturating_add(self.cell.saturating_mul(self.cell_times));
                }
            }
            "table:table-row" => self.end_row()?,
            "table:table" => {
                self.cells += self.table.filled * self.table.size;
                self.table = Extent::default();
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Message> {
        let first = self.table.count.saturating_add(1);
        self.table.count = self.table.count.saturating_add(self.row_times);
        if self.row.filled == 0 {
            return Ok(());
        }
        self.table.filled = self.table.count;
        self.table.size = self.table.size.max(self.row.filled);
        self.bytes = self.bytes.saturating_add(self.row.size.saturating_mul(self.row_times));
        let cells = self.table.filled.saturating_mul(self.table.size).saturating_add(self.cells);
        if cells > MOST_CELLS || self.bytes > MOST_TEXT {
            return Err(say!("workbook.repeated"));
        }
        if let Some(hidden) = self.hidden.last_mut().filter(|_| self.is_hidden) {
            hidden.extend(first..=self.table.count);
        }
        Ok(())
    }
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
