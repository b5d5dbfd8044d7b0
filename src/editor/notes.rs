//! Footnotes of a text: `[^1]` where it is referred to, and `[^1]: …` where it stands.

use std::ops::Range;
use std::path::Path;

use super::complete::{Completion, CompletionKind};
use super::seen::{FilePlace, SeenPlans};
use crate::source::{FileId, NodeKind, Sources};

/// The text that a byte stands in: a value of several lines or one, or a whole file that is no YAML or cannot be read as such.
fn around(path: &Path, text: &str, byte: usize, seen: Option<&SeenPlans>) -> Range<usize> {
    let value = |sources: &Sources, file: FileId| {
        let at = sources.scalars().map(|(at, _)| at).find(|at| {
            let node = sources.node(*at).filter(|node| node.file == file && matches!(node.kind, NodeKind::Scalar(_)));
            node.is_some_and(|node| node.span.start <= byte && byte <= node.span.end)
        })?;
        sources.node(at).map(|node| node.span.clone())
    };
    let mut read = seen.into_iter().flat_map(|seen| seen.reading(path));
    let found = read.find_map(|(inspected, file)| value(&inspected.sources, file));
    found.filter(|found| text.get(found.clone()).is_some()).unwrap_or(0..text.len())
}

/// The footnotes of a text: where each mark begins and ends, and what is said of it.
fn notes(text: &str) -> impl Iterator<Item = (&str, Range<usize>, &str)> {
    text.match_indices("[^").filter_map(|(start, _)| {
        let end = start + text[start..].find([']', '\n'])? + 1;
        let says = text.get(end..)?.strip_prefix(':')?.lines().next()?;
        Some((&text[start..end], start..end, says.trim()))
    })
}

/// The mark that a byte stands in.
fn mark(text: &str, byte: usize) -> Option<Range<usize>> {
    let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let start = line + text[line..].get(..byte + 2 - line).unwrap_or(&text[line..byte]).rfind("[^")?;
    let end = start + text[start..].find([']', '\n']).filter(|end| text[start + end..].starts_with(']'))? + 1;
    (start <= byte && byte <= end).then_some(start..end)
}

/// What the footnote says that a byte refers to.
pub(super) fn hover(path: &Path, text: &str, byte: usize, seen: Option<&SeenPlans>) -> Option<(String, Range<usize>)> {
    let mark = mark(text, byte)?;
    let own = &text[around(path, text, byte, seen)];
    let (_, _, says) = notes(own).find(|(one, ..)| *one == &text[mark.clone()])?;
    Some((says.to_owned(), mark))
}

/// Where the footnote stands that a byte refers to.
pub(super) fn definition(path: &Path, text: &str, byte: usize, seen: Option<&SeenPlans>) -> Option<FilePlace> {
    let mark = mark(text, byte)?;
    let around = around(path, text, byte, seen);
    let (_, place, _) = notes(&text[around.clone()]).find(|(one, ..)| *one == &text[mark.clone()])?;
    Some(FilePlace { path: path.to_owned(), start: around.start + place.start, end: around.start + place.end })
}

/// The footnotes of a text, behind a `[^` that is begun. None where none is.
pub(super) fn complete(path: &Path, text: &str, byte: usize, seen: Option<&SeenPlans>) -> Option<Vec<Completion>> {
    let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let start = line + text[line..byte].rfind("[^").filter(|start| !text[line + start..byte].contains(']'))?;
    let end = byte + usize::from(text[byte..].starts_with(']'));
    let completion = |(mark, _, says): (&str, _, &str)| Completion {
        kind: CompletionKind::Address,
        label: mark.to_owned(),
        detail: says.to_owned(),
        documentation: String::new(),
        text: mark.to_owned(),
        replaces: start..end,
    };
    Some(notes(&text[around(path, text, byte, seen)]).map(completion).collect())
}
