//! Opens a file.

use lopdf::Document;

/// A file that is no PDF, or a broken one.
#[derive(Debug, thiserror::Error)]
#[error("it cannot be read as a PDF: {0}")]
pub struct Unreadable(String);

/// Reads a file's objects.
///
/// # Errors
/// What keeps it from being read.
pub fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    Document::load_mem(bytes).map_err(|error| Unreadable(error.to_string()))
}
