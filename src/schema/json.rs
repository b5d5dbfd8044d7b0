//! Records as JSON Schema, draft-07: what an editor completes and checks by.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Form, Key, Record};

/// The schema of a file with this record.
pub fn json_schema(record: &'static Record) -> Value {
    let mut all = Vec::new();
    super::add(record, &mut all);
    let definitions: Map<String, Value> = all.iter().map(|one| (one.name.to_owned(), object(one))).collect();
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
fn object(record: &Record) -> Value {
    let mut properties: Map<String, Value> = record.keys.iter().map(property).collect();
    let mut names: BTreeSet<&str> = record.names().collect();
    let mut chosen = Vec::new();
    for kind in (record.kinds)() {
        let besides = kind.besides.map_or(&[][..], |besides| besides.keys);
        let own: Vec<&Key> = kind.record.keys.iter().chain(besides).collect();
        names.extend(own.iter().map(|key| key.name));
        if kind.said_by.is_empty() {
            properties.extend(own.into_iter().map(property));
            continue;
        }
        // A key that says the kind is offered whatever else stands there; the others once it does.
        let saying = own.iter().filter(|key| kind.said_by.contains(&key.name));
        properties.extend(saying.map(|key| property(key)));
        let allowed: BTreeSet<&str> = record.names().chain(own.iter().map(|key| key.name)).collect();
        let needed: Vec<&str> = kind.record.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
        let said: Vec<Value> = kind.said_by.iter().map(|key| json!({ "required": [key] })).collect();
        let properties: Map<String, Value> = own.into_iter().map(property).collect();
        chosen.push((
            said.clone(),
            json!({
                "if": { "anyOf": said },
                "then": { "properties": properties, "required": needed, "propertyNames": { "enum": allowed } },
            }),
        ));
    }
    let needed: Vec<&str> = record.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
    let mut object = json!({
        "type": "object",
        "description": record.purpose,
        "properties": properties,
        "propertyNames": { "enum": names },
        "required": needed,
    });
    if !chosen.is_empty() {
        object["oneOf"] = chosen.iter().flat_map(|(said, _)| said.clone()).collect();
        object["allOf"] = chosen.into_iter().map(|(_, then)| then).collect();
    }
    object
}

fn property(key: &Key) -> (String, Value) {
    let mut value = value(&key.form);
    // Beside `$ref` nothing is read.
    if value.get("$ref").is_some() {
        value = json!({ "allOf": [value] });
    }
    value["description"] = key.purpose.into();
    (key.name.to_owned(), value)
}

/// What may stand behind a key. A number that YAML knows is a text as it is written.
fn value(form: &Form) -> Value {
    match form {
        Form::Text | Form::Prose => json!({ "type": ["string", "number", "boolean"] }),
        Form::Yes => json!({ "enum": ["ja", "nej"] }),
        Form::Quantity(written) => json!({ "type": ["string", "number"], "pattern": written.pattern }),
        Form::Words(words) => json!({ "enum": words() }),
        Form::List(form) => json!({ "type": "array", "items": value(form) }),
        Form::Pairs(form) => json!({ "type": "object", "additionalProperties": value(form) }),
        Form::Record(record) => reference(record()),
        Form::Quoted => json!({ "type": "object" }),
        Form::OneOf(forms) => json!({ "anyOf": forms.iter().map(value).collect::<Vec<_>>() }),
    }
}
