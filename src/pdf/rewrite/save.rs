//! Writes a file's objects.

use lopdf::Document;

use crate::language::{Message, Telling, in_words, say};
use crate::pdf::Unreadable;

/// Why a file cannot be rewritten.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    Unreadable(#[from] Unreadable),
    Unwritable(#[from] std::io::Error),
    /// The page has no line that somebody is to sign on.
    NoLine(String),
    /// A part of it that the change builds on is not as the program writes it.
    Untagged(#[from] lopdf::Error),
}

in_words!(RewriteError);

impl Telling for RewriteError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable(inner) => inner.message(),
            Self::Unwritable(one) => say!("rewrite.unwritable", what = one),
            Self::NoLine(one) => say!("rewrite.no-line", what = one),
            Self::Untagged(one) => say!("rewrite.untagged", what = one.to_string()),
        }
    }
}

/// The bytes of a file: its objects in order, each once. The same objects give the same bytes.
///
/// # Errors
/// What cannot be written.
pub fn save(mut file: Document) -> Result<Vec<u8>, RewriteError> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(bytes)
}
