//! The rows of a workbook that was filled in: each by its key, its cells by the names of their columns.

use std::collections::BTreeMap;

use super::CellRefusal;
use super::grid::{CellGrid, GridCell, GridPlace, name};
use crate::blank::{Blank, BlankRow, CellForm, Column};
use crate::import::date;
use crate::import::text::{MOST_NAMED, first_of, shown};
use crate::language::{Message, say};
use crate::quantity::Date;
use chrono::Datelike;
use rust_decimal::Decimal;

/// A row that is known.
pub(super) struct FilledRow<'a> {
    pub row: &'a BlankRow,
    /// Where its key stands.
    pub place: GridPlace,
    /// What is reported in it, by column: as a text, with its place.
    pub cells: BTreeMap<Column, (String, GridPlace)>,
}

pub(super) struct FilledRows<'a> {
    /// The row with the names of the columns.
    pub head: u32,
    /// In the order of the blank.
    pub rows: Vec<FilledRow<'a>>,
    pub refusals: Vec<CellRefusal>,
    pub notes: Vec<Message>,
}

/// The columns by their names.
struct Heads {
    row: u32,
    key: u32,
    /// What the quarter before came to: nothing is read from it.
    last: Option<u32>,
    said: Vec<(&'static str, u32)>,
    reported: Vec<(Column, u32)>,
}

/// # Errors
/// The sheet has not the columns that it was made with.
pub(super) fn read<'a>(cells: &CellGrid, blank: &'a Blank, hidden: &[u64]) -> Result<FilledRows<'a>, Message> {
    let heads = heads(cells, blank)?;
    let mut by_row: BTreeMap<u32, Vec<(u32, &GridCell)>> = BTreeMap::new();
    for ((row, column), cell) in cells.range((heads.row + 1, 0)..) {
        by_row.entry(*row).or_default().push((*column, cell));
    }
    let (mut found, mut refusals): (BTreeMap<usize, FilledRow>, Vec<CellRefusal>) = (BTreeMap::new(), Vec::new());
    let mut stray = Vec::new();
    for (row, line) in by_row {
        let refuse = |column: u32, problem| CellRefusal { cell: name((row, column)), problem };
        let at = |column: u32| line.iter().find(|(one, _)| *one == column).map(|(_, cell)| *cell);
        let Some(key) = at(heads.key).map(GridCell::text) else {
            match line.iter().map(|(column, _)| *column).find(|column| heads.know(*column)) {
                Some(first) => refusals.push(refuse(first, say!("filled.added"))),
                None => stray.extend(line.iter().map(|(column, _)| name((row, *column)))),
            }
            continue;
        };
        let Some(place) = blank.rows.iter().position(|one| Blank::as_written(&one.key()) == key) else {
            refusals.push(refuse(heads.key, say!("filled.unknown", key = shown(&key))));
            continue;
        };
        if let Some(first) = found.get(&place) {
            refusals.push(refuse(heads.key, say!("filled.twice", key = shown(&key), first = first.place.0 + 1)));
            continue;
        }
        let own = &blank.rows[place];
        let moved = heads.said.iter().find(|(head, column)| {
            let written = at(*column).map(GridCell::text).unwrap_or_default();
            said(own, head).is_some_and(|said| Blank::as_written(&said) != written)
        });
        if let Some((head, column)) = moved {
            refusals.push(refuse(*column, say!("filled.moved", of = own.of, said = said(own, head))));
            continue;
        }
        let mut filled = FilledRow { row: own, place: (row, heads.key), cells: BTreeMap::new() };
        for (column, place) in &heads.reported {
            let Some(cell) = at(*place) else { continue };
            match reported(own, *column, cell) {
                Ok(text) => {
                    filled.cells.insert(*column, (text, (row, *place)));
                }
                Err(problem) => refusals.push(refuse(*place, problem)),
            }
        }
        stray.extend(line.iter().filter(|(column, _)| !heads.know(*column)).map(|(column, _)| name((row, *column))));
        found.insert(place, filled);
    }
    let mut notes = Vec::new();
    let hidden: Vec<String> =
        hidden.iter().filter(|row| **row > u64::from(heads.row) + 1).map(ToString::to_string).collect();
    if !hidden.is_empty() {
        let named = hidden.get(..MOST_NAMED).unwrap_or(&hidden);
        notes.push(say!("excel.hidden", count = hidden.len(), rows = first_of(named, hidden.len())));
    }
    if !stray.is_empty() {
        let named = stray.get(..MOST_NAMED).unwrap_or(&stray);
        notes.push(say!("filled.stray", cells = first_of(named, stray.len())));
    }
    let deleted: Vec<String> = blank
        .rows
        .iter()
        .enumerate()
        .filter(|(place, _)| !found.contains_key(place))
        .map(|(_, row)| Blank::as_written(&row.key()))
        .collect();
    if !deleted.is_empty() && refusals.is_empty() {
        let named = deleted.get(..MOST_NAMED).unwrap_or(&deleted);
        notes.push(say!("filled.deleted", rows = first_of(named, deleted.len())));
    }
    Ok(FilledRows { head: heads.row, rows: found.into_values().collect(), refusals, notes })
}

