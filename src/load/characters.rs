//! Characters that cannot be printed, or that print as something else than they are, and words that are longer than any.

use crate::diagnostic::Finding;
use crate::language::say;
use crate::source::{At, FileId, Place, Replacement, Sources, describe, is_plain, is_unprintable};

use super::rules;

/// A file that is no text at all can hold thousands: nobody reads more.
const MOST: usize = 20;

/// Danish has none of a tenth of it, nor has a web address; the format of documents ends at some 32,000 without a break.
const LONGEST_WORD: usize = 2_000;

/// Those in a file's text and in what its escapes stand for. It is asked when a file has just been read.
pub(super) fn findings(sources: &Sources, file: FileId) -> Vec<Finding> {
    let text = &sources.file(file).text;
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !is_plain(line) {
            for (at, character) in line.char_indices().filter(|(_, character)| is_unprintable(*character)) {
                let span = start + at..start + at + character.len_utf8();
                found.push((Place::File { file, span }, character));
            }
        }
        start += line.len();
    }
    for (at, scalar) in sources.scalars_just_read(file).filter(|(_, scalar)| !is_plain(scalar)) {
        let written = sources.node(at).and_then(|node| text.get(node.span.clone())).unwrap_or("");
        // What stands there as itself is told above; this one came by an escape such as `\u0007`.
        let escaped = scalar.chars().find(|character| is_unprintable(*character) && !written.contains(*character));
        found.extend(escaped.map(|character| (Place::from(at), character)));
    }
    let words = sources.scalars_just_read(file).filter_map(|(at, text)| Some((at, longest_word(text)?)));
    let too_long = words.take(MOST).map(|(at, length): (At, usize)| {
        let finding = rules::TOO_LARGE.finding(at, say!("characters.long-word", length = length));
        finding.help(say!("characters.long-word-help"))
    });
    let unprintable = found.into_iter().take(MOST).map(|(place, character)| {
        let finding = rules::CONTROL_CHARACTER.finding(
            place,
            say!("control-character", code = format!("U+{:04X}", u32::from(character)), what = describe(character)),
        );
        finding.help(say!("control-character.help"))
    });
    too_long.chain(unprintable).collect()
}

/// That letters of a file are written in several characters, though it is read as if they were not.
pub(super) fn decomposed(sources: &Sources, file: FileId) -> Option<Finding> {
    let one = sources.file(file);
    let letters: Vec<_> = one.decomposed_letters().collect();
    let first = Place::File { file, span: letters.first()?.clone() };
    let fix = letters.iter().map(|span| Replacement {
        file,
        span: span.clone(),
        text: one.text[span.clone()].to_owned(),
        reads: None,
    });
    let finding = rules::LETTERS_DECOMPOSED.finding(first, say!("letters-decomposed", count = letters.len()));
    Some(finding.help(say!("letters-decomposed.help")).fixed(fix))
}

/// How long the longest word is, where it is too long. A no-break space is no place to break.
fn longest_word(text: &str) -> Option<usize> {
    // No word of it has more letters than the text has bytes.
    if text.len() <= LONGEST_WORD {
        return None;
    }
    let lengths = text.split([' ', '\t', '\n']).map(|word| word.chars().count());
    lengths.max().filter(|length| *length > LONGEST_WORD)
}
