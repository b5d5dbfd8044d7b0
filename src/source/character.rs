//! Characters that no text has for its readers.

/// Whether a character cannot be printed, or prints as something else than it is.
pub fn is_unprintable(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(code, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0x61C)
        || is_private(code)
        || is_noncharacter(code)
        || (0xE0000..=0xE0FFF).contains(&code)
}

/// Whether only one font knows what it means.
pub fn is_private(code: u32) -> bool {
    matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10FFFD)
}

/// Whether it is none, and stands for nothing.
pub fn is_noncharacter(code: u32) -> bool {
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}
