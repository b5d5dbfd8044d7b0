//! Marks a plan or an allonge as signed in its file: one word is changed, and no other byte.

use super::Edit;
use crate::plan::State;
use crate::schema;
use crate::source::{At, Sources};

/// The file in which a plan or an allonge stands, marked as signed. None where `status` is not written as one text on one
/// line.
pub(super) fn mark_signed(sources: &Sources, at: At) -> Option<Edit> {
    let node = sources.node(sources.entry(at, schema::plan::STATE.name())?)?;
    let file = sources.file(node.file);
    let written = file.text.get(node.span.clone())?;
    let place = node.span.start + written.find(State::ToSign.word())?;
    let before = file.bytes();
    // The bytes can be others than those of the text (a mark at the beginning, letters in another form): the line is the same.
    let line = file.text[..place].matches('\n').count();
    let lines = before.split_inclusive(|byte| *byte == b'\n').take(line).map(<[u8]>::len);
    let line_start: usize = lines.sum();
    let is_here = |rest: &[u8]| rest.starts_with(State::ToSign.word().as_bytes());
    let start = (line_start..before.len()).find(|start| is_here(&before[*start..]))?;
    let (head, rest) = before.split_at_checked(start)?;
    let rest = rest.strip_prefix(State::ToSign.word().as_bytes())?;
    let bytes = [head, State::Signed.word().as_bytes(), rest].concat();
    Some(Edit::replacing(file.path.clone(), bytes))
}
