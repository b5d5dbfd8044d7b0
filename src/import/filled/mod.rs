//! A blank that somebody has filled in → what is reported in it, cell by cell.
//!
//! Rows are known by their keys and columns by their names, never by where they stand: a row that was sorted, hidden or filtered
//! is read right, and one whose cells no longer belong together is refused. What a figure may be, the loader of results says: it
//! reads what is made here, and [`FilledResults::cell_at`] tells from which cell that came.

mod grid;
mod observation;
mod rows;

use std::path::Path;

use super::{FileFingerprint, ImportError};
use crate::blank::{Blank, HeadField};
use crate::files::Files;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, say};
use crate::plan::Address;
use crate::quantity::{Date, NO, PartOfYear, YES};
use crate::schema::results::sheet;
use crate::write::{Map, Value, on_one_line};

use super::excel::sum;
use super::workbook::{Book, open};
use grid::{CellGrid, GridCell, GridPlace, grid, name};
use observation::FilledObservation;

/// What a workbook says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlankMark {
    pub period: PartOfYear,
    pub fingerprint: Fingerprint,
}

/// A workbook that was made to be filled in, before it is known what it asks.
pub struct FilledWorkbook {
    pub mark: BlankMark,
    book: Book,
    hidden: Vec<u64>,
    fingerprint: FileFingerprint,
}

/// A cell that cannot be read as it is, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRefusal {
    /// `G7`
    pub cell: String,
    pub problem: Message,
}

/// What is reported in a workbook.
#[derive(Debug)]
pub struct FilledResults {
    pub fingerprint: FileFingerprint,
    pub updated: Option<Date>,
    pub reporter: Option<String>,
    pub source: Option<String>,
    pub is_example: bool,
    remark: Option<String>,
    /// Where the fields above the rows stand, by their keys.
    fields: Vec<(&'static str, String)>,
    observations: Vec<FilledObservation>,
    /// All that cannot be read: where there is any, nothing is.
    pub refusals: Vec<CellRefusal>,
    /// Rows with something in them.
    pub rows: usize,
    /// What is asked for and not reported.
    pub left_out: Vec<Address>,
    pub notes: Vec<Message>,
}

/// A file of results, and from which cell each part of it came.
#[derive(Debug)]
pub struct FilledYaml {
    pub text: String,
    /// In order: from this byte on it is this cell's.
    places: Vec<(usize, String)>,
}

impl FilledYaml {
    /// The cell that what stands at a byte came from. None where it came from none.
    pub fn cell_at(&self, byte: usize) -> Option<&str> {
        let after = self.places.partition_point(|(from, _)| *from <= byte);
        self.places.get(after.checked_sub(1)?).map(|(_, cell)| cell.as_str())
    }
}

/// What stands above the figures, where the command says it and not the workbook.
#[derive(Debug, Clone, Copy)]
pub struct FilledHead<'a> {
    pub updated: Date,
    pub reporter: &'a str,
    pub source: Option<&'a str>,
    pub is_example: bool,
}

/// Opens a workbook that was made to be filled in. None for any other file.
///
/// # Errors
/// One whose file cannot be read, or that no longer says what it is.
pub fn filled_workbook(files: &dyn Files, path: &Path) -> Result<Option<FilledWorkbook>, ImportError> {
    if !super::is_workbook(path) {
        return Ok(None);
    }
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let broken = |problem| ImportError::Workbook { path: path.to_owned(), problem };
    // What is wrong with a workbook of cases, its own reader tells.
    let Ok((mut book, hidden)) = open(files, path).map_err(unreadable)? else { return Ok(None) };
    let sheets: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    if !sheets.iter().any(|one| one == Blank::MARK) {
        return Ok(None);
    }
    let place = sheets.iter().position(|one| one == Blank::SHEET);
    let place = place.ok_or_else(|| broken(say!("filled.no-sheet", sheet = Blank::SHEET, sheets = sheets)))?;
    let said = grid(&mut book, Blank::MARK).map_err(broken)?.unwrap_or_default();
    let mark = mark(&said).ok_or_else(|| broken(say!("filled.no-mark", sheet = Blank::MARK)))?;
    let sum = sum(files.open(path).map_err(unreadable)?).map_err(unreadable)?;
    let fingerprint = FileFingerprint { path: path.to_owned(), sheet: Some(Blank::SHEET.to_owned()), sum };
    Ok(Some(FilledWorkbook { mark, book, hidden: hidden.get(place).cloned().unwrap_or_default(), fingerprint }))
}

fn mark(said: &CellGrid) -> Option<BlankMark> {
    let value = |name: &str| {
        let named = said.iter().find(|((_, column), cell)| *column == 0 && cell.text() == name);
        named.and_then(|((row, _), _)| said.get(&(*row, 1))).map(GridCell::text)
    };
    Some(BlankMark { period: value("periode")?.parse().ok()?, fingerprint: value("aftryk")?.parse().ok()? })
}

