//! YAML into nodes, by serde-saphyr, every scalar as it was written and every node with its bytes.

use crate::language::say;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Options, Spanned};

use super::fault::{self, Fault, FaultKind};
use super::node::Entry;
use super::{At, FileId, Node, NodeKind, Sources};

/// More than any plan needs, and little enough that a hostile file costs nothing: a level takes some 30 KiB of a stack that
/// in a thread has 2 MiB.
fn options(duplicate_keys: DuplicateKeyPolicy) -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 24,
            max_nodes: 100_000,
            max_aliases: 100,
            max_documents: 1,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: duplicate_keys,
        merge_keys: MergeKeyPolicy::Error,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        reject_unsupported_tags: true,
    }
}

pub(super) fn read(sources: &mut Sources, file: FileId) -> (Option<At>, Vec<Fault>) {
    let text = sources.file(file).text.clone();
    if text.trim().is_empty() {
        let (message, help) = (say!("yaml.empty"), say!("yaml.empty-help"));
        return (
            None,
            vec![Fault { kind: FaultKind::Syntax, file, span: 0..0, message, help, first: None, fix: None }],
        );
    }
    // Strict first: it alone knows every duplicate. Then leniently, so that what else is wrong is told in the same run.
    match serde_saphyr::from_str_with_options::<Tree>(&text, options(DuplicateKeyPolicy::Error)) {
        Ok(tree) => {
            let mut faults = Vec::new();
            let root = insert(sources, file, &text, tree, &mut faults);
            (Some(root), faults)
        }
        Err(error) => {
            let strict = fault_from(&error, sources, file, &text);
            let lenient = match strict.kind {
                FaultKind::DuplicateKey => {
                    serde_saphyr::from_str_with_options::<Tree>(&text, options(DuplicateKeyPolicy::LastWins)).ok()
                }
                _ => None,
            };
            let mut faults = Vec::new();
            let root = lenient.map(|tree| insert(sources, file, &text, tree, &mut faults));
            if faults.is_empty() {
                faults.push(strict);
            }
            (root, faults)
        }
    }
}

fn fault_from(error: &serde_saphyr::Error, sources: &Sources, file: FileId, text: &str) -> Fault {
    let start = error.location().map_or(0, |location| byte_at(text, location.line(), location.column()));
    let line = text[start..].split('\n').next().unwrap_or("");
    let span = start..start + line.split_inclusive([':', ' ']).next().unwrap_or(line).trim_end().len();
    match error.without_snippet() {
        serde_saphyr::Error::DuplicateMappingKey { .. } => duplicate(file, span, None, None),
        other => {
            let (kind, message, help) = fault::describe(&other.to_string());
            // A text that goes on below a comment which cuts it is no longer YAML.
            let above = text[..start].trim_end();
            let above = &text[above.rfind('\n').map_or(0, |end| end + 1)..start];
            let is_cut = above.match_indices(' ').any(|(space, _)| cut(above, space).is_some());
            let help = if is_cut && kind == FaultKind::Syntax { say!("yaml.cut-above-help") } else { help };
            let value = value_with_colon(text, start).filter(|_| message.id == "yaml.colon");
            let fix = value.and_then(|value| sources.quoting(file, value));
            Fault { kind, file, span, message, help, first: None, fix }
        }
    }
}

/// A comment that stands straight behind a value and may be a part of it: `se bilag #3`. A comment has a space after `#`.
fn cut(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = &text[end..];
    let behind = rest.trim_start_matches([' ', '\t']);
    // A line can be long and hold thousands of values: its end is looked for where there is a comment.
    if behind.len() == rest.len() || !behind.starts_with('#') {
        return None;
    }
    let comment = behind.lines().next().unwrap_or_default();
    let is_cut = comment.trim_start_matches('#').starts_with(|one: char| !one.is_whitespace());
    let start = text.len() - behind.len();
    is_cut.then(|| start..start + comment.trim_end().len())
}

/// `#1f4e5f` is no comment: nothing else is written so.
fn is_colour(word: &str) -> bool {
    let digits = word.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The value behind the first colon of a line, where the line is a key with a value on it and nothing is in quotes or brackets:
/// `mål: Borgerne: hurtige svar`.
fn value_with_colon(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?.trim_end();
    let (key, _) = line.split_once(": ")?;
    let from = start + key.len() + 2;
    let value = line[key.len() + 2..].trim_start();
    let from = from + (line.len() - key.len() - 2 - value.len());
    let is_plain = |part: &str| !part.contains(['"', '\'', '{', '}', '[', ']', '#', '&', '*', '!', '|', '>', '`']);
    let is_key = is_plain(key) && key.trim_start_matches([' ', '-']).starts_with(char::is_alphabetic);
    let next = text[start + line.len()..].trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    // What goes on below is no value of one line.
    let ends_here = next.trim().is_empty() || depth(next) <= depth(line);
    (is_key && is_plain(value) && value.contains(": ") && ends_here).then(|| from..from + value.len())
}

fn text_cut(file: FileId, text: &str, span: Range<usize>) -> Fault {
    let message = say!("text-cut", text = text[span.clone()]);
    let help = say!("text-cut.help");
    Fault { kind: FaultKind::TextCut, file, span, message, help, first: None, fix: None }
}

fn duplicate(file: FileId, span: Range<usize>, first: Option<Range<usize>>, key: Option<&str>) -> Fault {
    let message = say!("duplicate-key", key = key);
    Fault { kind: FaultKind::DuplicateKey, file, span, message, help: say!("duplicate-key.help"), first, fix: None }
}

/// The byte at a line and column, both from 1, the column in characters.
fn byte_at(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number as u64 + 1 == line {
            let within =
                content.char_indices().nth((column as usize).saturating_sub(1)).map_or(content.len(), |(at, _)| at);
            return (start + within).min(text.len());
        }
        start += content.len();
    }
    text.len()
}

