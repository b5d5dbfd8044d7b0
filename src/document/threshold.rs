//! Demands that a reader compares at a glance, in the same columns: a row each, or what is counted against how long it may take.

use serde::Serialize;

use super::trail::Trail;
use crate::quantity::TimeLimit;

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
    /// What `limit` says, to compare it.
    #[serde(skip)]
    pub within: TimeLimit,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

/// What is counted against how long it may take.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdMatrix {
    /// `Sagstype`, `Inden for 31 dage`, `Inden for 92 dage`.
    pub heads: Vec<String>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    pub what: String,
    /// One a limit; empty where it has none.
    pub shares: Vec<String>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}
