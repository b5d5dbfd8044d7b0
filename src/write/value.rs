//! What a file says of something, before it is text.

use std::fmt;

use crate::prose::{Prose, markdown};

/// Words, a list, or keys with what stands under them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A quantity, a word, a name.
    Text(String),
    /// A whole number: never in quotes.
    Number(u32),
    /// A text from outside the plan, such as a certificate's name: always in quotes.
    Quoted(String),
    /// Markdown.
    Prose(String),
    List(Vec<Value>),
    Map(Map),
    /// Keys that stand on one line.
    Flow(Map),
}

/// Keys in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map(pub Vec<(String, Value)>);

impl Map {
    pub fn put(&mut self, key: impl Into<String>, value: Value) {
        self.0.push((key.into(), value));
    }

    pub fn text(&mut self, key: impl Into<String>, text: impl ToString) {
        self.put(key, Value::Text(text.to_string()));
    }

    pub(super) fn maybe(&mut self, key: impl Into<String>, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(super) fn prose(&mut self, key: impl Into<String>, prose: &Prose) {
        if !prose.is_empty() {
            self.put(key, Value::Prose(markdown(prose)));
        }
    }

    pub(super) fn texts(&mut self, key: impl Into<String>, texts: &[String]) {
        if !texts.is_empty() {
            self.put(key, Value::List(texts.iter().cloned().map(Value::Text).collect()));
        }
    }

    pub(super) fn map(&mut self, key: impl Into<String>, map: Self) {
        if !map.0.is_empty() {
            self.put(key, Value::Map(map));
        }
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

impl Value {
    /// Prose, or nothing where there is none.
    pub(super) fn of_prose(prose: &Prose) -> Self {
        Self::Prose(markdown(prose))
    }
}

/// On one line, as a table shows it: `mindst 55 pct., inden for 31 dage; mindst 75 pct., inden for 92 dage`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) | Self::Quoted(text) | Self::Prose(text) => {
                f.write_str(&text.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let before = if index > 0 { "; " } else { "" };
                    write!(f, "{before}{item}")?;
                }
                Ok(())
            }
            Self::Map(map) | Self::Flow(map) => {
                for (index, (key, value)) in map.0.iter().enumerate() {
                    let before = if index > 0 { ", " } else { "" };
                    write!(f, "{before}{key} {value}")?;
                }
                Ok(())
            }
        }
    }
}
