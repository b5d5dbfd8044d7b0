//! Where a part of a view comes from.
//!
//! A part carries the record that it is made of, and what was reported on it: a composed sentence leads to both. It is no part of
//! what a document says. Any two are equal, and nothing is written of one, unless a page is made within [`told`] for somebody who
//! wants to know.

use std::cell::Cell;

use serde::{Serialize, Serializer};

use super::view::{self, DataRow, Fact, GoalRow, PageBlock, RequirementPiece};
use crate::source::At;

/// The records that a part of a view is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trail {
    /// What demands it, or says it.
    pub of: At,
    /// What was reported on it.
    pub reported: At,
}

thread_local! {
    static IS_TOLD: Cell<bool> = const { Cell::new(false) };
}

/// What is serialised meanwhile, on this thread, tells where it comes from.
pub fn told<R>(serialise: impl FnOnce() -> R) -> R {
    let before = IS_TOLD.replace(true);
    let made = serialise();
    IS_TOLD.set(before);
    made
}

impl Trail {
    /// Of the fixed words of a template.
    pub const NONE: Self = Self { of: At::nowhere(), reported: At::nowhere() };

    pub const fn to(of: At) -> Self {
        Self { of, reported: At::nowhere() }
    }

    /// Whether it leads nowhere.
    pub fn is_none(&self) -> bool {
        self.places().next().is_none()
    }

    /// Whether nothing of it is written: it leads nowhere, or nobody wants to know.
    pub(super) fn is_untold(&self) -> bool {
        !IS_TOLD.get() || self.is_none()
    }

    /// The places that it leads to.
    pub fn places(&self) -> impl Iterator<Item = At> + use<> {
        [self.of, self.reported].into_iter().filter(|at| !at.is_nowhere())
    }

    /// Where it leads nowhere, this one.
    fn or(self, other: Self) -> Self {
        if self.is_none() { other } else { self }
    }
}

/// Whether nothing of the trails of a list is written.
pub(super) fn are_untold(all: &[Trail]) -> bool {
    all.iter().all(Trail::is_untold)
}

/// As the numbers of its places.
impl Serialize for Trail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.places().filter_map(At::number))
    }
}

/// A part of a view, or several: those that lead nowhere yet are given a trail, with what is in them.
pub(super) trait Traced: Sized {
    fn trace(&mut self, trail: Trail);

    fn traced(mut self, trail: Trail) -> Self {
        self.trace(trail);
        self
    }
}

impl<T: Traced> Traced for Vec<T> {
    fn trace(&mut self, trail: Trail) {
        self.iter_mut().for_each(|one| one.trace(trail));
    }
}

impl Traced for PageBlock {
    fn trace(&mut self, trail: Trail) {
        match self {
            Self::Heading(heading) => heading.from = heading.from.or(trail),
            Self::Paragraph { from, .. } | Self::Verdict { from, .. } => *from = from.or(trail),
            Self::List { items, .. } => items.trace(trail),
            Self::Quotation { body } => body.trace(trail),
            Self::Table(table) => table.from = table.from.or(trail),
            Self::Budget(budget) => {
                budget.total.from = budget.total.from.or(trail);
                budget.rows.iter_mut().for_each(|row| row.from = row.from.or(trail));
                budget.notes.trace(trail);
            }
            Self::Goals(goals) => goals.rows.trace(trail),
            Self::Facts { rows } => rows.trace(trail),
            Self::Requirements { parts } => parts.trace(trail),
            Self::Data(data) => data.rows.trace(trail),
            Self::Squares(squares) => squares.from = squares.from.or(trail),
            Self::Endorsement(endorsement) => {
                endorsement.signers.iter_mut().for_each(|signer| signer.from = signer.from.or(trail));
            }
            Self::Beside { lists } => {
                lists.iter_mut().flat_map(|list| &mut list.from).for_each(|from| *from = from.or(trail));
            }
            Self::Legend { .. } | Self::NewPage => {}
        }
    }
}

impl Traced for RequirementPiece {
    fn trace(&mut self, trail: Trail) {
        match self {
            Self::Group { parts, from, .. } => {
                *from = from.or(trail);
                parts.trace(trail);
            }
            Self::Changed { parts, .. } => parts.trace(trail),
            Self::Prose { body } => body.trace(trail),
            Self::Demand { from, .. }
            | Self::Pairs { from, .. }
            | Self::Grid { from, .. }
            | Self::Remark { from, .. } => *from = from.or(trail),
            Self::Thresholds { rows, .. } => rows.iter_mut().for_each(|row| row.from = row.from.or(trail)),
            Self::Matrix(view::ThresholdMatrix { rows, .. }) => {
                rows.iter_mut().for_each(|row| row.from = row.from.or(trail));
            }
        }
    }
}

impl Traced for DataRow {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
    }
}

impl Traced for GoalRow {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
        self.goal.trace(trail);
        self.requirements.trace(trail);
    }
}

impl Traced for Fact {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
        self.body.trace(trail);
    }
}
