//! Documents into files: `out/<ministry>/<institution>/<year>/<document>.pdf`.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::inputs::slashed;
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::rebuild::{RebuildReason, Stamp, Stamper, rebuild_reason};
use super::renderer::{RenderJob, render_all};
use super::workers::Panicked;
use super::{InputFiles, Inspected};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::document::{DocumentId, DocumentKind};
use crate::render::{Attachment, CopyKind, LayoutError};

/// What kind of file a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A copy of it as PDF.
    Pdf(CopyKind),
    /// A picture a page.
    Png,
    Svg,
    /// A web page.
    Html,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf(_) => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }

    /// What the names of its files end with: `-læseudgave.pdf`.
    pub(super) fn suffix(self) -> String {
        let copy = match self {
            Self::Pdf(copy) => copy.suffix(),
            Self::Png | Self::Svg | Self::Html => "",
        };
        format!("{copy}.{}", self.ending())
    }

    /// The format of a file that [`BuildTarget::key`] has named, with the rest of its name.
    pub(super) fn of_key(key: &str) -> Option<(&str, Self)> {
        let copies = CopyKind::ALL.into_iter().map(Self::Pdf);
        let ends = |format: Self| Some((key.strip_suffix(&format.suffix())?, format));
        // The plain name is the end of every other: what takes most of the name is meant.
        copies.chain([Self::Png, Self::Svg, Self::Html]).filter_map(ends).min_by_key(|(stem, _)| stem.len())
    }

    /// The file of a page, from 0: `opgørelsesmetode-01.png`. None where a document is one file.
    pub(super) fn page_path(self, document: &Path, index: usize) -> Option<PathBuf> {
        match self {
            Self::Png | Self::Svg => Some(with_suffix(document, &format!("-{:02}.{}", index + 1, self.ending()))),
            Self::Pdf(_) | Self::Html => None,
        }
    }
}

/// A document that can be built.
#[derive(Debug, Clone)]
pub struct BuildTarget<'a> {
    pub id: DocumentId,
    pub document: &'a Document,
    /// Without the ending: `out/uim/siri/2023/opgørelsesmetode`.
    pub path: PathBuf,
    /// The folder that it is of: a plan's or a ministry's.
    pub folder: PathBuf,
    /// The files that it was read from.
    pub inputs: Rc<InputFiles>,
}

impl BuildTarget<'_> {
    /// The files that a copy of it holds.
    pub(super) fn attachments(&self, copy: CopyKind) -> Vec<Attachment<'_>> {
        if copy == CopyKind::Data { self.inputs.attachments() } else { Vec::new() }
    }

    /// Its name in the manifest of a folder.
    pub(super) fn key(&self, format: Format) -> String {
        format!("{}{}", self.id, format.suffix())
    }
}

/// A target that was built, or needed not be.
#[derive(Debug)]
pub struct Built {
    pub path: PathBuf,
    /// Why it was built; None when it was as it is to be.
    pub reason: Option<RebuildReason>,
    /// Its files.
    pub result: Result<Vec<PathBuf>, BuildError>,
}

/// Why a document was not built. The earlier file is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error(transparent)]
    Panicked(#[from] Panicked),
    #[error("cannot write `{}`: {error}", path.display())]
    Write { path: PathBuf, error: std::io::Error },
}

/// How a run builds.
#[derive(Debug, Clone, Copy)]
pub struct BuildOptions<'a> {
    /// Where the documents and the manifest are.
    pub out: &'a Path,
    pub format: Format,
    /// Builds what is as it is to be, too.
    pub force: bool,
}

/// The documents of plans that can be built, of the kinds that are asked for.
pub fn build_targets<'a>(
    inspected: &'a [Inspected],
    is_wanted: &dyn Fn(&DocumentKind) -> bool,
    out: &Path,
) -> Vec<BuildTarget<'a>> {
    let with_documents = inspected.iter().filter(|plan| !plan.documents.is_empty());
    with_documents
        .flat_map(|plan| {
            let inputs = Rc::new(InputFiles::of_plan(plan));
            let wanted = plan.documents.iter().filter(|(id, _)| is_wanted(id.kind));
            wanted.map(move |(id, document)| BuildTarget {
                id: id.clone(),
                document,
                path: id.path_below(out),
                folder: plan.folder.clone(),
                inputs: Rc::clone(&inputs),
            })
        })
        .collect()
}

/// Whether a document has such files: only what is signed has fields to sign in.
pub fn has_copy(document: &Document, format: Format) -> bool {
    format != Format::Pdf(CopyKind::Fields) || document.lines_to_sign_on().next().is_some()
}

/// Builds each target that is not as it is to be, on all cores, and tells of each as it is done. The results stand in the
/// order of the targets. The manifest is written last: what a run that was cut off has made is made again.
///
/// # Errors
/// A manifest that cannot be written; the documents are then there, and built again the next time.
pub fn build(
    targets: &[BuildTarget],
    assets: &Assets,
    options: BuildOptions,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Built>, BuildError> {
    let BuildOptions { out, format, force } = options;
    let mut manifest = Manifest::read(out);
    let known = manifest.clone();
    let stamper = Stamper::new(assets);
    let stamps: Vec<Stamp> = targets.iter().map(|target| stamper.stamp(target, format)).collect();
    let why = |(target, stamp): (&BuildTarget, &Stamp)| {
        rebuild_reason(target, format, *stamp, &known, out).or_else(|| force.then_some(RebuildReason::Forced))
    };
    let reasons: Vec<Option<RebuildReason>> = targets.iter().zip(&stamps).map(why).collect();
    let jobs: Vec<RenderJob> = targets
        .iter()
        .zip(&reasons)
        .filter(|(_, reason)| reason.is_some())
        .map(|(target, _)| RenderJob::new(target, format))
        .collect();
    let mut rendered = render_all(&jobs, assets, format, done).into_iter();
    let mut all = Vec::new();
    for ((target, stamp), reason) in targets.iter().zip(stamps).zip(reasons) {
        let key = target.key(format);
        let of = slashed(&target.folder);
        let data = target.inputs.fingerprints();
        let result = match (&reason, manifest.documents.get_mut(&key)) {
            (None, Some(entry)) => {
                entry.data = data;
                entry.of = of;
                Ok(entry.files.keys().map(|file| out.join(file)).collect())
            }
            _ => rendered.next().unwrap_or(Ok(Vec::new())).map(|files| {
                let paths = files.iter().map(|(path, _)| path.clone()).collect();
                let below = |path: &Path| slashed(path.strip_prefix(out).unwrap_or(path));
                let files = files.iter().map(|(path, fingerprint)| (below(path), *fingerprint)).collect();
                let Stamp { content, looks, program } = stamp;
                manifest.documents.insert(key, ManifestEntry { of, content, looks, program, data, files });
                paths
            }),
        };
        all.push(Built { path: target.path.clone(), reason, result });
    }
    if manifest != known {
        manifest.write(out).map_err(|error| BuildError::Write { path: out.join(MANIFEST), error })?;
    }
    Ok(all)
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
