//! The entries of the sidebar.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::annotation::{Annotations, LinkTarget};
use super::string;
use crate::pdf::pages::{PdfPage, numbers};

/// Deeper ones are left out.
const DEEPEST: usize = 32;

/// An entry of the sidebar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// From 1.
    pub depth: usize,
    pub title: String,
    pub target: Option<LinkTarget>,
}

/// Every entry, in order, each once.
pub fn bookmarks(file: &Document, pages: &[PdfPage]) -> Vec<Bookmark> {
    let numbers = numbers(pages);
    let annotations = Annotations::new(file, &numbers);
    let root = file.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", file)).and_then(Object::as_dict);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(usize, &Dictionary)> = Vec::new();
    let mut push = |depth, own: &Dictionary, key: &[u8], open: &mut Vec<_>| {
        let Ok(id) = own.get(key).and_then(Object::as_reference) else { return };
        if depth <= DEEPEST && seen.insert(id) {
            open.extend(file.get_dictionary(id).ok().map(|entry| (depth, entry)));
        }
    };
    if let Ok(root) = root {
        push(1, root, b"First", &mut open);
    }
    while let Some((depth, entry)) = open.pop() {
        let title = entry.get_deref(b"Title", file).ok().and_then(string).unwrap_or_default();
        found.push(Bookmark { depth, title, target: annotations.target(entry) });
        push(depth, entry, b"Next", &mut open);
        push(depth + 1, entry, b"First", &mut open);
    }
    found
}
