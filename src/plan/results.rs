//! What an institution reports: figures by quarter, half-year or year, each for one requirement.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};

use super::Address;
use crate::prose::Prose;
use crate::quantity::{Count, Date, Number, PartOfYear, Percent, Period, Ratio};
use crate::source::At;

/// All that is reported on a plan.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Results {
    /// In the order of their files' names.
    pub sheets: Vec<Sheet>,
}

impl Results {
    /// Before anything is reported.
    pub const NONE: &'static Self = &Self { sheets: Vec::new() };
}

/// One file of results: what is reported for a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    pub at: At,
    pub period: PartOfYear,
    /// The days of the plan that it means.
    pub days: Period,
    /// The figures are examples, not what the institution has published.
    pub is_example: bool,
    pub updated: Date,
    /// Who reports.
    pub reporter: String,
    /// Where its figures come from, unless one says otherwise.
    pub source: Option<String>,
    /// Of the period as a whole.
    pub comment: Prose,
    pub observations: Vec<Observation>,
}

/// What is reported of one requirement, of a part of one, or of a whole goal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation {
    pub at: At,
    pub of: Address,
    /// None where only a comment, an expectation or the other figure is given.
    pub figure: Option<Figure>,
    /// The figure that the requirement's are compared with.
    pub compared: Option<Number>,
    pub comment: Prose,
    pub source: Option<String>,
    /// What the institution itself expects of the whole year.
    pub expected: Option<Expectation>,
}

/// A figure, in the shape of the requirement that it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Figure {
    /// Of the whole population; none where only sites count.
    Counts(Tally),
    /// By place, for places that have weights.
    Sites(Vec<(String, Tally)>),
    /// Shares without counts, one a tier in its order.
    Shares(Vec<Percent>),
    Value(Number),
    /// A value by what it is computed of: so much, for so many.
    Quotient {
        over: Number,
        under: Number,
    },
    Count(Count),
    Delivery {
        /// None: not delivered by the end of the period.
        on: Option<Date>,
        /// Where it can be seen that it is.
        evidence: Option<String>,
    },
    Level(Reached),
    Evaluation(Vec<Grid>),
    Judgement {
        verdict: Ruling,
        by: String,
        on: Date,
        reason: Prose,
    },
}

impl Figure {
    /// What was counted of a whole population.
    pub fn counts(&self) -> Option<&Tally> {
        if let Self::Counts(tally) = self { Some(tally) } else { None }
    }

    /// What was counted, place by place.
    pub fn sites(&self) -> &[(String, Tally)] {
        if let Self::Sites(sites) = self { sites } else { &[] }
    }

    /// What was counted at a place.
    pub fn at_site(&self, site: &str) -> Option<&Tally> {
        self.sites().iter().find(|(name, _)| name == site).map(|(_, tally)| tally)
    }

    /// The share of a tier that was reported without counts.
    pub fn share(&self, tier: usize) -> Option<Percent> {
        if let Self::Shares(shares) = self { shares.get(tier).copied() } else { None }
    }

    /// What was measured or counted, as a number.
    pub fn number(&self) -> Option<Ratio> {
        if let Self::Value(number) = self {
            Some(Ratio::from(*number))
        } else {
            self.count().map(|count| Ratio::from(count.0))
        }
    }

    /// The numerator and the denominator of a value that is computed of two numbers.
    pub fn quotient(&self) -> Option<(Number, Number)> {
        if let Self::Quotient { over, under } = self { Some((*over, *under)) } else { None }
    }

    /// How many things were counted.
    pub fn count(&self) -> Option<Count> {
        if let Self::Count(count) = self { Some(*count) } else { None }
    }
}

/// How many there were, and how many of them kept each limit, one a tier in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub total: Count,
    pub within: Vec<Count>,
}

/// A level that was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Reached {
    /// From 1; on a scale of names, the place in it.
    Rank(u32),
    /// Beside a target that is a name alone.
    Beside(#[serde(serialize_with = "as_number")] Ordering),
}

/// The schema that one evaluator filled in: a row a topic, a column a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grid {
    pub evaluator: String,
    pub marks: Vec<Vec<u32>>,
}

impl Grid {
    /// What it gives in all.
    pub fn sum(&self) -> u64 {
        self.marks.iter().flatten().map(|mark| u64::from(*mark)).sum()
    }
}

/// What somebody has judged: a verdict, or a degree that the plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Ruling {
    Verdict(Verdict),
    Degree(Percent),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    Met,
    Partly,
    NotMet,
}

impl Verdict {
    pub const ALL: [Self; 3] = [Self::Met, Self::Partly, Self::NotMet];

    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "opfyldt",
            Self::Partly => "delvist opfyldt",
            Self::NotMet => "ikke opfyldt",
        }
    }
}

/// What an institution expects to reach in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Expectation {
    Verdict(Verdict),
    /// So much of it.
    Share(Percent),
}

impl std::fmt::Display for Expectation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Verdict(verdict) => f.write_str(verdict.word()),
            Self::Share(share) => write!(f, "{share}"),
        }
    }
}

impl Results {
    /// Everything reported under an address, in the order of the files.
    pub fn of<'a>(&'a self, address: &'a Address) -> impl Iterator<Item = (&'a Sheet, &'a Observation)> {
        let all = self.sheets.iter().flat_map(|sheet| sheet.observations.iter().map(move |one| (sheet, one)));
        all.filter(move |(_, observation)| observation.of == *address)
    }
}

/// −1, 0 or 1.
fn as_number<S: Serializer>(ordering: &Ordering, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i8(*ordering as i8)
}
