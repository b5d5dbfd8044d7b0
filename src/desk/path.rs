//! Where the words of a requirement say what is to be reached: what another target changes.

use crate::language::{Message, say};
use crate::plan::BoundKind;
use crate::schema;
use crate::source::{At, NodeKind, Sources};
use crate::write::{Map, Value};

/// Where a value stands: a key, or a key in an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WordPath {
    Key(String),
    Item(String, usize, String),
}

/// The keys of a requirement that say what is to be reached.
fn is_of_target(key: &str) -> bool {
    let bounds = BoundKind::ALL.iter().map(|kind| kind.word());
    let others = [schema::tier::SHARE.name(), schema::tier::WITHIN.name(), schema::requirement::DEADLINE.name()];
    bounds.chain(others).any(|one| one == key)
}

impl WordPath {
    pub fn all(words: &Map) -> Vec<(Self, String)> {
        let mut all = Vec::new();
        for (key, value) in &words.0 {
            match value {
                Value::Text(text) if is_of_target(key) => all.push((Self::Key(key.clone()), text.clone())),
                Value::List(items) => {
                    for (place, item) in items.iter().enumerate() {
                        let Value::Map(inner) = item else { continue };
                        for (name, value) in &inner.0 {
                            if let Value::Text(text) = value
                                && is_of_target(name)
                            {
                                all.push((Self::Item(key.clone(), place, name.clone()), text.clone()));
                            }
                        }
                    }
                }
                Value::Text(_)
                | Value::Number(_)
                | Value::Quoted(_)
                | Value::Prose(_)
                | Value::Map(_)
                | Value::Flow(_) => {}
            }
        }
        all
    }

    pub fn put(&self, words: &mut Map, text: &str) {
        let put = |map: &mut Map, key: &str| {
            let there = map.0.iter_mut().find(|(name, _)| name == key);
            there.into_iter().for_each(|(_, value)| *value = Value::Text(text.to_owned()));
        };
        match self {
            Self::Key(key) => put(words, key),
            Self::Item(key, place, name) => {
                let list = words.0.iter_mut().find(|(own, _)| own == key);
                if let Some((_, Value::List(items))) = list
                    && let Some(Value::Map(inner)) = items.get_mut(*place)
                {
                    put(inner, name);
                }
            }
        }
    }

    pub fn label(&self, count: usize) -> Message {
        match self {
            Self::Key(key) => Message::of_each(key, key),
            Self::Item(_, _, name) if count == 1 => Message::of_each(name, name),
            Self::Item(_, place, name) => say!("desk.label.step", number = *place + 1, key = name),
        }
    }

    /// The node of its value, below `til`.
    pub fn find(&self, sources: &Sources, at: At) -> Option<At> {
        match self {
            Self::Key(key) => value_of(sources, at, key),
            Self::Item(key, place, name) => {
                let list = value_of(sources, at, key)?;
                let NodeKind::List(items) = &sources.node(list)?.kind else { return None };
                value_of(sources, *items.get(*place)?, name)
            }
        }
    }
}

/// The value of a key.
pub(super) fn value_of(sources: &Sources, at: At, key: &str) -> Option<At> {
    let NodeKind::Map(entries) = &sources.node(at)?.kind else { return None };
    entries.iter().find(|entry| entry.name == key).map(|entry| entry.value)
}
