//! What differs between a lock and what it locks.

use super::{Lock, Locked};
use crate::language::{Message, Telling, say};
use crate::source::At;

/// Something signed that is not as it was locked.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// The number of the allonge that it is in; None for the plan.
    pub allonge: Option<u32>,
    pub what: Alteration,
    /// Where it stands now. None when it is gone.
    pub now: Option<At>,
    /// Where the lock has it. None when it is new.
    pub locked: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alteration {
    /// The part of this name means something else.
    Changed(String),
    Added(String),
    Removed(String),
    /// The whole document is gone, or is no longer marked as signed.
    Gone,
}

/// Each departure, in the order of the lock; what is added stands last.
pub fn departures(lock: &Lock, now: &Lock) -> Vec<Departure> {
    let mut all = Vec::new();
    if let Some(locked) = &lock.plan {
        of_one(None, locked, now.plan.as_ref(), &mut all);
    }
    for (number, locked) in &lock.allonger {
        of_one(Some(*number), locked, now.allonge(*number), &mut all);
    }
    all
}

fn of_one(allonge: Option<u32>, locked: &Locked, now: Option<&Locked>, all: &mut Vec<Departure>) {
    let Some(now) = now else {
        all.push(Departure { allonge, what: Alteration::Gone, now: None, locked: Some(locked.at) });
        return;
    };
    for part in &locked.parts {
        let name = part.name.clone();
        let (what, at) = match now.part(&part.name) {
            Some(same) if same.fingerprint == part.fingerprint => continue,
            Some(other) => (Alteration::Changed(name), Some(other.at)),
            None => (Alteration::Removed(name), None),
        };
        all.push(Departure { allonge, what, now: at, locked: Some(part.at) });
    }
    for part in now.parts.iter().filter(|part| !part.comes_later() && locked.part(&part.name).is_none()) {
        all.push(Departure { allonge, what: Alteration::Added(part.name.clone()), now: Some(part.at), locked: None });
    }
}

/// `mål 1.1 has changed since it was signed`
impl Telling for Departure {
    fn message(&self) -> Message {
        let document = self.allonge.map_or(say!("what.plan"), |number| say!("what.allonge", number = number));
        match &self.what {
            Alteration::Changed(part) => say!("departure.changed", part = part, document = document),
            Alteration::Added(part) => say!("departure.added", part = part, document = document),
            Alteration::Removed(part) => say!("departure.removed", part = part, document = document),
            Alteration::Gone => say!("departure.gone", document = document),
        }
    }
}
