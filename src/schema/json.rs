//! Records as JSON Schema, draft-07: what an editor completes and checks by.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Form, Key, Record, RecordKind};
use crate::language::Language;

/// The schema of a file with this record, told in a language.
pub fn json_schema(record: &'static Record, language: Language) -> Value {
    let mut all = Vec::new();
    super::add(record, &mut all);
    let definitions: Map<String, Value> = all.iter().map(|one| (one.name.to_owned(), object(one, language))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": record.name,
        "allOf": [reference(record)],
        "definitions": definitions,
    })
}

fn reference(record: &Record) -> Value {
    // As a URI has it.
    let byte =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    json!({ "$ref": format!("#/definitions/{}", record.name.bytes().map(byte).collect::<String>()) })
}

/// The keys of a record, and of what it can be.
fn object(record: &Record, language: Language) -> Value {
    let kinds = record.kinds();
    let mut properties: Map<String, Value> = record.keys.iter().map(|key| property(key, language)).collect();
    let mut names: BTreeSet<&str> = record.names().collect();
    for kind in &kinds {
        names.extend(own(kind).map(|key| key.name));
        // A key that says the kind is offered whatever else stands there; the others once it does.
        let is_offered = |key: &&Key| kind.said_by.is_empty() || kind.said_by.contains(&key.name);
        properties.extend(own(kind).filter(is_offered).map(|key| property(key, language)));
    }
    let mut object = json!({
        "type": "object",
        "description": record.purpose(language),
        "properties": properties,
        "propertyNames": { "enum": names },
        "required": needed(record),
    });
    let said: Vec<&RecordKind> = kinds.iter().filter(|kind| !kind.said_by.is_empty()).collect();
    if !said.is_empty() {
        object["oneOf"] = said.iter().flat_map(|kind| saying(kind)).collect();
        object["allOf"] = said.iter().map(|kind| once_said(record, kind, language)).collect();
    }
    object
}

/// The keys that a kind adds.
fn own(kind: &RecordKind) -> impl Iterator<Item = &'static Key> {
    kind.record.keys.iter().chain(kind.besides.into_iter().flat_map(|besides| besides.keys))
}

fn needed(record: &Record) -> Vec<&'static str> {
    record.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect()
}

fn saying(kind: &RecordKind) -> Vec<Value> {
    kind.said_by.iter().map(|key| json!({ "required": [key] })).collect()
}

/// What holds of a record that is of a kind.
fn once_said(record: &Record, kind: &RecordKind, language: Language) -> Value {
    let allowed: BTreeSet<&str> = record.names().chain(own(kind).map(|key| key.name)).collect();
    let properties: Map<String, Value> = own(kind).map(|key| property(key, language)).collect();
    json!({
        "if": { "anyOf": saying(kind) },
        "then": { "properties": properties, "required": needed(kind.record), "propertyNames": { "enum": allowed } },
    })
}

fn property(key: &Key, language: Language) -> (String, Value) {
    let mut value = value(&key.form);
    // Beside `$ref` nothing is read.
    if value.get("$ref").is_some() {
        value = json!({ "allOf": [value] });
    }
    value["description"] = key.purpose(language).into();
    (key.name.to_owned(), value)
}

/// What may stand behind a key. A number that YAML knows is a text as it is written.
fn value(form: &Form) -> Value {
    match form {
        Form::Text | Form::Address | Form::Path | Form::Prose => json!({ "type": ["string", "number", "boolean"] }),
        Form::Quantity(written) => json!({ "type": ["string", "number"], "pattern": written.pattern }),
        Form::Words(words) => json!({ "enum": words() }),
        Form::List(form) => json!({ "type": "array", "items": value(form) }),
        Form::Pairs(form) => json!({ "type": "object", "additionalProperties": value(form) }),
        Form::Record(record) => reference(record()),
        Form::Quoted => json!({ "type": "object" }),
        Form::OneOf(forms) => json!({ "anyOf": forms.iter().map(value).collect::<Vec<_>>() }),
    }
}
