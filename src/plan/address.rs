//! Which goal, requirement or part: by the plan's own numbers, labels and words.

use std::fmt;

use serde::Serialize;

use super::PlanNumber;

/// `1.1 a Fast-track, 1. gang`: the goal's number, then the label of each part from the outside in, or its words where it
/// has no label. A part without label or siblings adds nothing: it is the whole that it is the part of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Address {
    pub goal: PlanNumber,
    pub steps: Vec<String>,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.goal)?;
        self.steps.iter().try_for_each(|step| write!(f, " {step}"))
    }
}
