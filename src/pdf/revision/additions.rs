//! What a revision added to the one before, held against what a signature may come with.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::altered::Altered;
use super::describe::describe;
use super::form::{FormFields, FormNode, check_form, fields, form, name};
use super::metadata::{check_information, check_xmp};
use super::state::{FileState, name_in, reference_in, references, shown};
use crate::language::say;

/// What a revision added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// Fields that are signed since: the field's name, and the signature.
    pub signatures: Vec<(String, ObjectId)>,
    /// Fields that are there since and not signed.
    pub open_fields: Vec<String>,
}

/// Holds a revision against the one before. `changed` are the objects that it defines, `original` those of the document as it
/// was built.
pub(super) fn additions(
    before: &FileState,
    after: &FileState,
    changed: &[ObjectId],
    original: &[ObjectId],
) -> Result<Added, Altered> {
    let awaited: BTreeSet<u32> = before.all.values().flat_map(references).map(|id| id.0).collect();
    let wrong = || Altered::Form("Fields".to_owned());
    let (then, now) = (fields(before).ok_or_else(wrong)?, fields(after).ok_or_else(wrong)?);
    let support = support(before);
    let metadata = before.catalog().and_then(|catalog| reference_in(catalog, b"Metadata"));
    for id in changed {
        let Some(earlier) = before.all.get(id) else {
            if awaited.contains(&id.0) {
                return Err(Altered::Awaited(id.0));
            }
            continue;
        };
        let Some(value) = after.all.get(id).filter(|value| *value != earlier) else { continue };
        if *id == before.root || then.contains_key(id) || is_of_form(before, *id) {
            // Looked at below, key by key.
        } else if Some(*id) == before.information {
            check_information(earlier, value)?;
        } else if Some(*id) == metadata {
            check_xmp(earlier, value)?;
        } else if !(is_page_or_its_list(before, *id) || support.contains(id) && original.binary_search(id).is_err()) {
            return Err(Altered::Changed(describe(before, *id)));
        }
    }
    check_catalog(before, after)?;
    check_form(before, after)?;
    check_pages(before, after)?;
    let mut added = Added::default();
    for (id, field) in &now {
        let is_new = then.get(id).is_none_or(|earlier| !earlier.own.has(b"V"));
        match field.own.get(b"V") {
            Ok(value) if is_new => {
                let signature = value.as_reference().ok().filter(|one| !before.all.contains_key(one));
                let named = name(after, *id, &now);
                let signature = signature.ok_or(Altered::Field { field: named.clone(), key: "V".to_owned() })?;
                added.signatures.push((named, signature));
            }
            Err(_) if field.parent.is_none() && !then.contains_key(id) && !has_signed_area(field, after) => {
                added.open_fields.push(name(after, *id, &now));
            }
            _ => {}
        }
    }
    check_permissions(after, &now)?;
    Ok(added)
}

/// A field whose areas hold the signature for it.
fn has_signed_area(field: &FormNode, state: &FileState) -> bool {
    let mut kids = state.list_in(field.own, b"Kids").unwrap_or_default().iter();
    kids.any(|kid| kid.as_reference().ok().and_then(|kid| state.dictionary(kid)).is_some_and(|kid| kid.has(b"V")))
}

/// The form's dictionary or its list of fields, where they are objects of their own.
fn is_of_form(state: &FileState, id: ObjectId) -> bool {
    let own = state.catalog().and_then(|catalog| reference_in(catalog, b"AcroForm"));
    let list = form(state).and_then(|form| reference_in(form.as_dict().ok()?, b"Fields"));
    own == Some(id) || list == Some(id)
}

/// What holds certificates and their status, as dictionaries and lists. A reader shows none of it.
fn support(state: &FileState) -> BTreeSet<ObjectId> {
    let root = state.catalog().and_then(|catalog| catalog.get(b"DSS").ok());
    let held = state.reached(root.map(references).unwrap_or_default());
    // What fields reach is shown, or is a signature.
    let shown = state.reached(fields(state).into_iter().flatten().map(|(id, _)| id).collect());
    let is_stream = |id: &ObjectId| matches!(state.all.get(id), Some(Object::Stream(_)));
    held.into_iter().filter(|id| !shown.contains(id) && !is_stream(id)).collect()
}

