//! A schema that evaluators fill in: marks add up to a score, and a table says what the score means.

use serde::Serialize;

use super::{Measure, PartialCredit, Reporting, Target, Unset};
use crate::language::say;
use crate::plan::Gathering;
use crate::quantity::{Number, Percent};

/// A schema that evaluators fill in, and what its score means (2020 2.1).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    pub what: String,
    pub topics: Vec<String>,
    pub subjects: Vec<String>,
    pub evaluators: Vec<String>,
    /// From the lowest mark to the highest.
    pub scale: Vec<(u32, String)>,
    /// From score to fulfilment. None when it is not set.
    pub conversion: Option<Vec<Conversion>>,
}

/// From this score on, the requirement is this much fulfilled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversion {
    pub from: Number,
    pub fulfilment: Percent,
}

impl Evaluation {
    pub const NAME: &str = "evaluering";
    pub const KEYS: &[&str] = &["evaluering"];

    /// The most that one evaluator can give: fields times the highest mark.
    pub fn most_by_one(&self) -> u64 {
        let highest = self.scale.iter().map(|(mark, _)| u64::from(*mark)).max().unwrap_or(0);
        (self.topics.len() as u64).saturating_mul(self.subjects.len() as u64).saturating_mul(highest)
    }

    /// The most that all evaluators can give together.
    pub fn most_by_all(&self) -> u64 {
        self.most_by_one().saturating_mul(self.evaluators.len() as u64)
    }
}

impl Measure for Evaluation {
    fn key(&self) -> &'static str {
        "evaluering"
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        None
    }

    fn reporting(&self) -> Reporting {
        Reporting::Jointly
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::Never(say!("never.evaluation"))
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }

    fn unset(&self) -> Option<Unset<'_>> {
        self.conversion.is_none().then(|| Unset::Conversion { most: self.most_by_all() })
    }

    fn has_owner(&self) -> bool {
        true
    }
}
