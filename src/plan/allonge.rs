//! Allonger: numbered, signed amendments to a plan.

use std::fmt;

use serde::Serialize;

use super::{Address, Goal, Joined, Open, Party, PlanNumber, Requirement, Signer, State, TargetSpread};
use crate::prose::Prose;
use crate::quantity::Date;
use crate::source::At;

/// An allonge as its file says it, with what it changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Allonge {
    pub at: At,
    /// From 1, in the order in which they were agreed.
    pub number: u32,
    pub date: Date,
    pub state: State,
    /// Made up to show what an allonge looks like.
    pub is_example: bool,
    pub reason: Prose,
    /// The first day on which its changes hold.
    pub from: Date,
    /// The last; None as long as the plan.
    pub until: Option<Date>,
    /// In the order of the file, as they read on the first day.
    pub changes: Vec<Change>,
    pub signers: Vec<Signer>,
}

/// One thing that an allonge changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub at: At,
    #[serde(rename = "target")]
    pub subject: ChangeSubject,
    pub act: Act,
    /// Where a target takes the place of another: how the two become one fulfilment.
    pub joined: Option<Joined>,
    /// The same, of something that is added up: what the two are for.
    pub spread: Option<TargetSpread>,
    /// What was written before and what is written now, key by key.
    #[serde(skip)]
    pub lines: Vec<ChangedLine>,
}

/// What a change is about, by the plan's own numbers and words, as they read after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ChangeSubject {
    Goal {
        /// The group that it stands in.
        group: PlanNumber,
        number: PlanNumber,
    },
    Requirement(Address),
    Signer {
        party: Party,
        title: String,
    },
}

/// What is done to it, with the content before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Act {
    Add(Item),
    Change {
        old: Item,
        new: Item,
    },
    /// What was left open is set: a `senere`, an `åbent`, an `ikke fastsat`.
    Set {
        old: Item,
        new: Item,
    },
    Remove(Item),
}

impl Act {
    /// As it read before. None for what is new.
    pub fn before(&self) -> Option<&Item> {
        match self {
            Self::Add(_) => None,
            Self::Change { old, .. } | Self::Set { old, .. } | Self::Remove(old) => Some(old),
        }
    }

    /// As it reads now. None for what is taken out.
    pub fn after(&self) -> Option<&Item> {
        match self {
            Self::Remove(_) => None,
            Self::Change { new, .. } | Self::Set { new, .. } | Self::Add(new) => Some(new),
        }
    }
}

/// Content that can be changed, as it stands in a plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Item {
    Goal(Box<Goal>),
    Requirement(Box<Requirement>),
    Signer(Signer),
    Open(Open),
}

/// A key's value before and after, in the words of the plan and of the allonge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedLine {
    /// `mindst`; of a map in the map, `opgørelse: ansvarlig`.
    pub key: String,
    /// None for what was not there before.
    pub old: Option<String>,
    /// None for what falls away.
    pub new: Option<String>,
}

impl Allonge {
    /// Whether its changes hold on a day. A draft holds on none.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.state == State::Signed && self.covers(day)
    }

    /// Whether a day lies in the days that it is for.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl fmt::Display for ChangeSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Goal { number, .. } => write!(f, "{number}"),
            Self::Requirement(address) => write!(f, "{address}"),
            Self::Signer { party, title } => write!(f, "påtegning {} {title}", party.word()),
        }
    }
}
