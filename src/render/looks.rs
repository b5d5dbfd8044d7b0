//! What a document's file depends on beside its view: layouts, page templates, fonts, and the program that lays out.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::assets::Assets;
use crate::fingerprint::Fingerprint;

/// The program as it was compiled. Not all of it shows in documents; a list of what does would leave something out.
static OWN_CODE: Dir = include_dir!("$CARGO_MANIFEST_DIR/src");
/// With which version of Typst and of all else.
static LIBRARIES: &str = include_str!("../../Cargo.lock");

/// Fingerprints of the templates and the fonts of a run.
#[derive(Debug)]
pub struct Looks {
    /// By file name, with the other layouts that each one names.
    layouts: BTreeMap<String, (Fingerprint, Vec<String>)>,
    fonts: Fingerprint,
    page: Fingerprint,
    word: Fingerprint,
}

impl Looks {
    pub fn new(assets: &Assets) -> Self {
        let files: Vec<(&str, &[u8])> = assets.templates_in("layout").collect();
        let named = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let names = files.iter().map(|(name, _)| (*name).to_owned());
            names.filter(|name| text.contains(&format!("{name}\""))).collect()
        };
        let of_layout =
            |(name, bytes): &(&str, &[u8])| ((*name).to_owned(), (Fingerprint::of_bytes(bytes), named(bytes)));
        Self {
            layouts: files.iter().map(of_layout).collect(),
            fonts: of_files(assets.fonts()),
            page: of_files(assets.templates_in("html")),
            word: of_files(assets.templates_in("word")),
        }
    }

    /// Of a layout, all layouts that it imports and the lists that these name, and the fonts.
    pub fn of_layout(&self, layout: &str) -> Fingerprint {
        let mut reached: BTreeMap<&str, Fingerprint> = BTreeMap::new();
        let mut open = vec![format!("{layout}.typ")];
        while let Some(name) = open.pop() {
            if let Some((name, (own, imports))) = self.layouts.get_key_value(&name)
                && reached.insert(name, *own).is_none()
            {
                open.extend(imports.iter().cloned());
            }
        }
        Fingerprint::of_all(reached.into_iter().chain([("fonts", self.fonts)]))
    }

    /// Of the templates of web pages and their style.
    pub fn of_page(&self) -> Fingerprint {
        self.page
    }

    /// Of the parts of Word files, and of the ministry's own file among them.
    pub fn of_word(&self) -> Fingerprint {
        self.word
    }
}

fn of_files<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Fingerprint {
    Fingerprint::of_all(files.map(|(name, bytes)| (name, Fingerprint::of_bytes(bytes))))
}

/// Each file of the program, by its path below `src/`.
pub fn own_code() -> impl Iterator<Item = (String, Fingerprint)> {
    let mut files = Vec::new();
    add_files(&OWN_CODE, &mut files);
    files.into_iter()
}

fn add_files(dir: &Dir, files: &mut Vec<(String, Fingerprint)>) {
    for file in dir.files() {
        files.push((file.path().to_string_lossy().into_owned(), Fingerprint::of_bytes(file.contents())));
    }
    dir.dirs().for_each(|inner| add_files(inner, files));
}

/// Of what makes documents of data: the program and its libraries.
pub fn program() -> Fingerprint {
    let mut files: BTreeMap<String, Fingerprint> = own_code().collect();
    files.insert(VERSION.to_owned(), Fingerprint::of_bytes(LIBRARIES.as_bytes()));
    Fingerprint::of_all(files.iter().map(|(name, one)| (name.as_str(), *one)))
}

/// How the program names itself in what it makes.
pub const VERSION: &str = concat!("resultatplan ", env!("CARGO_PKG_VERSION"));
