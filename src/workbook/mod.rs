//! Workbooks that others open: the blank that a quarter is reported in, and figures of what is reached.
//!
//! In: a [`Blank`](crate::blank::Blank), a scorecard, a document's view. Out: the bytes of an `.xlsx`, the same for the same
//! input. Texts are written as texts, and never run; numbers as numbers, as they are shown.

mod blank;
mod looks;
mod points;
mod report;
mod table;

pub use blank::{LastQuarter, blank};
pub use points::scorecard;
pub use report::report;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::language::{Message, Telling, in_words, say};

/// A workbook that could not be made: a text or a table that is larger than a sheet.
#[derive(Debug, thiserror::Error)]
pub struct WorkbookError(#[from] XlsxError);

in_words!(WorkbookError);

impl Telling for WorkbookError {
    fn message(&self) -> Message {
        say!("workbook-out.failed", problem = self.0.to_string())
    }
}

/// A workbook with nothing in it. Its day is no clock's: the same input gives the same bytes.
fn begin(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title).set_author("resultatplan");
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    Ok(book)
}

fn end(mut book: Workbook) -> Result<Vec<u8>, WorkbookError> {
    Ok(book.save_to_buffer()?)
}

/// A number as a cell has it: to fifteen digits, which is more than is shown.
fn write_decimal(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Decimal,
    format: &Format,
) -> Result<(), XlsxError> {
    match value.to_f64() {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, value.to_string(), format)?,
    };
    Ok(())
}

/// How many lines a text takes in a column that so many letters fit into.
fn lines(text: &str, width: u32) -> u32 {
    let letters = |line: &str| u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
    text.lines().map(|line| letters(line).div_ceil(width.max(1)).max(1)).sum()
}

/// Makes a row as high as its longest text: not every program does so by itself.
fn set_height(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    /// In points; more than this a row cannot be.
    const LINE: u32 = 15;
    const MOST: u32 = 400;
    sheet.set_row_height(row, (lines.max(1).saturating_mul(LINE)).min(MOST)).map(|_| ())
}

/// What follows a number, as a number's format says it.
fn quoted(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!("\"{}\"", unit.replace('"', "")) }
}
