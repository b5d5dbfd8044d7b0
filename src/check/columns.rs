//! The columns of a budget that do not add up, and by how much.

use rust_decimal::Decimal;

use crate::language::{Message, say};
use crate::plan::{Budget, BudgetColumn};
use crate::quantity::Number;

/// A column whose rows give another sum than its total.
#[derive(Debug)]
pub struct OffColumn<'a> {
    pub column: &'a BudgetColumn,
    pub sum: Decimal,
    pub total: Decimal,
    /// `Klager 12,5, Prøver 41,5`.
    pub rows: Message,
}

/// Every column that is off.
pub fn off_columns(budget: &Budget) -> Vec<OffColumn<'_>> {
    let columns = budget.columns.iter().zip(&budget.total).enumerate();
    let off = columns.filter_map(|(index, (column, Number(total)))| {
        let amounts = budget.rows.iter().filter_map(|row| Some((row, row.amounts.get(index)?)));
        let sum: Decimal = amounts.clone().map(|(_, amount)| amount.0).sum();
        let rows: Vec<Message> =
            amounts.map(|(row, amount)| say!("budget.row", task = row.task, amount = amount)).collect();
        (sum != *total).then(|| OffColumn { column, sum, total: *total, rows: say!("budget.rows", rows = rows) })
    });
    off.collect()
}

impl OffColumn<'_> {
    /// `F 2025`.
    pub fn name(&self) -> String {
        format!("{} {}", self.column.state, self.column.year)
    }

    /// `0,1 too little`.
    pub fn difference(&self) -> Message {
        let difference = self.sum - self.total;
        say!("budget.difference", amount = difference.abs(), more = difference.is_sign_positive())
    }

    /// Whether amounts that were each rounded to their last digit can be off by so much: half a unit of that digit for
    /// each row, and for the total.
    pub fn is_rounding(&self, budget: &Budget) -> bool {
        let amounts = budget.rows.iter().flat_map(|row| &row.amounts).chain(&budget.total);
        let decimals = amounts.map(|amount| amount.0.scale()).max().unwrap_or(0);
        let halves = Decimal::from(budget.rows.len() + 1) * Decimal::new(5, decimals + 1);
        (self.sum - self.total).abs() <= halves
    }
}