impl Heads {
    /// Whether a column is one of the blank's.
    fn know(&self, column: u32) -> bool {
        let said = self.said.iter().map(|(_, one)| *one).chain(self.reported.iter().map(|(_, one)| *one));
        said.chain(self.last).chain([self.key]).any(|one| one == column)
    }
}

/// The row that names the columns, and where each stands.
fn heads(cells: &CellGrid, blank: &Blank) -> Result<Heads, Message> {
    let row = cells.iter().find(|(_, cell)| cell.text() == Column::KEY).map(|((row, _), _)| *row);
    let row = row.ok_or_else(|| say!("filled.no-head", sheet = Blank::SHEET, column = Column::KEY))?;
    let place = |wanted: &str| -> Result<u32, Message> {
        let line = cells.range((row, 0)..(row + 1, 0));
        let found: Vec<u32> = line.filter(|(_, cell)| cell.text() == wanted).map(|((_, column), _)| *column).collect();
        match found.as_slice() {
            [column] => Ok(*column),
            [] => Err(say!("filled.no-column", column = wanted, row = u64::from(row) + 1)),
            [_, second, ..] => Err(say!("filled.column-twice", column = wanted, cell = name((row, *second)))),
        }
    };
    let said = [Column::NUMBER, Column::REQUIREMENT, Column::PART, Column::TARGET];
    Ok(Heads {
        row,
        key: place(Column::KEY)?,
        last: place(Column::LAST).ok(),
        said: said.into_iter().map(|head| Ok((head, place(head)?))).collect::<Result<_, Message>>()?,
        reported: blank
            .columns()
            .into_iter()
            .map(|column| Ok((column, place(column.name())?)))
            .collect::<Result<_, Message>>()?,
    })
}

/// What the blank said in one of its own columns.
fn said(row: &BlankRow, head: &str) -> Option<String> {
    let all = [
        (Column::NUMBER, row.of.goal.to_string()),
        (Column::REQUIREMENT, row.name.clone()),
        (Column::PART, row.place.words()),
        (Column::TARGET, row.target.clone()),
    ];
    all.into_iter().find(|(one, _)| *one == head).map(|(_, said)| said)
}

/// What is reported in a cell, as a file of results has it. Whether it can be so, its loader says.
fn reported(row: &BlankRow, column: Column, cell: &GridCell) -> Result<String, Message> {
    let Some(own) = row.cell(column) else {
        return Err(say!("filled.closed", column = column.name(), of = row.of));
    };
    if *cell == GridCell::Unstored {
        return Err(say!("filled.formula"));
    }
    match &own.form {
        CellForm::Percent => percent(cell),
        CellForm::Day | CellForm::DayOrNo => match (day(cell), cell) {
            (Some(day), _) => Ok(day.to_string()),
            (None, GridCell::Day(_)) => Err(say!("filled.day", shown = cell.text())),
            (None, GridCell::Text(_) | GridCell::Number(_) | GridCell::Percent(_) | GridCell::Unstored) => {
                Ok(cell.text())
            }
        },
        CellForm::Count | CellForm::Number(_) | CellForm::Words(_) | CellForm::WordsOrPercent(_) | CellForm::Text => {
            Ok(cell.text())
        }
    }
}

/// A number that is not shown as percent is that many, unless it can also be a part of one: 0.855.
fn percent(cell: &GridCell) -> Result<String, Message> {
    match cell {
        GridCell::Number(number) if *number > Decimal::ZERO && *number <= Decimal::ONE => {
            let percent = GridCell::Percent(number * Decimal::ONE_HUNDRED).text();
            Err(say!("filled.percent", number = cell.text(), one = format!("{} pct.", cell.text()), other = percent))
        }
        GridCell::Number(number) => Ok(GridCell::Percent(*number).text()),
        GridCell::Text(text) if text.trim().ends_with(|last: char| last.is_ascii_digit()) => {
            Ok(format!("{} pct.", text.trim()))
        }
        GridCell::Text(_) | GridCell::Percent(_) | GridCell::Day(_) | GridCell::Unstored => Ok(cell.text()),
    }
}

/// A day, however it was written. A number in a cell for days is one long ago: it was not meant as one.
pub(super) fn day(cell: &GridCell) -> Option<Date> {
    let day = match cell {
        GridCell::Day(day) => Some(*day),
        GridCell::Text(text) => text.trim().parse().ok().or_else(|| date::read(text.as_bytes())?.ok()?.date()),
        // A day without its form is the number of days since the last but one of 1899.
        GridCell::Number(_) => date::read(&crate::import::excel::written(&cell.text(), true, false))?.ok()?.date(),
        GridCell::Percent(_) | GridCell::Unstored => None,
    };
    day.filter(|day| (1950..2200).contains(&day.0.year()))
}
