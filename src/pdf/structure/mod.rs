//! What a tagged PDF says to whoever cannot see it: its structure tree with the text of each element, in reading order.
//!
//! In: a file's objects. Out: elements, the text of each page, bookmarks. Text is what the content streams show, each code
//! through its font's map to Unicode; running heads, page numbers and decoration, marked as artifacts, are no part of it.

mod allowance;
mod annotation;
mod bookmarks;
mod content;
mod element;
mod fonts;
mod reader;
mod table;
mod text;
mod wording;

use lopdf::{Document, Object};

pub use annotation::{Annotation, Field, LinkTarget};
pub use bookmarks::{Bookmark, bookmarks};
pub use content::PageText;
pub use element::{Child, Element};
pub use table::headers;
pub use text::to_text;

use super::Unreadable;
use crate::language::{Message, Telling, in_words, say};

/// Why a file's structure cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StructureError {
    Untagged,
    Encrypted,
    Unreadable(#[from] Unreadable),
}

in_words!(StructureError);

impl Telling for StructureError {
    fn message(&self) -> Message {
        match self {
            Self::Untagged => say!("structure.untagged"),
            Self::Encrypted => say!("structure.encrypted"),
            Self::Unreadable(inner) => inner.message(),
        }
    }
}

/// What a reader gets of a file.
#[derive(Debug)]
pub struct Structure {
    /// The structure tree's root; its children are the document's parts in reading order.
    pub root: Element,
    /// Of the document as a whole: `da`.
    pub language: Option<String>,
    pub title: Option<String>,
    pub pages: Vec<PageText>,
    /// What stands on the pages and in no element, so that no reader hears of it.
    pub left_out: Vec<LeftOut>,
    pub bookmarks: Vec<Bookmark>,
}

/// Text in no element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// From 1; None for a form that may stand on several.
    pub page: Option<usize>,
    pub text: String,
}

/// Reads the structure of a tagged file.
///
/// # Errors
/// It has none, or it cannot be read.
pub fn structure(file: &Document) -> Result<Structure, StructureError> {
    if file.trailer.has(b"Encrypt") {
        return Err(StructureError::Encrypted);
    }
    let catalog = file.catalog().map_err(|_| StructureError::Untagged)?;
    let tree = catalog.get_deref(b"StructTreeRoot", file).and_then(Object::as_dict);
    let tree = tree.map_err(|_| StructureError::Untagged)?;
    let pages = super::pages(file);
    let (texts, marked) = content::read(file, &pages)?;
    let (root, unnamed) = reader::read(file, tree, &pages, marked)?;
    let untagged = texts.iter().zip(1..).map(|(page, number)| (Some(number), page.untagged.as_str()));
    let unnamed = unnamed.iter().map(|((place, _), text)| (place.page(), text.as_str()));
    let left_out = untagged.chain(unnamed).filter(|(_, text)| !text.trim().is_empty());
    let mut left_out: Vec<LeftOut> = left_out.map(|(page, text)| LeftOut { page, text: text.to_owned() }).collect();
    left_out.sort_by_key(|one| one.page);
    let information = file.trailer.get_deref(b"Info", file).and_then(Object::as_dict);
    let title = information.and_then(|own| own.get_deref(b"Title", file)).ok().and_then(string);
    let language = catalog.get_deref(b"Lang", file).ok().and_then(string);
    Ok(Structure { root, language, title, pages: texts, left_out, bookmarks: bookmarks(file, &pages) })
}

/// A text of an object.
fn string(object: &Object) -> Option<String> {
    lopdf::decode_text_string(object).ok()
}
