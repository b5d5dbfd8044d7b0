//! What can stand where a cursor is: keys, words, forms to copy, addresses of the plan, files beside it.

use std::ops::Range;
use std::path::Path;

use super::cursor::{Cursor, CursorPlace, CursorStep};
use super::hover::shared_goals;
use super::keys::{ExpectedHere, expected};
use super::named::parts;
use super::seen::SeenPlans;
use crate::files::{FileType, Files};
use crate::language::Language;
use crate::schema::{self, Form, SHARED};
use crate::write;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    Key,
    Word,
    /// A form to copy.
    Example,
    Address,
    File,
}

/// Something that can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub kind: CompletionKind,
    pub label: String,
    /// What it is for or means, on one line; empty where its label says all.
    pub detail: String,
    /// In Markdown; empty where there is no more to say.
    pub documentation: String,
    /// What is to stand in place of these bytes.
    pub text: String,
    pub replaces: Range<usize>,
}

pub(super) fn complete(
    files: &dyn Files,
    path: &Path,
    text: &str,
    byte: usize,
    language: Language,
    seen: Option<&SeenPlans>,
) -> Vec<Completion> {
    let Some(record) = schema::record_of(path) else { return Vec::new() };
    let cursor = Cursor::at(text, byte);
    let at = expected(record, &cursor.steps);
    let is_item = cursor.steps.last() == Some(&CursorStep::Item);
    let mut all = match cursor.place {
        CursorPlace::Prose => Vec::new(),
        CursorPlace::Value => values(files, path, &at, language, seen),
        CursorPlace::Key => {
            let has_colon = text[cursor.word.end..].starts_with(':');
            let mut all: Vec<Completion> = at
                .keys(&cursor.siblings)
                .into_iter()
                .map(|(record, key)| {
                    let name = format!("{}.{}", record.name, key.name);
                    let documentation = schema::described(&name, language).unwrap_or_default();
                    let text = if has_colon { key.name.to_owned() } else { format!("{}: ", key.name) };
                    let (label, detail) = (key.name.to_owned(), key.purpose(language).to_owned());
                    Completion { kind: CompletionKind::Key, label, detail, documentation, text, replaces: 0..0 }
                })
                .collect();
            if is_item {
                all.extend(values(files, path, &at, language, seen));
            }
            all
        }
    };
    all.iter_mut().for_each(|one| one.replaces = cursor.word.clone());
    all
}

fn values(
    files: &dyn Files,
    path: &Path,
    at: &ExpectedHere,
    language: Language,
    seen: Option<&SeenPlans>,
) -> Vec<Completion> {
    let new = |kind, label: String, detail: String| Completion {
        kind,
        text: write::value(at.key.map_or("", |key| key.name), &label),
        label,
        detail,
        documentation: String::new(),
        replaces: 0..0,
    };
    let mut all = Vec::new();
    for form in &at.forms {
        match form {
            Form::Words(words) => {
                let detail = |word: &String| if word == SHARED { on_one_line(path, seen) } else { String::new() };
                all.extend(words().into_iter().map(|word| {
                    let detail = detail(&word);
                    new(CompletionKind::Word, word, detail)
                }));
            }
            Form::Quantity(written) if !written.example.is_empty() => {
                let (label, detail) = (written.example.to_owned(), written.name(language).to_owned());
                all.push(new(CompletionKind::Example, label, detail));
            }
            Form::Address => {
                let plans = seen.into_iter().flat_map(|seen| seen.reading(path));
                let plans = plans.filter_map(|(inspected, _)| inspected.known.readable());
                for part in plans.flat_map(|dossier| parts(dossier.amended.latest())) {
                    let says =
                        part.chain.last().map_or_else(|| part.goal.area.clone(), |requirement| requirement.words());
                    all.push(new(CompletionKind::Address, part.address.to_string(), says));
                }
            }
            Form::Path => {
                let own = path.parent().unwrap_or(path);
                let below = files_below(files, own, 1);
                let named = below.iter().filter_map(|file| file.strip_prefix(own).ok()?.to_str().map(str::to_owned));
                all.extend(named.map(|name| new(CompletionKind::File, name, String::new())));
            }
            Form::Text | Form::Prose | Form::Quantity(_) | Form::List(_) | Form::Pairs(_) => {}
            Form::Record(_) | Form::Quoted | Form::OneOf(_) => {}
        }
    }
    all
}

/// The goals that the ministry sets for all, on one line.
fn on_one_line(path: &Path, seen: Option<&SeenPlans>) -> String {
    let mut plans = seen.into_iter().flat_map(|seen| seen.reading(path));
    let lines = plans.find_map(|(inspected, _)| shared_goals(inspected)).unwrap_or_default();
    lines.lines().map(|line| line.trim_start_matches("- ")).collect::<Vec<_>>().join(", ")
}

/// The files of a folder and of those in it.
fn files_below(files: &dyn Files, folder: &Path, depth: usize) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for path in files.list(folder).unwrap_or_default() {
        match files.file_type(&path) {
            Ok(FileType::Folder) if depth > 0 => found.extend(files_below(files, &path, depth - 1)),
            Ok(FileType::File) => found.push(path),
            Ok(FileType::Folder | FileType::Link | FileType::Other) | Err(_) => {}
        }
    }
    found
}