/// A node as serde-saphyr gives it.
struct Tree(Spanned<ScalarForm>);

enum ScalarForm {
    /// A text, its escapes resolved.
    Text(String),
    /// A plain scalar that YAML takes for a number, a truth value or null: its bytes in the file are what was written.
    Plain,
    Empty,
    List(Vec<Tree>),
    Map(Vec<(Tree, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Tree)
    }
}

impl<'de> Deserialize<'de> for ScalarForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormVisitor)
    }
}

struct FormVisitor;

impl<'de> Visitor<'de> for FormVisitor {
    type Value = ScalarForm;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or a map")
    }

    fn visit_bool<E>(self, _: bool) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    #[expect(clippy::disallowed_types, reason = "serde offers it; its value is not looked at, only the text")]
    fn visit_f64<E>(self, _: f64) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Plain)
    }

    fn visit_unit<E>(self) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Empty)
    }

    fn visit_str<E>(self, text: &str) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<ScalarForm, E> {
        Ok(ScalarForm::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ScalarForm, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(ScalarForm::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<ScalarForm, A::Error> {
        let mut map: Vec<(Tree, Tree)> = Vec::new();
        while let Some(key) = entries.next_key::<Tree>()? {
            if matches!(key.0.value, ScalarForm::List(_) | ScalarForm::Map(_)) {
                return Err(A::Error::custom("a key must be a text"));
            }
            map.push((key, entries.next_value()?));
        }
        Ok(ScalarForm::Map(map))
    }
}

/// Moves a tree into the arena.
fn insert(sources: &mut Sources, file: FileId, text: &str, tree: Tree, faults: &mut Vec<Fault>) -> At {
    let Tree(Spanned { value, referenced, defined }) = tree;
    let span = byte_span(text, &referenced);
    let is_plain = matches!(value, ScalarForm::Text(_) | ScalarForm::Plain)
        && !text[span.start..].starts_with(['"', '\'', '|', '>', '*', '&', '!']);
    if let Some(comment) = cut(text, span.end).filter(|_| is_plain && !span.is_empty()) {
        faults.push(text_cut(file, text, comment));
    }
    let kind = match value {
        ScalarForm::Text(content) => NodeKind::Scalar(content),
        // Behind an alias, what was written stands at the anchor.
        ScalarForm::Plain => NodeKind::Scalar(text.get(byte_span(text, &defined)).unwrap_or("").trim().to_owned()),
        ScalarForm::Empty => NodeKind::Empty,
        ScalarForm::List(items) => {
            NodeKind::List(items.into_iter().map(|item| insert(sources, file, text, item, faults)).collect())
        }
        ScalarForm::Map(entries) => NodeKind::Map(insert_entries(sources, file, text, entries, faults)),
    };
    sources.add_node(Node { file, span, kind })
}

fn insert_entries(
    sources: &mut Sources,
    file: FileId,
    text: &str,
    entries: Vec<(Tree, Tree)>,
    faults: &mut Vec<Fault>,
) -> Vec<Entry> {
    let mut inserted: Vec<Entry> = Vec::new();
    let mut firsts: BTreeMap<String, At> = BTreeMap::new();
    for (key, value) in entries {
        let key = insert(sources, file, text, key, faults);
        let value = insert(sources, file, text, value, faults);
        let (span, name) = match sources.node(key) {
            Some(Node { span, kind: NodeKind::Scalar(name), .. }) => (span.clone(), name.clone()),
            Some(Node { span, .. }) => (span.clone(), String::new()),
            None => continue,
        };
        let colon = text[span.end..].find(':').map(|colon| span.end + colon + 1);
        if let Some(comment) = colon.and_then(|end| cut(text, end)).filter(|_| sources.is_empty(value)) {
            let first = text[comment.clone()].split([' ', '\t']).next().filter(|first| is_colour(first));
            let colour = first.map(|first| comment.start..comment.start + first.len());
            let fix = colour.and_then(|colour| sources.quoting(file, colour));
            faults.push(Fault { fix, ..text_cut(file, text, comment) });
        }
        match firsts.get(&name) {
            Some(first) => {
                let first = sources.node(*first).map(|node| node.span.clone());
                faults.push(duplicate(file, span, first, Some(&name)));
            }
            None => {
                firsts.insert(name.clone(), key);
                inserted.push(Entry { name, key, value });
            }
        }
    }
    inserted
}

fn byte_span(text: &str, location: &serde_saphyr::Location) -> Range<usize> {
    let span = location.span();
    let (start, length) = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => (start as usize, length as usize),
        _ => (byte_at(text, location.line(), location.column()), 0),
    };
    let start = start.min(text.len());
    let end = (start + length).min(text.len());
    // A block scalar's span runs into the line break after it.
    let content = text.get(start..end).map_or(0, |content| content.trim_end().len());
    start..start + content
}
