//! A finished PDF, read back with no help from what made it.

pub mod boxes;
pub mod colour;
pub mod write;

use std::collections::BTreeMap;

use lopdf::{Document, Object};
use resultatplan::pdf::open;
use resultatplan::pdf::signable::{RefusalReason, to_text};
pub use resultatplan::pdf::structure::{Annotation, Child, Element, LinkTarget};
use resultatplan::pdf::structure::{Bookmark, PageText, structure};

use crate::support::text::squeezed;

/// Why the signing service refuses a file, in English.
pub fn refusal_lines(reasons: &[RefusalReason], each: bool) -> Vec<String> {
    to_text(reasons, each).iter().map(ToString::to_string).collect()
}

/// What a reader gets from the file.
pub struct Pdf {
    pub pages: Vec<PageText>,
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

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        let file = open(bytes).expect("the PDF can be read");
        let read = structure(&file).expect("a tagged PDF");
        let untagged: String = read.pages.iter().map(|page| page.untagged.as_str()).collect();
        assert_eq!(untagged, "", "text that is no artifact is tagged");
        let info = file.trailer.get_deref(b"Info", &file).and_then(Object::as_dict).expect("document information");
        let string = |object: &Object| lopdf::decode_text_string(object).unwrap_or_default();
        let info = info.iter().map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), string(value))).collect();
        let catalog = file.catalog().expect("a catalog");
        let metadata = catalog.get_deref(b"Metadata", &file).and_then(Object::as_stream).expect("XMP");
        let metadata = String::from_utf8(metadata.get_plain_content().expect("XMP can be read")).expect("XMP is UTF-8");
        Self {
            pages: read.pages,
            structure: read.root,
            outline: read.bookmarks,
            info,
            metadata,
            language: read.language.unwrap_or_default(),
            file,
        }
    }

    /// All text in the order it is read aloud, without running heads and feet.
    pub fn text(&self) -> String {
        self.structure.text()
    }

    /// Every element of these types, in reading order: `["TH"]`.
    pub fn all(&self, kinds: &[&str]) -> Vec<&Element> {
        self.structure.walk().into_iter().filter(|one| kinds.contains(&one.kind.as_str())).collect()
    }

    /// The document's name on its first page, and then the headings of its text.
    fn all_headings(&self) -> (Option<&Element>, Vec<&Element>) {
        let mut headings: Vec<_> = self.structure.walk().into_iter().filter(|one| one.level().is_some()).collect();
        // The text's own are all listed.
        let first = self.outline.first().map(|bookmark| squeezed(&bookmark.title));
        let is_name = headings.first().is_some_and(|one| Some(squeezed(&one.text())) != first);
        let name = is_name.then(|| headings.remove(0));
        (name, headings)
    }

    /// Those of the text.
    pub fn headings(&self) -> Vec<&Element> {
        self.all_headings().1
    }

    /// How deep a heading of the text stands: 1 for a section, whether or not the document's name is above it.
    pub fn depth(&self, heading: &Element) -> usize {
        let level = heading.level().expect("a heading has a level");
        level - usize::from(self.name().is_some())
    }

    /// The document's name, where it has a first page of its own.
    pub fn name(&self) -> Option<&Element> {
        self.all_headings().0
    }
}

/// A heading's own pieces of text, without the footnotes on it and what leads to them.
pub fn heading_pieces(heading: &Element) -> Vec<&str> {
    let pieces = heading.children.iter().flat_map(|child| match child {
        Child::Element(one) if one.kind == "Note" || one.kind == "Link" => Vec::new(),
        Child::Element(one) => heading_pieces(one),
        Child::Marked(_, text) => vec![text.as_str()],
        Child::Annotation(_) => Vec::new(),
    });
    // A label is the number of a note.
    if heading.kind == "Lbl" { Vec::new() } else { pieces.collect() }
}

/// The same together.
pub fn heading_words(heading: &Element) -> String {
    heading_pieces(heading).concat()
}
