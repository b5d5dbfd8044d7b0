//! Why a document must be made anew, or that it need not.

use std::collections::BTreeMap;
use std::path::Path;

use super::Format;
use super::inputs::slashed;
use super::manifest::{Manifest, ManifestEntry, print_of};
use super::target::BuildTarget;
use crate::assets::Assets;
use crate::document::view::Document;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, in_words, say};
use crate::render::{CopyKind, Looks, program};

/// Why a document is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RebuildReason {
    /// Nothing is known of an earlier build of it.
    New,
    /// It was asked for.
    Forced,
    /// It says something else; the files that have changed since, where that is the reason.
    Data(Vec<String>),
    /// A template or a font.
    Looks,
    Program,
    /// A file of it is not there.
    Missing(String),
    /// A file of it is not as it was built.
    Altered(String),
}

in_words!(RebuildReason);

impl Telling for RebuildReason {
    fn message(&self) -> Message {
        match self {
            Self::New => say!("built.new"),
            Self::Forced => say!("built.forced"),
            Self::Data(files) if files.is_empty() => say!("built.data"),
            Self::Data(files) => say!("built.data-files", files = files),
            Self::Looks => say!("built.looks"),
            Self::Program => say!("built.program"),
            Self::Missing(file) => say!("built.missing", file = file),
            Self::Altered(file) => say!("built.altered", file = file),
        }
    }
}

/// What a document's file depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub content: Fingerprint,
    pub looks: Fingerprint,
    pub program: Fingerprint,
}

impl Stamp {
    /// Whether a document was made of just this.
    pub(super) fn is_of(self, entry: &ManifestEntry) -> bool {
        Self { content: entry.content, looks: entry.looks, program: entry.program } == self
    }
}

/// Stamps the documents of a run. It lays nothing out.
#[derive(Debug)]
pub struct Stamper {
    looks: Looks,
    program: Fingerprint,
}

impl Stamper {
    pub fn new(assets: &Assets) -> Self {
        Self { looks: Looks::new(assets), program: program() }
    }

    /// None when a text of the document is wrong. Where a document was made of the same files by the same program, it says the
    /// same: its view is not made to see that.
    pub fn stamp(&self, target: &BuildTarget, format: Format, known: Option<&ManifestEntry>) -> Option<Stamp> {
        let looks = match format {
            Format::Html => self.looks.of_page(),
            Format::Docx | Format::Tracked => self.looks.of_word(),
            // The program alone says how a workbook looks.
            Format::Xlsx => self.program,
            Format::Pdf(_) | Format::Png | Format::Svg => self.looks.of_layout(target.id.kind.layout),
        };
        let files = target.year.inputs().fingerprints();
        let is_made_of_the_same = |entry: &&ManifestEntry| {
            target.year.is_told_by_its_files() && entry.program == self.program && entry.data == *files
        };
        let content = match known.filter(is_made_of_the_same) {
            Some(entry) => entry.content,
            None => content(&target.view_once()?, (format == Format::Pdf(CopyKind::Data)).then_some(files)),
        };
        Some(Stamp { content, looks, program: self.program })
    }
}

/// Of all that a document says, and of the files inside it.
fn content(view: &Document, inside: Option<&BTreeMap<String, Fingerprint>>) -> Fingerprint {
    // As the layouts get it, to the letter.
    let bytes = serde_json::to_vec(view).unwrap_or_default();
    let parts = [("view", Fingerprint::of_bytes(&bytes)), ("made of", Fingerprint::of(&view.meta.inputs))];
    Fingerprint::of_all(parts.into_iter().chain(inside.map(|files| ("data", Fingerprint::of(files)))))
}

/// Why a document must be made anew; None when its files are those that would be made.
pub(super) fn rebuild_reason(
    target: &BuildTarget,
    format: Format,
    stamp: Stamp,
    manifest: &Manifest,
    out: &Path,
) -> Option<RebuildReason> {
    let Some(entry) = manifest.documents.get(&target.key(format)) else { return Some(RebuildReason::New) };
    if entry.content != stamp.content {
        let changed = changed_files(entry, target);
        return Some(if changed.is_empty() && entry.program != stamp.program {
            RebuildReason::Program
        } else {
            RebuildReason::Data(changed)
        });
    }
    if entry.looks != stamp.looks {
        return Some(RebuildReason::Looks);
    }
    if entry.program != stamp.program {
        return Some(RebuildReason::Program);
    }
    altered(entry, out).or_else(|| page_too_many(entry, target, format, out))
}

/// The files that differ, came or went since it was built.
fn changed_files(entry: &ManifestEntry, target: &BuildTarget) -> Vec<String> {
    let now = target.year.inputs().fingerprints();
    let new = now.iter().filter(|(name, print)| entry.data.get(*name) != Some(*print)).map(|(name, _)| name);
    let gone = entry.data.keys().filter(|name| !now.contains_key(*name));
    let mut changed: Vec<String> = new.chain(gone).cloned().collect();
    changed.sort();
    changed
}

fn altered(entry: &ManifestEntry, out: &Path) -> Option<RebuildReason> {
    entry.files.iter().find_map(|(file, print)| match print_of(&out.join(file)) {
        Some(now) if now == *print => None,
        Some(_) => Some(RebuildReason::Altered(file.clone())),
        None => Some(RebuildReason::Missing(file.clone())),
    })
}

/// A picture of a page that the document does not have.
fn page_too_many(entry: &ManifestEntry, target: &BuildTarget, format: Format, out: &Path) -> Option<RebuildReason> {
    let next = format.page_path(&target.id.path_below(out), entry.files.len())?;
    let name = slashed(next.strip_prefix(out).unwrap_or(&next));
    next.exists().then_some(RebuildReason::Altered(name))
}