impl FilledWorkbook {
    /// What is reported in it.
    ///
    /// # Errors
    /// A sheet that is no longer the one that was made.
    pub fn read(mut self, blank: &Blank) -> Result<FilledResults, ImportError> {
        let path = self.fingerprint.path.clone();
        let broken = |problem| ImportError::Workbook { path: path.clone(), problem };
        let cells = grid(&mut self.book, Blank::SHEET).map_err(broken)?.unwrap_or_default();
        let read = rows::read(&cells, blank, &self.hidden).map_err(broken)?;
        let mut refusals = read.refusals;
        let fields = fields(&cells, read.head);
        let (observations, wrong) = observation::observations(blank, &read.rows);
        refusals.extend(wrong);
        let field = |wanted: HeadField| fields.iter().find(|(one, ..)| *one == wanted);
        let text = |wanted| field(wanted).map(|(_, _, cell)| cell.text()).filter(|text| !text.is_empty());
        let updated = field(HeadField::Updated).and_then(|(_, place, cell)| match rows::day(cell) {
            Some(day) => Some(day),
            None => {
                let problem = say!("filled.day", shown = super::text::shown(&cell.text()));
                refusals.push(CellRefusal { cell: name(*place), problem });
                None
            }
        });
        let is_example = match text(HeadField::Example).as_deref() {
            Some(YES) => true,
            None | Some(NO) => false,
            Some(other) => {
                let cell = field(HeadField::Example).map(|(_, place, _)| name(*place)).unwrap_or_default();
                refusals
                    .push(CellRefusal { cell, problem: say!("filled.yes-or-no", shown = super::text::shown(other)) });
                false
            }
        };
        let reported: Vec<&Address> = observations.iter().map(|one| &one.of).collect();
        let mut left_out: Vec<Address> =
            blank.rows.iter().filter(|row| row.has_figure()).map(|row| row.of.clone()).collect();
        left_out.dedup();
        left_out.retain(|of| !reported.contains(&of));
        Ok(FilledResults {
            fingerprint: self.fingerprint,
            updated,
            reporter: text(HeadField::Reporter),
            source: text(HeadField::Source),
            is_example,
            remark: text(HeadField::Remark),
            fields: fields.iter().map(|(field, place, _)| (key(*field), name(*place))).collect(),
            observations,
            refusals,
            rows: read.rows.iter().filter(|row| !row.cells.is_empty()).count(),
            left_out,
            notes: read.notes,
        })
    }
}

fn key(field: HeadField) -> &'static str {
    match field {
        HeadField::Updated => sheet::UPDATED.name(),
        HeadField::Reporter => sheet::REPORTER.name(),
        HeadField::Source => sheet::SOURCE.name(),
        HeadField::Remark => sheet::COMMENT.name(),
        HeadField::Example => sheet::IS_EXAMPLE.name(),
    }
}

/// What is said above the rows: beside its name, wherever that stands.
fn fields(cells: &CellGrid, head: u32) -> Vec<(HeadField, GridPlace, GridCell)> {
    let value = |field: HeadField| {
        let above = cells.range(..(head, 0));
        let ((row, column), _) = above.into_iter().find(|(_, cell)| cell.text() == field.name())?;
        let place = (*row, column + 1);
        cells.get(&place).map(|cell| (field, place, cell.clone()))
    };
    HeadField::ALL.into_iter().filter_map(value).collect()
}

impl FilledResults {
    /// What is reported on.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.observations.iter().map(|one| &one.of)
    }

    /// The file of results.
    pub fn to_yaml(&self, period: PartOfYear, head: &FilledHead) -> FilledYaml {
        let path = self.fingerprint.path.file_name().unwrap_or_default().to_string_lossy();
        let mut text = "# Indlæst med `resultatplan import` fra:\n".to_owned();
        text.push_str(&format!("#   {}\n", on_one_line(&format!("{path}, arket {}", Blank::SHEET))));
        text.push_str(&format!("#     SHA-256 {}\n", self.fingerprint.sum));
        let mut map = Map::default();
        map.text(sheet::PERIOD, period);
        if head.is_example {
            map.text(sheet::IS_EXAMPLE, YES);
        }
        map.text(sheet::UPDATED, head.updated);
        map.text(sheet::REPORTER, head.reporter);
        if let Some(source) = head.source {
            map.text(sheet::SOURCE, source);
        }
        if let Some(remark) = &self.remark {
            map.put(sheet::COMMENT, Value::Prose(remark.clone()));
        }
        let mut places = Vec::new();
        add(&mut text, &mut places, &map.to_yaml(0), &self.fields);
        let observations = sheet::OBSERVATIONS.name();
        text.push_str(&format!("{observations}:\n"));
        for one in &self.observations {
            let mut list = Map::default();
            list.put(observations, Value::List(vec![Value::Map(one.map.clone())]));
            let item = list.to_yaml(0);
            let item = item.split_once('\n').map_or("", |(_, item)| item);
            places.push((text.len(), one.first.clone()));
            add(&mut text, &mut places, item, &one.tokens);
        }
        FilledYaml { text, places }
    }
}

/// Adds lines, and where what came from which cell begins in them.
fn add<T: AsRef<str>>(text: &mut String, places: &mut Vec<(usize, String)>, lines: &str, tokens: &[(T, String)]) {
    let mut from = 0;
    for (token, cell) in tokens {
        let Some(at) = lines[from..].find(&format!("{}:", token.as_ref())) else { continue };
        places.push((text.len() + from + at, cell.clone()));
        from += at;
    }
    text.push_str(lines);
}
