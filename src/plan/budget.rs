//! The budget table: expenditure by task and year, as the Finance Act specifies it (2018 and 2023 plans, 2.4).

use serde::Serialize;

use super::PlanNumber;
use crate::prose::Prose;
use crate::quantity::Number;
use crate::source::At;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budget {
    pub at: At,
    /// Number of the section that it opens.
    pub section: PlanNumber,
    pub title: String,
    /// Where its figures are from: `FFL23 14.21.01`.
    pub source: Option<String>,
    /// `mio. kr.`
    pub unit: String,
    /// `2023-pl`: the prices of which year.
    pub price_level: Option<String>,
    pub columns: Vec<BudgetColumn>,
    pub total: Vec<Number>,
    pub rows: Vec<BudgetRow>,
    pub notes: Prose,
}

/// `R 2020`: the state of the figures (regnskab, budget, finanslov, budgetoverslag) and the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BudgetColumn {
    pub state: String,
    pub year: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetRow {
    pub at: At,
    /// `0` is always the general costs.
    pub number: String,
    pub task: String,
    /// One amount a column, in the budget's unit.
    pub amounts: Vec<Number>,
}
