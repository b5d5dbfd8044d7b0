//! `tekster/ord.yaml`: the words that a ministry or a plan can give in place of the program's.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::complete::{Completion, CompletionKind};
use super::cursor::{Cursor, CursorPlace, CursorStep};
use super::seen::FilePlace;
use crate::draft::phrases_of;
use crate::files::{Files, is_named};
use crate::schema::folder;
use crate::workspace::find_plans;
use crate::write;

/// Whether a file holds phrases.
pub(super) fn are_in(path: &Path) -> bool {
    is_named(path, folder::PHRASES) && path.parent().is_some_and(|folder| is_named(folder, folder::TEXTS))
}

/// The phrases that the file does not have, with the words that are there without it.
pub(super) fn complete(text: &str, byte: usize, built_in: &[(String, String)]) -> Vec<Completion> {
    let cursor = Cursor::at(text, byte);
    match cursor.place {
        CursorPlace::Prose => Vec::new(),
        CursorPlace::Key if !cursor.steps.is_empty() => Vec::new(),
        CursorPlace::Key => {
            let has_colon = text[cursor.word.end..].starts_with(':');
            let left = built_in.iter().filter(|(name, _)| !cursor.siblings.contains(name));
            let completion = |(name, words): &(String, String)| Completion {
                kind: CompletionKind::Key,
                text: if has_colon { name.clone() } else { format!("{name}: ") },
                label: name.clone(),
                detail: words.clone(),
                documentation: String::new(),
                replaces: cursor.word.clone(),
            };
            left.map(completion).collect()
        }
        CursorPlace::Value => {
            let Some(CursorStep::Key(name)) = cursor.steps.last() else { return Vec::new() };
            let words = built_in.iter().find(|(one, _)| one == name).map(|(_, words)| words);
            let completion = |words: &String| Completion {
                kind: CompletionKind::Example,
                text: write::value("", words),
                label: words.clone(),
                detail: String::new(),
                documentation: String::new(),
                replaces: cursor.word.clone(),
            };
            words.into_iter().map(completion).collect()
        }
    }
}

/// The program's words for the phrase at a byte.
pub(super) fn hover(text: &str, byte: usize, built_in: &[(String, String)]) -> Option<(String, Range<usize>)> {
    let (name, place) = at(text, byte)?;
    let (_, words) = built_in.iter().find(|(one, _)| *one == name)?;
    Some((format!("`{words}`"), place))
}

/// Where the ministry gives words for the phrase at a byte of a plan's file.
pub(super) fn definition(files: &dyn Files, path: &Path, text: &str, byte: usize) -> Option<FilePlace> {
    let (name, _) = at(text, byte)?;
    let of_ministry = ministry_of(files, path)?.join(folder::TEXTS).join(folder::PHRASES);
    (of_ministry != path).then(|| place_in(files, of_ministry, &name))?
}

/// Where the ministry's plans give words of their own for the phrase at a byte, but for the file itself.
pub(super) fn references(files: &dyn Files, path: &Path, text: &str, byte: usize) -> Vec<FilePlace> {
    let (Some((name, _)), Some(ministry)) = (at(text, byte), ministry_of(files, path)) else { return Vec::new() };
    let plans = find_plans(files, &[ministry]).unwrap_or_default();
    let own =
        plans.into_iter().map(|plan| plan.join(folder::TEXTS).join(folder::PHRASES)).filter(|other| other != path);
    own.filter_map(|other| place_in(files, other, &name)).collect()
}

/// The folder of the ministry whose words, or whose plan's words, a file has.
fn ministry_of(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let whose = path.parent()?.parent()?;
    let is_ministry = files.is_file(&whose.join(folder::MINISTRY));
    if is_ministry { Some(whose.to_owned()) } else { whose.parent()?.parent().map(Path::to_owned) }
}

/// Where a file gives words for a phrase.
fn place_in(files: &dyn Files, path: PathBuf, name: &str) -> Option<FilePlace> {
    let text = String::from_utf8(files.read(&path, super::MOST_BYTES).ok()?).ok()?;
    let (_, _, place) = phrases_of(&text).into_iter().find(|(one, ..)| one == name)?;
    Some(FilePlace { path, start: place.start, end: place.end })
}

fn at(text: &str, byte: usize) -> Option<(String, Range<usize>)> {
    let line = |place: &Range<usize>| text[place.end..].find('\n').map_or(text.len(), |end| place.end + end);
    let here = phrases_of(text).into_iter().find(|(_, _, place)| place.start <= byte && byte <= line(place))?;
    Some((here.0, here.2))
}
