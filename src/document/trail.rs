//! Where a part of a view comes from.
//!
//! A part carries the record that it is made of, and what was reported on it: a composed sentence leads to both. It is no part of
//! what a document says. Any two are equal, and nothing is written of one, unless a page is made within [`told`] for somebody who
//! wants to know.

use std::cell::Cell;

use serde::{Serialize, Serializer};

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
    pub(super) fn or(self, other: Self) -> Self {
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
