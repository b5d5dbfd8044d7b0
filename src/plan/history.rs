//! Where a line of a plan is from, when it holds, and what held before it.

use serde::Serialize;

use super::{Address, Goal, Requirement};
use crate::quantity::{Date, Percent, Period};

/// Whose words a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub enum Origin {
    /// The plan's own, as it was signed.
    #[default]
    Plan,
    /// Those of the allonge with this number.
    Allonge(u32),
}

impl Origin {
    /// The number of the allonge.
    pub fn allonge(self) -> Option<u32> {
        match self {
            Self::Plan => None,
            Self::Allonge(number) => Some(number),
        }
    }
}

/// What allonger have made of a requirement. The default is what holds for one that none of them touched.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct History {
    /// Whose words it has.
    pub origin: Origin,
    /// Who brought it in.
    pub added: Origin,
    /// The days on which it is demanded; None for all of the plan's.
    pub days: Option<Period>,
    /// The addresses that it had: earlier figures are reported under them.
    pub former: Vec<Address>,
    /// What was demanded before, in order of time, where that counts as well.
    pub earlier: Vec<EarlierTarget>,
    /// How the earlier targets and this one become one fulfilment. None where no allonge says it.
    pub joined: Option<Joined>,
}

/// A target that held for a part of the year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EarlierTarget {
    pub requirement: Requirement,
    pub days: Period,
}

/// How several targets of one requirement become one fulfilment: `målene samles`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Joined {
    /// Each must be met, by the figures of its own days.
    All,
    /// Each counts the same.
    Equal,
    /// Each counts so much, in order of time.
    Shares(Vec<Percent>),
    /// Only the newest counts, from the day it holds.
    Newest,
    /// Only the newest counts, for the whole year.
    NewestAllYear,
}

impl Joined {
    /// The words in `målene samles`; shares are listed instead.
    pub const WORDS: [(&str, Self); 4] = [
        ("alle", Self::All),
        ("ligeligt", Self::Equal),
        ("det nye", Self::Newest),
        ("det nye hele året", Self::NewestAllYear),
    ];
}

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
