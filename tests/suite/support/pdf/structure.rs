//! The structure tree: what each piece of text is, in reading order.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Page, string};

/// An element with its own text and the elements inside it.
#[derive(Debug, Default)]
pub struct Element {
    /// `H1`, `TH`, `Note`; `Em` and the like by the standard type they stand for.
    pub kind: String,
    pub id: Option<String>,
    pub alt: Option<String>,
    /// Table attributes: `Column` or `Row`.
    pub scope: Option<String>,
    /// The header cells that a cell belongs to, by their ids.
    pub headers: Vec<String>,
    pub summary: Option<String>,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub enum Child {
    Element(Element),
    /// Page, from 1, and text of a piece of marked content.
    Marked(usize, String),
}

/// Types that stand in a line of text; all others begin a line of their own.
const INLINE: [&str; 5] = ["Span", "Link", "Reference", "Quote", "Code"];

impl Element {
    /// This element and all inside it, in reading order.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for child in &self.children {
            if let Child::Element(element) = child {
                all.extend(element.walk());
            }
        }
        all
    }

    /// Its pieces of text, each with its page.
    pub fn pieces(&self) -> Vec<(usize, &str)> {
        let mut pieces = Vec::new();
        for child in &self.children {
            match child {
                Child::Element(element) => pieces.extend(element.pieces()),
                Child::Marked(page, text) => pieces.push((*page, text.as_str())),
            }
        }
        pieces
    }

    /// Its text, blocks on lines of their own.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Marked(_, piece) => text.push_str(piece),
                Child::Element(element) if INLINE.contains(&element.kind.as_str()) => text.push_str(&element.text()),
                Child::Element(element) => {
                    text.push('\n');
                    text.push_str(&element.text());
                    text.push('\n');
                }
            }
        }
        text
    }

    pub fn pages(&self) -> BTreeSet<usize> {
        self.pieces().into_iter().map(|(page, _)| page).collect()
    }

    /// Where it begins.
    pub fn page(&self) -> usize {
        self.pieces().first().map_or(0, |(page, _)| *page)
    }

    /// 1 for `H1`.
    pub fn level(&self) -> Option<usize> {
        self.kind.strip_prefix('H')?.parse().ok()
    }
}

pub fn read(file: &Document, catalog: &Dictionary, pages: &[Page]) -> Element {
    let root = catalog.get_deref(b"StructTreeRoot", file).and_then(Object::as_dict).expect("a tagged PDF");
    let roles = root.get_deref(b"RoleMap", file).and_then(Object::as_dict).ok();
    let numbers = file.page_iter().enumerate().map(|(index, id)| (id, index + 1)).collect();
    Reader { file, pages, numbers, roles }.element(root, None)
}

struct Reader<'a> {
    file: &'a Document,
    pages: &'a [Page],
    numbers: BTreeMap<ObjectId, usize>,
    roles: Option<&'a Dictionary>,
}

impl Reader<'_> {
    fn element(&self, own: &Dictionary, page: Option<usize>) -> Element {
        let page = self.page_of(own).or(page);
        let text = |key: &[u8]| own.get(key).ok().map(string);
        let mut element = Element {
            kind: own.get(b"S").and_then(Object::as_name).map(|name| self.role(name)).unwrap_or_default(),
            id: text(b"ID"),
            alt: text(b"Alt"),
            ..Element::default()
        };
        for attributes in self.list(own, b"A").into_iter().filter_map(|one| one.as_dict().ok()) {
            if let Ok(scope) = attributes.get(b"Scope").and_then(Object::as_name) {
                element.scope = Some(String::from_utf8_lossy(scope).into_owned());
            }
            if let Ok(summary) = attributes.get(b"Summary") {
                element.summary = Some(string(summary));
            }
            element.headers.extend(self.list(attributes, b"Headers").into_iter().map(string));
        }
        element.children = self.list(own, b"K").into_iter().filter_map(|kid| self.child(kid, page)).collect();
        element
    }

    fn child(&self, kid: &Object, page: Option<usize>) -> Option<Child> {
        let marked = |page: Option<usize>, number: i64| {
            let page = page.expect("marked content stands on a page");
            let text = self.pages[page - 1].marked.get(&number).cloned().unwrap_or_default();
            Child::Marked(page, text)
        };
        match kid {
            Object::Integer(number) => Some(marked(page, *number)),
            Object::Dictionary(own) if own.has_type(b"MCR") => {
                Some(marked(self.page_of(own).or(page), own.get(b"MCID").and_then(Object::as_i64).ok()?))
            }
            // A link's area.
            Object::Dictionary(own) if own.has_type(b"OBJR") => None,
            Object::Dictionary(own) => Some(Child::Element(self.element(own, page))),
            _ => None,
        }
    }

    /// One object or many, references followed.
    fn list<'b>(&'b self, own: &'b Dictionary, key: &[u8]) -> Vec<&'b Object> {
        let follow = |object: &'b Object| self.file.dereference(object).map(|(_, object)| object).ok();
        match own.get(key).ok().and_then(follow) {
            Some(Object::Array(items)) => items.iter().filter_map(follow).collect(),
            other => other.into_iter().collect(),
        }
    }

    fn page_of(&self, own: &Dictionary) -> Option<usize> {
        self.numbers.get(&own.get(b"Pg").and_then(Object::as_reference).ok()?).copied()
    }

    fn role(&self, name: &[u8]) -> String {
        let mapped = self.roles.and_then(|roles| roles.get(name).ok()?.as_name().ok());
        String::from_utf8_lossy(mapped.unwrap_or(name)).into_owned()
    }
}
