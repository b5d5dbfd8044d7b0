//! What a revision added to the one before, held against what a signature may come with.

use std::collections::BTreeSet;

use super::Altered;
use super::form::{Field, check_form, fields, form, name};
use super::metadata::{check_information, check_xmp};
use super::value::{Dictionary, Objects, Value};

/// What a revision added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// Fields that are signed since: the field's name, and the number of the signature.
    pub signatures: Vec<(String, u32)>,
    /// Fields that are there since and not signed.
    pub open_fields: Vec<String>,
    pub pictures: Vec<Picture>,
}

/// The area of a new field on a page, where something can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub field: String,
    /// From 1.
    pub page: usize,
}

/// Holds a revision against the one before. `changed` are the objects that it defines, `original` those of the document as it
/// was built.
pub(super) fn additions(
    before: &Objects,
    after: &Objects,
    changed: &[u32],
    original: &[u32],
) -> Result<Added, Altered> {
    let awaited: BTreeSet<u32> = before.all.values().flat_map(Value::references).collect();
    let wrong = || Altered::Form("Fields".to_owned());
    let (then, now) = (fields(before).ok_or_else(wrong)?, fields(after).ok_or_else(wrong)?);
    let support = support(before);
    for number in changed {
        let Some(earlier) = before.all.get(number) else {
            if awaited.contains(number) {
                return Err(Altered::Awaited(*number));
            }
            continue;
        };
        let Some(value) = after.all.get(number).filter(|value| *value != earlier) else { continue };
        let metadata = before.catalog().and_then(|catalog| catalog.get("Metadata")).and_then(Value::reference);
        if *number == before.root || then.contains_key(number) || is_of_form(before, *number) {
            // Looked at below, key by key.
        } else if Some(*number) == before.info {
            check_information(earlier, value)?;
        } else if Some(*number) == metadata {
            check_xmp(earlier, value)?;
        } else if !(is_page_or_its_list(before, *number)
            || support.contains(number) && original.binary_search(number).is_err())
        {
            return Err(Altered::Changed(describe(before, *number)));
        }
    }
    check_catalog(before, after)?;
    check_form(before, after)?;
    let mut added = Added::default();
    check_pages(before, after, &mut added)?;
    for (number, field) in &now {
        let is_new = then.get(number).is_none_or(|earlier| !earlier.dictionary.contains_key("V"));
        match field.dictionary.get("V") {
            Some(value) if is_new => {
                let signature = value.reference().filter(|one| !before.all.contains_key(one));
                let named = name(after, *number, &now);
                let signature = signature.ok_or(Altered::Field { field: named.clone(), key: "V".to_owned() })?;
                added.signatures.push((named, signature));
            }
            None if field.parent.is_none() && !then.contains_key(number) && !has_signed_area(field, after) => {
                added.open_fields.push(name(after, *number, &now));
            }
            _ => {}
        }
    }
    check_permissions(after, &now)?;
    Ok(added)
}

/// A field whose areas hold the signature for it.
fn has_signed_area(field: &Field, objects: &Objects) -> bool {
    let kids = field.dictionary.get("Kids").and_then(|kids| objects.resolve(kids)).and_then(Value::list);
    kids.is_some_and(|kids| kids.iter().any(|kid| objects.get(kid, "V").is_some()))
}

/// The form's dictionary or its list of fields, where they are objects of their own.
fn is_of_form(objects: &Objects, number: u32) -> bool {
    let own = objects.catalog().and_then(|catalog| catalog.get("AcroForm")).and_then(Value::reference);
    let list = form(objects).and_then(|form| form.get("Fields")).and_then(Value::reference);
    own == Some(number) || list == Some(number)
}

/// What holds certificates and their status, as dictionaries and lists. A reader shows none of it.
fn support(objects: &Objects) -> BTreeSet<u32> {
    let root = objects.catalog().and_then(|catalog| catalog.get("DSS"));
    let held = reached(objects, root.map(Value::references).unwrap_or_default());
    // What fields reach is shown, or is a signature.
    let shown = reached(objects, fields(objects).into_iter().flatten().map(|(number, _)| number).collect());
    let is_stream = |number: &u32| matches!(objects.all.get(number), Some(Value::Stream { .. }));
    held.into_iter().filter(|number| !shown.contains(number) && !is_stream(number)).collect()
}

/// Every object that some of them lead to, and they themselves.
fn reached(objects: &Objects, mut open: Vec<u32>) -> BTreeSet<u32> {
    let mut seen = BTreeSet::new();
    while let Some(number) = open.pop() {
        if seen.insert(number) {
            open.extend(objects.all.get(&number).map(Value::references).unwrap_or_default());
        }
    }
    seen
}

fn is_page_or_its_list(objects: &Objects, number: u32) -> bool {
    objects.pages().iter().any(|page| {
        let list = objects.all.get(page).and_then(|page| page.get("Annots")).and_then(Value::reference);
        *page == number || list == Some(number)
    })
}

