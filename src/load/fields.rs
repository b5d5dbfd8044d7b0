//! The keys of a map, each taken once; what is left over is unknown.

use std::str::FromStr;

use crate::diagnostic::{Finding, nearest};
use crate::language::{Message, say};
use crate::prose::Prose;
use crate::quantity::{Malformed, NOT_SET};
use crate::schema::{Needed, Optional, Record};
use crate::source::{At, Entry, NodeKind, Replacement, Sources};

use super::reader::Reader;
use super::rules;

/// A map that is being read.
pub(super) struct Fields {
    pub at: At,
    entries: Vec<Entry>,
    /// The keys that can stand here.
    known: Vec<&'static str>,
    /// Keys that were told to be mistyped.
    told: Vec<String>,
}

impl Fields {
    pub fn open(reader: &mut Reader, at: At, record: &'static Record) -> Option<Self> {
        match &reader.sources.node(at)?.kind {
            NodeKind::Map(entries) => {
                Some(Self { at, entries: entries.clone(), known: record.names().collect(), told: Vec::new() })
            }
            other => {
                let message = say!(
                    "wrong-type.record",
                    record = Message::of_each(record.name, record.noun),
                    found = other.message()
                );
                reader.push(rules::WRONG_TYPE.finding(at, message).help(say!("wrong-type.map-help")));
                None
            }
        }
    }

    /// The keys of what it turned out to be can stand here too.
    pub fn also(&mut self, record: &'static Record) {
        record.names().for_each(|name| self.know(name));
    }

    fn know(&mut self, name: &'static str) {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
    }

    /// Leaves the keys of what it may have been meant to be: whether they belong here cannot be judged.
    pub fn leave(&mut self, record: &'static Record) {
        self.also(record);
        self.entries.retain(|entry| record.key(&entry.name).is_none());
    }

    /// The value of a key, if it is there.
    pub fn take(&mut self, key: impl Into<&'static str>) -> Option<At> {
        let key = key.into();
        self.know(key);
        let index = self.entries.iter().position(|entry| entry.name == key)?;
        Some(self.entries.remove(index).value)
    }

    /// Whether a key is there that has not been taken.
    pub fn has(&self, key: Optional) -> bool {
        let key = key.name();
        self.entries.iter().any(|entry| entry.name == key)
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, reader: &mut Reader, key: Needed) -> Option<At> {
        let name = key.name();
        let value = self.take(name);
        // A key that is nearly this one is told as unknown; both at once would be one mistake told twice.
        if value.is_none() && !self.tell_mistyped(reader, &[name]) {
            let (mut finding, forms) =
                (rules::MISSING_KEY.finding(self.at, say!("missing-key", key = name)), key.key().to_copy());
            if forms.iter().any(|form| form == NOT_SET) {
                finding = finding.note(say!("missing-key.not-set", key = name, word = NOT_SET));
            }
            let help = match key.key().example {
                _ if !forms.is_empty() => {
                    let forms: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
                    say!("missing-key.forms", key = name, forms = forms)
                }
                "" => say!("missing-key.help", key = name),
                example => say!("missing-key.example", key = name, example = example),
            };
            reader.push(finding.help(help));
        }
        value
    }

