//! Places as a browser counts them, in units of UTF-16 of the text as it was written; the program counts bytes of the same text
//! with each letter in one character.

use crate::files::{composed, written_byte};
use crate::source::MARK;

/// The program's byte of a browser's place.
pub(super) fn byte_of(written: &str, place: usize) -> usize {
    let mut units = 0;
    let found = written.char_indices().find(|(_, letter)| {
        let is_there = units >= place;
        units += letter.len_utf16();
        is_there
    });
    let before = &written[..found.map_or(written.len(), |(byte, _)| byte)];
    composed(before.strip_prefix(MARK).unwrap_or(before)).len()
}

/// The browser's place of the program's byte.
pub(super) fn place_of(written: &str, byte: usize) -> usize {
    let rest = written.strip_prefix(MARK).unwrap_or(written);
    let mark = if rest.len() < written.len() { MARK.len_utf16() } else { 0 };
    let byte = written_byte(rest, byte).min(rest.len());
    mark + rest.char_indices().take_while(|(at, _)| *at < byte).map(|(_, letter)| letter.len_utf16()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_to_its_byte_and_back() {
        let written = "\u{feff}a\u{30a}b😀c";
        for (place, byte) in [(1, 0), (3, 2), (4, 3), (6, 7), (7, 8)] {
            assert_eq!((byte_of(written, place), place_of(written, byte)), (byte, place));
        }
        assert_eq!(byte_of(written, 99), 8);
    }
}
