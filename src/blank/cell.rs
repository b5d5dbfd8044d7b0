//! A cell that something is reported in: what can stand there, and what does.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Column;
use crate::quantity::Date;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlankCell {
    pub column: Column,
    pub form: CellForm,
    /// What is reported already.
    #[serde(skip)]
    pub given: Option<Given>,
}

impl BlankCell {
    pub(super) fn new(column: Column, form: CellForm) -> Self {
        Self { column, form, given: None }
    }
}

/// What can stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum CellForm {
    /// A whole number.
    Count,
    Percent,
    /// A number, with what follows it where it is shown.
    Number(String),
    Day,
    DayOrNo,
    /// One of these.
    Words(Vec<String>),
    /// One of these, or percent.
    WordsOrPercent(Vec<String>),
    Text,
}

/// What is reported in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Number(Decimal),
    /// Percent of a whole: 85, not 0.85.
    Percent(Decimal),
    Day(Date),
    Text(String),
}
