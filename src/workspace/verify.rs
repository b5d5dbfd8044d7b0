//! Holds a PDF against the data that it says it was made of.

use std::path::{Path, PathBuf};

use super::{Inspected, Job, find_plans, inspect, jobs, oversee, overview_jobs};
use crate::assets::{Assets, Coverage};
use crate::files::Disk;
use crate::pdf::revision::{Altered, beginning};
use crate::pdf::signature::{Refused, Signed, signatures};
use crate::render::{
    CopyKind, LayoutError, Looks, NotOurs, Provenance, Typesetter, VERSION, pdf, provenance, render_with,
};

/// What is known of a PDF.
#[derive(Debug)]
pub struct Verified {
    pub said: Provenance,
    /// For each thing that it says it was made of: whether it is so still. None for what cannot be compared.
    pub same: Vec<(String, String, Option<bool>)>,
    pub rebuilt: Rebuilt,
}

/// What comes of building it again.
#[derive(Debug)]
pub enum Rebuilt {
    SameBytes,
    /// The same bytes, and more behind them: the signatures, or why it is something else.
    Extended(Result<Signed, Refused>),
    /// How it begins otherwise.
    OtherBytes(Altered),
    /// The plan is not there, has errors, or has no such document.
    NoDocument(String),
    Fails(LayoutError),
}

/// A file that nothing can be told of.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("`{}`: {why}", path.display())]
    NotOurs { path: PathBuf, why: NotOurs },
}

/// Reads a PDF's own words, and builds its document again in memory from the plans in a folder of ministries.
///
/// # Errors
/// A file that cannot be read, or that the program did not build.
pub fn verify(path: &Path, plans: &Path, assets: &Assets) -> Result<Verified, VerifyError> {
    let bytes = std::fs::read(path).map_err(|error| VerifyError::Unreadable { path: path.to_owned(), error })?;
    let not_ours = |why| VerifyError::NotOurs { path: path.to_owned(), why };
    let said = provenance(&bytes).map_err(not_ours)?;
    let document = said.document().ok_or_else(|| not_ours(NotOurs::Silent))?.to_owned();
    let coverage = Coverage::of(assets);
    let inspected: Vec<Inspected> =
        folders(plans, &document).iter().map(|folder| inspect(folder, assets, &coverage)).collect();
    let quarter = document.strip_suffix("-kvartal").and_then(|rest| rest.rsplit('-').next()?.parse().ok());
    let is_view = document.matches('/').count() == 2;
    let overseen = if is_view { oversee(&inspected, quarter, assets) } else { Vec::new() };
    let none = Path::new("");
    let mut all = jobs(&inspected, &|_| true, none);
    all.extend(overview_jobs(&overseen, none));
    let job = all.iter().find(|job| job.path == Path::new(&document));
    let rebuilt = match job {
        Some(job) => rebuild(job, &bytes, said.copy().unwrap_or_default(), assets),
        None => Rebuilt::NoDocument(why_none(&inspected, plans, &document)),
    };
    let same = said.said.iter().map(|(name, value)| (name.clone(), value.clone(), is_same(name, value, job, assets)));
    Ok(Verified { same: same.collect(), said, rebuilt })
}

/// The plan's folder, or all of the ministry's.
fn folders(plans: &Path, document: &str) -> Vec<PathBuf> {
    let parts: Vec<&str> = document.split('/').collect();
    let folder = match parts[..] {
        [ministry, institution, year, _] => plans.join(ministry).join(institution).join(year),
        [ministry, ..] => plans.join(ministry),
        [] => return Vec::new(),
    };
    find_plans(&Disk, &[folder]).unwrap_or_default()
}

fn why_none(inspected: &[Inspected], plans: &Path, document: &str) -> String {
    if inspected.is_empty() {
        format!("`{}` holds no plan of `{document}`", plans.display())
    } else if inspected.iter().any(|one| one.report.has_errors()) {
        format!("the plan of `{document}` has errors")
    } else {
        format!("the plan has no document `{document}` any more")
    }
}

fn rebuild(job: &Job, bytes: &[u8], copy: CopyKind, assets: &Assets) -> Rebuilt {
    match rebuilt(job, copy, assets) {
        Ok(again) if again == bytes => Rebuilt::SameBytes,
        Ok(again) if bytes.starts_with(&again) => Rebuilt::Extended(signatures(&again, bytes)),
        Ok(again) => Rebuilt::OtherBytes(beginning(&again, bytes)),
        Err(error) => Rebuilt::Fails(error),
    }
}

/// A copy of a document as it is built now.
pub(super) fn rebuilt(job: &Job, copy: CopyKind, assets: &Assets) -> Result<Vec<u8>, LayoutError> {
    render_with(job.document, &Typesetter::new(assets), copy, &job.inside(copy)).and_then(|pages| pdf(&pages))
}

/// Whether what a file says it was made of is so still. None where that cannot be told.
pub(super) fn is_same(name: &str, value: &str, job: Option<&Job>, assets: &Assets) -> Option<bool> {
    let document = job?.document;
    match name {
        "program" => Some(value == VERSION),
        "udgave" => None,
        "skabeloner" => Some(value == Looks::new(assets).of_layout(document.layout).to_string()),
        _ => Some(document.meta.made_of.iter().any(|(known, now)| *known == name && now == value)),
    }
}
