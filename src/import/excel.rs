//! Workbooks, cell by cell: numbers and dates become the text that a person would have written, exactly.

use std::collections::BTreeSet;
use std::path::Path;

use calamine::{Data, DataRef, Range, Reader, SheetVisible, XlsxCellReader};
use chrono::{Days, NaiveDate};
use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::account::Rejection;
use super::column::Header;
use super::counter::Counter;
use super::reported::ReportedSums;
use super::target::Rules;
use super::text::{MOST_NAMED, first_of};
use super::workbook::{Book, WorkbookFile, guarded, open};
use super::{FileFingerprint, FileRead, ImportError, date};
use crate::files::Files;
use crate::language::{Message, say};
use crate::load::Mapping;
use crate::quantity::{NO, YES};

/// More rows than anybody writes above a table.
const MOST_TITLES: usize = 20;
/// Bytes of a cell: its 32,767 characters.
const MOST_CELL: usize = 1 << 17;

pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    wanted: Option<&str>,
    rules: &Rules,
    mapping: &Mapping,
    reported: &mut ReportedSums,
    reject: &mut dyn FnMut(Rejection),
) -> Result<FileRead, ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let sum = sum(files.open(path).map_err(unreadable)?).map_err(unreadable)?;
    let broken = |problem: Message| ImportError::Workbook { path: path.to_owned(), problem };
    let (mut book, hidden) = open(files, path).map_err(unreadable)?.map_err(broken)?;
    let (place, sheet, others) = chosen(&book, wanted).map_err(broken)?;
    let is_1904 = book.is_1904();
    let (mut head, head_row) = {
        let mut rows = SheetRows::new(book.cells(&sheet).map_err(broken)?, is_1904);
        find_head(&mut rows, mapping).map_err(broken)?.map_err(|problem| ImportError::Head {
            path: path.to_owned(),
            problem: problem.unwrap_or_else(|| say!("excel.empty", sheet = sheet)),
        })?
    };
    let percents = book.look(&sheet, &mut head).map_err(broken)?;
    let mut rows = SheetRows::new(book.cells(&sheet).map_err(broken)?, is_1904);
    rows.dates = head.dates();
    rows.percents = percents;
    let mut counter = Counter::new(rules, &head);
    counter.reported = std::mem::take(reported);
    while let Some(row) = rows.next().map_err(broken)? {
        if row <= head_row {
            continue;
        }
        // What is left out at the end of a row is empty.
        while rows.record.len() < head.width {
            rows.record.push_field(b"");
        }
        if rows.is_disordered {
            counter.broken(row, say!("excel.order"));
        } else if rows.is_unstored {
            counter.broken(row, say!("excel.formula"));
        } else {
            counter.row(|| row, &rows.record);
        }
        counter.rejections.drain(..).for_each(&mut *reject);
        counter.reported.cases.take(&mut counter.cases);
    }
    let mut notes = head.notes();
    if head_row > 1 {
        notes.push(say!("excel.above", row = head_row));
    }
    notes.extend(hidden.get(place).and_then(|rows| hidden_note(rows, head_row)));
    if !others.is_empty() {
        notes.push(say!("excel.only-sheet", sheet = sheet, others = others));
    }
    notes.extend(counter.reported.cases.note());
    *reported = counter.reported;
    let fingerprint = FileFingerprint { path: path.to_owned(), sheet: Some(sheet), sum };
    Ok(FileRead { fingerprint, has_cases: head.has_cases(), tally: counter.tally, notes })
}

/// The sheet that is asked for, or the first that is not hidden: its place and name; and the others, as messages name them.
fn chosen(book: &Book, wanted: Option<&str>) -> Result<(usize, String, Vec<Message>), Message> {
    let sheets = book.sheets();
    let is_shown = |visible| visible == SheetVisible::Visible;
    let found = match wanted {
        Some(wanted) => sheets.iter().position(|sheet| sheet.name == wanted),
        None => sheets.iter().position(|sheet| is_shown(sheet.visible)).or((!sheets.is_empty()).then_some(0)),
    };
    let named = |(_, sheet): (usize, &calamine::Sheet)| {
        say!("excel.sheet", name = sheet.name, hidden = !is_shown(sheet.visible))
    };
    let Some(place) = found else {
        let listed: Vec<Message> = sheets.iter().enumerate().map(named).collect();
        return Err(say!("excel.no-sheet", wanted = wanted.unwrap_or_default(), listed = listed));
    };
    let others = sheets.iter().enumerate().filter(|(index, _)| *index != place).map(named).collect();
    Ok((place, sheets[place].name.clone(), others))
}

/// Rows that the author of the workbook, or a filter, has hidden below its head count like any other, and whoever imports them
/// is told.
fn hidden_note(rows: &[u64], head: u64) -> Option<Message> {
    let hidden: Vec<u64> = rows.iter().copied().filter(|row| *row > head).collect();
    let named: Vec<String> = hidden.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let note = || say!("excel.hidden", count = hidden.len(), rows = first_of(&named, hidden.len()));
    (!named.is_empty()).then(note)
}

