//! The fields of a file's form.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::altered::Altered;
use super::state::{FileState, dictionary_of, name_in, references, shown, words};

/// A field, or an area of one, that is an object of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormNode<'a> {
    pub own: &'a Dictionary,
    /// Of the field that it is an area of; None for a field.
    pub parent: Option<ObjectId>,
}

pub(super) type FormFields<'a> = BTreeMap<ObjectId, FormNode<'a>>;

/// What a signature field and its area may say. `A` and `AA` would do something when it is clicked on.
const KEYS: [&[u8]; 25] = [
    b"AP",
    b"AS",
    b"BS",
    b"Border",
    b"DA",
    b"F",
    b"FT",
    b"Ff",
    b"H",
    b"Kids",
    b"Lock",
    b"M",
    b"MK",
    b"NM",
    b"P",
    b"Parent",
    b"Q",
    b"Rect",
    b"SV",
    b"StructParent",
    b"Subtype",
    b"T",
    b"TU",
    b"Type",
    b"V",
];

/// The form's own dictionary.
pub(super) fn form(state: &FileState) -> Option<&Object> {
    state.catalog().and_then(|catalog| state.get(catalog, b"AcroForm"))
}

/// Every field and area. None when the form is not as it must be.
pub(super) fn fields(state: &FileState) -> Option<FormFields<'_>> {
    let mut all = BTreeMap::new();
    let Some(form) = form(state) else { return Some(all) };
    let mut open: Vec<(ObjectId, Option<ObjectId>)> = Vec::new();
    for item in state.list_in(dictionary_of(form)?, b"Fields")? {
        open.push((item.as_reference().ok()?, None));
    }
    while let Some((id, parent)) = open.pop() {
        let own = state.dictionary(id)?;
        if all.insert(id, FormNode { own, parent }).is_some() {
            return None;
        }
        if own.has(b"Kids") {
            for kid in state.list_in(own, b"Kids")? {
                open.push((kid.as_reference().ok()?, Some(id)));
            }
        }
    }
    Some(all)
}

/// The form may list signature fields and nothing else.
pub(super) fn check_form(before: &FileState, after: &FileState) -> Result<(), Altered> {
    let Some(now) = form(after) else {
        return if form(before).is_some() { Err(Altered::Form("AcroForm".to_owned())) } else { Ok(()) };
    };
    let wrong = |key: &[u8]| Altered::Form(shown(key));
    let now = dictionary_of(now).ok_or_else(|| wrong(b"AcroForm"))?;
    let none = Dictionary::new();
    let then = form(before).and_then(dictionary_of).unwrap_or(&none);
    for (key, _) in now.iter().chain(then) {
        let is_harmless = [b"Fields".as_slice(), b"SigFlags", b"DA", b"DR", b"Q"].contains(&key.as_slice())
            || (key == b"NeedAppearances" && now.get(key).ok() == Some(&Object::Boolean(false)));
        if !is_harmless && now.get(key).ok() != then.get(key).ok() {
            return Err(wrong(key));
        }
    }
    let (then, now) = (fields(before).ok_or_else(|| wrong(b"Fields"))?, fields(after).ok_or_else(|| wrong(b"Fields"))?);
    if let Some(gone) = then.keys().find(|id| !now.contains_key(id)) {
        return Err(Altered::Field { field: name(after, *gone, &then), key: "Fields".to_owned() });
    }
    for (id, field) in &now {
        let changed = |key: &[u8]| Altered::Field { field: name(after, *id, &now), key: shown(key) };
        match then.get(id) {
            Some(earlier) => check_field(earlier.own, field.own, &changed)?,
            // An object of the document becomes no field.
            None if before.all.contains_key(id) => return Err(changed(b"Fields")),
            None => check_new(after, field, &changed)?,
        }
    }
    Ok(())
}

/// A new field is for a signature, and does nothing else.
fn check_new(after: &FileState, field: &FormNode, changed: &dyn Fn(&[u8]) -> Altered) -> Result<(), Altered> {
    let kind = name_in(field.own, b"FT");
    if kind != Some(b"Sig".as_slice()) && (field.own.has(b"FT") || field.parent.is_none()) {
        return Err(changed(b"FT"));
    }
    let is_nothing = |key: &[u8]| key == b"DR" && adds_nothing(after, field.own);
    let other = field.own.iter().find(|(key, _)| !KEYS.contains(&key.as_slice()) && !is_nothing(key));
    other.map_or(Ok(()), |(key, _)| Err(changed(key)))
}

/// Whether resources for a text, which a signature field does not have, bring nothing into the file: some programs write the
/// key with nothing in it, some name in it what the field shows anyway.
fn adds_nothing(after: &FileState, field: &Dictionary) -> bool {
    let shown = after.reached(field.get(b"AP").map(references).unwrap_or_default());
    let is_shown = |(_, one): (&Vec<u8>, &Object)| one.as_reference().is_ok_and(|id| shown.contains(&id));
    let resources = after.dictionary_in(field, b"DR");
    let is_of_look = |(_, all): (&Vec<u8>, &Object)| all.as_dict().is_ok_and(|all| all.iter().all(is_shown));
    resources.is_some_and(|resources| resources.iter().all(is_of_look))
}

/// A field that was there may be signed, once; nothing else of it changes but how the signature looks in its area.
fn check_field(then: &Dictionary, now: &Dictionary, changed: &dyn Fn(&[u8]) -> Altered) -> Result<(), Altered> {
    const OF_SIGNING: [&[u8]; 7] = [b"V", b"AP", b"AS", b"F", b"M", b"MK", b"Lock"];
    let is_signed_now = !then.has(b"V") && now.has(b"V");
    let keys: BTreeSet<&Vec<u8>> = then.iter().chain(now).map(|(key, _)| key).collect();
    for key in keys {
        let may_change = is_signed_now && OF_SIGNING.contains(&key.as_slice());
        if !is_same(then.get(key).ok(), now.get(key).ok()) && !may_change {
            return Err(changed(key));
        }
    }
    Ok(())
}

/// A text is the same in every encoding: programs that sign write it in their own.
fn is_same(then: Option<&Object>, now: Option<&Object>) -> bool {
    match (then, now) {
        (Some(Object::String(then, _)), Some(Object::String(now, _))) => words(then) == words(now),
        _ => then == now,
    }
}

/// A field's name: its own, or that of the field that it is an area of.
pub(super) fn name(state: &FileState, id: ObjectId, fields: &FormFields) -> String {
    let text = |own: &Dictionary| own.get(b"T").and_then(Object::as_str).ok().map(words);
    let Some(field) = fields.get(&id) else { return format!("object {}", id.0) };
    let own = text(field.own).or_else(|| text(state.dictionary(field.parent?)?));
    own.unwrap_or_else(|| format!("object {}", id.0))
}
