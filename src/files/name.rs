//! How the names of files are compared: here and nowhere else.

use std::ops::Range;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Files;

/// Each letter in one character where there is one (NFC): macOS and some archives write `å` as `a` and a ring.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
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

/// The letters of a text that are written in several characters, though there is one for each: where each begins and ends in the
/// text in [`composed`] letters.
pub fn decomposed(written: &str) -> Vec<Range<usize>> {
    let (mut found, mut read, mut counted) = (Vec::new(), 0, 0);
    while read < written.len() {
        let letter = letter_at(written, read);
        let length = composed(letter).len();
        if composed(letter) != letter {
            found.push(counted..counted + length);
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
