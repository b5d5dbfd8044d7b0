//! The workbook that a quarter is reported in: a sheet of rows, one of guidance, and a hidden one that says what it is.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, ProtectionOptions,
    Workbook, Worksheet, XlsxError, column_number_to_name,
};

use super::{WorkbookError, begin, end, lines, looks, quoted, set_height, write_decimal};
use crate::blank::{Blank, BlankCell, BlankRow, CellForm, Column, Given, HeadField};

/// What the quarter before came to, by the keys of rows.
pub type LastQuarter = BTreeMap<String, String>;

/// The columns before those that are reported in, with their widths; the first is hidden.
const SAID: [(&str, u32); 6] = [
    (Column::KEY, 10),
    (Column::NUMBER, 6),
    (Column::REQUIREMENT, 40),
    (Column::PART, 26),
    (Column::TARGET, 24),
    (Column::LAST, 28),
];
/// Where the fields above the rows begin, and in which columns they stand.
const FIELDS: (u32, u16, u16) = (2, 2, 3);
const HEAD: u32 = 8;
/// What a list in a cell's own rule can hold.
const LONGEST_LIST: usize = 255;
const GUIDANCE_WIDTH: u32 = 110;
const GUIDANCE: &str = include_str!("vejledning.txt");

/// # Errors
/// A text of the plan that is longer than a cell can be.
pub fn blank(blank: &Blank, last: &LastQuarter) -> Result<Vec<u8>, WorkbookError> {
    let title = format!("Indberetning for {}", blank.quarter.part);
    let mut book = begin(&format!("{title}: {}", blank.title))?;
    let mut lists = ChoiceLists::default();
    let sheet = book.add_worksheet().set_name(Blank::SHEET)?;
    sheet.write_string_with_format(
        0,
        1,
        Blank::as_written(&format!("{title}: {}, {}", blank.title, blank.institution)),
        &looks::title(),
    )?;
    write_fields(sheet, blank)?;
    write_rows(sheet, blank, last, &mut lists)?;
    arrange(sheet, blank)?;
    write_guidance(book.add_worksheet().set_name("Vejledning")?)?;
    write_mark(&mut book, blank, &lists)?;
    end(book)
}

fn write_fields(sheet: &mut Worksheet, blank: &Blank) -> Result<(), XlsxError> {
    let (first, name, value) = FIELDS;
    for (row, field) in (first..).zip(HeadField::ALL) {
        sheet.write_string_with_format(row, name, field.name(), &looks::said())?;
        let form = match field {
            HeadField::Updated => CellForm::Day,
            HeadField::Reporter | HeadField::Source | HeadField::Remark => CellForm::Text,
            HeadField::Example => CellForm::Words(vec!["ja".to_owned(), "nej".to_owned()]),
        };
        let given = blank.head.iter().find(|(one, _)| *one == field).map(|(_, given)| given);
        write_given(sheet, (row, value), given, &looks::open(&number_form(&form)))?;
        if let Some(rule) = rule(&form, &mut ChoiceLists::default()) {
            sheet.add_data_validation(row, value, row, value, &rule)?;
        }
    }
    Ok(())
}

fn write_rows(
    sheet: &mut Worksheet,
    blank: &Blank,
    last: &LastQuarter,
    lists: &mut ChoiceLists,
) -> Result<(), XlsxError> {
    let columns = blank.columns();
    let names = SAID.iter().map(|(name, _)| *name).chain(columns.iter().map(|column| column.name()));
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(HEAD, column, name, &looks::head())?;
    }
    for (row, one) in (HEAD + 1..).zip(&blank.rows) {
        let key = one.key();
        let said = last.get(&key).cloned().unwrap_or_default();
        let texts = [key, one.of.goal.to_string(), one.name.clone(), one.place.words(), one.target.clone(), said];
        let said = texts.iter().zip(&SAID).skip(1).map(|(text, (_, width))| lines(text, *width));
        let given = one.cells.iter().map(|cell| match &cell.given {
            Some(Given::Text(text)) => lines(text, cell.column.width()),
            Some(Given::Number(_) | Given::Percent(_) | Given::Day(_)) | None => 1,
        });
        set_height(sheet, row, said.chain(given).max().unwrap_or(1))?;
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(row, column, Blank::as_written(&text), &looks::said())?;
        }
        write_cells(sheet, row, one, &columns, lists)?;
    }
    Ok(())
}

fn write_cells(
    sheet: &mut Worksheet,
    row: u32,
    one: &BlankRow,
    columns: &[Column],
    lists: &mut ChoiceLists,
) -> Result<(), XlsxError> {
    for (place, column) in (0..).zip(columns) {
        let at = first_open() + place;
        let Some(cell) = one.cell(*column) else {
            sheet.write_blank(row, at, &looks::closed())?;
            continue;
        };
        write_given(sheet, (row, at), cell.given.as_ref(), &looks::open(&number_form(&cell.form)))?;
        sheet.add_data_validation(row, at, row, at, &told(cell, lists)?)?;
    }
    Ok(())
}

fn first_open() -> u16 {
    u16::try_from(SAID.len()).unwrap_or(0)
}

fn write_given(sheet: &mut Worksheet, at: (u32, u16), given: Option<&Given>, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match given {
        None => sheet.write_blank(row, column, format).map(|_| ()),
        Some(Given::Number(number)) => write_decimal(sheet, at, *number, format),
        Some(Given::Percent(percent)) => {
            write_decimal(sheet, at, *percent / rust_decimal::Decimal::ONE_HUNDRED, format)
        }
        Some(Given::Day(day)) => {
            let day = ExcelDateTime::parse_from_str(&day.0.to_string())?;
            sheet.write_datetime_with_format(row, column, &day, format).map(|_| ())
        }
        Some(Given::Text(text)) => {
            sheet.write_string_with_format(row, column, Blank::as_written(text), format).map(|_| ())
        }
    }
}

