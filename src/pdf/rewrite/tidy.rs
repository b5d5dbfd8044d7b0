//! Mends the structure that Typst writes: a table's caption stands in its table, a header cell without words heads nothing, and
//! no group is of nothing.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Mends a file's structure. False where there is nothing to mend, and the file is as it was.
pub fn tidy(file: &mut Document) -> bool {
    let elements: Vec<ObjectId> =
        file.objects.iter().filter(|(_, object)| kind(object).is_some()).map(|(id, _)| *id).collect();
    let is_changed = [captions(file, &elements), blank_headers(file, &elements), empty_groups(file, &elements)];
    is_changed.contains(&true)
}

/// The type of an element.
fn kind(object: &Object) -> Option<&[u8]> {
    let own = object.as_dict().ok().filter(|own| own.has(b"P"))?;
    own.get(b"S").and_then(Object::as_name).ok()
}

fn is_of_kind(file: &Document, id: ObjectId, wanted: &[u8]) -> bool {
    file.get_object(id).is_ok_and(|object| kind(object) == Some(wanted))
}

fn kids(file: &Document, id: ObjectId) -> Vec<Object> {
    match file.get_dictionary(id).and_then(|own| own.get(b"K")) {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    }
}

fn set(file: &mut Document, id: ObjectId, key: &str, value: impl Into<Object>) {
    if let Ok(own) = file.get_dictionary_mut(id) {
        own.set(key, value);
    }
}

/// A caption beside a table becomes its first part.
fn captions(file: &mut Document, elements: &[ObjectId]) -> bool {
    let mut is_changed = false;
    for caption in elements.iter().filter(|id| is_of_kind(file, **id, b"Caption")).copied().collect::<Vec<_>>() {
        let parent = file.get_dictionary(caption).and_then(|own| own.get(b"P")).and_then(Object::as_reference);
        let Ok(parent) = parent else { continue };
        let mut beside = kids(file, parent);
        let Some(place) = beside.iter().position(|kid| kid.as_reference().ok() == Some(caption)) else { continue };
        let next = beside.get(place + 1).and_then(|kid| kid.as_reference().ok());
        let Some(table) = next.and_then(|next| table(file, next)) else { continue };
        beside.remove(place);
        let own: Vec<Object> = std::iter::once(Object::Reference(caption)).chain(kids(file, table)).collect();
        set(file, parent, "K", beside);
        set(file, table, "K", own);
        set(file, caption, "P", table);
        is_changed = true;
    }
    is_changed
}

/// The table that an element is, or that is all it holds.
fn table(file: &Document, element: ObjectId) -> Option<ObjectId> {
    let mut one = element;
    // No group of ours is nested deeper.
    for _ in 0..8 {
        if is_of_kind(file, one, b"Table") {
            return Some(one);
        }
        let [Object::Reference(inside)] = kids(file, one)[..] else { return None };
        one = inside;
    }
    None
}

/// A header cell without words becomes a cell like any other, and heads none.
fn blank_headers(file: &mut Document, elements: &[ObjectId]) -> bool {
    let is_blank = |id: &&ObjectId| is_of_kind(file, **id, b"TH") && kids(file, **id).is_empty();
    let blank: Vec<ObjectId> = elements.iter().filter(is_blank).copied().collect();
    let mut names = BTreeSet::new();
    for id in &blank {
        let Ok(own) = file.get_dictionary_mut(*id) else { continue };
        own.set("S", "TD");
        names.extend(own.get(b"ID").and_then(Object::as_str).ok().map(<[u8]>::to_vec));
        for attributes in attributes(own) {
            attributes.remove(b"Scope");
        }
    }
    for id in elements.iter().filter(|_| !names.is_empty()) {
        let Ok(own) = file.get_dictionary_mut(*id) else { continue };
        for attributes in attributes(own) {
            let Ok(Object::Array(headers)) = attributes.get_mut(b"Headers") else { continue };
            headers.retain(|header| header.as_str().map_or(true, |header| !names.contains(header)));
            if headers.is_empty() {
                attributes.remove(b"Headers");
            }
        }
    }
    !blank.is_empty()
}

/// The attributes that stand in an element itself.
fn attributes(own: &mut Dictionary) -> Vec<&mut Dictionary> {
    match own.get_mut(b"A") {
        Ok(Object::Array(all)) => all.iter_mut().filter_map(|one| one.as_dict_mut().ok()).collect(),
        Ok(one) => one.as_dict_mut().into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// A group of nothing goes, and then the group that was of it alone.
fn empty_groups(file: &mut Document, elements: &[ObjectId]) -> bool {
    let mut is_changed = false;
    loop {
        let is_empty = |id: &ObjectId| is_of_kind(file, *id, b"Div") && kids(file, *id).is_empty();
        let empty: BTreeSet<ObjectId> = elements.iter().copied().filter(is_empty).collect();
        if empty.is_empty() {
            return is_changed;
        }
        for id in &empty {
            let parent = file.get_dictionary(*id).and_then(|own| own.get(b"P")).and_then(Object::as_reference);
            if let Ok(parent) = parent {
                let mut beside = kids(file, parent);
                beside.retain(|kid| kid.as_reference().ok() != Some(*id));
                set(file, parent, "K", beside);
            }
            file.objects.remove(id);
        }
        is_changed = true;
    }
}
