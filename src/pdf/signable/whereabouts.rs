//! On which pages an object is used.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::pages::{numbers, pages};

/// More pages of an object are not told apart.
const MOST: usize = 12;

/// Keys that lead back, up or to another page.
const NOT_BELOW: [&[u8]; 7] = [b"Parent", b"P", b"Pg", b"Dest", b"Dests", b"B", b"StructTreeRoot"];

/// The pages on which an object is used, from 1; none where it belongs to the document as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageNumbers {
    /// The first of them, in order.
    pub first: BTreeSet<usize>,
    /// Whether there are more.
    pub are_more: bool,
}

/// The pages of every object that is used on one.
pub(super) fn whereabouts(file: &Document) -> BTreeMap<ObjectId, PageNumbers> {
    let pages = pages(file);
    let numbers = numbers(&pages);
    let mut found = Whereabouts { file, numbers: &numbers, found: BTreeMap::new() };
    for (page, number) in pages.iter().zip(1..) {
        found.mark(page.id, number);
        let own = page.own.iter().filter(|(key, _)| !NOT_BELOW.contains(&key.as_slice())).map(|(_, value)| value);
        own.chain(page.resources).for_each(|value| found.spread_from(value, number));
    }
    for (element, on) in elements(file, &numbers) {
        for page in on {
            found.mark(element, page);
            if let Ok(attributes) = file.get_dictionary(element).and_then(|own| own.get(b"A")) {
                found.spread_from(attributes, page);
            }
        }
    }
    found.found
}

struct Whereabouts<'a> {
    file: &'a Document,
    numbers: &'a BTreeMap<ObjectId, usize>,
    found: BTreeMap<ObjectId, PageNumbers>,
}

impl Whereabouts<'_> {
    /// Notes that an object is used on a page; whether that is new, and not one page too many.
    fn mark(&mut self, id: ObjectId, page: usize) -> bool {
        let pages = self.found.entry(id).or_default();
        if pages.first.contains(&page) {
            return false;
        }
        let is_full = pages.first.len() >= MOST;
        pages.are_more |= is_full;
        !is_full && pages.first.insert(page)
    }

    /// Notes all that is below an object. What is below a full one was noted through it as often as it counts.
    fn spread_from(&mut self, object: &Object, page: usize) {
        let mut open = Vec::new();
        below(object, &mut open);
        while let Some(id) = open.pop() {
            if !self.numbers.contains_key(&id)
                && self.mark(id, page)
                && let Some(object) = self.file.objects.get(&id)
            {
                below(object, &mut open);
            }
        }
    }
}

/// The references in an object.
fn below(object: &Object, found: &mut Vec<ObjectId>) {
    let of = |own: &Dictionary, found: &mut Vec<ObjectId>| {
        own.iter().filter(|(key, _)| !NOT_BELOW.contains(&key.as_slice())).for_each(|(_, value)| below(value, found));
    };
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| below(item, found)),
        Object::Dictionary(own) => of(own, found),
        Object::Stream(stream) => of(&stream.dict, found),
        _ => {}
    }
}

/// The elements of the structure tree with their pages: what they name themselves, and the pages of what is inside them.
fn elements(file: &Document, numbers: &BTreeMap<ObjectId, usize>) -> BTreeMap<ObjectId, BTreeSet<usize>> {
    let root = file.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference).ok();
    let mut parents: Vec<(ObjectId, Option<ObjectId>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(ObjectId, Option<ObjectId>)> = root.into_iter().map(|root| (root, None)).collect();
    let mut found: BTreeMap<ObjectId, BTreeSet<usize>> = BTreeMap::new();
    while let Some((id, parent)) = open.pop() {
        let Ok(own) = file.get_dictionary(id) else { continue };
        // Pieces of content are named by their element, as OBJR or MCR.
        let is_content = [b"OBJR".as_slice(), b"MCR", b"Page"].iter().any(|kind| own.has_type(kind));
        if (is_content && parent.is_some()) || !seen.insert(id) {
            continue;
        }
        parents.push((id, parent));
        let mut on = BTreeSet::new();
        named_pages(own, numbers, &mut on);
        found.insert(id, on);
        let mut kids = Vec::new();
        if let Ok(kid) = own.get(b"K") {
            below(kid, &mut kids);
        }
        open.extend(kids.into_iter().rev().map(|kid| (kid, Some(id))));
    }
    // Whoever is inside was found later.
    for (id, parent) in parents.into_iter().rev() {
        if let Some(own) = found.get(&id).cloned()
            && let Some(above) = parent.and_then(|parent| found.get_mut(&parent))
        {
            above.extend(own);
            // One more than is told, so that it is known that there are more.
            while above.len() > MOST + 1 {
                above.pop_last();
            }
        }
    }
    if let Some(root) = root {
        found.remove(&root);
    }
    found
}

/// The pages that `Pg` names, in an element and in the pieces of content that stand in it.
fn named_pages(own: &Dictionary, numbers: &BTreeMap<ObjectId, usize>, found: &mut BTreeSet<usize>) {
    let page = own.get(b"Pg").and_then(Object::as_reference).ok().and_then(|page| numbers.get(&page));
    found.extend(page);
    let kids = match own.get(b"K") {
        Ok(Object::Array(kids)) => kids.as_slice(),
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => return,
    };
    kids.iter().filter_map(|kid| kid.as_dict().ok()).for_each(|kid| named_pages(kid, numbers, found));
}
