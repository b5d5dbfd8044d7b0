//! Result pay, *resultatløn*: what fulfilment comes to for the one who answers for it.
//!
//! After the 2018 plan's section 5.0 and the state's rules of pay: an amount at full fulfilment, how fulfilment becomes a
//! share of it, and a decision up or down with its reason. It stands in a file of its own and in no document but its own.

use serde::Serialize;

use super::PlanNumber;
use crate::prose::Prose;
use crate::quantity::{Date, Kroner, Percent};
use crate::source::At;

/// What is agreed, and what was decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pay {
    pub at: At,
    /// `Direktør N. N.`
    pub to: String,
    /// What the amount rests on: `10 pct. af lønrammeløn og varige tillæg`.
    pub basis: Option<String>,
    /// One without a name where the amount is one for the whole plan. Never none.
    pub frames: Vec<PayFrame>,
    pub rule: PayRule,
    pub decision: Option<PayDecision>,
}

impl Pay {
    /// What all frames give together at full fulfilment.
    pub fn ceiling(&self) -> Kroner {
        self.frames.iter().map(|frame| frame.ceiling).sum()
    }
}

/// An amount, and the goals that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayFrame {
    pub at: At,
    pub name: Option<String>,
    /// At full fulfilment.
    pub ceiling: Kroner,
    /// Empty: all of the plan's.
    pub goals: Vec<PlanNumber>,
}

impl PayFrame {
    /// Whether a goal counts in it.
    pub fn counts(&self, goal: &PlanNumber) -> bool {
        self.goals.is_empty() || self.goals.contains(goal)
    }
}

/// How fulfilment becomes a share of the amount.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum PayRule {
    /// The share is the fulfilment.
    Proportional,
    /// By the highest step that is reached; nothing below the lowest.
    Steps(Vec<PayStep>),
    /// No share follows from the fulfilment: it is decided.
    Decided,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PayStep {
    pub at: At,
    /// The least fulfilment.
    pub from: Percent,
    pub share: Percent,
}

/// The amount as it was decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayDecision {
    pub at: At,
    pub amount: Kroner,
    pub by: String,
    pub on: Date,
    /// Never empty.
    pub reason: Prose,
}
