//! What a document's file depends on beside its view: layouts, page templates, fonts, and the program that lays out.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::assets::Assets;
use crate::fingerprint::Fingerprint;

/// How views become files, as it was compiled: this room, and all that it uses of others.
static OWN_FOLDERS: [(&str, Dir); 4] = [
    ("render", include_dir!("$CARGO_MANIFEST_DIR/src/render")),
    ("pdf/open", include_dir!("$CARGO_MANIFEST_DIR/src/pdf/open")),
    ("pdf/rewrite", include_dir!("$CARGO_MANIFEST_DIR/src/pdf/rewrite")),
    ("pdf/signable", include_dir!("$CARGO_MANIFEST_DIR/src/pdf/signable")),
];
static OWN_FILES: [(&str, &str); 2] =
    [("document/view.rs", include_str!("../document/view.rs")), ("pdf/pages.rs", include_str!("../pdf/pages.rs"))];
/// With which version of Typst and of all else.
static LIBRARIES: &str = include_str!("../../Cargo.lock");

/// Fingerprints of the templates and the fonts of a run.
#[derive(Debug)]
pub struct Looks {
    /// By file name, with the other layouts that each one names.
    layouts: BTreeMap<String, (Fingerprint, Vec<String>)>,
    fonts: Fingerprint,
    page: Fingerprint,
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
        }
    }

    /// Of a layout, all layouts that it imports, and the fonts.
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
}

fn of_files<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Fingerprint {
    Fingerprint::of_all(files.map(|(name, bytes)| (name, Fingerprint::of_bytes(bytes))))
}

/// Each file of the program that the bytes of a document depend on, by its path below `src/`.
pub fn own_code() -> impl Iterator<Item = (String, Fingerprint)> {
    let folders = OWN_FOLDERS.iter().flat_map(|(folder, dir)| {
        let mut inside = Vec::new();
        add_files(folder, dir, &mut inside);
        inside
    });
    folders.chain(OWN_FILES.iter().map(|(name, text)| ((*name).to_owned(), Fingerprint::of_bytes(text.as_bytes()))))
}

fn add_files(folder: &str, dir: &Dir, all: &mut Vec<(String, Fingerprint)>) {
    for file in dir.files() {
        let name = format!("{folder}/{}", file.path().to_string_lossy());
        all.push((name, Fingerprint::of_bytes(file.contents())));
    }
    dir.dirs().for_each(|inner| add_files(folder, inner, all));
}

/// Of what in the program makes files of views: its code and its libraries. What makes the views shows in them.
pub fn program() -> Fingerprint {
    let mut files: BTreeMap<String, Fingerprint> = own_code().collect();
    files.insert(VERSION.to_owned(), Fingerprint::of_bytes(LIBRARIES.as_bytes()));
    Fingerprint::of_all(files.iter().map(|(name, one)| (name.as_str(), *one)))
}

/// How the program names itself in what it makes.
pub const VERSION: &str = concat!("resultatplan ", env!("CARGO_PKG_VERSION"));
