//! The pages of a file, in their order.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A page, and what it takes from the parts of the page tree above it.
#[derive(Debug, Clone, Copy)]
pub struct PdfPage<'a> {
    pub id: ObjectId,
    pub own: &'a Dictionary,
    /// Its resources, its own or the nearest above it.
    pub resources: Option<&'a Object>,
}

/// Every page, each once, whatever circles there are in the tree.
pub fn pages(file: &Document) -> Vec<PdfPage<'_>> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut open: Vec<(ObjectId, Option<&Object>)> = root.into_iter().map(|root| (root, None)).collect();
    while let Some((id, above)) = open.pop() {
        let Ok(own) = file.get_dictionary(id) else { continue };
        if !seen.insert(id) {
            continue;
        }
        let resources = own.get(b"Resources").ok().or(above);
        match own.get_deref(b"Kids", file).and_then(Object::as_array) {
            Ok(kids) => {
                open.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok()).map(|kid| (kid, resources)));
            }
            Err(_) => pages.push(PdfPage { id, own, resources }),
        }
    }
    pages
}

/// The number of each page, from 1.
pub fn numbers(pages: &[PdfPage]) -> BTreeMap<ObjectId, usize> {
    pages.iter().zip(1..).map(|(page, number)| (page.id, number)).collect()
}
