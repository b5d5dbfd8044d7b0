//! The cells of a workbook that was filled in, by their places: what stands in each, and not how it looks.

use std::collections::BTreeMap;

use calamine::{DataRef, Xlsx};
use rust_decimal::Decimal;

use crate::import::excel::text;
use crate::import::workbook::{Book, WorkbookFile, guarded};
use crate::language::{Message, say};
use crate::quantity::{Date, Number, Percent};

/// More cells than any blank has.
const MOST_CELLS: usize = 500_000;
/// Digits that a spreadsheet shows of a number: what follows them is not what somebody wrote.
const DIGITS: u32 = 15;

/// A row and a column, from 0.
pub(super) type GridPlace = (u32, u32);
pub(super) type CellGrid = BTreeMap<GridPlace, GridCell>;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum GridCell {
    Text(String),
    Number(Decimal),
    /// A number that is shown as percent, as percent.
    Percent(Decimal),
    Day(Date),
    /// A formula whose value was never stored.
    Unstored,
}

impl GridCell {
    /// As a person would have written it.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => written(*number),
            Self::Percent(percent) => format!("{} {}", written(*percent), Percent::UNIT),
            Self::Day(day) => day.to_string(),
            Self::Unstored => String::new(),
        }
    }
}

/// Without points between thousands: those could be meant as decimals.
fn written(number: Decimal) -> String {
    Number(number.normalize()).to_string().replace('.', "")
}

/// `G7`
pub(super) fn name((row, column): GridPlace) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
}

/// All cells of a sheet that something stands in. None where the workbook has no such sheet.
pub(super) fn grid(book: &mut Book, sheet: &str) -> Result<Option<CellGrid>, Message> {
    if !book.sheets().iter().any(|one| one.name == sheet) {
        return Ok(None);
    }
    let is_1904 = book.is_1904();
    let Book::Xlsx(book) = book else {
        return Err(say!("filled.form"));
    };
    let mut cells = unstored(book, sheet)?;
    let mut reader = guarded(|| book.worksheet_cells_reader(sheet))?;
    while let Some((cell, style)) = guarded(|| reader.next_cell_with_style_id())? {
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let is_percent = format.is_some_and(|format| format.format_code.contains('%'));
        let read = read(cell.get_value(), is_percent, is_1904);
        cells.extend(read.map(|read| (cell.get_position(), read)));
        if cells.len() > MOST_CELLS {
            return Err(say!("filled.cells", sheet = sheet, most = MOST_CELLS));
        }
    }
    Ok(Some(cells))
}

/// The formulas whose values were never stored.
fn unstored(book: &mut Xlsx<WorkbookFile>, sheet: &str) -> Result<CellGrid, Message> {
    let mut cells = CellGrid::new();
    let mut reader = guarded(|| book.worksheet_cells_reader(sheet))?;
    while let Some(cell) = guarded(|| reader.next_cell_with_formula_metadata())? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            cells.insert(cell.pos, GridCell::Unstored);
        }
    }
    Ok(cells)
}

fn read(value: &DataRef, is_percent: bool, is_1904: bool) -> Option<GridCell> {
    let written = String::from_utf8_lossy(&text(value, false, is_1904)).into_owned();
    match value {
        DataRef::Empty => None,
        DataRef::Int(_) | DataRef::Float(_) => {
            let plain = written.replace(',', ".");
            let number = plain.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&plain)).ok();
            let number = number.and_then(|number| number.round_sf(DIGITS));
            Some(match number {
                Some(number) if is_percent => GridCell::Percent(number * Decimal::ONE_HUNDRED),
                Some(number) => GridCell::Number(number),
                None => GridCell::Text(written),
            })
        }
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) => {
            let day: Option<Date> = written.get(..10).and_then(|day| day.parse().ok());
            Some(day.map_or(GridCell::Text(written), GridCell::Day))
        }
        DataRef::String(_) | DataRef::SharedString(_) => {
            Some(GridCell::Text(written.replace("\r\n", "\n"))).filter(|cell| !cell.text().is_empty())
        }
        DataRef::DurationIso(_) | DataRef::Bool(_) | DataRef::Error(_) => Some(GridCell::Text(written)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_a_spreadsheet_names_it() {
        for (place, wanted) in
            [((0, 0), "A1"), ((6, 25), "Z7"), ((6, 26), "AA7"), ((99, 701), "ZZ100"), ((0, 702), "AAA1")]
        {
            assert_eq!(name(place), wanted);
        }
    }

    #[test]
    fn a_number_is_what_its_cell_shows() {
        let read = |number, is_percent| read(&DataRef::Float(number), is_percent, false).unwrap().text();
        assert_eq!(read(412.0, false), "412");
        assert_eq!(read(1234.5, false), "1234,5");
        assert_eq!(read(0.1 + 0.2, false), "0,3");
        assert_eq!(read(0.855, true), "85,5 pct.");
        assert_eq!(read(-0.02, true), "−2 pct.");
    }
}
