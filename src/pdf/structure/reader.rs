//! The structure tree: what each piece of text is, in reading order.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::annotation::Annotations;
use super::content::{ContentPlace, MarkedText};
use super::element::{CellSpan, Child, Element};
use super::string;
use crate::language::say;
use crate::pdf::open::Unreadable;
use crate::pdf::pages::{PdfPage, numbers};

/// Elements within elements.
const DEEPEST: usize = 150;
const MOST_ELEMENTS: usize = 300_000;
/// A cell that reaches over more is taken to reach over as many.
const WIDEST: i64 = 1000;

/// Reads the tree below its root; the text of each piece of content goes to the first element that names it. Beside the tree
/// stands what no element names.
pub(super) fn read(
    file: &Document,
    root: &Dictionary,
    pages: &[PdfPage],
    marked: MarkedText,
) -> Result<(Element, MarkedText), Unreadable> {
    let dictionary = |key: &[u8]| root.get_deref(key, file).and_then(Object::as_dict).ok();
    let numbers = numbers(pages);
    let mut reader = TreeReader {
        file,
        numbers: &numbers,
        annotations: Annotations::new(file, &numbers),
        roles: dictionary(b"RoleMap"),
        classes: dictionary(b"ClassMap"),
        marked,
        seen: BTreeSet::new(),
        elements_left: MOST_ELEMENTS,
    };
    let root = reader.element(root, None, DEEPEST)?;
    Ok((root, reader.marked))
}

struct TreeReader<'a> {
    file: &'a Document,
    numbers: &'a BTreeMap<ObjectId, usize>,
    annotations: Annotations<'a>,
    roles: Option<&'a Dictionary>,
    classes: Option<&'a Dictionary>,
    marked: MarkedText,
    /// Elements that were read: none stands in two places.
    seen: BTreeSet<ObjectId>,
    elements_left: usize,
}

impl<'a> TreeReader<'a> {
    fn element(&mut self, own: &'a Dictionary, page: Option<usize>, depth: usize) -> Result<Element, Unreadable> {
        let depth = depth.checked_sub(1).ok_or_else(|| Unreadable::TooMuch(say!("pdf.elements-nested")))?;
        let error = || Unreadable::TooMuch(say!("pdf.too-many-elements"));
        self.elements_left = self.elements_left.checked_sub(1).ok_or_else(error)?;
        let page = self.page_of(own).or(page);
        let text = |key: &[u8]| own.get_deref(key, self.file).ok().and_then(string);
        let mut element = Element {
            kind: own.get(b"S").and_then(Object::as_name).map(|name| self.role(name)).unwrap_or_default(),
            id: text(b"ID"),
            alt: text(b"Alt"),
            actual: text(b"ActualText"),
            language: text(b"Lang"),
            ..Element::default()
        };
        for attributes in self.attributes(own) {
            self.add_attributes(attributes, &mut element);
        }
        for kid in self.list(own, b"K") {
            element.children.extend(self.child(kid, page, depth)?);
        }
        Ok(element)
    }

    fn child(&mut self, kid: &'a Object, page: Option<usize>, depth: usize) -> Result<Option<Child>, Unreadable> {
        if let Object::Integer(number) = kid {
            return Ok(page.and_then(|page| self.marked(ContentPlace::Page(page), *number, page)));
        }
        let id = kid.as_reference().ok();
        let Some(own) = self.file.dereference(kid).ok().and_then(|(_, kid)| kid.as_dict().ok()) else {
            return Ok(None);
        };
        if own.has_type(b"MCR") {
            let number = own.get(b"MCID").and_then(Object::as_i64).ok();
            let page = self.page_of(own).or(page);
            let stream = own.get(b"Stm").and_then(Object::as_reference).ok();
            return Ok(page.zip(number).and_then(|(page, number)| {
                self.marked(stream.map_or(ContentPlace::Page(page), ContentPlace::Stream), number, page)
            }));
        }
        if own.has_type(b"OBJR") {
            let object = own.get_deref(b"Obj", self.file).and_then(Object::as_dict).ok();
            // A picture has no area of its own.
            let object = object.filter(|object| object.has(b"Rect"));
            let page = self.page_of(own).or(page);
            return Ok(object.map(|object| Child::Annotation(self.annotations.read(object, page))));
        }
        if id.is_some_and(|id| !self.seen.insert(id)) {
            let number = id.unwrap_or_default().0.to_string();
            return Err(Unreadable::Contradictory(say!("pdf.element-twice", number = number)));
        }
        self.element(own, page, depth).map(|element| Some(Child::Element(element)))
    }

    /// The text of a piece of marked content, taken from where it was kept.
    fn marked(&mut self, place: ContentPlace, number: i64, page: usize) -> Option<Child> {
        Some(Child::Marked(page, self.marked.remove(&(place, number)).unwrap_or_default()))
    }

    /// An element's attributes, its own before those of its classes.
    fn attributes(&self, own: &'a Dictionary) -> Vec<&'a Dictionary> {
        let mut found = Vec::new();
        let classes = self.list(own, b"C").into_iter().filter_map(|class| class.as_name().ok());
        let classes = classes.filter_map(|class| Some((self.classes?, class)));
        let classed = classes.flat_map(|(classes, class)| self.list(classes, class));
        for object in classed.chain(self.list(own, b"A")) {
            found.extend(self.file.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok()));
        }
        found
    }

    fn add_attributes(&self, attributes: &'a Dictionary, element: &mut Element) {
        if let Ok(scope) = attributes.get(b"Scope").and_then(Object::as_name) {
            element.scope = Some(String::from_utf8_lossy(scope).into_owned());
        }
        if let Ok(summary) = attributes.get_deref(b"Summary", self.file) {
            element.summary = string(summary);
        }
        element.headers.extend(self.list(attributes, b"Headers").into_iter().filter_map(string));
        let number = |key: &[u8], otherwise: usize| {
            let number = attributes.get(key).and_then(Object::as_i64).ok();
            number.and_then(|number| usize::try_from(number.clamp(1, WIDEST)).ok()).unwrap_or(otherwise)
        };
        element.span =
            CellSpan { rows: number(b"RowSpan", element.span.rows), columns: number(b"ColSpan", element.span.columns) };
    }

    /// One object or many, as they stand in a key; references are not followed.
    fn list(&self, own: &'a Dictionary, key: &[u8]) -> Vec<&'a Object> {
        let Ok(value) = own.get(key) else { return Vec::new() };
        match self.file.dereference(value) {
            Ok((_, Object::Array(items))) => items.iter().collect(),
            Ok(_) => vec![value],
            Err(_) => Vec::new(),
        }
    }

    fn page_of(&self, own: &Dictionary) -> Option<usize> {
        self.numbers.get(&own.get(b"Pg").and_then(Object::as_reference).ok()?).copied()
    }

    /// The standard type that a type stands for, through as many steps as anybody needs.
    fn role(&self, name: &[u8]) -> String {
        let mut role = name;
        for _ in 0..8 {
            let next = self.roles.and_then(|roles| roles.get(role).ok()?.as_name().ok());
            match next {
                Some(next) if next != role => role = next,
                _ => break,
            }
        }
        String::from_utf8_lossy(role).into_owned()
    }
}
