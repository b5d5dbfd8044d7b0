//! How far something is fulfilled, and what its institution expects.

use super::Span;
use crate::plan::{Expectation, Verdict};
use crate::quantity::{Fulfilment, PartOfYear};
use crate::source::At;

/// How far something is fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Met,
    Partly,
    NotMet,
    /// Figures are missing.
    NotMeasured,
    /// A rule, a weight or a target is missing.
    NotSet,
    /// An allonge has taken it out: it counts nothing.
    Removed,
}

impl Status {
    pub const ALL: [Self; 5] = [Self::Met, Self::Partly, Self::NotMet, Self::NotMeasured, Self::NotSet];

    /// What a fulfilment says by itself; an open one says why it is open.
    pub(super) fn of(fulfilment: &Span<Fulfilment>, is_set: bool) -> Self {
        match (fulfilment.is_closed(), is_set) {
            (true, _) if fulfilment.least.is_full() => Self::Met,
            (true, _) if fulfilment.most.is_none() => Self::NotMet,
            (true, _) => Self::Partly,
            (false, true) => Self::NotMeasured,
            (false, false) => Self::NotSet,
        }
    }

    /// What somebody who judges it says, where it is decided.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Met => Some(Verdict::Met),
            Self::Partly => Some(Verdict::Partly),
            Self::NotMet => Some(Verdict::NotMet),
            Self::NotMeasured | Self::NotSet | Self::Removed => None,
        }
    }
}

/// What the institution itself expects of the year, as it said last.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub at: At,
    pub what: Expectation,
    /// The period it was said for.
    pub period: PartOfYear,
}
