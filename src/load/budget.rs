//! The budget: in `plan.yaml`, or in a file of its own.

use crate::language::say;
use crate::plan::{Budget, BudgetColumn, BudgetRow};
use crate::quantity::Number;
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

pub(super) fn read(reader: &mut Reader, at: At) -> Option<Budget> {
    let at = if reader.is_map(at) {
        at
    } else {
        let path = reader.path(at)?;
        reader.yaml(&path, Some(at))?
    };
    let mut fields = Fields::open(reader, at, &schema::budget::RECORD)?;
    let section = fields.quantity(reader, schema::budget::SECTION);
    let title = fields.text(reader, schema::budget::TITLE);
    let source = fields.maybe_text(reader, schema::budget::SOURCE);
    let unit = fields.text(reader, schema::budget::UNIT);
    let price_level = fields.maybe_text(reader, schema::budget::PRICE_LEVEL);
    let columns = fields.needed(reader, schema::budget::COLUMNS, read_columns);
    let width = columns.as_ref().map(Vec::len);
    let total = fields.needed(reader, schema::budget::TOTAL, |reader, at| read_amounts(reader, at, width));
    let rows = fields.needed(reader, schema::budget::ROWS, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_row(reader, item, width)).collect())
    });
    let notes = fields.maybe_prose(reader, schema::budget::NOTES);
    fields.close(reader);
    Some(Budget {
        at,
        section: section?,
        title: title?,
        source: source?,
        unit: unit?,
        price_level: price_level?,
        columns: columns?,
        total: total?,
        rows: rows?,
        notes: notes?,
    })
}

fn read_row(reader: &mut Reader, at: At, width: Option<usize>) -> Option<BudgetRow> {
    let mut fields = Fields::open(reader, at, &schema::budget_row::RECORD)?;
    let number = fields.text(reader, schema::budget_row::NUMBER);
    let task = fields.text(reader, schema::budget_row::TASK);
    let amounts = fields.needed(reader, schema::budget_row::AMOUNTS, |reader, at| read_amounts(reader, at, width));
    fields.close(reader);
    Some(BudgetRow { at, number: number?, task: task?, amounts: amounts? })
}

/// `R 2020`: state and year.
fn read_columns(reader: &mut Reader, at: At) -> Option<Vec<BudgetColumn>> {
    let items = reader.list(at)?;
    all(items
        .into_iter()
        .map(|item| {
            let text = reader.text(item)?;
            match text.split_once(' ') {
                Some((state, year))
                    if year.trim().len() == 4 && year.trim().bytes().all(|byte| byte.is_ascii_digit()) =>
                {
                    Some(BudgetColumn { state: state.to_owned(), year: year.trim().to_owned() })
                }
                _ => {
                    let finding = rules::MALFORMED_QUANTITY.finding(item, say!("budget.column", text = text));
                    reader.push(finding.help(say!("budget.column-help")));
                    None
                }
            }
        })
        .collect())
}

/// `226,6 230,5 …`: one amount a column, white space between.
fn read_amounts(reader: &mut Reader, at: At, width: Option<usize>) -> Option<Vec<Number>> {
    let text = reader.text(at)?;
    let amounts: Option<Vec<Number>> = all(text
        .split_whitespace()
        .map(|amount| match amount.parse::<Number>() {
            Ok(number) => Some(number),
            Err(error) => {
                let place = crate::source::Place::from(at).at_snippet(amount);
                reader.push(rules::MALFORMED_QUANTITY.finding(place, error.problem).help(error.help));
                None
            }
        })
        .collect());
    let amounts = amounts?;
    if let Some(width) = width.filter(|width| *width != amounts.len()) {
        let message = say!("budget.amounts", amounts = amounts.len(), width = width);
        reader.push(rules::MALFORMED_QUANTITY.finding(at, message).help(say!("budget.amounts-help")));
        return None;
    }
    Some(amounts)
}
