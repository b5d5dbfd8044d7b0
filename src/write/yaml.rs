//! Values as YAML in the house's style: two spaces, quotes only where they are needed, texts as blocks.
//!
//! All that this program writes as YAML comes from here, so that any text reads back as it was, as a value and as a key.

use super::{Map, Value};
use crate::source::is_unprintable;

/// A text that is longer stands in a block of its own.
const LONGEST: usize = 100;
/// Keys whose values are numbers of a plan, which are no numbers: `1.10` is not `1.1`.
const NUMBERED: [&str; 7] = ["nr", "afsnit", "krav", "fjern", "ændr", "tilføj", "fastsæt"];

impl Map {
    /// The lines of the keys, each ended, so many spaces in.
    pub fn to_yaml(&self, indent: usize) -> String {
        self.0.iter().map(|(key, value)| pair(key, value, indent)).collect()
    }
}

/// A key with its value, so many spaces in: its lines, the first without the spaces before it, the last without its end.
pub fn entry(key: &str, value: &Value, indent: usize) -> String {
    pair(key, value, indent).trim_start().trim_end_matches('\n').to_owned()
}

/// A key with its value, as it stands inside `{ }`.
pub fn entry_in_flow(key: &str, value: &Value) -> String {
    let value = if let Value::Text(text) = value { scalar(key, text, &FLOW) } else { in_flow(value) };
    format!("{}: {value}", name(key, " ", &FLOW))
}

fn pair(key: &str, value: &Value, indent: usize) -> String {
    let space = " ".repeat(indent);
    let name = name(key, &format!("\n{space}"), &[]);
    match value {
        Value::List(items) if !items.is_empty() => format!("{space}{name}:\n{}", list(items, indent + 2)),
        Value::Map(map) if !map.0.is_empty() => format!("{space}{name}:\n{}", map.to_yaml(indent + 2)),
        value => format!("{space}{name}: {}\n", inline(key, value, indent)),
    }
}

/// The items of a list, each with its mark so many spaces in.
fn list(items: &[Value], indent: usize) -> String {
    let space = " ".repeat(indent);
    let item = |item: &Value| match item {
        Value::List(inner) if !inner.is_empty() => format!("{space}-\n{}", list(inner, indent + 2)),
        Value::Map(map) if !map.0.is_empty() => match short(map) {
            Some(flow) => format!("{space}- {flow}\n"),
            None => format!("{space}- {}", map.to_yaml(indent + 2).trim_start()),
        },
        value => format!("{space}- {}\n", inline("", value, indent)),
    };
    items.iter().map(item).collect()
}

/// What follows on the line of a key or of a list's mark, without its end.
fn inline(key: &str, value: &Value, indent: usize) -> String {
    match value {
        Value::Text(text) => scalar(key, text, &[]),
        Value::Number(number) => number.to_string(),
        Value::Quoted(text) => quoted(text),
        Value::Prose(text) if can_be_block(text) => format!("|\n{}", block(text, indent + 2)),
        Value::Prose(text) => scalar(key, text, &[]),
        Value::List(items) => format!("[{}]", items.iter().map(in_flow).collect::<Vec<_>>().join(", ")),
        Value::Map(map) | Value::Flow(map) => flow(map),
    }
}

/// `{ mindst: 55 pct., inden for: 31 dage }`
fn flow(map: &Map) -> String {
    let pairs = map.0.iter().map(|(key, value)| entry_in_flow(key, value));
    let line = pairs.collect::<Vec<_>>().join(", ");
    if line.is_empty() { "{}".to_owned() } else { format!("{{ {line} }}") }
}

/// A value as it stands inside `{ }` and `[ ]`.
pub fn in_flow(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Prose(text) => scalar("", text, &FLOW),
        value => inline("", value, 0),
    }
}

/// A key, up to its colon. A long one is marked as what it is: YAML looks no further than 1024 characters for the colon.
fn name(key: &str, after: &str, special: &[char]) -> String {
    let name = scalar("", key, special);
    if name.chars().count() > 1000 { format!("? {name}{after}") } else { name }
}

/// A map on one line, where nothing in it is long or has parts.
fn short(map: &Map) -> Option<String> {
    let is_short = |value: &Value| matches!(value, Value::Text(text) if text.chars().count() <= 20);
    if !(2..=3).contains(&map.0.len()) || !map.0.iter().all(|(_, value)| is_short(value)) {
        return None;
    }
    let line = flow(map);
    (line.chars().count() <= 84 && !line.contains("nr: ")).then_some(line)
}

/// Whether a text is long, and a block says it to the letter.
fn can_be_block(text: &str) -> bool {
    let is_long = text.contains('\n') || text.chars().count() > LONGEST;
    is_long && !text.starts_with(char::is_whitespace) && !text.chars().any(|one| one != '\n' && is_escaped(one))
}

fn block(text: &str, indent: usize) -> String {
    let space = " ".repeat(indent);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{space}{line}") };
    text.trim_end_matches('\n').split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// What means something inside `{ }` and `[ ]`.
const FLOW: [char; 5] = [',', '[', ']', '{', '}'];

/// A text as it can stand after a key: as it is, where YAML reads it as that text.
fn scalar(key: &str, text: &str, special: &[char]) -> String {
    let first_is_plain = text.starts_with(|one: char| one.is_alphanumeric() || "§(–−".contains(one));
    let is_plain = first_is_plain
        && text.trim() == text
        && !text.ends_with(':')
        && ![": ", " #"].iter().any(|mark| text.contains(mark))
        && !text.contains(special)
        && !text.contains(is_escaped)
        && !["null", "Null", "NULL"].contains(&text)
        && !(NUMBERED.contains(&key) && is_numbered(text));
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// `1.1`
fn is_numbered(text: &str) -> bool {
    text.chars().all(|one| one.is_ascii_digit() || one == '.') && text.contains(|one: char| one.is_ascii_digit())
}

/// A text as it can stand after a key, or inside `{ }` and `[ ]` after one: in quotes only where it has to be.
pub fn value(key: &str, text: &str) -> String {
    scalar(key, text, &FLOW)
}

/// A text in quotes, whatever it is.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for one in text.chars() {
        match one {
            '"' | '\\' => quoted.extend(['\\', one]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            one if is_escaped(one) => match u32::from(one) {
                code @ ..=0xFFFF => quoted.push_str(&format!("\\u{code:04x}")),
                code => quoted.push_str(&format!("\\U{code:08x}")),
            },
            one => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}

/// What cannot stand in a file of YAML as itself, or would be taken for an end of a line there.
fn is_escaped(one: char) -> bool {
    one.is_control() || matches!(u32::from(one), 0x2028 | 0x2029 | 0xFEFF) || u32::from(one) & 0xFFFE == 0xFFFE
}

/// A text from outside, as it can be shown on a line: spaces where it has what cannot be printed.
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|one| if one.is_control() || is_unprintable(one) { ' ' } else { one }).collect()
}
