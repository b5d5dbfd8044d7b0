//! Marks a plan or an allonge as signed in its file: one word is changed, and no other byte.

use std::path::PathBuf;

use crate::plan::State;
use crate::source::{At, Sources};

/// A file with the mark.
pub(super) struct Marked {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// The file as it is.
    pub before: Vec<u8>,
}

/// The file in which a plan or an allonge stands, marked as signed. None where `status` is not written as one text on one
/// line.
pub(super) fn marked(sources: &Sources, at: At) -> Option<Marked> {
    let node = sources.node(sources.entry(at, "status")?)?;
    let file = sources.file(node.file);
    let written = file.text.get(node.span.clone())?;
    let start = node.span.start + written.find(State::ToSign.word())?;
    let before = file.bytes();
    // A byte order mark stands before the text.
    let start = before.len() - file.text.len() + start;
    let (head, rest) = before.split_at_checked(start)?;
    let rest = rest.strip_prefix(State::ToSign.word().as_bytes())?;
    Some(Marked { path: file.path.clone(), bytes: [head, State::Signed.word().as_bytes(), rest].concat(), before })
}
