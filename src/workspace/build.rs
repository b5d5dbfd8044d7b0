//! Documents into files: `out/<ministry>/<institution>/<year>/<document>.pdf`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::fresh::{Reason, Stamp, Stamper, reason};
use super::manifest::{Entry, MANIFEST, Manifest};
use super::matter::slashed;
use super::press::{Sheet, print_all};
use super::workers::Panicked;
use super::{Data, Inspected};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::plan::{DocumentKind, FollowUp, Plan};
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

    /// The format of a file that [`Job::key`] has named, with the rest of its name.
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
pub struct Job<'a> {
    pub document: &'a Document,
    /// Without the ending: `out/uim/siri/2023/opgørelsesmetode`.
    pub path: PathBuf,
    /// The folder that it is of: a plan's or a ministry's.
    pub of: PathBuf,
    /// The files that it was read from.
    pub data: Rc<Data>,
}

impl Job<'_> {
    /// The files that a copy of it holds.
    pub(super) fn inside(&self, copy: CopyKind) -> Vec<Attachment<'_>> {
        if copy == CopyKind::Data { self.data.attachments() } else { Vec::new() }
    }

    /// Its name in the manifest of a folder.
    pub(super) fn key(&self, format: Format, out: &Path) -> String {
        let below = self.path.strip_prefix(out).unwrap_or(&self.path);
        format!("{}{}", slashed(below), format.suffix())
    }
}

/// What came of a job.
#[derive(Debug)]
pub struct Built {
    pub path: PathBuf,
    /// Why it was built; None when it was as it is to be.
    pub reason: Option<Reason>,
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
pub struct Order<'a> {
    /// Where the documents and the manifest are.
    pub out: &'a Path,
    pub format: Format,
    /// Builds what is as it is to be, too.
    pub force: bool,
}

/// The name of a document's file, without its ending.
pub fn file_name(kind: DocumentKind) -> Cow<'static, str> {
    Cow::Borrowed(match kind {
        DocumentKind::Contract => "mål-og-resultatplan",
        DocumentKind::Annex => "opgørelsesmetode",
        DocumentKind::Allonge(number) => return Cow::Owned(format!("allonge-{number}")),
        DocumentKind::Consolidated => "konsolideret-plan",
        DocumentKind::FollowUp(FollowUp::First) => "opfølgning-1",
        DocumentKind::FollowUp(FollowUp::Second) => "opfølgning-2",
        DocumentKind::FollowUp(FollowUp::Third) => "opfølgning-3",
        DocumentKind::AnnualReport => "målrapportering",
        DocumentKind::AnnualInsert => "målrapportering-bilag",
    })
}

/// The jobs of the plans that can be built, of the kinds that are asked for.
pub fn jobs<'a>(inspected: &'a [Inspected], is_wanted: &dyn Fn(DocumentKind) -> bool, out: &Path) -> Vec<Job<'a>> {
    let with_documents = inspected.iter().filter(|one| !one.documents.is_empty());
    with_documents
        .flat_map(|one| {
            let data = Rc::new(Data::of_plan(one));
            let wanted = one.documents.iter().filter(|(kind, _)| is_wanted(*kind));
            wanted.filter_map(move |(kind, document)| {
                let path = out.join(document_path(one.known.plan()?, *kind));
                Some(Job { document, path, of: one.folder.clone(), data: Rc::clone(&data) })
            })
        })
        .collect()
}

/// Where a document goes, below the folder of documents and without its ending.
pub(super) fn document_path(plan: &Plan, kind: DocumentKind) -> PathBuf {
    let year = plan.year.to_string();
    [plan.ministry.slug.as_str(), &plan.institution.slug, &year, &file_name(kind)].iter().collect()
}

/// Whether a document has such files: only what is signed has fields to sign in.
pub fn has_copy(document: &Document, format: Format) -> bool {
    format != Format::Pdf(CopyKind::Fields) || document.lines_to_sign_on().next().is_some()
}

/// Builds each job that is not as it is to be, on all cores, and tells of each as it is done. The results stand in the order
/// of the jobs. The manifest is written last: what a run that was cut off has made is made again.
///
/// # Errors
/// A manifest that cannot be written; the documents are then there, and built again the next time.
pub fn build(jobs: &[Job], assets: &Assets, order: Order, done: &(dyn Fn() + Sync)) -> Result<Vec<Built>, BuildError> {
    let Order { out, format, force } = order;
    let mut manifest = Manifest::read(out);
    let known = manifest.clone();
    let stamper = Stamper::new(assets);
    let stamps: Vec<Stamp> = jobs.iter().map(|job| stamper.stamp(job, format)).collect();
    let why = |(job, stamp): (&Job, &Stamp)| {
        reason(job, format, *stamp, &known, out).or_else(|| force.then_some(Reason::Forced))
    };
    let reasons: Vec<Option<Reason>> = jobs.iter().zip(&stamps).map(why).collect();
    let sheets: Vec<Sheet> = jobs
        .iter()
        .zip(&reasons)
        .filter(|(_, reason)| reason.is_some())
        .map(|(job, _)| Sheet::new(job, format))
        .collect();
    let mut made = print_all(&sheets, assets, format, done).into_iter();
    let mut all = Vec::new();
    for ((job, stamp), reason) in jobs.iter().zip(stamps).zip(reasons) {
        let key = job.key(format, out);
        let result = match (&reason, manifest.documents.get_mut(&key)) {
            (None, Some(entry)) => {
                entry.data = job.data.prints();
                entry.of = slashed(&job.of);
                Ok(entry.files.keys().map(|file| out.join(file)).collect())
            }
            _ => made.next().unwrap_or(Ok(Vec::new())).map(|files| {
                let paths = files.iter().map(|(path, _)| path.clone()).collect();
                let below = |path: &Path| slashed(path.strip_prefix(out).unwrap_or(path));
                let files = files.iter().map(|(path, print)| (below(path), *print)).collect();
                let Stamp { content, looks, program } = stamp;
                let data = job.data.prints();
                manifest.documents.insert(key, Entry { of: slashed(&job.of), content, looks, program, data, files });
                paths
            }),
        };
        all.push(Built { path: job.path.clone(), reason, result });
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
