//! Documents into files: `out/<ministry>/<institution>/<year>/<document>.pdf`.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Inspected, write_whole};
use crate::document::view::Document;
use crate::plan::{DocumentKind, FollowUp, Plan};
use crate::render::{LayoutError, Typesetter, pdf, png, render, svg};

/// What kind of file a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Pdf,
    /// A picture a page.
    Png,
    Svg,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// A document that is to be built.
#[derive(Debug)]
pub struct Job<'a> {
    pub document: &'a Document,
    /// Without the ending: `out/uim/siri/2023/opgørelsesmetode`.
    pub path: PathBuf,
}

/// What came of a job.
#[derive(Debug)]
pub struct Built {
    pub path: PathBuf,
    pub result: Result<Vec<PathBuf>, BuildError>,
}

/// Why a document was not built. The earlier file is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error("cannot write `{}`: {error}", path.display())]
    Write { path: PathBuf, error: std::io::Error },
}

/// The name of a document's file, without its ending.
pub fn file_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Contract => "mål-og-resultatplan",
        DocumentKind::Annex => "opgørelsesmetode",
        DocumentKind::FollowUp(FollowUp::First) => "opfølgning-1",
        DocumentKind::FollowUp(FollowUp::Second) => "opfølgning-2",
        DocumentKind::FollowUp(FollowUp::Third) => "opfølgning-3",
        DocumentKind::AnnualReport => "målrapportering",
        DocumentKind::AnnualInsert => "målrapportering-bilag",
    }
}

/// The jobs of the plans that can be built, of the kinds that are asked for.
pub fn jobs<'a>(inspected: &'a [Inspected], is_wanted: &dyn Fn(DocumentKind) -> bool, out: &Path) -> Vec<Job<'a>> {
    let with_plan = inspected.iter().filter_map(|one| Some((one.plan.as_ref()?, &one.documents)));
    with_plan
        .flat_map(|(plan, documents)| {
            let wanted = documents.iter().filter(|(kind, _)| is_wanted(*kind));
            wanted.map(move |(kind, document)| Job { document, path: folder_of(plan, out).join(file_name(*kind)) })
        })
        .collect()
}

fn folder_of(plan: &Plan, out: &Path) -> PathBuf {
    out.join(&plan.ministry.slug).join(&plan.institution.slug).join(plan.year.to_string())
}

/// Builds every job, on all cores, and tells of each as it is done. The results stand in the order of the jobs.
pub fn build(jobs: &[Job], typesetter: &Typesetter, format: Format, done: &(dyn Fn(&Built) + Sync)) -> Vec<Built> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((index, job)) = take(&next, jobs) {
                    let built = Built { path: job.path.clone(), result: build_one(job, typesetter, format) };
                    done(&built);
                    results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, built));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, built)| built).collect()
}

fn take<'a, 'b>(next: &AtomicUsize, jobs: &'a [Job<'b>]) -> Option<(usize, &'a Job<'b>)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(index).map(|job| (index, job))
}

fn build_one(job: &Job, typesetter: &Typesetter, format: Format) -> Result<Vec<PathBuf>, BuildError> {
    let pages = render(job.document, typesetter)?;
    let files = match format {
        Format::Pdf => vec![(with_suffix(&job.path, ".pdf"), pdf(&pages)?)],
        Format::Png => numbered(job, format, png(&pages)?),
        Format::Svg => numbered(job, format, svg(&pages).into_iter().map(String::into_bytes).collect()),
    };
    for (path, bytes) in &files {
        write_whole(path, bytes).map_err(|error| BuildError::Write { path: path.clone(), error })?;
    }
    if format != Format::Pdf {
        remove_pages_after(job, format, files.len());
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// `opgørelsesmetode-01.png`, `…-02.png`.
fn numbered(job: &Job, format: Format, pages: Vec<Vec<u8>>) -> Vec<(PathBuf, Vec<u8>)> {
    let path = |page: usize| with_suffix(&job.path, &format!("-{page:02}.{}", format.ending()));
    pages.into_iter().enumerate().map(|(index, bytes)| (path(index + 1), bytes)).collect()
}

/// An earlier, longer document leaves no pages behind.
fn remove_pages_after(job: &Job, format: Format, count: usize) {
    let mut page = count + 1;
    while std::fs::remove_file(with_suffix(&job.path, &format!("-{page:02}.{}", format.ending()))).is_ok() {
        page += 1;
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
