//! Marks a plan or an allonge as signed in its file: one word is changed, and no other byte.

use std::path::PathBuf;

use crate::plan::State;
use crate::source::{At, Sources};

/// A file with the mark.
pub(super) struct Marked {
    pub path: PathBuf,
    pub text: String,
    /// The file as it is.
    pub before: String,
}

/// The file in which a plan or an allonge stands, marked as signed. None where `status` is not written as one text on one
/// line.
pub(super) fn marked(sources: &Sources, at: At) -> Option<Marked> {
    let node = sources.node(sources.entry(at, "status")?)?;
    let file = sources.file(node.file);
    let written = file.text.get(node.span.clone())?;
    let start = node.span.start + written.find(State::ToSign.word())?;
    let (before, rest) = file.text.split_at_checked(start)?;
    let text = format!("{before}{}{}", State::Signed.word(), rest.strip_prefix(State::ToSign.word())?);
    Some(Marked { path: file.path.clone(), text, before: file.text.clone() })
}
