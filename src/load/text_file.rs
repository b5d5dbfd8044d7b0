//! Reads the text of a file of a plan, or says why it is none.

use std::path::{Path, PathBuf};

use crate::diagnostic::Rule;
use crate::files::{Files, ReadError, ending};

use super::rules;

/// No file of a plan comes near it.
const MOST_BYTES: u64 = 1024 * 1024;

/// The rule that is broken, what is wrong, and how to mend it.
pub(super) type UnreadText = (&'static Rule, String, String);

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
                Some(near) => format!("is it `{near}`? Then give it that name"),
                None => "make the file, or mend the path".to_owned(),
            },
            _ => "see that it is a file that you may read".to_owned(),
        };
        (&rules::FILE_UNREADABLE, format!("cannot read `{shown}`: {error}"), help)
    };
    let real = files.real(path).map_err(unreadable)?;
    if !real.starts_with(files.real(root).map_err(unreadable)?) {
        let help = "a plan's files stay in its ministry's folder: copy the file there".to_owned();
        return Err((&rules::PATH_LEAVES_FOLDER, format!("`{shown}` leads out of the ministry's folder"), help));
    }
    let bytes = files.read(&real, MOST_BYTES).map_err(|error| match error {
        ReadError::Unreadable(error) => unreadable(error),
        ReadError::TooLarge { size } => {
            let help = "a file of a plan has at most 1 MiB: split it".to_owned();
            (&rules::TOO_LARGE, format!("`{shown}` has {size} bytes"), help)
        }
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let help = "save the file as UTF-8".to_owned();
        (&rules::FILE_UNREADABLE, format!("`{shown}` is not UTF-8 text: byte {at} fits no character"), help)
    })
}
