//! What a file is made of: goals with their requirements, results, sections; each by the words that name it.

use std::path::Path;

use super::seen::{FilePlace, SeenPlans};
use crate::source::{At, NodeKind, Sources};

/// Something in a file, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    pub name: String,
    /// The whole of it.
    pub place: FilePlace,
    pub parts: Vec<OutlineItem>,
}

/// The keys by which something is called, the first of them that it has before the others.
const NAMES: [&str; 16] = [
    "nr",
    "navn",
    "titel",
    "område",
    "krav",
    "sager",
    "opkald",
    "henvendelser",
    "hverdage",
    "leverance",
    "værdi",
    "antal",
    "ændr",
    "tilføj",
    "fastsæt",
    "fjern",
];

pub(super) fn outline(path: &Path, seen: &SeenPlans) -> Vec<OutlineItem> {
    let Some((inspected, file)) = seen.reading(path).next() else { return Vec::new() };
    let root = inspected.sources.root(file);
    root.map(|at| items(&inspected.sources, at, seen)).unwrap_or_default()
}

/// What is named in a node, from the outside in: what has no name is passed through.
fn items(sources: &Sources, at: At, seen: &SeenPlans) -> Vec<OutlineItem> {
    match sources.node(at).map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => {
            let parts: Vec<OutlineItem> = entries.iter().flat_map(|entry| items(sources, entry.value, seen)).collect();
            match (name(sources, at), seen.place(sources, at)) {
                (Some(name), Some(place)) => vec![OutlineItem { name, place, parts }],
                _ => parts,
            }
        }
        Some(NodeKind::List(list)) => list.iter().flat_map(|item| items(sources, *item, seen)).collect(),
        Some(NodeKind::Scalar(_) | NodeKind::Empty) | None => Vec::new(),
    }
}

fn name(sources: &Sources, at: At) -> Option<String> {
    let text = |key: &&str| match &sources.node(sources.entry(at, key)?)?.kind {
        NodeKind::Scalar(text) => text.lines().next().map(str::to_owned),
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Empty => None,
    };
    let words: Vec<String> = NAMES.iter().filter_map(text).take(2).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
