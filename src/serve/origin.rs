//! Where in a plan's files something comes from that stands in a document.
//!
//! Each part of a live page names the records that it is made of. What is pointed at in it is a value of them that says it; what is
//! composed of several values leads to the records. The fixed words of a document lead to the text of the template that says them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;

use super::findings::{line_address, shown};
use super::save::is_kept;
use super::shelf::{PlanKey, base_of};
use crate::render::NamedPlaces;
use crate::source::{At, FileId, Place, Sources};
use crate::workspace::Inspected;

/// How an element names the places that it comes from.
pub(super) const NAMES: &str = " data-at=\"";
/// What the way back leads to, where it has no name of its own.
pub(super) const SHOWN: &str = "vist";

/// So many are told.
const MOST: usize = 5;
/// So much of a value is shown.
const MOST_LETTERS: usize = 120;

/// A line that says what was pointed at, or the record that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct OriginView {
    file: String,
    line: usize,
    value: String,
    /// None where the file is none that the workbench opens.
    address: Option<String>,
}

/// Some bytes of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OriginPlace {
    file: FileId,
    bytes: Range<usize>,
}

/// What names the records that parts of a document come from: their file, from the folder of ministries, and their bytes.
pub(super) fn named_places(plan: &Arc<Inspected>) -> NamedPlaces {
    let plan = Arc::clone(plan);
    Arc::new(move |number| {
        let place = place_of(&plan.sources, At::numbered(number))?;
        let file = plan.sources.file(place.file);
        let is_opened = !file.is_template && !file.is_unread;
        let name = shown(base_of(&plan), &file.path);
        let Range { start, end } = place.bytes;
        is_opened.then(|| format!("{}:{start}-{end}", utf8_percent_encode(&name, NON_ALPHANUMERIC)))
    })
}

fn place_of(sources: &Sources, at: At) -> Option<OriginPlace> {
    let node = sources.node(at)?;
    let most = sources.file(node.file).text.len();
    let extent = sources.extent(at)?;
    Some(OriginPlace { file: node.file, bytes: extent.start..extent.end.min(most) })
}

/// The places that a part of a page names, as far as there are any such now.
pub(super) fn places_named(plan: &Inspected, names: &str) -> Vec<OriginPlace> {
    let place = |name: &str| {
        let (file, bytes) = name.split_once(':')?;
        let (start, end) = bytes.split_once('-')?;
        let file = percent_decode_str(file).decode_utf8().ok()?;
        let (id, own) = plan.sources.files().find(|(_, one)| shown(base_of(plan), &one.path) == file)?;
        let bytes = start.parse().ok()?..end.parse().ok()?;
        own.text.get(bytes.clone()).map(|_| OriginPlace { file: id, bytes })
    };
    names.split(' ').filter_map(place).collect()
}

impl OriginPlace {
    /// Whether a line of a file stands in it.
    pub fn holds_line(&self, plan: &Inspected, name: &str, line: usize) -> bool {
        let file = plan.sources.file(self.file);
        let line_of = |byte: usize| file.text.get(..byte).map_or(0, |before| before.matches('\n').count()) + 1;
        let lines = line_of(self.bytes.start)..=line_of(self.bytes.end.saturating_sub(1).max(self.bytes.start));
        lines.contains(&line) && shown(base_of(plan), &file.path) == name
    }

    /// How much it is.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }
}

/// The name of the element whose tag goes on at a byte of some markup.
pub(super) fn id_before(markup: &str, at: usize) -> Option<&str> {
    let tag = markup.get(..at)?.rsplit_once('<')?.1;
    tag.split_once(" id=\"")?.1.split('"').next()
}

/// What a word in a block of a page comes from that names its places: the values in them that say it, then the places.
pub(super) fn origins(
    plan: &Inspected,
    key: &PlanKey,
    places: &[OriginPlace],
    block: &str,
    word: &str,
) -> Vec<OriginView> {
    let (block, word) = (words_of(block), words_of(word));
    if block.is_empty() && word.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<OriginPlace> = values(plan, places, &block, &word);
    if found.is_empty() && places.is_empty() {
        let fixed = fixed_words(plan, &block);
        if !fixed.is_empty() {
            return fixed;
        }
        let all: Vec<OriginPlace> =
            plan.sources.files().map(|(file, own)| OriginPlace { file, bytes: 0..own.text.len() }).collect();
        found = values(plan, &all, &block, &word);
    }
    found.extend(places.iter().cloned());
    let mut seen = BTreeSet::new();
    let views = found.iter().filter_map(|place| view(plan, key, place, &block, &word));
    views.filter(|one| seen.insert((one.file.clone(), one.line))).take(MOST).collect()
}

