//! Demands that a reader compares at a glance, in the same columns.

use serde::Serialize;

/// `Hvad der måles`, `Andel`, `Tid`, `Vægt`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdHeads {
    pub what: String,
    pub share: String,
    pub limit: String,
    /// None where no row has a weight.
    pub weight: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Threshold {
    pub what: String,
    pub share: String,
    pub limit: String,
    pub weight: Option<String>,
}
