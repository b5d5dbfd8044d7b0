//! Documents into files: `out/<ministry>/<institution>/<year>/<document>.pdf`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Inspected, write_whole};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::plan::{DocumentKind, FollowUp, Plan};
use crate::render::{LayoutError, PageTemplates, Typesetter, html, pdf, png, render, svg};

/// What kind of file a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Pdf,
    /// A picture a page.
    Png,
    Svg,
    /// A web page.
    Html,
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
    let with_plan = inspected.iter().filter_map(|one| Some((one.plan.as_ref()?, &one.documents)));
    with_plan
        .flat_map(|(plan, documents)| {
            let wanted = documents.iter().filter(|(kind, _)| is_wanted(*kind));
            wanted.map(move |(kind, document)| Job {
                document,
                path: folder_of(plan, out).join(file_name(*kind).as_ref()),
            })
        })
        .collect()
}

fn folder_of(plan: &Plan, out: &Path) -> PathBuf {
    out.join(&plan.ministry.slug).join(&plan.institution.slug).join(plan.year.to_string())
}

/// Builds every job, on all cores, and tells of each as it is done. The results stand in the order of the jobs.
pub fn build(jobs: &[Job], assets: &Assets, format: Format, done: &(dyn Fn(&Built) + Sync)) -> Vec<Built> {
    let press = Press::new(assets, format);
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((index, job)) = take(&next, jobs) {
                    let built = Built { path: job.path.clone(), result: build_one(job, &press) };
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

/// What makes a format's files, read once for all jobs.
enum Press {
    Pdf(Typesetter),
    Png(Typesetter),
    Svg(Typesetter),
    Html(PageTemplates),
}

impl Press {
    fn new(assets: &Assets, format: Format) -> Self {
        match format {
            Format::Pdf => Self::Pdf(Typesetter::new(assets)),
            Format::Png => Self::Png(Typesetter::new(assets)),
            Format::Svg => Self::Svg(Typesetter::new(assets)),
            Format::Html => Self::Html(PageTemplates::new(assets)),
        }
    }
}

fn build_one(job: &Job, press: &Press) -> Result<Vec<PathBuf>, BuildError> {
    match press {
        Press::Pdf(typesetter) => write(job, ".pdf", &pdf(&render(job.document, typesetter)?)?).map(|path| vec![path]),
        Press::Png(typesetter) => write_pages(job, "png", &png(&render(job.document, typesetter)?)?),
        Press::Svg(typesetter) => write_pages(job, "svg", &svg(&render(job.document, typesetter)?)),
        Press::Html(templates) => write(job, ".html", html(job.document, templates)?.as_bytes()).map(|path| vec![path]),
    }
}

fn write(job: &Job, suffix: &str, bytes: &[u8]) -> Result<PathBuf, BuildError> {
    let path = with_suffix(&job.path, suffix);
    match write_whole(&path, bytes) {
        Ok(()) => Ok(path),
        Err(error) => Err(BuildError::Write { path, error }),
    }
}

/// `opgørelsesmetode-01.png`, `…-02.png`. An earlier, longer document leaves no pages behind.
fn write_pages(job: &Job, ending: &str, pages: &[impl AsRef<[u8]>]) -> Result<Vec<PathBuf>, BuildError> {
    let suffix = |index: usize| format!("-{:02}.{ending}", index + 1);
    let write = |(index, page): (usize, &_)| write(job, &suffix(index), AsRef::as_ref(page));
    let written: Result<Vec<PathBuf>, BuildError> = pages.iter().enumerate().map(write).collect();
    let written = written?;
    let mut left = written.len();
    while std::fs::remove_file(with_suffix(&job.path, &suffix(left))).is_ok() {
        left += 1;
    }
    Ok(written)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
