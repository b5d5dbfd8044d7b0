//! The phrases of `ord.yaml` read backwards: what a sentence of a document was filled with.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use crate::assets::Assets;
use crate::schema::folder;
use crate::source::{Entry, NodeKind, Sources};

/// In how many ways a text is looked at as one phrase, at most.
const MOST_WAYS: usize = 32;

/// The phrases of a file, each with its words and where its name stands.
pub fn phrases_of(text: &str) -> Vec<(String, String, Range<usize>)> {
    let mut sources = Sources::default();
    let file = sources.add_file(Path::new(folder::PHRASES), text.to_owned());
    let (Some(root), _) = sources.read_yaml(file) else { return Vec::new() };
    let phrase = |entry: &Entry| {
        let NodeKind::Scalar(words) = &sources.node(entry.value)?.kind else { return None };
        Some((entry.name.clone(), words.clone(), sources.node(entry.key)?.span.clone()))
    };
    sources.entries(root).iter().filter_map(phrase).collect()
}

/// The program's own, each with its words.
pub fn own_phrases(assets: &Assets) -> Vec<(String, String)> {
    let text = assets.template("text/ord.yaml").map(String::from_utf8_lossy);
    phrases_of(&text.unwrap_or_default()).into_iter().map(|(name, words, _)| (name, words)).collect()
}

/// A piece of a phrase: its own words, or the name of what it is filled with.
#[derive(Debug, Clone)]
enum PhrasePiece {
    Words(String),
    Value(String),
}

/// The program's own phrases, by name; without those that decide by their values.
#[derive(Debug, Clone, Default)]
pub struct Phrases(BTreeMap<String, Vec<PhrasePiece>>);

/// What a text has in the place of each value of a phrase.
#[derive(Debug, Clone, Default)]
pub(super) struct PhraseValues(BTreeMap<String, String>);

impl PhraseValues {
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl Phrases {
    pub fn of(assets: &Assets) -> Self {
        Self(own_phrases(assets).into_iter().filter_map(|(name, words)| Some((name, pieces(&words)?))).collect())
    }

    /// Every way in which a text is the phrase, those that give the last value the most words last.
    pub(super) fn ways(&self, name: &str, text: &str) -> Vec<PhraseValues> {
        let mut ways = Vec::new();
        if let Some(pieces) = self.0.get(name) {
            look(pieces, text, &PhraseValues::default(), &mut ways);
        }
        ways
    }

    /// The first of them.
    pub(super) fn values(&self, name: &str, text: &str) -> Option<PhraseValues> {
        self.ways(name, text).into_iter().next()
    }

    /// Whether a text is the phrase.
    pub(super) fn is(&self, name: &str, text: &str) -> bool {
        !self.ways(name, text).is_empty()
    }
}

/// `{{ hvad }}: {{ grænse }}` in pieces; None where more than a value stands in the braces.
fn pieces(phrase: &str) -> Option<Vec<PhrasePiece>> {
    if phrase.contains("{%") {
        return None;
    }
    let mut all = Vec::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once("{{") {
        let (value, left) = after.split_once("}}")?;
        let value = value.trim();
        if value.is_empty() || !value.chars().all(|one| one.is_alphanumeric() || one == '_') {
            return None;
        }
        if !before.is_empty() {
            all.push(PhrasePiece::Words(before.to_owned()));
        }
        all.push(PhrasePiece::Value(value.to_owned()));
        rest = left;
    }
    if !rest.is_empty() {
        all.push(PhrasePiece::Words(rest.to_owned()));
    }
    (!all.is_empty()).then_some(all)
}

fn look(pieces: &[PhrasePiece], text: &str, known: &PhraseValues, ways: &mut Vec<PhraseValues>) {
    if ways.len() >= MOST_WAYS {
        return;
    }
    match pieces {
        [] if text.is_empty() => ways.push(known.clone()),
        [] => {}
        [PhrasePiece::Words(words), rest @ ..] => {
            if let Some(after) = text.strip_prefix(words.as_str()) {
                look(rest, after, known, ways);
            }
        }
        [PhrasePiece::Value(name)] => {
            if !text.is_empty() {
                ways.push(with(known, name, text));
            }
        }
        [PhrasePiece::Value(name), rest @ ..] => {
            let [PhrasePiece::Words(words), ..] = rest else { return };
            for (at, _) in text.match_indices(words.as_str()).filter(|(at, _)| *at > 0) {
                look(rest, &text[at..], &with(known, name, &text[..at]), ways);
            }
        }
    }
}

fn with(known: &PhraseValues, name: &str, value: &str) -> PhraseValues {
    let mut all = known.clone();
    all.0.insert(name.to_owned(), value.to_owned());
    all
}
