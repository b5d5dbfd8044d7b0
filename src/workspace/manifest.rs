//! `manifest.json` beside the documents: what each was made of, so that only what has changed is made anew.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::write_whole;
use crate::files::{Disk, Files};
use crate::fingerprint::Fingerprint;

/// Its name in the folder of documents.
pub const MANIFEST: &str = "manifest.json";

/// Of a manifest, and of a file that it names: more than any has.
const MOST_BYTES: u64 = 1 << 30;

/// Whether a path leads into the folder that it begins at, however it is written.
fn is_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The fingerprint of a file as it is now. None where there is none.
pub(super) fn print_of(path: &Path) -> Option<Fingerprint> {
    Disk.read(path, MOST_BYTES).ok().map(|bytes| Fingerprint::of_bytes(&bytes))
}

/// What was built into a folder.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// By path below the folder, with the format as ending: `uim/siri/2023/opgørelsesmetode.pdf`.
    pub documents: BTreeMap<String, ManifestEntry>,
}

/// A document that was built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// The plan's folder, or the ministry's, as it was named to the program.
    pub of: String,
    /// Of all that it says.
    pub content: Fingerprint,
    /// Of templates and fonts.
    pub looks: Fingerprint,
    /// Of what made the file.
    pub program: Fingerprint,
    /// The files that it was read from.
    pub data: BTreeMap<String, Fingerprint>,
    /// Its own files, by path below the folder.
    pub files: BTreeMap<String, Fingerprint>,
}

impl Manifest {
    /// The one in a folder. Where there is none that can be read, nothing is known of the folder: all is built. What it says
    /// of files elsewhere is not believed.
    pub fn read(out: &Path) -> Self {
        let text = Disk.read(&out.join(MANIFEST), MOST_BYTES).unwrap_or_default();
        let mut manifest: Self = serde_json::from_slice(&text).unwrap_or_default();
        manifest.documents.retain(|_, entry| entry.files.keys().all(|file| is_below(file)));
        manifest
    }

    /// Writes it whole, with its keys in order.
    ///
    /// # Errors
    /// What the file system refuses; the earlier one is then untouched.
    pub fn write(&self, out: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        write_whole(&out.join(MANIFEST), &text)
    }
}
