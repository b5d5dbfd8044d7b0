//! What was written for a plan, to the letter, and what it refers to: found once for all versions of the plan.

use std::collections::BTreeSet;

use super::walk;
use crate::files::is_named;
use crate::schema::folder;
use crate::source::{At, File, FileId, Sources};

/// What was written for a plan; what a template holds is left out.
#[derive(Debug, Default)]
pub struct WrittenTexts<'a> {
    /// Every text.
    pub texts: Vec<(At, &'a str)>,
    /// The items of every list.
    pub lists: Vec<(At, &'a [At])>,
}

impl<'a> WrittenTexts<'a> {
    pub fn of(sources: &'a Sources) -> Self {
        let files: BTreeSet<FileId> =
            sources.files().filter(|(_, file)| is_file_of_plan(file)).map(|(id, _)| id).collect();
        let is_of_plan = |at: At| sources.node(at).is_some_and(|node| files.contains(&node.file));
        Self {
            texts: sources.scalars().filter(|(at, _)| is_of_plan(*at)).collect(),
            lists: sources.lists().filter(|(at, _)| is_of_plan(*at)).collect(),
        }
    }
}

fn is_file_of_plan(file: &File) -> bool {
    !file.is_template && !folder::KEPT.iter().any(|name| is_named(&file.path, name))
}

/// A section or a goal that a text names.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// The text.
    pub at: At,
    /// `afsnit`, `resultatkrav` or `mål`.
    pub word: &'static str,
    pub number: &'a str,
}

/// What texts refer to, each once a text.
pub fn references<'a>(written: &WrittenTexts<'a>) -> Vec<Reference<'a>> {
    let of_text = |(at, text): &(At, &'a str)| {
        let at = *at;
        walk::distinct(references_in(text)).into_iter().map(move |(word, number)| Reference { at, word, number })
    };
    written.texts.iter().flat_map(of_text).collect()
}

/// What stands between the numbers of one reference: `afsnit 2.3, 2.4 og 2.7`.
const BETWEEN: [&str; 6] = [", ", " og ", " samt ", " eller ", "-", "–"];

/// Every `afsnit 2.7`, `resultatkrav 1.9` and `mål 1.9`, with each of the numbers that follow the word.
fn references_in(text: &str) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    // Most texts have no number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for word in ["afsnit", "resultatkrav", "mål"] {
        for (start, _) in text.match_indices(word) {
            let Some(rest) = text[start + word.len()..].strip_prefix([' ', '\u{a0}', '\n']) else { continue };
            let before = &text[..start];
            if before.chars().next_back().is_some_and(|one| one.is_alphanumeric() || one == '-')
                || is_of_another(before)
            {
                continue;
            }
            let (numbers, after) = numbers(rest.trim_start());
            if !leads_elsewhere(after) {
                found.extend(numbers.into_iter().map(|number| (word, number)));
            }
        }
    }
    found
}

/// The numbers of two parts or more at the beginning of a text, and what follows them.
fn numbers(mut text: &str) -> (Vec<&str>, &str) {
    let mut found = Vec::new();
    loop {
        let length = text.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(text.len());
        let number = text[..length].trim_end_matches('.');
        if number.split('.').count() < 2 || number.split('.').any(str::is_empty) {
            return (found, text);
        }
        found.push(number);
        text = &text[number.len()..];
        match BETWEEN.iter().find_map(|between| text.strip_prefix(between)) {
            Some(rest) => text = rest,
            None => return (found, text),
        }
    }
}

/// `lovens afsnit 2.7`, `FN's mål 1.3`: the word before says whose it is.
fn is_of_another(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    word.len() > 1
        && word.ends_with('s')
        && !["planens", "kontraktens", "styrelsens", "nævnets", "dens"].contains(&word.as_str())
}

/// `afsnit 2.7 i finansloven`: the words after say whose it is.
fn leads_elsewhere(after: &str) -> bool {
    let own = ["i denne", "i planen", "i mål- og", "i kontrakten"];
    let after = after.trim_start();
    ["i ", "af ", "fra "].iter().any(|word| after.starts_with(word))
        && !own.iter().any(|words| after.starts_with(words))
}
