//! What a requirement consists of, piece by piece, as a view has it.

use serde::Serialize;

use super::threshold::{Threshold, ThresholdHeads, ThresholdMatrix};
use super::trail::Trail;
use super::view::{PageBlock, PageInline};
use crate::plan::DemandKind;

/// A piece of a requirement, in a narrow column or across a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RequirementPiece {
    /// `a)` with its title, its own points and what is in it.
    Group {
        label: Option<String>,
        title: Option<String>,
        weight: Option<String>,
        parts: Vec<RequirementPiece>,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// Prose.
    Prose { body: Vec<PageBlock> },
    /// One demand in words, with its mark (`1.`, `–`) and its own points.
    Demand {
        label: Option<String>,
        text: Vec<PageInline>,
        weight: Option<String>,
        /// What is demanded, for a file that is read back.
        #[serde(skip)]
        kind: DemandKind,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// Demands the reader compares at a glance: `Fast-track, 1. gang | mindst 85 pct. | inden for 31 dage | 7 point`.
    /// Each row reads as a sentence from left to right. An empty `what` goes on with the one above it.
    Thresholds { heads: Option<ThresholdHeads>, rows: Vec<Threshold> },
    /// The same of many limits, as what is counted against how long it may take.
    Matrix(ThresholdMatrix),
    /// Pairs, as `Valby | 55 pct.`, under a line of words. Figures stand to the right, words to the left.
    Pairs {
        title: String,
        rows: Vec<[String; 2]>,
        figures: bool,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// A schema to be filled in: rows against columns, and the scale.
    Grid {
        title: String,
        corner: String,
        columns: Vec<String>,
        rows: Vec<String>,
        scale_title: String,
        scale: Vec<[String; 2]>,
        notes: Vec<String>,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// A small remark that holds for what stands above it.
    Remark {
        text: String,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// What an allonge has changed, under its mark: `A1`.
    Changed { mark: String, parts: Vec<RequirementPiece> },
}

impl RequirementPiece {
    /// The same, with something else in place of each of its thresholds, however deep they stand.
    pub(super) fn with_thresholds(self, made: &impl Fn(Vec<Threshold>) -> Self) -> Self {
        let within = |parts: Vec<Self>| parts.into_iter().map(|part| part.with_thresholds(made)).collect();
        match self {
            Self::Thresholds { rows, .. } => made(rows),
            Self::Group { label, title, weight, parts, from } => {
                Self::Group { label, title, weight, parts: within(parts), from }
            }
            Self::Changed { mark, parts } => Self::Changed { mark, parts: within(parts) },
            Self::Prose { .. }
            | Self::Demand { .. }
            | Self::Matrix(_)
            | Self::Pairs { .. }
            | Self::Grid { .. }
            | Self::Remark { .. } => self,
        }
    }
}
