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
mod wording;

pub use compare::{Alteration, Departure, departures};
pub use parts::{of_allonge, of_plan, of_record};
pub use record::record;
pub use signatures::{RECORD_FORM, Signatures, SignedDocument, SignedFile, alike, signers};
pub use text::{of_lines, text};

use crate::fingerprint::Fingerprint;
use crate::plan::{Allonge, Plan, State, Texts};
use crate::source::{At, Sources};

/// Which form of the fingerprints a lock has. There is a new one when the same plan gets other fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockForm {
    /// Of most of what is printed, with texts as they stand in their files.
    First,
    /// Of all that is printed, with texts as they are read, and with a fingerprint of the lock's own lines.
    Second,
}

impl LockForm {
    pub const ALL: [Self; 2] = [Self::First, Self::Second];
    /// Which this program makes.
    pub const NEWEST: Self = Self::Second;

    pub fn number(self) -> u32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }
}

/// What is signed, part by part.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    pub at: At,
    pub form: LockForm,
    /// None for a draft.
    pub plan: Option<Locked>,
    /// By number.
    pub allonger: Vec<(u32, Locked)>,
}

/// A signed document.
#[derive(Debug, Clone, PartialEq)]
pub struct Locked {
    pub at: At,
    pub parts: Vec<LockedPart>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct LockedPart {
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
    /// The same in the form of what is locked, where that is an earlier one.
    pub compared: Option<Lock>,
}

impl Lock {
    /// Of all that is signed, with the digital signatures. An example is signed by nobody.
    pub fn of(
        plan: &Plan,
        allonger: &[Allonge],
        texts: &Texts,
        signatures: &Signatures,
        sources: &Sources,
        form: LockForm,
    ) -> Self {
        let is_signed = |allonge: &&Allonge| allonge.state == State::Signed && !allonge.is_example;
        let with = |mut locked: Locked, which| {
            let record = signatures.of(which).filter(|_| form != LockForm::First);
            locked.parts.extend(record.map(of_record).unwrap_or_default());
            locked
        };
        let of_one = |one: &Allonge| (one.number, with(of_allonge(one, texts, form), Some(one.number)));
        Self {
            at: plan.at,
            form,
            plan: (plan.state == State::Signed).then(|| with(of_plan(plan, texts, sources, form), None)),
            allonger: allonger.iter().filter(is_signed).map(of_one).collect(),
        }
    }

    /// What is locked of an allonge.
    pub fn allonge(&self, number: u32) -> Option<&Locked> {
        self.allonger.iter().find(|(known, _)| *known == number).map(|(_, locked)| locked)
    }
}

impl Locked {
    /// Of all its parts. Days of signing and digital signatures are left out: they come later.
    pub fn fingerprint(&self) -> Fingerprint {
        let agreed = self.parts.iter().filter(|part| !part.comes_later());
        Fingerprint::of_all(agreed.map(|part| (part.name.as_str(), part.fingerprint)))
    }

    fn part(&self, name: &str) -> Option<&LockedPart> {
        self.parts.iter().find(|part| part.name == name)
    }
}

impl LockedPart {
    /// Whether it is the day of a signature or a digital one, which can come when the rest is locked.
    pub fn comes_later(&self) -> bool {
        parts::LATER.iter().any(|name| self.name.starts_with(name))
    }
}

impl Seal {
    /// Everything that is not as it was locked.
    pub fn departures(&self) -> Vec<Departure> {
        let now = self.compared.as_ref().unwrap_or(&self.now);
        self.locked.as_ref().map(|locked| departures(locked, now)).unwrap_or_default()
    }

    /// Whether what is locked is so in an earlier form, which holds less than all that is printed.
    pub fn is_of_earlier_form(&self) -> bool {
        self.locked.as_ref().is_some_and(|locked| locked.form != LockForm::NEWEST)
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