/// The first row whose names say what the columns are, and its number. Where none does, the one with most names is told of.
fn find_head(rows: &mut SheetRows, mapping: &Mapping) -> Result<Result<(Header, u64), Option<Message>>, Message> {
    let mut nearest: Option<(usize, Message)> = None;
    for _ in 0..=MOST_TITLES {
        let Some(row) = rows.next()? else { break };
        let names: Vec<String> =
            rows.record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        match Header::read(&names, mapping) {
            Ok(head) => return Ok(Ok((head, row))),
            Err(problem) if nearest.as_ref().is_none_or(|(most, _)| names.len() > *most) => {
                nearest = Some((names.len(), problem));
            }
            Err(_) => {}
        }
    }
    Ok(Err(nearest.map(|(_, problem)| problem)))
}

impl Book {
    fn cells(&mut self, sheet: &str) -> Result<Cells<'_>, Message> {
        Ok(match self {
            Self::Xlsx(book) => {
                let mut cells = guarded(|| book.worksheet_cells_reader(sheet))?;
                Box::new(move || {
                    let read = guarded(|| cells.next_cell_with_formula_metadata())?;
                    Ok(read.map(|cell| CellValue::new(cell.pos, cell.value, cell.formula.is_some())))
                })
            }
            Self::Xlsb(book) => {
                let mut cells = guarded(|| book.worksheet_cells_reader(sheet))?;
                Box::new(move || {
                    let read = guarded(|| cells.next_cell())?;
                    Ok(read.map(|cell| CellValue::new(cell.get_position(), cell.get_value().clone(), false)))
                })
            }
            Self::Xls(book) => held(&guarded(|| book.worksheet_range(sheet))?),
            Self::Ods(book) => held(&guarded(|| book.worksheet_range(sheet))?),
        })
    }

    /// Looks through a sheet for what changes how its cells are read: a day with its month first, and counts that are shown as
    /// percent, by their rows and columns.
    fn look(&mut self, sheet: &str, head: &mut Header) -> Result<BTreeSet<(u32, u32)>, Message> {
        let (dates, counts) = (head.dates(), head.counts());
        let is_in = |column: u32, columns: &[usize]| usize::try_from(column).is_ok_and(|at| columns.contains(&at));
        let is_month_first = |text: &str| date::is_month_first(text.as_bytes());
        let mut percents = BTreeSet::new();
        match self {
            Self::Xlsx(book) => {
                let mut reader = guarded(|| book.worksheet_cells_reader(sheet))?;
                while let Some((cell, style)) = guarded(|| reader.next_cell_with_style_id())? {
                    let (row, column) = cell.get_position();
                    let is_percent = |reader: &XlsxCellReader<WorkbookFile>| {
                        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                        format.is_some_and(|format| format.format_code.contains('%'))
                    };
                    match cell.get_value() {
                        DataRef::String(text) if is_in(column, &dates) => head.is_month_first |= is_month_first(text),
                        DataRef::SharedString(text) if is_in(column, &dates) => {
                            head.is_month_first |= is_month_first(text)
                        }
                        DataRef::Int(_) | DataRef::Float(_) if is_in(column, &counts) && is_percent(&reader) => {
                            percents.insert((row, column));
                        }
                        _ => {}
                    }
                }
            }
            Self::Xlsb(_) | Self::Xls(_) | Self::Ods(_) => {
                let mut cells = self.cells(sheet)?;
                while let Some(cell) = cells()? {
                    head.is_month_first |= match cell.value {
                        DataRef::String(text) if is_in(cell.column, &dates) => is_month_first(&text),
                        DataRef::SharedString(text) if is_in(cell.column, &dates) => is_month_first(text),
                        _ => false,
                    };
                }
            }
        }
        Ok(percents)
    }
}

/// The cells of a sheet that is held in memory whole.
fn held<'a>(range: &Range<Data>) -> Cells<'a> {
    let (row, column) = range.start().unwrap_or_default();
    let place = |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
    let filled = range.used_cells().map(|(at, across, cell)| ((place(at, row), place(across, column)), cell.clone()));
    let mut cells = filled.collect::<Vec<_>>().into_iter();
    Box::new(move || Ok(cells.next().map(|(place, value)| CellValue::new(place, borrowed(value), false))))
}

pub(super) fn sum(mut file: impl std::io::Read) -> std::io::Result<String> {
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

/// Gives the next cell of a sheet.
type Cells<'a> = Box<dyn FnMut() -> Result<Option<CellValue<'a>>, Message> + 'a>;

/// A cell by its row and column, from 0.
struct CellValue<'a> {
    row: u32,
    column: u32,
    value: DataRef<'a>,
    has_formula: bool,
}

impl<'a> CellValue<'a> {
    fn new((row, column): (u32, u32), value: DataRef<'a>, has_formula: bool) -> Self {
        Self { row, column, value, has_formula }
    }
}

/// A cell as text.
struct CellText {
    row: u32,
    column: u32,
    text: Vec<u8>,
    /// A formula whose value was never stored.
    is_unstored: bool,
}

