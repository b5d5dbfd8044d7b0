//! The simplest form that YAML has, read without its parser: a key and its text on each line.
//!
//! What is read so reads the same as YAML, nodes and bytes; what it is not sure of it leaves to the parser.

use std::collections::BTreeSet;
use std::ops::Range;

use super::node::Entry;
use super::{At, FileId, Node, NodeKind, Sources};

/// Reads a file of nothing but such lines, comments on lines of their own and empty lines. None, and nothing done, where it holds
/// anything else.
pub(super) fn read(sources: &mut Sources, file: FileId) -> Option<At> {
    let text = sources.file(file).text.clone();
    let mut lines = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        if !line.is_empty() && !line.starts_with('#') {
            lines.push(
                halves(line)?
                    .map(|scalar| Scalar { span: start + scalar.span.start..start + scalar.span.end, ..scalar }),
            );
        }
        start += whole.len();
    }
    let mut names = BTreeSet::new();
    let span = lines.first()?[0].span.clone();
    if !lines.iter().all(|[key, _]| names.insert(key.content)) {
        return None;
    }
    let mut add = |Scalar { span, content }: &Scalar| {
        sources.add_node(Node { file, span: span.clone(), kind: NodeKind::Scalar((*content).to_owned()) })
    };
    let entries =
        lines.iter().map(|[key, value]| Entry { name: key.content.to_owned(), key: add(key), value: add(value) });
    let entries = entries.collect();
    Some(sources.add_node(Node { file, span: span.start..span.start, kind: NodeKind::Map(entries) }))
}

struct Scalar<'a> {
    /// With its quotes.
    span: Range<usize>,
    content: &'a str,
}

/// The key and the value of a line.
fn halves(line: &str) -> Option<[Scalar<'_>; 2]> {
    let key = scalar(line, 0).filter(|key| !key.content.is_empty())?;
    let value = scalar(line, key.span.end + line[key.span.end..].strip_prefix(": ").map(|_| 2)?)?;
    (value.span.end == line.len()).then_some([key, value])
}

/// What begins at a byte of a line: in double quotes without any escape, or plain letters that can be nothing but a text.
fn scalar(line: &str, start: usize) -> Option<Scalar<'_>> {
    let rest = &line[start..];
    if let Some(quoted) = rest.strip_prefix('"') {
        let content = &quoted[..quoted.find('"')?];
        let is_sure = !content.contains(['\\', '\t', '\r']);
        return is_sure.then_some(Scalar { span: start..start + content.len() + 2, content });
    }
    let content = rest.split(':').next()?;
    let is_sure = content.starts_with(char::is_alphabetic)
        && !content.contains(['#', '\t', '\r'])
        && !content.ends_with(' ')
        && !content.eq_ignore_ascii_case("null");
    is_sure.then_some(Scalar { span: start..start + content.len(), content })
}