/// The catalog may have a form, what certificates need, and permissions; nothing else of it changes.
fn check_catalog(before: &Objects, after: &Objects) -> Result<(), Altered> {
    let none = Dictionary::new();
    let then = before.catalog().and_then(Value::dictionary).unwrap_or(&none);
    let now = after.catalog().and_then(Value::dictionary).unwrap_or(&none);
    for key in then.keys().chain(now.keys()).filter(|key| then.get(*key) != now.get(*key)) {
        let why = match key.as_str() {
            "AcroForm" | "DSS" | "Extensions" | "Perms" => continue,
            // A program that signs in a newer way says so.
            "Version" if matches!(now.get(key).and_then(Value::name), Some("1.7" | "2.0")) => continue,
            "Pages" => "other pages than those that were built",
            "OpenAction" | "AA" => "something happens when the file is opened",
            "OCProperties" => "layers that can be shown and hidden",
            "Names" => "scripts or files",
            "Outlines" => "other bookmarks",
            "StructTreeRoot" | "MarkInfo" => "another structure for screen readers",
            "Metadata" => "another description of the file",
            _ => "a signature needs none",
        };
        return Err(Altered::Catalog(key.clone(), why));
    }
    Ok(())
}

/// A page may have new areas of signature fields; nothing else of it changes.
fn check_pages(before: &Objects, after: &Objects, added: &mut Added) -> Result<(), Altered> {
    let known = fields(after).unwrap_or_default();
    for (index, number) in before.pages().into_iter().enumerate() {
        let page = index + 1;
        let (Some(then), Some(now)) = (before.all.get(&number), after.all.get(&number)) else { continue };
        let none = Dictionary::new();
        let (old, new) = (then.dictionary().unwrap_or(&none), now.dictionary().unwrap_or(&none));
        let mut keys = old.keys().chain(new.keys());
        let may_change = |key: &str| key == "Annots" || key == "Tabs" && !old.contains_key(key);
        if keys.any(|key| old.get(key) != new.get(key) && !may_change(key)) {
            return Err(Altered::Page(page));
        }
        let list = |objects: &Objects, one: &Value| match objects.get(one, "Annots") {
            None => Some(Vec::new()),
            Some(list) => list.list().map(<[Value]>::to_vec),
        };
        let (old, new) = (list(before, then), list(after, now));
        let (Some(old), Some(new)) = (old, new) else { return Err(Altered::Page(page)) };
        if !new.starts_with(&old) {
            return Err(Altered::OnPage { what: "another list of links and notes", page });
        }
        for one in new.iter().skip(old.len()) {
            let area = one.reference().and_then(|one| Some((one, known.get(&one)?)));
            let (number, field) =
                area.ok_or(Altered::OnPage { what: "an annotation that is no signature field", page })?;
            if field.dictionary.get("Subtype").and_then(Value::name) != Some("Widget") {
                return Err(Altered::OnPage { what: "an annotation that is no signature field", page });
            }
            if is_seen(field.dictionary) {
                added.pictures.push(Picture { field: name(after, number, &known), page });
            }
        }
    }
    Ok(())
}

/// Whether an area has a size, and is not hidden.
fn is_seen(area: &Dictionary) -> bool {
    const HIDDEN: usize = 2;
    let flags = area.get("F").and_then(Value::count).unwrap_or(0);
    let is_flat = match area.get("Rect").and_then(Value::list) {
        Some([left, bottom, right, top]) => left == right || bottom == top,
        _ => false,
    };
    !is_flat && flags & HIDDEN == 0
}

/// Permissions are those of a signature of the file itself.
fn check_permissions(after: &Objects, fields: &std::collections::BTreeMap<u32, Field>) -> Result<(), Altered> {
    let Some(permissions) = after.catalog().and_then(|catalog| after.get(catalog, "Perms")) else { return Ok(()) };
    let signatures: Vec<&Value> = fields.values().filter_map(|field| field.dictionary.get("V")).collect();
    let none = Dictionary::new();
    for (key, value) in permissions.dictionary().unwrap_or(&none) {
        if key != "DocMDP" || !signatures.contains(&value) {
            return Err(Altered::Permission(key.clone()));
        }
    }
    Ok(())
}

/// What an object of the document is, for people.
fn describe(objects: &Objects, number: u32) -> String {
    for (index, page) in objects.pages().into_iter().enumerate() {
        let content = objects.all.get(&page).and_then(|page| page.get("Contents"));
        if content.is_some_and(|content| content.references().contains(&number)) {
            return format!("the content of page {}", index + 1);
        }
    }
    let holds = |key: &str| objects.all.values().any(|one| one.get(key).and_then(Value::reference) == Some(number));
    let value = objects.all.get(&number);
    let kind = value.and_then(|value| value.get("Type")).and_then(Value::name).unwrap_or_default();
    let is_font_file = ["FontFile", "FontFile2", "FontFile3", "ToUnicode"].into_iter().any(holds);
    let what = match kind {
        "Pages" => "the page tree",
        "Font" | "FontDescriptor" => "a font",
        "StructTreeRoot" | "StructElem" => "the structure for screen readers",
        "XObject" => "a picture",
        "Annot" => "a link or a note",
        "Sig" | "DocTimeStamp" => "a signature",
        _ if is_font_file => "a font",
        _ if holds("Resources") => "what a page draws with",
        _ if holds("Outlines") || value.is_some_and(|one| one.get("Title").is_some()) => "the bookmarks",
        _ => return format!("object {number} of the document"),
    };
    format!("{what} (object {number})")
}