/// Rows of a sheet, one held at a time.
struct SheetRows<'a> {
    cells: Cells<'a>,
    /// The first cell of the next row, which ended the one before it.
    held: Option<CellText>,
    record: ByteRecord,
    /// Columns in which a number is a day.
    dates: Vec<usize>,
    /// Cells of counts that are shown as percent.
    percents: BTreeSet<(u32, u32)>,
    is_1904: bool,
    is_disordered: bool,
    /// Whether a formula of the row has no stored value.
    is_unstored: bool,
    is_over: bool,
}

impl<'a> SheetRows<'a> {
    fn new(cells: Cells<'a>, is_1904: bool) -> Self {
        Self {
            cells,
            held: None,
            record: ByteRecord::new(),
            dates: Vec::new(),
            percents: BTreeSet::new(),
            is_1904,
            is_disordered: false,
            is_unstored: false,
            is_over: false,
        }
    }

    /// Fills `record` with the next row that has anything in it; gives its number, from 1.
    fn next(&mut self) -> Result<Option<u64>, Message> {
        self.record.clear();
        (self.is_disordered, self.is_unstored) = (false, false);
        let mut current = None;
        if let Some(cell) = self.held.take() {
            current = Some(cell.row);
            self.place(&cell);
        }
        while !self.is_over {
            // To ask again after the last one is an error.
            let Some(cell) = self.next_cell()? else {
                self.is_over = true;
                break;
            };
            if cell.text.is_empty() && !cell.is_unstored {
                continue;
            }
            if current.is_some_and(|current| current != cell.row) {
                self.held = Some(cell);
                break;
            }
            current = Some(cell.row);
            self.place(&cell);
        }
        Ok(current.map(|row| u64::from(row) + 1))
    }

    fn next_cell(&mut self) -> Result<Option<CellText>, Message> {
        let Some(CellValue { row, column, value, has_formula }) = (self.cells)()? else { return Ok(None) };
        let is_date = usize::try_from(column).is_ok_and(|column| self.dates.contains(&column));
        let mut text = text(&value, is_date, self.is_1904);
        if text.len() > MOST_CELL {
            return Err(say!("excel.cell", row = u64::from(row) + 1));
        }
        if self.percents.contains(&(row, column)) {
            text.extend(b" (procent)");
        }
        let is_unstored = has_formula && matches!(value, DataRef::Empty);
        Ok(Some(CellText { row, column, text, is_unstored }))
    }

    /// Puts a cell where it stands. One that stands beyond any table is in none of its columns.
    fn place(&mut self, cell: &CellText) {
        const WIDEST: usize = 1024;
        let column = usize::try_from(cell.column).unwrap_or(WIDEST).min(WIDEST);
        self.is_unstored |= cell.is_unstored;
        self.is_disordered |= self.record.len() > column;
        if self.is_disordered {
            return;
        }
        while self.record.len() < column {
            self.record.push_field(b"");
        }
        self.record.push_field(&cell.text);
    }
}

fn borrowed(value: Data) -> DataRef<'static> {
    match value {
        Data::Int(number) => DataRef::Int(number),
        Data::Float(number) => DataRef::Float(number),
        Data::String(text) => DataRef::String(text),
        Data::Bool(is_true) => DataRef::Bool(is_true),
        Data::DateTime(day) => DataRef::DateTime(day),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text),
        Data::DurationIso(text) => DataRef::DurationIso(text),
        Data::Error(error) => DataRef::Error(error),
        Data::Empty => DataRef::Empty,
    }
}

/// A number is written with a decimal comma, so that 1,234 is never taken for a thousand; a day as `2023-06-23`, without its
/// time. A formula is what it gave last.
pub(super) fn text(value: &DataRef, is_date: bool, is_1904: bool) -> Vec<u8> {
    match value {
        DataRef::Int(number) => written(&number.to_string(), is_date, is_1904),
        DataRef::Float(number) => written(&number.to_string(), is_date, is_1904),
        DataRef::String(text) => text.clone().into_bytes(),
        DataRef::SharedString(text) => text.as_bytes().to_vec(),
        DataRef::Bool(is_true) => if *is_true { YES } else { NO }.into(),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}").into_bytes()
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone().into_bytes(),
        DataRef::Error(error) => error.to_string().into_bytes(),
        DataRef::Empty => Vec::new(),
    }
}

/// A number without a form; where a day should stand it is Excel's count of days, from the last but one of 1899 or, in a
/// workbook that says so, the first of 1904.
pub(super) fn written(number: &str, is_date: bool, is_1904: bool) -> Vec<u8> {
    const TO_1904: u64 = 1462;
    let (whole, _) = number.split_once('.').unwrap_or((number, ""));
    // From 1954 to 2119: `20230623` is a day written without marks.
    let serial = whole.parse::<u64>().ok().map(|serial| if is_1904 { serial.saturating_add(TO_1904) } else { serial });
    let serial = serial.filter(|serial| is_date && (20_000..80_000).contains(serial));
    let first = NaiveDate::from_ymd_opt(1899, 12, 30);
    match serial.and_then(|serial| first?.checked_add_days(Days::new(serial))) {
        Some(day) => day.to_string().into_bytes(),
        None => number.replace('.', ",").into_bytes(),
    }
}
