//! The budget table.

use super::prose;
use super::traced::Traced;
use super::trail::Trail;
use super::view::{self, PageBlock};
use crate::plan::Budget;
use crate::quantity::Number;
use crate::words::Words;
use crate::words::danish::{bind, capital};

pub(super) fn view(budget: &Budget, words: &Words) -> PageBlock {
    let unit = match &budget.price_level {
        Some(level) => words.say("enhed", &[("enhed", &capital(&budget.unit)), ("prisniveau", &level)]),
        None => capital(&budget.unit),
    };
    let caption = match &budget.source {
        Some(source) => words.say("budgettitel", &[("titel", &budget.title), ("kilde", &source)]),
        None => budget.title.clone(),
    };
    PageBlock::Budget(view::BudgetTable {
        caption: bind(&caption),
        unit: bind(&unit),
        columns: budget
            .columns
            .iter()
            .map(|column| view::BudgetTableColumn { state: column.state.clone(), year: column.year.clone() })
            .collect(),
        total: row(None, words.word("budget i alt"), &budget.total, Trail::to(budget.at), budget),
        rows: budget
            .rows
            .iter()
            .map(|one| row(Some(one.number.clone()), one.task.clone(), &one.amounts, Trail::to(one.at), budget))
            .collect(),
        notes: prose::narrow(&budget.notes),
    })
    .traced(Trail::to(budget.at))
}

fn row(number: Option<String>, task: String, amounts: &[Number], from: Trail, budget: &Budget) -> view::BudgetTableRow {
    let decimals = decimals(budget);
    let amounts = amounts.iter().map(|amount| aligned(*amount, decimals)).collect();
    view::BudgetTableRow { number, task, amounts, from }
}

/// The most decimals that any amount has: with that many in all, the commas stand under each other.
fn decimals(budget: &Budget) -> u32 {
    let rows = budget.rows.iter().flat_map(|row| &row.amounts);
    rows.chain(&budget.total).map(|amount| amount.0.scale()).max().unwrap_or(0)
}

fn aligned(amount: Number, decimals: u32) -> String {
    let mut value = amount.0;
    // Only adds zeros: no amount has more decimals than this.
    value.rescale(decimals);
    Number(value).to_string()
}
