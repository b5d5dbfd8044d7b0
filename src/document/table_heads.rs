//! What the tables of a view have round their cells: heads, ranks of rows, totals.

use serde::Serialize;

use super::trail::Trail;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetTableColumn {
    pub state: String,
    pub year: String,
}

/// `Nr.`, `Område og mål`, `Resultatkrav`, `Vægt`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalHeads {
    pub number: String,
    /// The area stands over its goal.
    pub goal: String,
    pub requirement: String,
    pub weight: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Total {
    pub label: String,
    pub weight: String,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataColumn {
    pub head: String,
    /// `left` or `right`.
    pub align: &'static str,
    /// Whether it says how a row stands: where a row is a block, that comes right after its name.
    pub is_status: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRank {
    /// The name of the rows that follow.
    Group,
    /// A row that counts by itself.
    Row,
    /// A part of the row above it.
    Part,
    /// A remark on the row above it.
    Remark,
    /// A sum of rows above it.
    Total,
}
