//! Why a document must be made anew, or that it need not.

use std::fmt;
use std::path::Path;

use super::build::{BuildTarget, Format};
use super::manifest::{Manifest, ManifestEntry, print_of};
use crate::assets::Assets;
use crate::fingerprint::Fingerprint;
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

impl fmt::Display for RebuildReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Forced => f.write_str("asked for by --force"),
            Self::Data(files) if files.is_empty() => f.write_str("its data changed"),
            Self::Data(files) => write!(f, "its data changed: {}", files.join(", ")),
            Self::Looks => f.write_str("a template or a font changed"),
            Self::Program => f.write_str("the program changed"),
            Self::Missing(file) => write!(f, "`{file}` was missing"),
            Self::Altered(file) => write!(f, "`{file}` was altered"),
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

    pub fn stamp(&self, target: &BuildTarget, format: Format) -> Stamp {
        let looks = match format {
            Format::Html => self.looks.of_page(),
            Format::Pdf(_) | Format::Png | Format::Svg => self.looks.of_layout(target.document.layout),
        };
        // As the layouts get it, to the letter.
        let view = serde_json::to_vec(target.document).unwrap_or_default();
        let parts =
            [("view", Fingerprint::of_bytes(&view)), ("made of", Fingerprint::of(&target.document.meta.inputs))];
        let inside =
            (format == Format::Pdf(CopyKind::Data)).then(|| ("data", Fingerprint::of(&target.inputs.fingerprints())));
        let content = Fingerprint::of_all(parts.into_iter().chain(inside));
        Stamp { content, looks, program: self.program }
    }
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
    let now = target.inputs.fingerprints();
    let new = now.iter().filter(|(name, print)| entry.data.get(*name) != Some(*print)).map(|(name, _)| name);
    let gone = entry.data.keys().filter(|name| target.inputs.fingerprint(name).is_none());
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
    let next = format.page_path(&target.path, entry.files.len())?;
    let name = super::inputs::slashed(next.strip_prefix(out).unwrap_or(&next));
    next.exists().then_some(RebuildReason::Altered(name))
}
