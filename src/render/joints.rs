//! Where words may be broken at the end of a line: a compound at its joints, another word where the patterns of its language
//! say, and either with [`LEAST`] letters on each side.
//!
//! A list has the parts that compounds of the field are made of. Typst breaks where its patterns say, all of them; so a layout
//! gets the pieces of each word that they would break, and lets no line end before a piece that is not open.

use std::collections::{BTreeMap, BTreeSet};

use hypher::Lang;
use serde::Serialize;

use crate::assets::Assets;

/// The parts of compounds, among the layouts.
const PARTS: &str = "layout/led.txt";
/// Letters on each side of a hyphen.
const LEAST: usize = 4;
/// What the last part of a compound can end on.
const ENDINGS: [&str; 37] = [
    "", "e", "en", "ene", "enes", "ens", "er", "ere", "eren", "erens", "eres", "erne", "ernes", "ers", "es", "et",
    "ets", "len", "ler", "lerne", "mer", "merne", "met", "mets", "n", "ne", "nen", "nens", "nes", "r", "rne", "rnes",
    "s", "sen", "ser", "t", "ts",
];

/// A piece of a word, and whether a line may end before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordPiece {
    text: String,
    opens: bool,
}

/// Pieces of words by their language and by the word.
pub type Pieces = BTreeMap<String, BTreeMap<String, Vec<WordPiece>>>;

/// The parts of compounds: words by spaces, and lines of `#` that speak of them.
#[derive(Debug)]
pub struct Joints(BTreeSet<String>);

impl Joints {
    pub fn of(assets: &Assets) -> Self {
        let list = assets.template(PARTS).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        Self::of_list(&list.unwrap_or_default())
    }

    fn of_list(list: &str) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        Self(lines.flat_map(str::split_whitespace).map(str::to_owned).collect())
    }

    /// Pieces of each word of some data that would be broken, in each of its languages.
    pub fn pieces(&self, data: &serde_json::Value, language: &str) -> Pieces {
        let (mut words, mut languages) = (BTreeSet::new(), BTreeSet::from([language]));
        gather(data, &mut words, &mut languages);
        let pieces_in = |name: &str| {
            let language = iso(name)?;
            let broken = words.iter().filter(|word| hypher::hyphenate(word, language).count() > 1);
            let known = broken.map(|word| ((*word).to_owned(), self.pieces_of(word, language)));
            Some((name.to_owned(), known.collect()))
        };
        languages.into_iter().filter_map(pieces_in).collect()
    }

    /// One that does not open, where no line may end in the word.
    fn pieces_of(&self, word: &str, language: Lang) -> Vec<WordPiece> {
        let count = word.chars().count();
        let joints = if language == Lang::Danish { self.joints(&word.to_lowercase()) } else { None };
        let mut pieces: Vec<WordPiece> = Vec::new();
        let mut before = 0;
        for syllable in hypher::hyphenate(word, language) {
            let is_apart = before >= LEAST && count - before >= LEAST;
            let opens = is_apart && joints.as_ref().is_none_or(|joints| joints.contains(&before));
            match pieces.last_mut() {
                Some(last) if !opens && !last.opens => last.text.push_str(syllable),
                Some(_) | None => pieces.push(WordPiece { text: syllable.to_owned(), opens }),
            }
            before += syllable.chars().count();
        }
        pieces
    }

    /// After how many letters each part but the first begins; none for a word that is no compound of known parts. Of several
    /// ways to part it the one with the fewest parts counts, and of those the one whose first part is longest.
    fn joints(&self, word: &str) -> Option<BTreeSet<usize>> {
        // The byte that each letter begins with.
        let letters: Vec<usize> = word.char_indices().map(|(byte, _)| byte).chain([word.len()]).collect();
        let count = letters.len() - 1;
        let between = |from: usize, to: usize| &word[letters[from]..letters[to]];
        let endings: Vec<usize> = (1..=count).filter(|from| ENDINGS.contains(&between(*from, count))).collect();
        // By where a part begins: the joints of the rest, the first of them where this part ends.
        let mut rest: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for from in (0..count).rev() {
            // Behind a part stands another part or an ending: there are few such places.
            let ends = (from + 1..=count).rev().filter(|to| rest.contains_key(to) || endings.contains(to));
            let ends: Vec<usize> = ends.filter(|to| self.0.contains(between(from, *to))).collect();
            let is_last = ends.iter().any(|to| endings.contains(to));
            let parted = ends.iter().filter_map(|to| Some([&[*to], rest.get(to)?.as_slice()].concat()));
            let best = is_last.then(Vec::new).or_else(|| parted.min_by_key(Vec::len));
            rest.extend(best.map(|joints| (from, joints)));
        }
        let joints = rest.remove(&0).filter(|joints| !joints.is_empty())?;
        Some(joints.into_iter().collect())
    }
}

/// All words of some data, and all languages that it names.
fn gather<'a>(data: &'a serde_json::Value, words: &mut BTreeSet<&'a str>, languages: &mut BTreeSet<&'a str>) {
    match data {
        serde_json::Value::String(text) => {
            words.extend(text.split(|one: char| !one.is_alphabetic()).filter(|word| word.chars().count() >= LEAST));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| gather(item, words, languages)),
        serde_json::Value::Object(fields) => {
            let tag = fields.get("tag").and_then(serde_json::Value::as_str);
            languages.extend(tag.and_then(|tag| tag.split('-').next()));
            fields.values().for_each(|field| gather(field, words, languages));
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

fn iso(language: &str) -> Option<Lang> {
    Lang::from_iso(language.as_bytes().try_into().ok()?)
}