/// How a form's numbers are shown, in the one way that every language's Excel reads.
fn number_form(form: &CellForm) -> String {
    match form {
        CellForm::Count => "#,##0".to_owned(),
        CellForm::Percent => "0.0##%".to_owned(),
        CellForm::Number(unit) => format!("General{}", quoted(unit)),
        CellForm::Day | CellForm::DayOrNo => "dd-mm-yyyy".to_owned(),
        CellForm::Words(_) | CellForm::WordsOrPercent(_) => "General".to_owned(),
        CellForm::Text => "@".to_owned(),
    }
}

/// The rule of a cell, with what whoever stands in it is told.
fn told(cell: &BlankCell, lists: &mut ChoiceLists) -> Result<DataValidation, XlsxError> {
    let rule = rule(&cell.form, lists).unwrap_or_else(|| DataValidation::new().allow_any_value());
    rule.set_input_title(cell.column.name())?.set_input_message(cell.column.help())
}

/// What a cell takes; none for what anything can stand in.
fn rule(form: &CellForm, lists: &mut ChoiceLists) -> Option<DataValidation> {
    let rule = DataValidation::new();
    let (rule, told) = match form {
        CellForm::Count => {
            (rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)), "Her skal stå et helt tal, fx 412.")
        }
        CellForm::Day => {
            let first = ExcelDateTime::from_ymd(2000, 1, 1).ok()?;
            (rule.allow_date(DataValidationRule::GreaterThan(first)), "Her skal stå en dag, fx 12-04-2025.")
        }
        CellForm::Words(words) => (listed(rule, words, lists), "Vælg en af mulighederne på listen."),
        CellForm::WordsOrPercent(words) => (
            listed(rule, words, lists).set_error_style(DataValidationErrorStyle::Information),
            "Det skal være et af ordene på listen eller en andel, fx 90 pct.",
        ),
        CellForm::Percent | CellForm::Number(_) | CellForm::DayOrNo | CellForm::Text => return None,
    };
    rule.set_error_title("Det kan ikke stå her").and_then(|rule| rule.set_error_message(told)).ok()
}

/// A list in the rule itself; where it is long, or has a comma in it, on the hidden sheet.
fn listed(rule: DataValidation, words: &[String], lists: &mut ChoiceLists) -> DataValidation {
    let letters: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    if letters <= LONGEST_LIST && !words.iter().any(|word| word.contains([',', '"'])) {
        let plain = rule.clone().allow_list_strings(words);
        return plain.unwrap_or(rule);
    }
    let place = lists.place(words);
    let column = column_number_to_name(place);
    let formula = format!("={}!${column}$1:${column}${}", Blank::MARK, words.len());
    rule.allow_list_formula(Formula::new(formula))
}

/// The lists on the hidden sheet, a column each.
#[derive(Default)]
struct ChoiceLists(Vec<Vec<String>>);

impl ChoiceLists {
    /// The first two columns say what the workbook is.
    const FIRST: u16 = 3;

    fn place(&mut self, words: &[String]) -> u16 {
        let known = self.0.iter().position(|list| list == words).unwrap_or_else(|| {
            self.0.push(words.to_vec());
            self.0.len() - 1
        });
        u16::try_from(known).unwrap_or(0) + Self::FIRST
    }
}

/// Widths, what stays in sight, what is locked, and how it is printed.
fn arrange(sheet: &mut Worksheet, blank: &Blank) -> Result<(), XlsxError> {
    let columns = blank.columns();
    let widths = SAID.iter().map(|(_, width)| *width).chain(columns.iter().map(|column| column.width()));
    let mut last = 0;
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
        last = column;
    }
    sheet.set_column_hidden(0)?;
    sheet.set_freeze_panes(HEAD + 1, 3)?;
    let rows = u32::try_from(blank.rows.len()).unwrap_or(0);
    sheet.autofilter(HEAD, 0, HEAD + rows, last)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&CSide &P af &N");
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

fn write_guidance(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_column_width(0, GUIDANCE_WIDTH)?;
    for (row, line) in (0..).zip(GUIDANCE.lines()) {
        // A title's letters are larger.
        set_height(sheet, row, lines(line, GUIDANCE_WIDTH).max(if line.starts_with('#') { 2 } else { 1 }))?;
        match line.strip_prefix("# ") {
            Some(title) => sheet.write_string_with_format(row, 0, title, &looks::title())?,
            None => sheet.write_string_with_format(row, 0, line, &looks::said())?,
        };
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).protect();
    Ok(())
}

/// What the workbook is: of which version of the plan, for which quarter.
fn write_mark(book: &mut Workbook, blank: &Blank, lists: &ChoiceLists) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(Blank::MARK)?;
    let said = [
        ("indberetning", "1".to_owned()),
        ("periode", blank.quarter.part.to_string()),
        ("aftryk", blank.fingerprint().to_string()),
    ];
    for (row, (name, value)) in (0..).zip(said) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
    }
    for (column, list) in (ChoiceLists::FIRST..).zip(&lists.0) {
        for (row, word) in (0..).zip(list) {
            sheet.write_string(row, column, Blank::as_written(word))?;
        }
    }
    sheet.set_hidden(true).protect();
    Ok(())
}
