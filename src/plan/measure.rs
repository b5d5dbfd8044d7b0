//! What is measured, shape by shape (design, shapes 1–15).

use serde::Serialize;

use super::{Combination, PartWeight};
use crate::quantity::{Amount, Number, Percent, Range, TimeLimit};
use crate::source::At;

/// A share of units within a limit (2020 1.5; 2023 1.1, 1.2; 2024 1.1, 1.2).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    pub unit: Unit,
    /// Which units: `Fast-track, 1. gang`.
    pub population: String,
    /// One step, or several tiers on one population.
    pub tiers: Vec<Tier>,
    /// How several tiers become one fulfilment.
    pub combination: Option<Combination>,
    /// Weights by place (2023 1.2 a); empty when places do not differ.
    pub sites: Vec<Site>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Unit {
    Cases,
    WorkingDays,
    Calls,
    Enquiries,
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Cases, Self::WorkingDays, Self::Calls, Self::Enquiries];

    /// Its key in a requirement, and its word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cases => "sager",
            Self::WorkingDays => "hverdage",
            Self::Calls => "opkald",
            Self::Enquiries => "henvendelser",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tier {
    pub at: At,
    pub share: Percent,
    pub step: Step,
    pub weight: Option<PartWeight>,
}

/// The limit that a unit must keep, in the words of the plan. Both include the limit itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Step {
    /// `inden for 31 dage`.
    Within(TimeLimit),
    /// `højst 10 dage`.
    AtMost(TimeLimit),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Site {
    pub name: String,
    /// 0 pct. is allowed, and shown.
    pub share: Percent,
}

/// What starts the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Clock {
    /// The day of the application (2020, 2023, 2024).
    Application,
    /// The day the case is fully informed: net time (2018 1.5).
    FullyInformed,
}

impl Clock {
    pub const ALL: [Self; 2] = [Self::Application, Self::FullyInformed];

    /// Its word in `uret starter`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Application => "ansøgning",
            Self::FullyInformed => "fuldt oplyst",
        }
    }
}

/// A bound on a measured or counted quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bound {
    pub kind: BoundKind,
    pub quantum: Quantum,
}

/// How a bound is meant; `under` and `over` leave the bound itself out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BoundKind {
    Below,
    AtMost,
    AtLeast,
    Above,
    Exactly,
    Between,
}

impl BoundKind {
    pub const ALL: [Self; 6] = [Self::Below, Self::AtMost, Self::AtLeast, Self::Above, Self::Exactly, Self::Between];

    /// Its key in a requirement, and its word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "under",
            Self::AtMost => "højst",
            Self::AtLeast => "mindst",
            Self::Above => "over",
            Self::Exactly => "præcis",
            Self::Between => "mellem",
        }
    }
}

/// What a bound is set at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Quantum {
    Amount(Amount),
    Range(Range),
}

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

impl Evaluation {
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

/// From this score on, the requirement is this much fulfilled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversion {
    pub from: Number,
    pub fulfilment: Percent,
}

/// An ordinal level to be reached or kept (2020 2.2; 2023 2.1).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    pub what: String,
    pub at_least: LevelTarget,
    /// From the lowest level to the highest, when the plan names them.
    pub scale: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum LevelTarget {
    /// `niveau 3`.
    Rank(u32),
    /// `det forventede modenhedsniveau`.
    Named(String),
}

/// What must be seen for each verdict of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criteria {
    pub met: Option<String>,
    pub partly: Option<String>,
    pub not_met: Option<String>,
}
