//! Characters that cannot be printed, or that print as something else than they are, and words that are longer than any.

use crate::source::{At, FileId, Place, describe, is_unprintable};

use super::reader::Reader;
use super::rules;

/// A file that is no text at all can hold thousands: nobody reads more.
const MOST: usize = 20;

/// Danish has none of a tenth of it, nor has a web address; the format of documents ends at some 32,000 without a break.
const LONGEST_WORD: usize = 2_000;

/// Finds them in a file's text and in what its escapes stand for.
pub(super) fn check(reader: &mut Reader, file: FileId) {
    let text = &reader.sources.file(file).text;
    let mut findings = Vec::new();
    for (start, character) in text.char_indices().filter(|(_, character)| is_unprintable(*character)) {
        findings.push((Place::File { file, span: start..start + character.len_utf8() }, character));
    }
    for (at, scalar) in reader.sources.scalars() {
        let Some(node) = reader.sources.node(at).filter(|node| node.file == file) else { continue };
        let written = text.get(node.span.clone()).unwrap_or("");
        // What stands there as itself is told above; this one came by an escape such as `\u0007`.
        let escaped = scalar.chars().find(|character| is_unprintable(*character) && !written.contains(*character));
        findings.extend(escaped.map(|character| (Place::from(at), character)));
    }
    let words: Vec<(At, usize)> = (reader.sources.scalars())
        .filter(|(at, _)| reader.sources.node(*at).is_some_and(|node| node.file == file))
        .filter_map(|(at, text)| Some((at, longest_word(text)?)))
        .collect();
    for (at, length) in words.into_iter().take(MOST) {
        let finding = rules::TOO_LARGE.finding(at, format!("{length} characters stand together without a blank"));
        reader.push(finding.help("put blanks or line ends where the text may break"));
    }
    for (place, character) in findings.into_iter().take(MOST) {
        let code = u32::from(character);
        reader.push(
            rules::CONTROL_CHARACTER
                .finding(place, format!("U+{code:04X} is {}", describe(character)))
                .help("delete it; for a bullet begin the line with `- `"),
        );
    }
}

/// How long the longest word is, where it is too long. A no-break space is no place to break.
fn longest_word(text: &str) -> Option<usize> {
    let lengths = text.split([' ', '\t', '\n']).map(|word| word.chars().count());
    lengths.max().filter(|length| *length > LONGEST_WORD)
}