fn is_page_or_its_list(state: &FileState, id: ObjectId) -> bool {
    state.pages().iter().any(|page| {
        let list = state.dictionary(*page).and_then(|page| reference_in(page, b"Annots"));
        *page == id || list == Some(id)
    })
}

/// The catalog may have a form, what certificates need, and permissions; nothing else of it changes.
fn check_catalog(before: &FileState, after: &FileState) -> Result<(), Altered> {
    let none = Dictionary::new();
    let (then, now) = (before.catalog().unwrap_or(&none), after.catalog().unwrap_or(&none));
    for (key, _) in then.iter().chain(now).filter(|(key, _)| then.get(key).ok() != now.get(key).ok()) {
        let why = match key.as_slice() {
            b"AcroForm" | b"DSS" | b"Extensions" | b"Perms" => continue,
            // A program that signs in a newer way says so.
            b"Version" if [b"1.7", b"2.0"].iter().any(|version| name_in(now, key) == Some(version.as_slice())) => {
                continue;
            }
            b"Pages" => say!("altered.catalog.pages"),
            b"OpenAction" | b"AA" => say!("altered.catalog.opened"),
            b"OCProperties" => say!("altered.catalog.layers"),
            b"Names" => say!("altered.catalog.names"),
            b"Outlines" => say!("altered.catalog.bookmarks"),
            b"StructTreeRoot" | b"MarkInfo" => say!("altered.catalog.structure"),
            b"Metadata" => say!("altered.catalog.description"),
            _ => say!("altered.catalog.other"),
        };
        return Err(Altered::Catalog(shown(key), why));
    }
    Ok(())
}

/// A page may have new areas of signature fields; nothing else of it changes.
fn check_pages(before: &FileState, after: &FileState) -> Result<(), Altered> {
    let known = fields(after).unwrap_or_default();
    for (id, page) in before.pages().into_iter().zip(1..) {
        let (Some(old), Some(new)) = (before.dictionary(id), after.dictionary(id)) else { continue };
        let may_change = |key: &[u8]| key == b"Annots" || key == b"Tabs" && !old.has(key);
        if old.iter().chain(new).any(|(key, _)| old.get(key).ok() != new.get(key).ok() && !may_change(key)) {
            return Err(Altered::Page(page));
        }
        let (Some(old), Some(new)) = (annotations(before, old), annotations(after, new)) else {
            return Err(Altered::Page(page));
        };
        if !new.starts_with(old) {
            return Err(Altered::OnPage { what: say!("altered.on-page.list"), page });
        }
        for one in new.iter().skip(old.len()) {
            let field = one.as_reference().ok().and_then(|one| known.get(&one));
            if field.is_none_or(|field| name_in(field.own, b"Subtype") != Some(b"Widget")) {
                return Err(Altered::OnPage { what: say!("altered.on-page.annotation"), page });
            }
        }
    }
    Ok(())
}

/// What lies on a page, in order. None where that is no list.
pub(super) fn annotations<'a>(state: &'a FileState, page: &'a Dictionary) -> Option<&'a [Object]> {
    if page.has(b"Annots") { state.list_in(page, b"Annots") } else { Some(&[]) }
}

/// Permissions are those of a signature of the file itself.
fn check_permissions(after: &FileState, fields: &FormFields) -> Result<(), Altered> {
    let permissions = after.catalog().and_then(|catalog| after.dictionary_in(catalog, b"Perms"));
    let signatures: Vec<&Object> = fields.values().filter_map(|field| field.own.get(b"V").ok()).collect();
    let mut all = permissions.into_iter().flatten();
    let other = all.find(|(key, value)| key.as_slice() != b"DocMDP" || !signatures.contains(value));
    other.map_or(Ok(()), |(key, _)| Err(Altered::Permission(shown(key))))
}
