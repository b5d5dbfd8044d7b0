//! What became of every row: counted, left out, outside, undecided or rejected. None is dropped in silence.

use crate::language::{Message, Telling, say};
use std::ops::AddAssign;

/// How many rows were read, and what became of them. `read` is always the sum of the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    pub read: u64,
    pub counted: u64,
    /// By reason, in the order of [`super::Imported::reasons`].
    pub excluded: Vec<u64>,
    /// Decided, or reported for, outside the periods that are asked for.
    pub outside: u64,
    /// Cases without a decision: they count in the period in which they are decided.
    pub undecided: u64,
    pub rejected: u64,
}

impl Account {
    pub(super) fn exclude(&mut self, reason: usize) {
        if self.excluded.len() <= reason {
            self.excluded.resize(reason + 1, 0);
        }
        self.excluded[reason] += 1;
    }

    /// Whether every row that was read is accounted for.
    pub fn adds_up(&self) -> bool {
        let excluded: u64 = self.excluded.iter().sum();
        self.read == self.counted + excluded + self.outside + self.undecided + self.rejected
    }
}

impl AddAssign<&Self> for Account {
    fn add_assign(&mut self, other: &Self) {
        self.read += other.read;
        self.counted += other.counted;
        self.outside += other.outside;
        self.undecided += other.undecided;
        self.rejected += other.rejected;
        if self.excluded.len() < other.excluded.len() {
            self.excluded.resize(other.excluded.len(), 0);
        }
        self.excluded.iter_mut().zip(&other.excluded).for_each(|(sum, more)| *sum += more);
    }
}

/// A row that could not be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line of a CSV file that it begins on, or the row of a sheet; the head is 1 where nothing stands above it.
    pub row: u64,
    pub fault: RejectionKind,
    /// What is wrong with this one, and the way out.
    pub reason: Message,
}

/// The kinds of reason, for a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RejectionKind {
    Form,
    Kind,
    Place,
    Exclusion,
    Date,
    Order,
    Period,
    Count,
    Repeated,
}

impl Telling for RejectionKind {
    fn message(&self) -> Message {
        match self {
            Self::Form => say!("rejection.form"),
            Self::Kind => say!("rejection.kind"),
            Self::Place => say!("rejection.place"),
            Self::Exclusion => say!("rejection.exclusion"),
            Self::Date => say!("rejection.date"),
            Self::Order => say!("rejection.order"),
            Self::Period => say!("rejection.period"),
            Self::Count => say!("rejection.count"),
            Self::Repeated => say!("rejection.repeated"),
        }
    }
}

/// What becomes of a row that is not rejected.
pub(super) enum RowVerdict {
    Counted,
    /// By its place in [`super::Imported::reasons`].
    Excluded(usize),
    Outside,
    Undecided,
}

pub(super) type Judged = Result<RowVerdict, (RejectionKind, Message)>;
