//! Cases that stand in the files more than once, by their numbers: each row counts, and whoever imports them is told.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::text::{MOST_NAMED, first_of, shown};
use crate::language::{Message, say};

/// The numbers of the cases that were counted: a few bytes each, however long they are.
#[derive(Debug, Default)]
pub(super) struct CaseNumbers {
    seen: BTreeSet<u64>,
    /// Those that stand again in the file that is read; the first of them.
    named: Vec<String>,
    again: usize,
}

impl CaseNumbers {
    /// A case without a number is no other's.
    pub fn take(&mut self, number: &str) {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        if number.is_empty() || self.seen.insert(hasher.finish()) {
            return;
        }
        self.again += 1;
        if self.named.len() < MOST_NAMED {
            self.named.push(format!("`{}`", shown(number)));
        }
    }

    /// What to tell of the file that was read.
    pub fn note(&mut self) -> Option<Message> {
        let (named, all) = (std::mem::take(&mut self.named), std::mem::take(&mut self.again));
        let told = || say!("row.repeated", numbers = first_of(&named, all));
        (!named.is_empty()).then(told)
    }
}
