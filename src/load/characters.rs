//! Characters that cannot be printed, or that print as something else than they are, and words that are longer than any.

use crate::source::{At, FileId, Place};

use super::reader::Reader;
use super::rules;

/// A file that is no text at all can hold thousands: nobody reads more.
const MOST: usize = 20;

/// Danish has none of a tenth of it, nor has a web address; the format of documents ends at some 32,000 without a break.
const LONGEST_WORD: usize = 2_000;

/// Finds them in a file's text and in what its escapes stand for. It is asked when a file has just been read.
pub(super) fn check(reader: &mut Reader, file: FileId) {
    let text = &reader.sources.file(file).text;
    let mut findings = Vec::new();
    for (start, character) in text.char_indices().filter(|(_, character)| is_unprintable(*character)) {
        findings.push((Place::File { file, span: start..start + character.len_utf8() }, character));
    }
    for (at, scalar) in reader.sources.last_scalars() {
        let Some(node) = reader.sources.node(at).filter(|node| node.file == file) else { continue };
        let written = text.get(node.span.clone()).unwrap_or("");
        // What stands there as itself is told above; this one came by an escape such as `\u0007`.
        let escaped = scalar.chars().find(|character| is_unprintable(*character) && !written.contains(*character));
        findings.extend(escaped.map(|character| (Place::from(at), character)));
    }
    let words: Vec<(At, usize)> = (reader.sources.last_scalars())
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

fn is_unprintable(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(code, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0x61C)
        || is_private(code)
        || is_noncharacter(code)
        || (0xE0000..=0xE0FFF).contains(&code)
}

fn is_private(code: u32) -> bool {
    matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10FFFD)
}

fn is_noncharacter(code: u32) -> bool {
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

fn describe(character: char) -> &'static str {
    match u32::from(character) {
        0x200E | 0x200F | 0x61C | 0x202A..=0x202E | 0x2066..=0x2069 => {
            "a mark of writing direction, which can make text read as what it is not"
        }
        code if is_private(code) => "a private character that only one font knows, such as Word's bullets",
        code if is_noncharacter(code) => "no character",
        0x0000..=0x001F | 0x007F..=0x009F => "a control character, which cannot be printed",
        _ => "invisible",
    }
}
