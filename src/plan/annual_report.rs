//! The annual report on a plan, *målrapportering*, as far as it is written and not computed.

use serde::Serialize;

use super::{Plan, PlanNumber, Results, Signer, Verdict};
use crate::prose::Prose;
use crate::quantity::{Date, Percent, Ratio};
use crate::source::At;

/// What the institution itself writes of the year. Its figures are in the [`Results`], its points in a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnnualReport {
    pub at: At,
    pub date: Date,
    /// Its texts are examples, not what the institution has published.
    pub is_example: bool,
    /// It is asked for although points are still open.
    pub is_provisional: bool,
    /// What somebody who answers for it has decided otherwise than it was computed.
    pub adjustments: Vec<Adjustment>,
    /// *2. del*, in the order that they are written in.
    pub analyses: Vec<Analysis>,
    /// Empty: the report has no påtegning of its own.
    pub signers: Vec<Signer>,
    /// How it stands in another report. None: it is a document of its own alone.
    pub insert: Option<Insert>,
    /// By year, the earliest first.
    pub earlier: Vec<Earlier>,
}

impl AnnualReport {
    /// How a goal's fulfilment is set, if it is.
    pub fn adjustment(&self, goal: &PlanNumber) -> Option<&Adjustment> {
        self.adjustments.iter().find(|adjustment| adjustment.goal == *goal)
    }

    /// What is written of a goal.
    pub fn analysis(&self, goal: &PlanNumber) -> Option<&Analysis> {
        self.analyses.iter().find(|analysis| analysis.goal == *goal)
    }
}

/// The fulfilment of a goal as the one who answers for it sets it, told apart from what was computed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Adjustment {
    pub at: At,
    pub goal: PlanNumber,
    pub to: Adjusted,
    pub by: String,
    pub on: Date,
    /// Never empty.
    pub reason: Prose,
}

/// What a goal's fulfilment is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Adjusted {
    Verdict(Verdict),
    Share(Percent),
}

impl Adjusted {
    /// So much of the goal's points. None where it says only that it is partly met.
    pub fn share(self) -> Option<Ratio> {
        match self {
            Self::Share(share) => Some(share.into()),
            Self::Verdict(Verdict::Met) => Some(Ratio::one()),
            Self::Verdict(Verdict::NotMet) => Some(Ratio::zero()),
            Self::Verdict(Verdict::Partly) => None,
        }
    }
}

/// Why a goal of the plan is met or not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    pub at: At,
    pub goal: PlanNumber,
    pub matter: Matter,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Matter {
    /// Never empty.
    Analysed(Prose),
    /// What is lacking is not material, and why: no analysis is asked for.
    Immaterial(String),
}

/// Where the report is bound into the annual report of its host.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Insert {
    pub at: At,
    /// The host's title: `Årsrapport 2023`.
    pub host: String,
    /// The host's headings above it, the highest first; their number gives its own level.
    pub above: Vec<String>,
    /// Its own number in the host; its parts get `2.4.1`, `2.4.2`.
    pub section: PlanNumber,
    /// From 1.
    pub first_page: u32,
}

/// The goals that continue from an earlier year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Earlier {
    pub at: At,
    pub year: i32,
    pub goals: Vec<Continued>,
}

/// A goal that had a number, perhaps another one, in an earlier year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Continued {
    pub at: At,
    /// In this year's plan.
    pub goal: PlanNumber,
    /// In the earlier plan.
    pub earlier: PlanNumber,
}

/// An earlier year that the report names, read from the folder beside this plan's. Its places belong to other sources: no
/// finding can show them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EarlierYear {
    pub year: i32,
    pub plan: Plan,
    pub results: Results,
}
