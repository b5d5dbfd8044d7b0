//! What allonger have taken out of a plan.

use serde::Serialize;

use super::{Address, Goal, Requirement};
use crate::quantity::Date;

/// What an allonge has taken out. Its number stays as a gap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Removed {
    pub address: Address,
    /// As it read last.
    pub was: RemovedItem,
    /// The number of the allonge that took it out; one that ended takes out what it had added.
    pub by: u32,
    /// From this day on it is not demanded.
    pub from: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum RemovedItem {
    Goal(Box<Goal>),
    Requirement(Box<Requirement>),
}

impl RemovedItem {
    /// The words it was known by.
    pub fn words(&self) -> String {
        match self {
            Self::Goal(goal) => goal.area.clone(),
            Self::Requirement(requirement) => requirement.words(),
        }
    }
}
