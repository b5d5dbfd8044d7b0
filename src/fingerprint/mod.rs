//! Fingerprints: SHA-256 of what something means, or of its bytes.
//!
//! In: anything that can be serialised; bytes. Out: a [`Fingerprint`]. What is equal has the same one, wherever and however
//! it was written: places in files serialise as nothing, and nothing counts as not said.

use std::fmt;
use std::str::FromStr;

use crate::language::{Message, Telling, in_words, say};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// 64 hexadecimal digits when shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Fingerprint([u8; 32]);

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct NoFingerprint;

in_words!(NoFingerprint);

impl Telling for NoFingerprint {
    fn message(&self) -> Message {
        say!("fingerprint.form")
    }
}

impl Fingerprint {
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of what a value means, in its canonical form: JSON with sorted keys and no space, without entries that say nothing
    /// (`null`, `false`, nothing in a list or a map). A field that is added later and left out so changes no fingerprint.
    pub fn of(value: &impl Serialize) -> Self {
        let mut canonical = String::new();
        match serde_json::to_value(value) {
            Ok(value) => write_canonical(&value, &mut canonical),
            // A map whose keys are no text: no type of ours has one.
            Err(error) => canonical.push_str(&error.to_string()),
        }
        Self::of_bytes(canonical.as_bytes())
    }

    /// Of several, each with its name, in this order.
    pub fn of_all<'a>(parts: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let mut lines = String::new();
        for (name, part) in parts {
            lines.push_str(&format!("{name}: {part}\n"));
        }
        Self::of_bytes(lines.as_bytes())
    }

    /// The first digits, for people.
    pub fn short(self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.values().all(says_nothing),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let mut said: Vec<(&String, &Value)> = entries.iter().filter(|(_, value)| !says_nothing(value)).collect();
            said.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (index, (key, value)) in said.into_iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_text(key, text);
                text.push(':');
                write_canonical(value, text);
            }
            text.push('}');
        }
        Value::String(content) => write_text(content, text),
        scalar @ (Value::Null | Value::Bool(_) | Value::Number(_)) => text.push_str(&scalar.to_string()),
    }
}

/// A text in its quotes. Nearly none has anything that JSON writes otherwise.
fn write_text(content: &str, text: &mut String) {
    if content.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        text.push_str(&Value::from(content).to_string());
    } else {
        text.push('"');
        text.push_str(content);
        text.push('"');
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        f.write_str(&digits)
    }
}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
            return Err(NoFingerprint);
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).map_err(|_| NoFingerprint)?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NoFingerprint;

    fn try_from(text: String) -> Result<Self, NoFingerprint> {
        text.parse()
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(value: &Value) -> String {
        let mut text = String::new();
        write_canonical(value, &mut text);
        text
    }

    #[test]
    fn what_is_not_said_and_the_order_of_keys_change_nothing() {
        let one =
            serde_json::json!({ "b": [1, { "x": null }], "a": "æ", "later": [], "also": false, "in": { "y": null } });
        assert_eq!(canonical(&one), r#"{"a":"æ","b":[1,{}]}"#);
    }

    #[test]
    fn texts_stand_as_json_writes_them() {
        let texts: Vec<String> = (0..0x500).filter_map(char::from_u32).map(|one| format!("a{one}b")).collect();
        for one in texts.iter().map(String::as_str).chain(["", "“”—", "\u{2028}", "🎉"]) {
            assert_eq!(canonical(&one.into()), serde_json::to_string(one).unwrap());
        }
    }

    #[test]
    fn a_fingerprint_is_read_as_it_is_shown() {
        let one = Fingerprint::of(&"æ");
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_ne!(one, Fingerprint::of(&"ae"));
        for text in ["", "12", &"g".repeat(64), &"A".repeat(64), &"æ".repeat(32)] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NoFingerprint), "{text}");
        }
    }
}
