//! A sheet with one table: its heads, its rows, and sums that a reader can follow.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError, column_number_to_name};

use super::{lines, looks, quoted, set_height, write_decimal};
use crate::blank::Blank;
use crate::quantity::Percent;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TableCell {
    Nothing,
    Text(String),
    /// A number with as many decimals as are shown, and what follows it.
    Figure(Figured),
    /// The sum of the cells of its column in these rows, counted from the first below the heads.
    Sum {
        of: Vec<usize>,
        is: Figured,
    },
}

/// A number as a sheet shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figured {
    pub value: Decimal,
    pub decimals: u32,
    pub unit: String,
}

impl Figured {
    /// As a cell has it: percent are hundredths.
    fn stored(&self) -> Decimal {
        if self.unit == Percent::UNIT { self.value / Decimal::ONE_HUNDRED } else { self.value }
    }

    fn form(&self) -> String {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let places = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
        match self.unit.as_str() {
            Percent::UNIT => format!("#,##0{places}%"),
            "" => format!("#,##0{places}"),
            unit => format!("#,##0{places}{}", quoted(&format!(" {unit}"))),
        }
    }
}

/// A table, and the name of its sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SheetTable {
    pub name: String,
    /// What it is.
    pub caption: String,
    /// Each with how many letters fit into its column.
    pub heads: Vec<(String, u32)>,
    pub rows: Vec<Vec<TableCell>>,
    /// The row that sums the others, from the first below the heads.
    pub totals: Vec<usize>,
    /// What holds for all of it.
    pub notes: Vec<String>,
}

/// The row of the heads; what the table is stands above it.
const HEAD: u32 = 2;

/// Writes a table on a sheet of its own.
pub(super) fn write(book: &mut Workbook, table: &SheetTable) -> Result<(), XlsxError> {
    let name = free_name(book, &table.name);
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.write_string_with_format(0, 0, Blank::as_written(&table.caption), &looks::title())?;
    for (column, (head, width)) in (0..).zip(&table.heads) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEAD, column, Blank::as_written(head), &looks::head())?;
    }
    for (place, cells) in table.rows.iter().enumerate() {
        let is_total = table.totals.contains(&place);
        let high = cells.iter().zip(&table.heads).map(|(cell, (_, width))| match cell {
            TableCell::Text(text) => lines(text, *width),
            TableCell::Nothing | TableCell::Figure(_) | TableCell::Sum { .. } => 1,
        });
        set_height(sheet, row(place), high.max().unwrap_or(1))?;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, (row(place), column), cell, is_total)?;
        }
    }
    for (place, note) in table.notes.iter().enumerate() {
        sheet.write_string_with_format(
            row(table.rows.len() + 1 + place),
            0,
            Blank::as_written(note),
            &looks::note(),
        )?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&CSide &P af &N");
    Ok(())
}

/// The row of the sheet that a row of the table stands in.
fn row(place: usize) -> u32 {
    HEAD + 1 + u32::try_from(place).unwrap_or(0)
}

fn write_cell(sheet: &mut Worksheet, at: (u32, u16), cell: &TableCell, is_total: bool) -> Result<(), XlsxError> {
    match cell {
        TableCell::Nothing => Ok(()),
        TableCell::Text(text) => {
            let format = looks::cell("General", is_total);
            sheet.write_string_with_format(at.0, at.1, Blank::as_written(text), &format).map(|_| ())
        }
        TableCell::Figure(figure) => write_decimal(sheet, at, figure.stored(), &looks::cell(&figure.form(), is_total)),
        TableCell::Sum { of, is } => {
            let formula = Formula::new(sum_of(at.1, of)).set_result(is.stored().normalize().to_string());
            let format = looks::cell(&is.form(), is_total);
            sheet.write_formula_with_format(at.0, at.1, formula, &format).map(|_| ())
        }
    }
}

/// `SUM(D4:D9,D12)`: rows that follow each other are one range.
fn sum_of(column: u16, of: &[usize]) -> String {
    let column = column_number_to_name(column);
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for place in of {
        let at = row(*place) + 1;
        match ranges.last_mut().filter(|(_, last)| *last + 1 == at) {
            Some((_, last)) => *last = at,
            None => ranges.push((at, at)),
        }
    }
    let named = |(first, last): (u32, u32)| match first == last {
        true => format!("{column}{first}"),
        false => format!("{column}{first}:{column}{last}"),
    };
    format!("=SUM({})", ranges.into_iter().map(named).collect::<Vec<_>>().join(","))
}

/// A name that a sheet can have, and no other sheet has: 31 letters, and none of those that Excel keeps for itself.
fn free_name(book: &mut Workbook, wanted: &str) -> String {
    let clean: String =
        wanted.chars().map(|one| if "[]:*?/\\".contains(one) || one.is_control() { ' ' } else { one }).collect();
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words.trim_matches('\'');
    let plain = if plain.is_empty() { "Tabel" } else { plain };
    let taken: Vec<String> = book.worksheets().iter().map(|sheet| sheet.name().to_lowercase()).collect();
    let shortened = |suffix: &str| -> String {
        let left = 31 - suffix.chars().count();
        plain.chars().take(left).collect::<String>().trim_end().to_owned() + suffix
    };
    let numbered = (2_u32..).map(|number| shortened(&format!(" ({number})")));
    let mut names = [shortened("")].into_iter().chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}
