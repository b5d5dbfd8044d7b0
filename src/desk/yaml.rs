//! Changes a file of YAML where its values stand: what does not change stays byte for byte.
//!
//! It knows the form that it finds, in lines or inside `{ }`, and writes in the same. Whoever uses it reads what comes of it
//! before it is kept.

use std::ops::Range;

use super::comments::comments;
use crate::source::{At, Entry, FileId, NodeKind, Sources};
use crate::write::{Map, Value, entry, entry_in_flow, quoted};

/// Changes to a file, which are made when all are known.
pub(super) struct FileEditor<'a> {
    sources: &'a Sources,
    file: FileId,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> FileEditor<'a> {
    pub fn new(sources: &'a Sources, file: FileId) -> Self {
        Self { sources, file, changes: Vec::new() }
    }

    /// The file as it is with the changes. Ends of lines are as the file has them.
    ///
    /// None where two of them are of the same bytes.
    pub fn finish(mut self) -> Option<String> {
        let file = self.sources.file(self.file);
        let mut text = file.whole();
        let is_in_two = text.contains("\r\n");
        // Of two at the same place the first is to stand first.
        self.changes.sort_by_key(|(span, _)| (span.start, span.end));
        let mut pairs = self.changes.iter().zip(self.changes.iter().skip(1));
        if pairs.any(|((one, _), (next, _))| next.start < one.end) {
            return None;
        }
        for (span, new) in self.changes.into_iter().rev() {
            let new = if is_in_two { new.replace('\n', "\r\n") } else { new };
            text.replace_range(file.as_written(&span), &new);
        }
        Some(text)
    }

    fn text(&self) -> &'a str {
        &self.sources.file(self.file).text
    }

    fn kind(&self, at: At) -> Option<&'a NodeKind> {
        self.sources.node(at).map(|node| &node.kind)
    }

    fn span(&self, at: At) -> Range<usize> {
        self.sources.node(at).map(|node| node.span.clone()).unwrap_or_default()
    }

    fn entries(&self, at: At) -> &'a [Entry] {
        match self.kind(at) {
            Some(NodeKind::Map(entries)) => entries,
            Some(NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Empty) | None => &[],
        }
    }

    fn is_in_flow(&self, at: At) -> bool {
        self.text()[self.span(at).start..].starts_with(['{', '['])
    }

    /// Where a node ends: of one in lines, where the last value in it does.
    fn end(&self, at: At) -> usize {
        let own = self.span(at);
        let inner = match self.kind(at) {
            Some(NodeKind::Map(entries)) if !self.is_in_flow(at) => entries.last().map(|last| self.end_of_entry(last)),
            Some(NodeKind::List(items)) if !self.is_in_flow(at) => items.last().map(|last| self.end(*last)),
            Some(NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::List(_) | NodeKind::Empty) | None => None,
        };
        inner.unwrap_or(own.end)
    }

    fn end_of_entry(&self, entry: &Entry) -> usize {
        let colon = self.span(entry.key).end;
        let after = self.text()[colon..].find(':').map_or(colon, |at| colon + at + 1);
        match self.kind(entry.value) {
            Some(NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::List(_)) => self.end(entry.value),
            Some(NodeKind::Empty) | None => after,
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text()[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where the next line begins, or the text ends.
    fn next_line(&self, at: usize) -> usize {
        self.text()[at..].find('\n').map_or(self.text().len(), |end| at + end + 1)
    }

    /// How far in something stands, in characters.
    fn column(&self, at: usize) -> usize {
        self.text()[self.line_start(at)..at].chars().count()
    }

    /// Puts lines, each with its end, before what begins at a line's start.
    fn insert_lines(&mut self, at: usize, lines: String) {
        let is_ended = at == 0 || self.text()[..at].ends_with('\n');
        let lines = if is_ended { lines } else { format!("\n{}", lines.trim_end_matches('\n')) };
        self.changes.push((at..at, lines));
    }

    /// Makes a map that says the one say the other. Keys that are in neither stay.
    pub fn edit_map(&mut self, at: At, old: &Map, new: &Map) {
        for (key, value) in &new.0 {
            match (old.get(key), self.entries(at).iter().find(|entry| entry.name == *key)) {
                (Some(before), _) if before == value => {}
                (_, Some(there)) => {
                    let (there, is_in_flow) = (there.clone(), self.is_in_flow(at));
                    self.edit_entry(&there, key, old.get(key), value, is_in_flow);
                }
                (_, None) => self.add_key(at, key, value, old, new),
            }
        }
        let gone: Vec<&String> = old.0.iter().map(|(key, _)| key).filter(|key| new.get(key).is_none()).collect();
        gone.into_iter().for_each(|key| self.remove_key(at, key));
    }

    fn edit_entry(&mut self, there: &Entry, key: &str, old: Option<&Value>, new: &Value, is_in_flow: bool) {
        match (old, new, self.kind(there.value)) {
            (Some(Value::Map(old) | Value::Flow(old)), Value::Map(new) | Value::Flow(new), Some(NodeKind::Map(_)))
                if !new.0.is_empty() =>
            {
                return self.edit_map(there.value, old, new);
            }
            (Some(Value::List(old)), Value::List(new), Some(NodeKind::List(items)))
                if old.len() == new.len() && items.len() == new.len() =>
            {
                let all = items.clone().into_iter().zip(old).zip(new);
                if all.clone().all(|((at, old), new)| old == new || self.can_edit_item(at, old, new)) {
                    return all.for_each(|((at, old), new)| self.edit_item(at, old, new));
                }
            }
            (_, Value::Text(text) | Value::Prose(text), Some(NodeKind::Scalar(_))) if text.chars().count() <= 100 => {
                if let Some(replacement) = self.sources.replacing(there.value, text) {
                    self.changes.push((replacement.span, replacement.text));
                    return;
                }
            }
            (_, _, Some(NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::List(_) | NodeKind::Empty) | None) => {}
        }
        let (start, end) = (self.span(there.key).start, self.end_of_entry(there));
        let written = if is_in_flow { entry_in_flow(key, new) } else { entry(key, new, self.column(start)) };
        let is_commented = self.text()[end..].lines().next().is_some_and(|rest| !rest.trim().is_empty());
        let written = match new {
            // A comment behind it would become a part of it.
            Value::Text(text) | Value::Prose(text) if written.contains('\n') && is_commented => {
                format!("{key}: {}", quoted(text))
            }
            Value::Text(_)
            | Value::Prose(_)
            | Value::Number(_)
            | Value::Quoted(_)
            | Value::List(_)
            | Value::Map(_)
            | Value::Flow(_) => written,
        };
        self.changes.push((start..end, written));
    }

    fn can_edit_item(&self, at: At, old: &Value, new: &Value) -> bool {
        match (old, new, self.kind(at)) {
            (Value::List(old), Value::List(new), Some(NodeKind::List(items))) => {
                let all = items.iter().zip(old).zip(new);
                old.len() == new.len()
                    && items.len() == new.len()
                    && all.clone().all(|((at, old), new)| old == new || self.can_edit_item(*at, old, new))
            }
            (Value::Number(_) | Value::Text(_), Value::Number(_) | Value::Text(_), Some(NodeKind::Scalar(_))) => {
                self.sources.replacing(at, &new.to_string()).is_some()
            }
            (_, _, Some(NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::List(_) | NodeKind::Empty) | None) => false,
        }
    }

    fn edit_item(&mut self, at: At, old: &Value, new: &Value) {
        if old == new {
            return;
        }
        if let (Value::List(old), Value::List(new), Some(NodeKind::List(items))) = (old, new, self.kind(at)) {
            items.iter().zip(old).zip(new).for_each(|((at, old), new)| self.edit_item(*at, old, new));
        } else if let Some(replacement) = self.sources.replacing(at, &new.to_string()) {
            self.changes.push((replacement.span, replacement.text));
        }
    }

    /// Behind the last of the keys that stand before it as people write them, and stay.
    fn add_key(&mut self, at: At, key: &str, value: &Value, old: &Map, new: &Map) {
        let before: Vec<&String> = new.0.iter().map(|(name, _)| name).take_while(|name| *name != key).collect();
        let entries = self.entries(at);
        let stays = |entry: &&Entry| old.get(&entry.name).is_none() || new.get(&entry.name).is_some();
        let behind = entries.iter().rfind(|entry| before.contains(&&entry.name));
        let Some(behind) = behind.or_else(|| entries.iter().rfind(stays)) else { return };
        let end = self.end_of_entry(behind);
        if self.is_in_flow(at) {
            self.changes.push((end..end, format!(", {}", entry_in_flow(key, value))));
            return;
        }
        let indent = entries.first().map_or(0, |first| self.column(self.span(first.key).start));
        let lines = format!("{}{}\n", " ".repeat(indent), entry(key, value, indent));
        self.insert_lines(self.next_line(end), lines);
    }

    fn remove_key(&mut self, at: At, key: &str) {
        let entries = self.entries(at);
        let Some(place) = entries.iter().position(|entry| entry.name == *key) else { return };
        let (start, end) = (self.span(entries[place].key).start, self.end_of_entry(&entries[place]));
        let next = entries.get(place + 1).map(|next| self.span(next.key).start);
        let is_first_on_line = self.text()[self.line_start(start)..start].trim().is_empty();
        if self.is_in_flow(at) {
            let above = place.checked_sub(1).and_then(|above| entries.get(above)).map(|above| self.end_of_entry(above));
            let span = match (above, next) {
                (Some(above), _) => above..end,
                (None, Some(next)) => start..next,
                (None, None) => start..end,
            };
            self.changes.push((span, String::new()));
        } else if is_first_on_line {
            self.remove_lines(self.line_start(start), self.next_line(end), self.column(start));
        } else {
            // Behind the mark of a list's item, where the next one comes then.
            self.changes.push((start..next.unwrap_or(end), String::new()));
        }
    }

    /// Takes lines away, but for what people have noted in them.
    fn remove_lines(&mut self, start: usize, end: usize, indent: usize) {
        let noted = comments(self.sources, self.file).into_iter().filter(|span| start <= span.start && span.end <= end);
        let kept = noted.map(|span| format!("{}{}\n", " ".repeat(indent), &self.text()[span]));
        self.changes.push((start..end, kept.collect()));
    }

    /// Puts an item into a list of maps: behind the one in this place, or before all others.
    pub fn add_item(&mut self, owner: &Entry, list: At, behind: Option<usize>, map: &Map) {
        let Some(NodeKind::List(items)) = self.kind(list) else { return };
        let Some(first) = items.first() else {
            let (start, end) = (self.span(owner.key).start, self.end_of_entry(owner));
            let lines = format!("{}:\n{}", owner.name, item(map, self.column(start) + 2));
            self.changes.push((start..end, lines.trim_end_matches('\n').to_owned()));
            return;
        };
        if self.is_in_flow(list) {
            let at = behind.and_then(|place| items.get(place)).map(|last| self.end(*last));
            let flow = Value::Flow(map.clone());
            let flow = crate::write::in_flow(&flow);
            let change = match at {
                Some(at) => (at..at, format!(", {flow}")),
                None => (self.span(*first).start..self.span(*first).start, format!("{flow}, ")),
            };
            self.changes.push(change);
            return;
        }
        let lines = item(map, self.column(self.mark(*first)));
        let at = match behind.and_then(|place| items.get(place)) {
            Some(last) => self.next_line(self.end(*last)),
            None => self.next_line(self.span(owner.key).end),
        };
        self.insert_lines(at, lines);
    }

    /// Takes items out of a list of maps; all of them leave an empty one.
    pub fn remove_items(&mut self, owner: &Entry, list: At, places: &[usize]) {
        let Some(NodeKind::List(items)) = self.kind(list) else { return };
        if places.len() == items.len() {
            let (start, end) = (self.span(owner.key).start, self.end_of_entry(owner));
            let noted =
                comments(self.sources, self.file).into_iter().filter(|span| start <= span.start && span.end <= end);
            let kept: String = noted.map(|span| format!("\n{}", &self.text()[span])).collect();
            self.changes.push((start..end, format!("{}: []{kept}", owner.name)));
            return;
        }
        for place in places {
            let Some(at) = items.get(*place) else { continue };
            if self.is_in_flow(list) {
                let span = match place.checked_sub(1).and_then(|above| items.get(above)) {
                    Some(above) => self.end(*above)..self.end(*at),
                    None => self.span(*at).start..items.get(1).map_or(self.end(*at), |next| self.span(*next).start),
                };
                self.changes.push((span, String::new()));
                continue;
            }
            let mark = self.mark(*at);
            self.remove_lines(self.line_start(mark), self.next_line(self.end(*at)), self.column(mark));
        }
    }

    /// Where the `-` of an item stands.
    fn mark(&self, item: At) -> usize {
        let start = self.span(item).start;
        self.text()[..start].rfind('-').unwrap_or(start)
    }
}

/// An item of a list, as lines.
pub(super) fn item(map: &Map, indent: usize) -> String {
    format!("{}- {}", " ".repeat(indent), map.to_yaml(indent + 2).trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> Map {
        Map(pairs.iter().map(|(key, text)| ((*key).to_owned(), Value::Text((*text).to_owned()))).collect())
    }

    /// A file whose whole map says the one, made to say the other.
    fn edited(text: &str, old: &[(&str, &str)], new: &[(&str, &str)]) -> String {
        let mut sources = Sources::default();
        let file = sources.add_file(std::path::Path::new("a.yaml"), text.to_owned());
        let (root, faults) = sources.read_yaml(file);
        assert!(faults.is_empty(), "{faults:?}");
        let mut editor = FileEditor::new(&sources, file);
        editor.edit_map(root.expect("it is YAML"), &map(old), &map(new));
        editor.finish().expect("no two changes are of the same bytes")
    }

    #[test]
    fn a_value_is_changed_where_it_stands() {
        for (text, changed) in [
            ("a: 1  # ét\nb: 2\n", "a: 3  # ét\nb: 2\n"),
            ("{ a: 1, b: 2 }\n", "{ a: 3, b: 2 }\n"),
            ("a: '1'\nb: 2", "a: '3'\nb: 2"),
            ("a: \"1\"\r\nb: 2\r\n", "a: \"3\"\r\nb: 2\r\n"),
            ("a: |\n  1\n# her\nb: 2\n", "a: 3\n# her\nb: 2\n"),
            ("\u{feff}a: 1\nb: 2\n", "\u{feff}a: 3\nb: 2\n"),
        ] {
            assert_eq!(edited(text, &[("a", "1"), ("b", "2")], &[("a", "3"), ("b", "2")]), changed);
        }
    }

    #[test]
    fn a_key_is_added_where_people_write_it() {
        let new = [("a", "1"), ("c", "x: y"), ("b", "2")];
        for (text, changed) in [
            ("a: 1 # ét\n\nb: 2\n", "a: 1 # ét\nc: \"x: y\"\n\nb: 2\n"),
            ("{ a: 1, b: 2 }", "{ a: 1, c: \"x: y\", b: 2 }"),
            ("b: 2\na: 1", "b: 2\na: 1\nc: \"x: y\""),
        ] {
            assert_eq!(edited(text, &[("a", "1"), ("b", "2")], &new), changed);
        }
    }

    #[test]
    fn a_key_that_goes_leaves_what_was_noted_at_it() {
        for (text, changed) in [
            ("a: 1\nb: 2 # to\nc: 3\n", "a: 1\n# to\nc: 3\n"),
            ("{ a: 1, b: 2, c: 3 }", "{ a: 1, c: 3 }"),
            ("b: 2\na: 1\nc: 3", "a: 1\nc: 3"),
        ] {
            assert_eq!(edited(text, &[("a", "1"), ("b", "2"), ("c", "3")], &[("a", "1"), ("c", "3")]), changed);
        }
    }
}
