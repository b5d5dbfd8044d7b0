//! Text of files whose encoding nobody states: UTF-8 where it is, else Windows-1252, as Danish Excel writes it.

use std::borrow::Cow;

use crate::files::composed;
use crate::language::{Message, say};

/// A field as text. Danish letters in Windows-1252 are never valid UTF-8 where another letter follows them.
pub(super) fn decode(field: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => field.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

/// The bytes from 0x80 to 0x9F; all others are the character of the same number. Five of them mean nothing.
const HIGH: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// As two spellings of the same are compared: lower case, one space between words, no marks but those in numbers.
pub(super) fn fold(text: &str) -> String {
    let plain = |one: char| if one.is_alphanumeric() || one == '.' || one == '-' { one } else { ' ' };
    let lower = composed(text).to_lowercase();
    lower.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a message shows of a field: no control characters, and no more than fits on a line.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let clean = |one: char| if one.is_control() { '\u{fffd}' } else { one };
    let mut shown: String = text.chars().take(MOST).map(clean).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

/// More than these are counted, not named.
pub(super) const MOST_NAMED: usize = 10;

/// The first of so many, and how many more there are: `7, 9 and 3 more`. Empty where there are none.
pub(super) fn first_of(named: &[String], all: usize) -> Message {
    let more = Some(all - named.len()).filter(|more| *more > 0);
    say!("row.first-of", named = named, more = more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_are_read_in_both_encodings() {
        assert_eq!(decode("Medfølgende ægtefælle".as_bytes()), "Medfølgende ægtefælle");
        assert_eq!(decode(b"Medf\xf8lgende \xe6gtef\xe6lle \x96 \xc5rhus"), "Medfølgende ægtefælle – Århus");
    }

    #[test]
    fn spellings_of_the_same_are_the_same() {
        assert_eq!(fold("  Fast-Track,\u{a0}1. gang"), fold("fast-track 1. gang"));
        assert_eq!(fold("Medfølgende A\u{30a}rsag"), fold("Medfølgende Årsag"));
        assert_eq!(shown("a\0b"), "a\u{fffd}b");
    }
}
