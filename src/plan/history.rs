//! Where a line of a plan is from, and how it counts beside what held before it.

use serde::Serialize;

use crate::quantity::Percent;

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

/// What the targets of something that is added up are for, where one takes the place of another: `måltallene er for`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum TargetSpread {
    /// The days on which each holds: what it says is asked for in them.
    OwnDays,
    /// A whole year: as much of it is asked for as its days are of the year.
    WholeYear,
}

impl TargetSpread {
    pub const ALL: [Self; 2] = [Self::OwnDays, Self::WholeYear];

    /// Its words in `måltallene er for`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OwnDays => "hver sine dage",
            Self::WholeYear => "hele året",
        }
    }
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
