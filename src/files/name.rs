//! How the names of files are compared: here and nowhere else.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::Files;

/// Each letter in one character where there is one (NFC): macOS and some archives write `å` as `a` and a ring.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
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
