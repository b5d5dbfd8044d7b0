//! Templates and fonts: those in the binary, or a folder of the user's in their place.
//!
//! In: the folders that `--templates` and `--fonts` name. Out: [`Assets`]. A file in the user's folder stands in place
//! of the built-in one with the same path; what the folder lacks is taken from the binary.

mod coverage;

pub use coverage::Coverage;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::files::Files;
use crate::language::{Message, Telling, in_words, say};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// Bytes by their path under `templates/` or `fonts/`, with `/` between folders.
type Bytes = BTreeMap<String, Cow<'static, [u8]>>;

/// The templates and the fonts of a run.
#[derive(Debug, Clone)]
pub struct Assets {
    templates: Bytes,
    fonts: Bytes,
}

/// A folder that was named and cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    Unreadable { path: PathBuf, error: std::io::Error },
    NoFont { path: PathBuf },
}

in_words!(AssetError);

impl Telling for AssetError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, error } => say!("asset.unreadable", path = path.display(), error = error),
            Self::NoFont { path } => say!("asset.no-font", path = path.display()),
        }
    }
}

impl Assets {
    /// Those in the binary alone.
    pub fn built_in() -> Self {
        Self { templates: embedded(&TEMPLATES), fonts: embedded(&FONTS) }
    }

    /// The built-in ones with the user's files in their place.
    ///
    /// # Errors
    /// A folder or a file in it that cannot be read; a folder of fonts without a font.
    pub fn with_folders(files: &dyn Files, templates: Option<&Path>, fonts: Option<&Path>) -> Result<Self, AssetError> {
        let mut assets = Self::built_in();
        if let Some(folder) = templates {
            assets.templates.extend(read_folder(files, folder)?);
        }
        if let Some(folder) = fonts {
            let own = read_folder(files, folder)?;
            if !own.keys().any(|path| is_font(path)) {
                return Err(AssetError::NoFont { path: folder.to_owned() });
            }
            assets.fonts.extend(own);
        }
        Ok(assets)
    }

    /// The bytes of a template: `text/indledning.md.jinja`.
    pub fn template(&self, path: &str) -> Option<&[u8]> {
        self.templates.get(path).map(AsRef::as_ref)
    }

    /// Puts a file of the user's in the place of a template: `word/reference.docx`.
    pub fn put_template(&mut self, path: &str, bytes: Vec<u8>) {
        self.templates.insert(path.to_owned(), Cow::Owned(bytes));
    }

    /// Whether any text of the documents is the user's.
    pub fn has_own_texts(&self) -> bool {
        self.templates.iter().any(|(path, bytes)| path.starts_with("text/") && matches!(bytes, Cow::Owned(_)))
    }

    /// The templates that stand in a folder, by their file name.
    pub fn templates_in(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> {
        self.templates.iter().filter_map(move |(path, bytes)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((name, bytes.as_ref()))
        })
    }

    /// Every font file, in the order of their paths.
    pub fn fonts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.fonts.iter().filter(|(path, _)| is_font(path)).map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }
}

fn is_font(path: &str) -> bool {
    path.ends_with(".ttf") || path.ends_with(".otf")
}

fn embedded(folder: &'static Dir) -> Bytes {
    let mut files = Bytes::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            files.insert(portable(file.path()), Cow::Borrowed(file.contents()));
        }
    }
    files
}

fn read_folder(files: &dyn Files, root: &Path) -> Result<Bytes, AssetError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| AssetError::Unreadable { path, error }
    };
    let mut found = Bytes::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in files.list(&folder).map_err(unreadable(&folder))? {
            if files.is_folder(&path) {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(root) {
                let mut bytes = Vec::new();
                files.open(&path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(unreadable(&path))?;
                found.insert(portable(relative), Cow::Owned(bytes));
            }
        }
    }
    Ok(found)
}

/// A path with `/` between folders, on every system.
fn portable(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
