//! Values as YAML in the house's style: two spaces, quotes only where they are needed, texts as blocks.

use super::{Map, Value};

/// A text that is longer stands in a block of its own.
const LONGEST: usize = 100;

impl Map {
    /// The lines of the keys, each ended, so many spaces in.
    pub fn to_yaml(&self, indent: usize) -> String {
        self.0.iter().map(|(key, value)| pair(key, value, indent)).collect()
    }
}

fn pair(key: &str, value: &Value, indent: usize) -> String {
    let space = " ".repeat(indent);
    let name = scalar(key, key);
    match value {
        Value::Text(text) => format!("{space}{name}: {}\n", scalar(key, text)),
        Value::Prose(text) if is_short(text) => format!("{space}{name}: {}\n", scalar(key, text)),
        Value::Prose(text) => format!("{space}{name}: |\n{}", block(text, indent + 2)),
        Value::List(items) if items.is_empty() => format!("{space}{name}: []\n"),
        Value::List(items) => format!("{space}{name}:\n{}", list(items, indent + 2)),
        Value::Map(map) if map.0.is_empty() => format!("{space}{name}: {{}}\n"),
        Value::Map(map) => format!("{space}{name}:\n{}", map.to_yaml(indent + 2)),
    }
}

/// The items of a list, each with its mark so many spaces in.
fn list(items: &[Value], indent: usize) -> String {
    let space = " ".repeat(indent);
    let item = |item: &Value| match item {
        Value::Text(text) => format!("{space}- {}\n", scalar("", text)),
        Value::Prose(text) if is_short(text) => format!("{space}- {}\n", scalar("", text)),
        Value::Prose(text) => format!("{space}- |\n{}", block(text, indent + 2)),
        Value::List(inner) => format!("{space}-\n{}", list(inner, indent + 2)),
        Value::Map(map) => match flow(map) {
            Some(flow) => format!("{space}- {flow}\n"),
            None => format!("{space}- {}", map.to_yaml(indent + 2).trim_start()),
        },
    };
    items.iter().map(item).collect()
}

/// `{ mindst: 55 pct., inden for: 31 dage }`, where nothing in it is long or has parts.
fn flow(map: &Map) -> Option<String> {
    let pairs: Option<Vec<String>> = map
        .0
        .iter()
        .map(|(key, value)| match value {
            Value::Text(text) if text.chars().count() <= 20 => {
                let quoted = scalar(key, text);
                let is_plain = !quoted.starts_with('"');
                let quoted = if is_plain && text.contains([',', '[', ']', '{', '}']) { quote(text) } else { quoted };
                Some(format!("{key}: {quoted}"))
            }
            _ => None,
        })
        .collect();
    let line = pairs?.join(", ");
    ((2..=3).contains(&map.0.len()) && line.chars().count() <= 80 && !line.contains("nr: "))
        .then(|| format!("{{ {line} }}"))
}

fn is_short(text: &str) -> bool {
    !text.contains('\n') && text.chars().count() <= LONGEST
}

fn block(text: &str, indent: usize) -> String {
    let space = " ".repeat(indent);
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{space}{line}\n") }).collect()
}

/// A text as it can stand after a key: as it is, where YAML reads it as that text.
fn scalar(key: &str, text: &str) -> String {
    let first_is_plain = text.starts_with(|one: char| one.is_alphanumeric() || "§(–−".contains(one));
    let is_plain = first_is_plain
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(|one: char| one.is_control())
        && !["null", "Null", "NULL"].contains(&text)
        // A number of a plan is no number.
        && !(["nr", "afsnit", "fjern", "ændr", "tilføj", "fastsæt"].contains(&key) && is_numbered(text));
    if is_plain { text.to_owned() } else { quote(text) }
}

/// `1.1`
fn is_numbered(text: &str) -> bool {
    text.chars().all(|one| one.is_ascii_digit() || one == '.') && text.contains(|one: char| one.is_ascii_digit())
}

fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for one in text.chars() {
        match one {
            '"' | '\\' => quoted.extend(['\\', one]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            one if one.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(one))),
            one => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}
