//! The fields of a file's form.

use std::collections::{BTreeMap, BTreeSet};

use super::Altered;
use super::value::{Dictionary, Objects, Value};

/// A field, or an area of one, that is an object of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub dictionary: &'a Dictionary,
    /// Of the field that it is an area of; None for a field.
    pub parent: Option<u32>,
}

/// What a signature field and its area may say. `A` and `AA` would do something when it is clicked on.
const KEYS: [&str; 22] = [
    "AP",
    "BS",
    "Border",
    "DA",
    "F",
    "FT",
    "Ff",
    "H",
    "Kids",
    "Lock",
    "M",
    "MK",
    "NM",
    "P",
    "Parent",
    "Q",
    "Rect",
    "SV",
    "StructParent",
    "Subtype",
    "T",
    "TU",
];

/// The form's own dictionary.
pub(super) fn form(objects: &Objects) -> Option<&Value> {
    objects.catalog().and_then(|catalog| objects.get(catalog, "AcroForm"))
}

/// Every field and area by its number. None when the form is not as it must be.
pub(super) fn fields(objects: &Objects) -> Option<BTreeMap<u32, Field<'_>>> {
    let mut all = BTreeMap::new();
    let Some(form) = form(objects) else { return Some(all) };
    let listed = objects.get(form, "Fields")?.list()?;
    let mut open: Vec<(u32, Option<u32>)> = Vec::new();
    for item in listed {
        open.push((item.reference()?, None));
    }
    while let Some((number, parent)) = open.pop() {
        let dictionary = objects.all.get(&number)?.dictionary()?;
        if all.insert(number, Field { dictionary, parent }).is_some() {
            return None;
        }
        if let Some(kids) = dictionary.get("Kids") {
            for kid in objects.resolve(kids)?.list()? {
                open.push((kid.reference()?, Some(number)));
            }
        }
    }
    Some(all)
}

/// The form may list signature fields and nothing else.
pub(super) fn check_form(before: &Objects, after: &Objects) -> Result<(), Altered> {
    let Some(now) = form(after) else {
        return if form(before).is_some() { Err(Altered::Form("AcroForm".to_owned())) } else { Ok(()) };
    };
    let wrong = |key: &str| Altered::Form(key.to_owned());
    let now = now.dictionary().ok_or_else(|| wrong("AcroForm"))?;
    let none = Dictionary::new();
    let then = form(before).and_then(Value::dictionary).unwrap_or(&none);
    for key in now.keys().chain(then.keys()) {
        let is_harmless = matches!(key.as_str(), "Fields" | "SigFlags" | "DA" | "DR" | "Q")
            || (key == "NeedAppearances" && now.get(key) == Some(&Value::Boolean(false)));
        if !is_harmless && now.get(key) != then.get(key) {
            return Err(wrong(key));
        }
    }
    let (then, now) = (fields(before).ok_or_else(|| wrong("Fields"))?, fields(after).ok_or_else(|| wrong("Fields"))?);
    if let Some(gone) = then.keys().find(|number| !now.contains_key(number)) {
        return Err(Altered::Field { field: name(after, *gone, &then), key: "Fields".to_owned() });
    }
    for (number, field) in &now {
        let changed = |key: &str| Altered::Field { field: name(after, *number, &now), key: key.to_owned() };
        match then.get(number) {
            Some(earlier) => check_field(earlier.dictionary, field.dictionary, &changed)?,
            // An object of the document becomes no field.
            None if before.all.contains_key(number) => return Err(changed("Fields")),
            None => check_new(field, &changed)?,
        }
    }
    Ok(())
}

/// A new field is for a signature, and does nothing else.
fn check_new(field: &Field, changed: &dyn Fn(&str) -> Altered) -> Result<(), Altered> {
    let kind = field.dictionary.get("FT").and_then(Value::name);
    if kind != Some("Sig") && (kind.is_some() || field.parent.is_none()) {
        return Err(changed("FT"));
    }
    let is_known = |key: &&String| KEYS.contains(&key.as_str()) || ["Type", "V"].contains(&key.as_str());
    match field.dictionary.keys().find(|key| !is_known(key)) {
        Some(key) => Err(changed(key)),
        None => Ok(()),
    }
}

/// A field that was there may be signed, once; nothing else of it changes but how the signature looks in its area.
fn check_field(then: &Dictionary, now: &Dictionary, changed: &dyn Fn(&str) -> Altered) -> Result<(), Altered> {
    let is_signed_now = !then.contains_key("V") && now.contains_key("V");
    let keys: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    for key in keys {
        let may_change = is_signed_now && ["V", "AP", "F", "M", "MK", "Lock"].contains(&key.as_str());
        if !is_same(then.get(key), now.get(key)) && !may_change {
            return Err(changed(key));
        }
    }
    Ok(())
}

/// A text is the same in every encoding: programs that sign write it in their own.
fn is_same(then: Option<&Value>, now: Option<&Value>) -> bool {
    match (then.and_then(Value::text), now.and_then(Value::text)) {
        (Some(then), Some(now)) => words(then) == words(now),
        _ => then == now,
    }
}

/// A field's name: its own, or that of the field that it is an area of.
pub(super) fn name(objects: &Objects, number: u32, fields: &BTreeMap<u32, Field>) -> String {
    let own = fields.get(&number).and_then(|field| field.dictionary.get("T")).and_then(Value::text);
    let parent = fields.get(&number).and_then(|field| field.parent);
    match (own, parent) {
        (Some(text), _) => words(text),
        (None, Some(parent)) => {
            objects.all.get(&parent).and_then(|one| one.get("T")?.text()).map(words).unwrap_or_default()
        }
        (None, None) => format!("object {number}"),
    }
}

/// A text of the file as it is read: UTF-16, UTF-8 or PDF's own encoding. One that is none of them stays bytes, as no text says
/// them.
pub(super) fn words(text: &[u8]) -> String {
    match lopdf::decode_text_string(&lopdf::Object::string_literal(text)) {
        Ok(words) => words.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => format!("{text:?}"),
    }
}