    /// Tells of a key that is nearly one of these, which are missing; whether there is one. What is read may end here, so it
    /// is told at once.
    pub fn tell_mistyped<K: Copy + Into<&'static str>>(&mut self, reader: &mut Reader, missing: &[K]) -> bool {
        let missing: Vec<&'static str> = missing.iter().map(|key| (*key).into()).collect();
        let near = |entry: &&Entry| nearest(&entry.name, missing.iter().copied()).is_some();
        let Some(entry) = self.entries.iter().find(near).cloned() else { return false };
        if !self.told.contains(&entry.name) {
            self.told.push(entry.name.clone());
            let unknown = self.unknown(&entry, &missing, reader);
            reader.push(unknown);
        }
        true
    }

    /// Reads a key that must be there.
    pub fn needed<T>(
        &mut self,
        reader: &mut Reader,
        key: Needed,
        read: impl FnOnce(&mut Reader, At) -> Option<T>,
    ) -> Option<T> {
        let at = self.need(reader, key)?;
        read(reader, at)
    }

    /// Reads a key that may be there. `None` only when it is there and wrong.
    pub fn maybe<T>(
        &mut self,
        reader: &mut Reader,
        key: Optional,
        read: impl FnOnce(&mut Reader, At) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.take(key) {
            Some(at) => read(reader, at).map(Some),
            None => Some(None),
        }
    }

    pub fn text(&mut self, reader: &mut Reader, key: Needed) -> Option<String> {
        self.needed(reader, key, Reader::text)
    }

    pub fn maybe_text(&mut self, reader: &mut Reader, key: Optional) -> Option<Option<String>> {
        self.maybe(reader, key, Reader::text)
    }

    /// Prose that may be left out: then it is empty.
    pub fn maybe_prose(&mut self, reader: &mut Reader, key: Optional) -> Option<Prose> {
        self.maybe(reader, key, Reader::prose).map(Option::unwrap_or_default)
    }

    pub fn quantity<T: FromStr<Err = Malformed>>(&mut self, reader: &mut Reader, key: Needed) -> Option<T> {
        self.needed(reader, key, Reader::quantity)
    }

    pub fn maybe_quantity<T: FromStr<Err = Malformed>>(
        &mut self,
        reader: &mut Reader,
        key: Optional,
    ) -> Option<Option<T>> {
        self.maybe(reader, key, Reader::quantity)
    }

    /// Tells every key that nobody asked for.
    pub fn close(self, reader: &mut Reader) {
        for entry in self.entries.iter().filter(|entry| !self.told.contains(&entry.name)) {
            let unknown = self.unknown(entry, &self.known, reader);
            reader.push(unknown);
        }
    }

    /// A key that nobody asked for, with the one that was meant, or all that could stand there.
    fn unknown(&self, entry: &Entry, known: &[&'static str], reader: &Reader) -> Finding {
        let sources = &reader.sources;
        let finding = rules::UNKNOWN_KEY.finding(entry.key, say!("unknown-key", name = entry.name));
        let is_empty = matches!(sources.node(entry.value).map(|node| &node.kind), Some(NodeKind::Empty));
        if is_empty && entry.name.starts_with(|first: char| first.is_ascii_digit()) {
            return finding.help(say!("unknown-key.decimal")).fixed(torn_apart(sources, self.at, entry));
        }
        let others = || say!("unknown-key.known", known = known);
        let finding = finding.did_you_mean((sources, entry.key), &entry.name, known.iter().copied(), others);
        // What stands there already is not what was meant.
        let is_there = |key: &str| sources.entry(self.at, key).is_some();
        let is_new = finding.fix.iter().all(|fix| !fix.reads.as_deref().is_some_and(is_there));
        Finding { fix: finding.fix.into_iter().filter(|_| is_new).collect(), ..finding }
    }
}

/// `{ vægt: 2,5 }`: quotes around what a comma has torn apart into a value and a key of its own.
fn torn_apart(sources: &Sources, map: At, entry: &Entry) -> Option<Replacement> {
    let entries = sources.entries(map);
    let key = sources.node(entry.key)?;
    let ends = |one: &&Entry| sources.node(one.value).is_some_and(|value| value.span.end + 1 == key.span.start);
    let value = sources.node(entries.iter().find(ends)?.value)?;
    let text = &sources.file(key.file).text;
    let is_number =
        text.get(value.span.clone())?.chars().all(|one| one.is_ascii_digit() || matches!(one, '.' | '-' | '−'));
    (is_number && text[value.span.end..].starts_with(','))
        .then(|| sources.quoting(key.file, value.span.start..key.span.end))?
}
