//! The files that a document was read from: to know which of them changed, and to keep them inside a copy of it.

use std::collections::BTreeMap;
use std::path::Path;

use super::inputs::slashed;
use crate::document::DocumentKind;
use crate::dossier::{Dossier, Known};
use crate::files::is_named;
use crate::fingerprint::Fingerprint;
use crate::render::Attachment;
use crate::schema::folder;
use crate::source::Sources;

/// Files by their paths below the folder of ministries.
#[derive(Debug, Default)]
pub struct InputFiles {
    fingerprints: BTreeMap<String, Fingerprint>,
    /// What the ministry and the institution wrote.
    own: BTreeMap<String, Vec<u8>>,
    /// The same, for few to see.
    confidential: BTreeMap<String, Vec<u8>>,
}

impl InputFiles {
    /// Takes in all files that were read, but for a lock and the record of signatures: they hold what the others say, and who
    /// signed it, and no document shows them.
    pub(super) fn add(&mut self, sources: &Sources, root: &Path) {
        let is_shown = |path: &Path| !folder::KEPT.iter().any(|name| is_named(path, name));
        for (_, file) in sources.files().filter(|(_, file)| is_shown(&file.path) && !file.is_unread) {
            let name = slashed(file.path.strip_prefix(root).unwrap_or(&file.path));
            if !file.is_template {
                let is_confidential = is_named(&file.path, folder::PAY);
                let own = if is_confidential { &mut self.confidential } else { &mut self.own };
                own.insert(name.clone(), file.bytes());
            }
            self.fingerprints.insert(name, Fingerprint::of_bytes(file.text.as_bytes()));
        }
    }

    /// Takes in what others were read from.
    pub(super) fn add_all(&mut self, others: &Self) {
        self.fingerprints.extend(others.fingerprints.clone());
        self.own.extend(others.own.clone());
        self.confidential.extend(others.confidential.clone());
    }

    /// What a plan in a folder was read from.
    pub(super) fn of_plan(folder: &Path, known: &Known, sources: &Sources) -> Self {
        let annual = known.readable().and_then(Dossier::annual);
        let earlier = annual.iter().flat_map(|annual| &annual.earlier_sources);
        let root = folder.ancestors().nth(3).unwrap_or(Path::new(""));
        let mut files = Self::default();
        [sources].into_iter().chain(earlier).for_each(|sources| files.add(sources, root));
        files
    }

    /// The fingerprint of each file.
    pub fn fingerprints(&self) -> &BTreeMap<String, Fingerprint> {
        &self.fingerprints
    }

    /// What the ministry and the institution wrote: enough to build a document of this kind from. What is for few is in what is
    /// for them alone.
    pub fn attachments(&self, kind: &DocumentKind) -> Vec<Attachment<'_>> {
        let confidential = self.confidential.iter().filter(|_| kind.is_confidential);
        self.own.iter().chain(confidential).map(|(path, bytes)| Attachment { path, bytes }).collect()
    }
}
