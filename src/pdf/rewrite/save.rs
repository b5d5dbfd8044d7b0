//! Writes a file's objects.

use lopdf::Document;

use crate::pdf::Unreadable;

/// Why a file cannot be rewritten.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("it cannot be written: {0}")]
    Unwritable(#[from] std::io::Error),
    /// The page has no line that somebody is to sign on.
    #[error("no line to sign on is described as `{0}`")]
    NoLine(String),
    /// A part of it that the change builds on is not as the program writes it.
    #[error("it lacks what a tagged PDF has: {0}")]
    Untagged(#[from] lopdf::Error),
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
