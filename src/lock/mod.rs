//! What was signed stays as it was signed: the fingerprints of its parts, and what of them has changed.
//!
//! In: a plan, its texts and its allonger; the lock that was made of them when they were signed. Out: a [`Lock`] of how they
//! read now, and each [`Departure`] from the earlier one. Pure: `load` reads a lock's file, `workspace` writes it.
//!
//! A part is something that a person can name: `mål 1.1`, `afsnit 2.0`, `påtegning`. Its fingerprint is of what it means: not
//! of its layout, its comments, the order of its keys or the file that it stands in. A day of signing that is not known yet
//! has no fingerprint, so that it can be filled in later.
//!
//! Beside it, who has signed digitally: [`Signatures`], as they stand in the files that came back.

mod compare;
mod parts;
mod record;
mod signatures;
mod text;

pub use compare::{Departure, What, departures};
pub use parts::{of_allonge, of_plan};
pub use record::record;
pub use signatures::{SIGNATURES, Signatures, SignedDocument, SignedFile, signers};
pub use text::text;

use crate::fingerprint::Fingerprint;
use crate::plan::{Allonge, Plan, State, Texts};
use crate::source::{At, Sources};

/// Which form of the fingerprints this program makes. It is raised when the same plan gets other fingerprints.
pub const FORM: u32 = 1;

/// The name of its file, beside `plan.yaml`.
pub const FILE: &str = "lås.yaml";

/// What is signed, part by part.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    pub at: At,
    /// None for a draft.
    pub plan: Option<Locked>,
    /// By number.
    pub allonger: Vec<(u32, Locked)>,
}

/// A signed document.
#[derive(Debug, Clone, PartialEq)]
pub struct Locked {
    pub at: At,
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub at: At,
    /// `mål 1.1`
    pub name: String,
    pub fingerprint: Fingerprint,
}

/// The lock that was made, and how what it locks reads now.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    /// None where nothing is locked.
    pub locked: Option<Lock>,
    pub now: Lock,
}

impl Lock {
    /// Of all that is signed. An example is signed by nobody.
    pub fn of(plan: &Plan, allonger: &[Allonge], texts: &Texts, sources: &Sources) -> Self {
        let is_signed = |allonge: &&Allonge| allonge.state == State::Signed && !allonge.is_example;
        Self {
            at: plan.at,
            plan: (plan.state == State::Signed).then(|| of_plan(plan, texts, sources)),
            allonger: allonger.iter().filter(is_signed).map(|one| (one.number, of_allonge(one))).collect(),
        }
    }

    /// What is locked of an allonge.
    pub fn allonge(&self, number: u32) -> Option<&Locked> {
        self.allonger.iter().find(|(known, _)| *known == number).map(|(_, locked)| locked)
    }
}

impl Locked {
    /// Of all its parts. Days of signing are left out: they can be filled in later.
    pub fn fingerprint(&self) -> Fingerprint {
        let agreed = self.parts.iter().filter(|part| !part.is_day());
        Fingerprint::of_all(agreed.map(|part| (part.name.as_str(), part.fingerprint)))
    }

    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

impl Part {
    /// Whether it is the day of a signature.
    pub fn is_day(&self) -> bool {
        self.name.starts_with(parts::DAY)
    }
}

impl Seal {
    /// Everything that is not as it was locked.
    pub fn departures(&self) -> Vec<Departure> {
        self.locked.as_ref().map(|locked| departures(locked, &self.now)).unwrap_or_default()
    }

    /// Signed, and not locked: the plan, or an allonge by its number.
    pub fn not_locked(&self) -> Vec<Option<u32>> {
        let locked = self.locked.as_ref();
        let plan = self.now.plan.is_some() && locked.is_none_or(|lock| lock.plan.is_none());
        let allonger = self.now.allonger.iter().map(|(number, _)| *number);
        let open = allonger.filter(|number| locked.is_none_or(|lock| lock.allonge(*number).is_none()));
        plan.then_some(None).into_iter().chain(open.map(Some)).collect()
    }
}
