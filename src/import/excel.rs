//! Excel workbooks, cell by cell: numbers and dates become the text that a person would have written, exactly.

use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, XlsxCellReader};
use chrono::{Days, NaiveDate};
use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::account::Rejection;
use super::column::Head;
use super::counter::Counter;
use super::sums::Reported;
use super::target::Rules;
use super::{Fingerprint, ImportError, Read};
use crate::files::{Files, Stream};
use crate::load::Mapping;

pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    wanted: Option<&str>,
    rules: &Rules,
    mapping: &Mapping,
    reported: &mut Reported,
    reject: &mut dyn FnMut(Rejection),
) -> Result<Read, ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let sum = sum(files.open(path).map_err(unreadable)?).map_err(unreadable)?;
    let broken =
        |error: &dyn std::fmt::Display| ImportError::Workbook { path: path.to_owned(), problem: error.to_string() };
    let file = BufReader::new(files.open(path).map_err(unreadable)?);
    let mut book: Xlsx<Book> = Xlsx::new(file).map_err(|error| broken(&error))?;
    let sheets = book.sheet_names();
    let sheet = match wanted {
        Some(wanted) => sheets.iter().find(|name| *name == wanted),
        None => sheets.first(),
    };
    let Some(sheet) = sheet.cloned() else {
        let listed = sheets.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let problem = format!("it has no sheet `{}`; its sheets are {listed}", wanted.unwrap_or_default());
        return Err(ImportError::Workbook { path: path.to_owned(), problem });
    };
    let cells = book.worksheet_cells_reader(&sheet).map_err(|error| broken(&error))?;
    let mut rows =
        Rows { cells, dates: Vec::new(), held: None, record: ByteRecord::new(), is_disordered: false, is_over: false };
    // The first row with anything in it names the columns.
    if rows.next().map_err(|error| broken(&error))?.is_none() {
        return Err(ImportError::Head { path: path.to_owned(), problem: format!("the sheet `{sheet}` is empty") });
    }
    let names: Vec<String> = rows.record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let head = Head::read(&names, mapping).map_err(|problem| ImportError::Head { path: path.to_owned(), problem })?;
    rows.dates = head.dates();
    let mut counter = Counter::new(rules, &head);
    counter.reported = std::mem::take(reported);
    while let Some(row) = rows.next().map_err(|error| broken(&error))? {
        // What is left out at the end of a row is empty.
        while rows.record.len() < head.width {
            rows.record.push_field(b"");
        }
        if rows.is_disordered {
            counter.broken(row, "its cells do not stand in the order of their columns: save the workbook anew");
        } else {
            counter.row(|| row, &rows.record);
        }
        counter.rejections.drain(..).for_each(&mut *reject);
    }
    let mut notes = head.notes();
    let others: Vec<String> = sheets.iter().filter(|name| **name != sheet).map(|name| format!("`{name}`")).collect();
    if !others.is_empty() {
        notes.push(format!("only the sheet `{sheet}` was read, not {}; --sheet names another", others.join(", ")));
    }
    *reported = counter.reported;
    let fingerprint = Fingerprint { path: path.to_owned(), sheet: Some(sheet), sum };
    Ok(Read { fingerprint, has_cases: head.has_cases(), tally: counter.tally, notes })
}

type Book = BufReader<Box<dyn Stream>>;

fn sum(mut file: impl std::io::Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut bytes)?;
        if read == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(&bytes[..read]);
    }
}

/// Rows of a sheet, one held at a time.
struct Rows<'a> {
    cells: XlsxCellReader<'a, Book>,
    /// The first cell of the next row, which ended the one before it.
    held: Option<(u32, u32, Vec<u8>)>,
    record: ByteRecord,
    /// Columns in which a number is a day.
    dates: Vec<usize>,
    is_disordered: bool,
    is_over: bool,
}

impl Rows<'_> {
    /// Fills `record` with the next row that has anything in it; gives its number, from 1.
    fn next(&mut self) -> Result<Option<u64>, calamine::XlsxError> {
        self.record.clear();
        self.is_disordered = false;
        let mut current = None;
        if let Some((row, column, text)) = self.held.take() {
            self.place(column, &text);
            current = Some(row);
        }
        while !self.is_over {
            // To ask again after the last one is an error.
            let Some(cell) = self.cells.next_cell()? else {
                self.is_over = true;
                break;
            };
            let (row, column) = cell.get_position();
            let is_date = usize::try_from(column).is_ok_and(|column| self.dates.contains(&column));
            let text = text(cell.get_value(), is_date);
            if text.is_empty() {
                continue;
            }
            if current.is_some_and(|current| current != row) {
                self.held = Some((row, column, text));
                break;
            }
            current = Some(row);
            self.place(column, &text);
        }
        Ok(current.map(|row| u64::from(row) + 1))
    }

    /// Puts a cell where it stands. One that stands beyond any table is in none of its columns.
    fn place(&mut self, column: u32, text: &[u8]) {
        const WIDEST: usize = 1024;
        let column = usize::try_from(column).unwrap_or(WIDEST).min(WIDEST);
        self.is_disordered |= self.record.len() > column;
        while self.record.len() < column {
            self.record.push_field(b"");
        }
        self.record.push_field(text);
    }
}

/// A number is written with a decimal comma, so that 1,234 is never taken for a thousand; a day as `2023-06-23`, without its
/// time. A formula is what it gave last.
fn text(value: &DataRef, is_date: bool) -> Vec<u8> {
    match value {
        DataRef::Int(number) => written(&number.to_string(), is_date),
        DataRef::Float(number) => written(&number.to_string(), is_date),
        DataRef::String(text) => text.clone().into_bytes(),
        DataRef::SharedString(text) => text.as_bytes().to_vec(),
        DataRef::Bool(is_true) => if *is_true { "ja" } else { "nej" }.into(),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}").into_bytes()
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone().into_bytes(),
        DataRef::Error(error) => error.to_string().into_bytes(),
        DataRef::Empty => Vec::new(),
    }
}

/// A number without a form; where a day should stand it is Excel's count of days, from the last but one of 1899.
fn written(number: &str, is_date: bool) -> Vec<u8> {
    let (whole, _) = number.split_once('.').unwrap_or((number, ""));
    // From 1954 to 2119: `20230623` is a day written without marks.
    let serial = whole.parse::<u64>().ok().filter(|serial| is_date && (20_000..80_000).contains(serial));
    let first = NaiveDate::from_ymd_opt(1899, 12, 30);
    match serial.and_then(|serial| first?.checked_add_days(Days::new(serial))) {
        Some(day) => day.to_string().into_bytes(),
        None => number.replace('.', ",").into_bytes(),
    }
}
