//! What can be followed or filled in: links and fields.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::string;

/// An area of a page that something can be done with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// `Link`, `Widget`.
    pub kind: String,
    /// The page that it lies on, from 1.
    pub page: Option<usize>,
    /// Its upper edge, in points from below.
    pub top: Option<i64>,
    /// What is said of it.
    pub contents: Option<String>,
    /// Where it leads.
    pub target: Option<LinkTarget>,
    pub field: Option<Field>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page, from 1, and how far up on it, in points.
    Page(usize, Option<i64>),
    Web(String),
    /// A name that stands for no page, or an action that leads elsewhere.
    Other(String),
    Nowhere,
}

/// A field to be filled in or signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// `Tx` for text, `Btn`, `Ch`, `Sig`.
    pub kind: String,
    pub name: String,
    /// What a screen reader calls it.
    pub label: Option<String>,
}

/// Reads annotations of a file.
pub(super) struct Annotations<'a> {
    file: &'a Document,
    /// Numbers of pages.
    numbers: &'a BTreeMap<ObjectId, usize>,
    /// Places by their names.
    named: BTreeMap<&'a [u8], &'a Object>,
}

impl<'a> Annotations<'a> {
    pub fn new(file: &'a Document, numbers: &'a BTreeMap<ObjectId, usize>) -> Self {
        Self { file, numbers, named: named(file) }
    }

    pub fn read(&self, own: &Dictionary, page: Option<usize>) -> Annotation {
        let kind = own.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let named = own.get(b"P").and_then(Object::as_reference).ok().and_then(|page| self.numbers.get(&page).copied());
        let corners = own.get_deref(b"Rect", self.file).and_then(Object::as_array);
        let field = own.has(b"FT") || own.has(b"Parent");
        Annotation {
            kind: String::from_utf8_lossy(kind).into_owned(),
            page: named.or(page),
            top: corners.ok().and_then(|corners| corners.get(3)).and_then(points),
            contents: own.get_deref(b"Contents", self.file).ok().and_then(string),
            target: self.target(own),
            field: (kind == b"Widget" || field).then(|| self.field(own)),
        }
    }

    /// Where a link or an entry of the sidebar leads.
    pub fn target(&self, own: &Dictionary) -> Option<LinkTarget> {
        if let Ok(destination) = own.get_deref(b"Dest", self.file) {
            return Some(self.destination(destination));
        }
        let action = own.get_deref(b"A", self.file).and_then(Object::as_dict).ok()?;
        let kind = action.get(b"S").and_then(Object::as_name).unwrap_or_default();
        match kind {
            b"GoTo" => action.get_deref(b"D", self.file).ok().map(|destination| self.destination(destination)),
            b"URI" => {
                let address = action.get_deref(b"URI", self.file).and_then(Object::as_str).unwrap_or_default();
                Some(LinkTarget::Web(String::from_utf8_lossy(address).into_owned()))
            }
            other => Some(LinkTarget::Other(String::from_utf8_lossy(other).into_owned())),
        }
    }

    /// A place in the file, or its name.
    fn destination(&self, destination: &Object) -> LinkTarget {
        let name = match destination {
            Object::Name(name) | Object::String(name, _) => name,
            place => return self.place(place).unwrap_or(LinkTarget::Nowhere),
        };
        let named = self.named.get(name.as_slice()).and_then(|place| self.place(place));
        named.unwrap_or_else(|| LinkTarget::Other(String::from_utf8_lossy(name).into_owned()))
    }

    fn place(&self, place: &Object) -> Option<LinkTarget> {
        let place = match self.file.dereference(place).ok()?.1 {
            Object::Dictionary(own) => own.get_deref(b"D", self.file).ok()?,
            place => place,
        };
        let place = place.as_array().ok()?;
        let page = *self.numbers.get(&place.first()?.as_reference().ok()?)?;
        let is_at_point = place.get(1).is_some_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"XYZ"));
        Some(LinkTarget::Page(page, place.get(3).filter(|_| is_at_point).and_then(points)))
    }

    /// A field, with what it takes from the fields above it.
    fn field(&self, own: &Dictionary) -> Field {
        let mut field = Field { kind: String::new(), name: String::new(), label: None };
        let mut names = Vec::new();
        let mut next = Some(own);
        for _ in 0..32 {
            let Some(own) = next else { break };
            names.extend(own.get(b"T").ok().and_then(string));
            if let Ok(kind) = own.get(b"FT").and_then(Object::as_name).map(String::from_utf8_lossy)
                && field.kind.is_empty()
            {
                field.kind = kind.into_owned();
            }
            field.label = field.label.or_else(|| own.get(b"TU").ok().and_then(string));
            next = own.get_deref(b"Parent", self.file).and_then(Object::as_dict).ok();
        }
        names.reverse();
        field.name = names.join(".");
        field
    }
}

/// The places that have a name: in the catalog's `Dests`, and in the tree of names.
fn named(file: &Document) -> BTreeMap<&[u8], &Object> {
    let mut found = BTreeMap::new();
    let Ok(catalog) = file.catalog() else { return found };
    if let Ok(all) = catalog.get_deref(b"Dests", file).and_then(Object::as_dict) {
        found.extend(all.iter().map(|(name, place)| (name.as_slice(), place)));
    }
    let names = catalog.get_deref(b"Names", file).and_then(Object::as_dict);
    let root = names.and_then(|names| names.get_deref(b"Dests", file)).and_then(Object::as_dict);
    let mut open: Vec<&Dictionary> = root.into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        let list =
            |key: &[u8]| node.get_deref(key, file).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
        found.extend(list(b"Names").chunks_exact(2).filter_map(|pair| Some((pair[0].as_str().ok()?, &pair[1]))));
        let kids = list(b"Kids").iter().filter_map(|kid| kid.as_reference().ok()).filter(|kid| seen.insert(*kid));
        open.extend(kids.filter_map(|kid| file.get_dictionary(kid).ok()));
    }
    found
}

/// A measure in whole points.
fn points(object: &Object) -> Option<i64> {
    // Whole numbers of any size are cut to what a page can have.
    object.as_float().ok().map(|measure| measure.clamp(-100_000.0, 100_000.0).round() as i64)
}
