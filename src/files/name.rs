//! How the names of files are compared: here and nowhere else.

use std::ops::Range;
use std::path::{Path, PathBuf};

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Files;

/// Each letter in one character where there is one (NFC): macOS and some archives write `å` as `a` and a ring.
pub fn composed(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// The byte of a text as it was written that a byte of the same text in [`composed`] letters is.
pub fn written_byte(written: &str, byte: usize) -> usize {
    if written.is_ascii() {
        return byte;
    }
    let (mut read, mut counted) = (0, 0);
    while counted < byte && read < written.len() {
        let letter = letter_at(written, read);
        read += letter.len();
        counted += composed(letter).len();
    }
    read
}

/// A letter that is written in several characters, though there is one for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecomposedLetter {
    /// Its bytes in the text in [`composed`] letters.
    pub composed: Range<usize>,
    /// Its bytes in the text as it was written.
    pub written: Range<usize>,
}

/// Every such letter of a text.
pub fn decomposed(written: &str) -> Vec<DecomposedLetter> {
    let (mut found, mut read, mut counted) = (Vec::new(), 0, 0);
    while read < written.len() {
        let letter = letter_at(written, read);
        let length = composed(letter).len();
        if composed(letter) != letter {
            let (composed, written) = (counted..counted + length, read..read + letter.len());
            found.push(DecomposedLetter { composed, written });
        }
        read += letter.len();
        counted += length;
    }
    found
}

/// A letter with the marks that stand behind it.
fn letter_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let next = rest.char_indices().skip(1).find(|(_, letter)| !is_combining_mark(*letter));
    &rest[..next.map_or(rest.len(), |(at, _)| at)]
}

/// Whether a path's last part is this name, in whichever form its letters are written.
pub fn is_named(path: &Path, name: &str) -> bool {
    // Most names are in no form but one: only the others are looked at letter by letter.
    let is_same = |own: &str| own == name || (!own.is_ascii() && own.nfc().eq(name.nfc()));
    path.file_name().and_then(|own| own.to_str()).is_some_and(is_same)
}

/// The ending of a file's name in small letters: `yaml` of `1.YAML`.
pub fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// What stands in a folder under a name, be it a link that leads nowhere. None where nothing does.
pub fn find(files: &dyn Files, folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(name);
    if files.file_type(&path).is_ok() {
        return Some(path);
    }
    files.list(folder).ok()?.into_iter().find(|path| is_named(path, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_again_in_the_text_as_it_was_written() {
        let written = "a\u{30a}b\u{e5}c\u{30a}de\u{301}";
        let letters = decomposed(written);
        assert_eq!(composed(written), "åbåc\u{30a}dé");
        assert_eq!(letters.iter().map(|letter| letter.composed.clone()).collect::<Vec<_>>(), [0..2, 9..11]);
        assert_eq!(
            letters.iter().map(|letter| &written[letter.written.clone()]).collect::<Vec<_>>(),
            ["a\u{30a}", "e\u{301}"]
        );
        for (byte, is) in [(0, 0), (2, 3), (3, 4), (5, 6), (9, 10), (11, 13)] {
            assert_eq!(written_byte(written, byte), is, "{byte}");
        }
    }
}
