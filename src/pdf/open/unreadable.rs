//! Why a file cannot be read.

use crate::language::{Message, Telling, in_words, say};

/// Larger files are not read.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    Empty,
    NoPdf,
    TooLarge(usize),
    /// What was expected, and the byte where it is not.
    Damaged {
        missing: Message,
        at: usize,
    },
    Contradictory(Message),
    /// What two readers could take for two things, and the byte where it stands: nobody should sign that.
    Ambiguous {
        what: Message,
        at: usize,
    },
    /// What there is too much of.
    TooMuch(Message),
}

in_words!(Unreadable);

impl Telling for Unreadable {
    fn message(&self) -> Message {
        match self {
            Self::Empty => say!("unreadable.empty"),
            Self::NoPdf => say!("unreadable.no-pdf"),
            Self::TooLarge(one) => say!("unreadable.too-large", what = one, most_bytes = MOST_BYTES),
            Self::Damaged { missing, at } => say!("unreadable.damaged", missing = missing, at = at),
            Self::Contradictory(one) => say!("unreadable.contradictory", what = one),
            Self::Ambiguous { what, at } => say!("unreadable.ambiguous", what = what, at = at),
            Self::TooMuch(one) => say!("unreadable.too-much", what = one),
        }
    }
}
