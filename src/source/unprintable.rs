//! Which characters cannot be printed, or print as something else than they are.

use crate::language::{Message, say};

/// Whether a character is one: invisible, private to a font, or no character at all.
pub fn is_unprintable(character: char) -> bool {
    // Nearly all of a text is of these.
    if matches!(character, ' '..='~') {
        return false;
    }
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(code, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0x61C)
        || is_private(code)
        || is_noncharacter(code)
        || (0xE0000..=0xE0FFF).contains(&code)
}

/// Whether a text holds none for certain, told by its bytes: it has letters of western Europe and no other signs.
pub fn is_plain(text: &str) -> bool {
    // Behind the one byte that letters from `À` to `ÿ` begin with, those that go on come; behind another they need not be asked.
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0xC3 | 0x80..=0xBF))
}

/// What it is, for people.
pub fn describe(unprintable: char) -> Message {
    match u32::from(unprintable) {
        0x200E | 0x200F | 0x61C | 0x202A..=0x202E | 0x2066..=0x2069 => {
            say!("unprintable.direction")
        }
        code if is_private(code) => say!("unprintable.private"),
        code if is_noncharacter(code) => say!("unprintable.none"),
        0x0000..=0x001F | 0x007F..=0x009F => say!("unprintable.control"),
        _ => say!("unprintable.invisible"),
    }
}

fn is_private(code: u32) -> bool {
    matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10FFFD)
}

fn is_noncharacter(code: u32) -> bool {
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_plain_text_holds_what_cannot_be_printed() {
        let is_told = |one: &char| is_unprintable(*one) && is_plain(&one.to_string());
        assert_eq!(('\0'..=char::MAX).find(is_told), None);
        assert!(is_plain("Ærø, år 2023:\r\n\tÅben"));
    }
}
