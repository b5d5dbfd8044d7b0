//! Where in a plan's files something comes from that stands in a document: the values that say it.
//!
//! The views of documents hold no places yet. What is told here is found by the words: a value that is said, whole, in the block
//! that was pointed at, or that says the block, whole. What the program says of itself comes from no file.

use std::collections::BTreeSet;

use serde::Serialize;

use super::findings::{line_address, shown};
use super::save::is_kept;
use super::shelf::{PlanKey, base_of};
use crate::source::{At, Place};
use crate::workspace::Inspected;

/// So many are told.
const MOST: usize = 5;
/// So much of a value is shown.
const MOST_LETTERS: usize = 120;

/// A value that may be what was pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct OriginView {
    file: String,
    line: usize,
    value: String,
    address: String,
}

/// The values of a plan's files that a block says, or that say it; those with the word that was pointed at first, and of them the
/// longest.
pub(super) fn origins(plan: &Inspected, key: &PlanKey, block: &str, word: &str) -> Vec<OriginView> {
    let (block, word) = (words_of(block), words_of(word));
    if block.is_empty() && word.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, usize, At)> = Vec::new();
    for (at, value) in plan.sources.scalars() {
        let own = words_of(value);
        let is_said = is_in(&own, &block) || is_in(&block, &own) || (block.is_empty() && is_in(&word, &own));
        if !own.is_empty() && is_said {
            found.push((!word.is_empty() && is_in(&word, &own), own.len().min(block.len().max(1)), at));
        }
    }
    found.sort_by_key(|(has_word, length, _)| std::cmp::Reverse((*has_word, *length)));
    let mut seen = BTreeSet::new();
    let views = found.into_iter().filter_map(|(_, _, at)| view(plan, key, at));
    views.filter(|one| seen.insert((one.file.clone(), one.line))).take(MOST).collect()
}

fn view(plan: &Inspected, key: &PlanKey, at: At) -> Option<OriginView> {
    let location = plan.sources.locate(&Place::from(at))?;
    let file = plan.sources.file(location.file);
    if file.is_template || file.is_unread || is_kept(&file.path) {
        return None;
    }
    let name = shown(base_of(plan), &file.path);
    let text: String = plan.sources.written(at).split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(MOST_LETTERS).collect();
    Some(OriginView {
        address: line_address(key, &name, location.line),
        value: if short.len() < text.len() { format!("{short} …") } else { short },
        line: location.line,
        file: name,
    })
}

/// The words of a text as they are compared: without capitals, marks of Markdown, hidden characters and the stops around a word.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let is_hidden = |one: char| ['\u{ad}', '\u{200b}', '\u{2060}', '*', '_', '`', '#'].contains(&one);
    let text: String = text.chars().filter(|one| !is_hidden(*one)).collect();
    let bare = |word: &str| word.trim_matches(|one: char| !one.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// Whether words stand in others, one after the other.
pub(super) fn is_in(some: &[String], others: &[String]) -> bool {
    !some.is_empty() && others.windows(some.len()).any(|window| window == some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_they_are_read() {
        assert_eq!(words_of("**Vægten** er 62,5\u{a0}point."), ["vægten", "er", "62,5", "point"]);
        let (some, others) = (words_of("er 62,5"), words_of("Vægten er 62,5 point"));
        assert!(is_in(&some, &others) && !is_in(&others, &some) && !is_in(&[], &others));
    }
}
