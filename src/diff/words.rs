//! Key by key: what was written before, and what is written now.

use crate::write::{Map, Value};

/// A key whose value differs.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedWords {
    /// From the outside in: `opgørelse`, `ansvarlig`.
    pub path: Vec<String>,
    /// None for what was not there before.
    pub old: Option<Value>,
    /// None for what is not there any more.
    pub new: Option<Value>,
}

impl ChangedWords {
    /// `opgørelse: ansvarlig`.
    pub fn key(&self) -> String {
        self.path.join(": ")
    }
}

/// The keys that differ, first those of the old in its order. Maps are compared key by key, lists as a whole.
pub fn changed_words(old: &Map, new: &Map) -> Vec<ChangedWords> {
    let mut all = Vec::new();
    compare(&[], old, new, &mut all);
    all
}

fn compare(path: &[String], old: &Map, new: &Map, all: &mut Vec<ChangedWords>) {
    let added = new.0.iter().filter(|(key, _)| old.get(key).is_none());
    for (key, _) in old.0.iter().chain(added) {
        let path = [path, std::slice::from_ref(key)].concat();
        match (old.get(key), new.get(key)) {
            (Some(Value::Map(old)), Some(Value::Map(new))) => compare(&path, old, new, all),
            (before, after) if before == after => {}
            (before, after) => all.push(ChangedWords { path, old: before.cloned(), new: after.cloned() }),
        }
    }
}
