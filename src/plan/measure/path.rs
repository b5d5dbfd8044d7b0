//! A path: a target of its own for each of several periods of one measure, quarter by quarter or year by year.

use serde::Serialize;

use super::{Combination, PartWeight};
use crate::plan::Requirement;
use crate::quantity::{Deadline, PartOfYear};

/// What a measure must have reached on its way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path {
    pub combination: Combination,
    /// In the order of the plan, at least one.
    pub stages: Vec<PathStage>,
}

/// The target for a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathStage {
    pub when: StageTime,
    pub weight: Option<PartWeight>,
    /// The whole requirement with this target alone.
    pub requirement: Requirement,
}

/// For which days a target on the way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum StageTime {
    /// What the period alone brings: `måles: 2. kvartal`.
    In(PartOfYear),
    /// What has come from the beginning until then: `frist: udgangen af 2. kvartal`.
    By(Deadline),
}
