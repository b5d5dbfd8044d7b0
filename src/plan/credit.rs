//! Partial credit: what a requirement gives that is not met in full. Only what a plan states.

use serde::Serialize;

use crate::quantity::{Number, Percent, TimeLimit};

/// How a measurement becomes a fulfilment. A requirement that is met is always fulfilled in full.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub enum Credit {
    /// Met or not: what holds where a plan says nothing else.
    #[default]
    AllOrNothing,
    /// As much as is reached of the target. For a target that says `mindst`.
    Proportional,
    /// From nothing at one value to all at another, evenly between.
    Linear { from: Number, to: Number },
    /// From this value on (down to it, where less is better), so much.
    Steps(Vec<CreditStep>),
    /// A deliverable that is late by at most so long, so much.
    Late(Vec<LateStep>),
    /// A judgement of `delvist opfyldt`.
    Partly(Percent),
    /// From this value on (down to it, where less is better) it is partly met, and nobody says by how much.
    PartlyFrom(Number),
}

/// A value in the unit of its target: 80 of `80 pct.`, 3 of `niveau 3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CreditStep {
    pub from: Number,
    pub fulfilment: Percent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LateStep {
    /// In days or weeks.
    pub at_most: TimeLimit,
    pub fulfilment: Percent,
}

/// How the figures of several quarters become the year's, where they are not counts that are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Gathering {
    Latest,
    /// Every quarter counts the same.
    Average,
    Sum,
    /// Each figure holds those before it.
    YearToDate,
}

impl Gathering {
    pub const ALL: [Self; 4] = [Self::Latest, Self::Average, Self::Sum, Self::YearToDate];

    /// Its word in `kvartaler samles`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Latest => "seneste",
            Self::Average => "gennemsnit",
            Self::Sum => "sum",
            Self::YearToDate => "år til dato",
        }
    }
}