/// The values in some places that a block says, or that say it; those with the word that was pointed at first, and of them the
/// longest.
fn values(plan: &Inspected, places: &[OriginPlace], block: &[String], word: &[String]) -> Vec<OriginPlace> {
    let mut found: Vec<(bool, usize, OriginPlace)> = Vec::new();
    for (at, value) in plan.sources.scalars() {
        let Some(own) = place_of(&plan.sources, at) else { continue };
        let is_there = |place: &OriginPlace| {
            place.file == own.file && place.bytes.start <= own.bytes.start && own.bytes.end <= place.bytes.end
        };
        if !places.iter().any(is_there) {
            continue;
        }
        let said = words_of(value);
        let is_said = is_in(&said, block) || is_in(block, &said) || (block.is_empty() && is_in(word, &said));
        if !said.is_empty() && is_said {
            found.push((!word.is_empty() && is_in(word, &said), said.len().min(block.len().max(1)), own));
        }
    }
    // A value that only happens to stand in the block tells nothing of another word.
    if found.iter().any(|(has_word, ..)| *has_word) {
        found.retain(|(has_word, ..)| *has_word);
    }
    found.sort_by_key(|(has_word, length, _)| std::cmp::Reverse((*has_word, *length)));
    found.into_iter().map(|(_, _, place)| place).collect()
}

/// The texts of the templates whose own words a block says, the one with the most of them first.
fn fixed_words(plan: &Inspected, block: &[String]) -> Vec<OriginView> {
    let templates = || plan.sources.files().filter(|(_, file)| file.is_template);
    let is_template = |place: &OriginPlace| plan.sources.file(place.file).is_template;
    let phrases = plan.sources.scalars().filter_map(|(at, text)| Some((place_of(&plan.sources, at)?, text)));
    let phrases = phrases.filter(|(place, _)| is_template(place));
    let paragraphs = templates().filter(|(_, file)| !has_ending(&file.path, "yaml")).flat_map(|(id, file)| {
        let mut at = 0;
        file.text.split_inclusive("\n\n").map(move |piece| {
            let bytes = at..at + piece.len();
            at = bytes.end;
            (OriginPlace { file: id, bytes }, piece)
        })
    });
    let mut found: Vec<(usize, OriginPlace)> =
        phrases.chain(paragraphs).filter_map(|(place, text)| Some((own_words(text, block)?, place))).collect();
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let view = |(_, place): (usize, OriginPlace)| {
        let file = plan.sources.file(place.file);
        let location = plan.sources.locate(&Place::File { file: place.file, span: place.bytes.clone() })?;
        let value = short(file.text.get(place.bytes)?.trim_start().lines().next().unwrap_or_default());
        Some(OriginView { file: shown(base_of(plan), &file.path), line: location.line, value, address: None })
    };
    found.into_iter().take(MOST).filter_map(view).collect()
}

fn has_ending(path: &std::path::Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

/// How many words of its own a text with places to fill has in a block, where they stand one after the other. None where they are
/// neither several nor half of what the block says.
fn own_words(text: &str, block: &[String]) -> Option<usize> {
    let pieces = text.split("{{").flat_map(|piece| piece.split("{%"));
    let own = pieces.map(|piece| piece.rsplit_once('}').map_or(piece, |(_, rest)| rest)).map(words_of);
    let (mut count, mut rest) = (0, block);
    for piece in own.filter(|piece| !piece.is_empty()) {
        // A piece that only some values bring is not said for others.
        if let Some(at) = rest.windows(piece.len()).position(|window| window == piece.as_slice()) {
            count += piece.len();
            rest = rest.get(at + piece.len()..).unwrap_or_default();
        }
    }
    (count > 2 || (count > 0 && count * 2 >= block.len())).then_some(count)
}

/// A place as it is told: by the line of it that says most of what was pointed at.
fn view(plan: &Inspected, key: &PlanKey, place: &OriginPlace, block: &[String], word: &[String]) -> Option<OriginView> {
    let file = plan.sources.file(place.file);
    if file.is_template || file.is_unread || is_kept(&file.path) {
        return None;
    }
    let text = file.text.get(place.bytes.clone())?;
    let mut at = place.bytes.start;
    let mut best = (0, place.bytes.start);
    for line in text.split_inclusive('\n') {
        let said = words_of(line);
        let common = said.iter().filter(|one| block.contains(one)).count();
        let has_word = !word.is_empty() && is_in(word, &said);
        let worth = 2 * common + usize::from(has_word) * block.len().max(1) * 2;
        if worth > best.0 {
            best = (worth, at);
        }
        at += line.len();
    }
    let (_, at) = best;
    let location = plan.sources.locate(&Place::File { file: place.file, span: at..at })?;
    let name = shown(base_of(plan), &file.path);
    Some(OriginView {
        address: Some(line_address(key, &name, location.line)),
        value: short(file.text.lines().nth(location.line - 1).unwrap_or_default()),
        line: location.line,
        file: name,
    })
}

fn short(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(MOST_LETTERS).collect();
    if short.len() < text.len() { format!("{short} …") } else { short }
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

    #[test]
    fn the_own_words_of_a_text_are_those_outside_of_what_is_filled_in() {
        let block = words_of("Gælder 1. januar – 31. december 2023");
        assert_eq!(own_words("gælder {{ periode }}", &block), None);
        assert_eq!(own_words("gælder {{ periode }}", &words_of("Gælder 2023")), Some(1));
        assert_eq!(own_words("kræver {{ hvad }} nu", &words_of("kræver svar nu")), Some(2));
        assert_eq!(own_words("{% if nu %}straks{% endif %} kræver {{ hvad }}", &words_of("kræver svar")), Some(1));
    }
}
