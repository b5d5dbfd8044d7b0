//! A file's objects as a reader sees them who reads up to the end of a revision.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

/// Every object of a file, by its number and generation; no number has two.
#[derive(Debug, Clone, Default)]
pub struct FileState {
    pub all: BTreeMap<ObjectId, Object>,
    /// The catalog.
    pub root: ObjectId,
    /// The information dictionary.
    pub information: Option<ObjectId>,
}

impl FileState {
    /// The value itself, or the object that it refers to.
    pub fn resolve<'a>(&'a self, value: &'a Object) -> Option<&'a Object> {
        match value {
            Object::Reference(id) => self.all.get(id),
            value => Some(value),
        }
    }

    /// What stands under a key of a dictionary, a reference followed.
    pub fn get<'a>(&'a self, own: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(own.get(key).ok()?)
    }

    /// The dictionary that stands under a key.
    pub fn dictionary_in<'a>(&'a self, own: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        dictionary_of(self.get(own, key)?)
    }

    /// The list that stands under a key.
    pub fn list_in<'a>(&'a self, own: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.get(own, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// The dictionary of an object.
    pub fn dictionary(&self, id: ObjectId) -> Option<&Dictionary> {
        dictionary_of(self.all.get(&id)?)
    }

    pub fn catalog(&self) -> Option<&Dictionary> {
        self.dictionary(self.root)
    }

    /// The pages, in their order. A tree that goes in circles has only those found by then.
    pub fn pages(&self) -> Vec<ObjectId> {
        let (mut pages, mut seen) = (Vec::new(), BTreeSet::new());
        let root = self.catalog().and_then(|catalog| reference_in(catalog, b"Pages"));
        let mut open: Vec<ObjectId> = root.into_iter().collect();
        while let Some(id) = open.pop() {
            let Some(node) = self.dictionary(id).filter(|_| seen.insert(id)) else { continue };
            match self.list_in(node, b"Kids") {
                Some(kids) => open.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok())),
                None => pages.push(id),
            }
        }
        pages
    }

    /// Every object that some of them lead to, and they themselves.
    pub fn reached(&self, mut open: Vec<ObjectId>) -> BTreeSet<ObjectId> {
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.all.get(&id).map(references).unwrap_or_default());
            }
        }
        seen
    }
}

/// The dictionary that a value is, or has.
pub fn dictionary_of(value: &Object) -> Option<&Dictionary> {
    match value {
        Object::Dictionary(own) => Some(own),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

pub fn reference_in(own: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    own.get(key).and_then(Object::as_reference).ok()
}

pub fn name_in<'a>(own: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    own.get(key).and_then(Object::as_name).ok()
}

/// A whole number from 0.
pub fn count(value: &Object) -> Option<usize> {
    usize::try_from(value.as_i64().ok()?).ok()
}

/// The objects that a value refers to.
pub fn references(value: &Object) -> Vec<ObjectId> {
    match value {
        Object::Reference(id) => vec![*id],
        Object::Array(items) => items.iter().flat_map(references).collect(),
        value => dictionary_of(value).into_iter().flatten().flat_map(|(_, value)| references(value)).collect(),
    }
}

/// A name or a key of the file, for people.
pub fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// A text of the file as it is read: UTF-16, UTF-8 or PDF's own encoding. One that is none of them stays bytes, as no text says
/// them.
pub fn words(text: &[u8]) -> String {
    match lopdf::decode_text_string(&Object::string_literal(text)) {
        Ok(words) => words.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => format!("{text:?}"),
    }
}
