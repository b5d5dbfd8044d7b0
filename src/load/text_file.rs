//! Reads the text of a file of a plan, or says why it is none.

use std::path::{Path, PathBuf};

use crate::diagnostic::Rule;
use crate::files::{Files, ReadError, ending};
use crate::language::{Message, say};

use super::rules;

/// No file of a plan comes near it.
const MOST_BYTES: u64 = 1024 * 1024;

/// The rule that is broken, what is wrong, and how to mend it.
pub(super) type UnreadText = (&'static Rule, Message, Message);

/// What stands in place of a file that is not there, by nearly its name: `plan.yml`.
fn near_by(files: &dyn Files, path: &Path) -> Option<String> {
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let is_near = |other: &PathBuf| {
        other.file_name() != path.file_name()
            && stem(other) == stem(path)
            && matches!(ending(other).as_deref(), Some("yaml" | "yml" | "md"))
    };
    let near = files.list(path.parent()?).ok()?.into_iter().find(is_near)?;
    Some(near.file_name()?.to_string_lossy().into_owned())
}

pub(super) fn read_text(files: &dyn Files, path: &Path, root: &Path) -> Result<String, UnreadText> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| {
        let help = match error.kind() {
            std::io::ErrorKind::NotFound => match near_by(files, path) {
                Some(near) => say!("file-unreadable.near", near = near),
                None => say!("file-unreadable.missing-help"),
            },
            _ => say!("file-unreadable.help"),
        };
        (&rules::FILE_UNREADABLE, say!("file-unreadable", path = shown, error = error), help)
    };
    let real = files.real(path).map_err(unreadable)?;
    if !real.starts_with(files.real(root).map_err(unreadable)?) {
        let help = say!("path-leaves-folder.leads-help");
        return Err((&rules::PATH_LEAVES_FOLDER, say!("path-leaves-folder.leads", path = shown), help));
    }
    let bytes = files.read(&real, MOST_BYTES).map_err(|error| match error {
        ReadError::Unreadable(error) => unreadable(error),
        ReadError::TooLarge { size } => {
            let help = say!("too-large.file-help");
            (&rules::TOO_LARGE, say!("too-large.file", path = shown, bytes = size), help)
        }
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let help = say!("file-unreadable.utf8-help");
        (&rules::FILE_UNREADABLE, say!("file-unreadable.utf8", path = shown, byte = at), help)
    })
}
