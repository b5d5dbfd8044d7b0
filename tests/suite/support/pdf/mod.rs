//! A finished PDF, read back with no help from what made it.

mod content;
mod structure;
pub mod write;

pub use structure::{Child, Element};

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// What a reader gets from the file.
pub struct Pdf {
    pub pages: Vec<Page>,
    /// The structure tree's root; its children are the document's parts in reading order.
    pub structure: Element,
    pub outline: Vec<Bookmark>,
    /// Of the document information: `Title`, `Author`, …
    pub info: BTreeMap<String, String>,
    /// The XMP packet.
    pub metadata: String,
    pub language: String,
    pub file: Document,
}

/// A page: what stands on it, and what repeats on every page.
#[derive(Default)]
pub struct Page {
    pub text: String,
    /// Running head, without rules.
    pub head: String,
    pub foot: String,
    /// Text of each piece of marked content, by its number.
    marked: BTreeMap<i64, String>,
}

/// An entry of the sidebar.
#[derive(Debug, PartialEq)]
pub struct Bookmark {
    pub depth: usize,
    pub title: String,
}

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).expect("the PDF can be read");
        let pages: Vec<Page> = file.page_iter().map(|page| content::read(&file, page)).collect();
        let catalog = file.catalog().expect("a catalog");
        let structure = structure::read(&file, catalog, &pages);
        let mut outline = Vec::new();
        if let Some(root) = dictionary(&file, catalog, b"Outlines") {
            bookmarks(&file, root, 1, &mut outline);
        }
        let info = dictionary(&file, &file.trailer, b"Info").expect("document information");
        let info = info.iter().map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), string(value))).collect();
        let metadata = catalog.get_deref(b"Metadata", &file).and_then(Object::as_stream).expect("XMP");
        let metadata = String::from_utf8(metadata.get_plain_content().expect("XMP can be read")).expect("XMP is UTF-8");
        let language = catalog.get(b"Lang").map(string).unwrap_or_default();
        Self { pages, structure, outline, info, metadata, language, file }
    }

    /// All text in the order it is read aloud, without running heads and feet.
    pub fn text(&self) -> String {
        self.structure.text()
    }

    /// Every element of these types, in reading order: `["TH"]`.
    pub fn all(&self, kinds: &[&str]) -> Vec<&Element> {
        self.structure.walk().into_iter().filter(|one| kinds.contains(&one.kind.as_str())).collect()
    }

    pub fn headings(&self) -> Vec<&Element> {
        self.structure.walk().into_iter().filter(|one| one.level().is_some()).collect()
    }
}

fn dictionary<'a>(file: &'a Document, within: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    within.get_deref(key, file).ok()?.as_dict().ok()
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap_or_default()
}

fn bookmarks(file: &Document, within: &Dictionary, depth: usize, found: &mut Vec<Bookmark>) {
    let mut next = dictionary(file, within, b"First");
    while let Some(item) = next {
        found.push(Bookmark { depth, title: item.get(b"Title").map(string).unwrap_or_default() });
        bookmarks(file, item, depth + 1, found);
        next = dictionary(file, item, b"Next");
    }
}
