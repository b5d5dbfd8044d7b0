//! What a folder of documents holds that is no longer what its plans would give.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use super::build::{BuildError, Format, Job, Order};
use super::discover::find_plans;
use super::fresh::Stamper;
use super::manifest::{Entry, MANIFEST, Manifest, print_of};
use super::matter::slashed;
use super::{Inspected, Overseen};
use crate::assets::Assets;
use crate::files::Disk;

/// A document that was built and is out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Its name in the manifest.
    pub key: String,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its plan has errors: the document is of an earlier state.
    PlanWrong,
    /// It would read or look otherwise now, and was not asked for or failed.
    NotBuilt,
    /// Its plan has no such document any more.
    NoDocument,
    /// Its plan is gone.
    NoPlan,
}

impl Why {
    /// Whether nothing will ever make it anew.
    pub fn is_orphan(self) -> bool {
        matches!(self, Self::NoDocument | Self::NoPlan)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PlanWrong => "stale: its plan has errors",
            Self::NotBuilt => "stale: what it is made of has changed since",
            Self::NoDocument => "orphaned: its plan has no such document any more",
            Self::NoPlan => "orphaned: its plan is gone",
        })
    }
}

/// What a run has looked at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub plans: &'a [Inspected],
    /// Empty when no ministry's view was asked for.
    pub overseen: &'a [Overseen],
    /// Every document of both, wanted or not.
    pub jobs: &'a [Job<'a>],
}

/// The documents in the manifest that the plans of this run no longer give. Of plans that were not looked at, nothing is
/// said, unless they stand in the same folder of ministries and are gone.
pub fn left_over(seen: &Seen, assets: &Assets, order: Order) -> Vec<LeftOver> {
    let manifest = Manifest::read(order.out);
    let stamper = Stamper::new(assets);
    let jobs: BTreeMap<String, &Job> = seen.jobs.iter().map(|job| (stem(job, order.out), job)).collect();
    let roots: BTreeSet<String> =
        seen.plans.iter().filter_map(|one| Some(slashed(one.folder.ancestors().nth(3)?))).collect();
    let judge = |(key, entry): (&String, &Entry)| {
        let (stem, format) = Format::of_key(key)?;
        let why = match jobs.get(stem) {
            Some(job) => {
                let stamp = stamper.stamp(job, format);
                let is_same =
                    entry.content == stamp.content && entry.looks == stamp.looks && entry.program == stamp.program;
                (!is_same).then_some(Why::NotBuilt)?
            }
            None => without_job(entry, stem, seen, &roots)?,
        };
        Some(LeftOver { key: key.clone(), why })
    };
    manifest.documents.iter().filter_map(judge).collect()
}

fn stem(job: &Job, out: &Path) -> String {
    slashed(job.path.strip_prefix(out).unwrap_or(&job.path))
}

/// Why a document has no job.
fn without_job(entry: &Entry, stem: &str, seen: &Seen, roots: &BTreeSet<String>) -> Option<Why> {
    let of = Path::new(&entry.of);
    // A plan's documents stand below ministry, institution and year; a ministry's below ministry and year.
    let is_plan = stem.matches('/').count() == 3;
    if is_plan {
        let root = of.ancestors().nth(3).map(slashed)?;
        if !of.join("plan.yaml").is_file() {
            return roots.contains(&root).then_some(Why::NoPlan);
        }
        let plan = seen.plans.iter().find(|one| slashed(&one.folder) == entry.of)?;
        return Some(if plan.report.has_errors() { Why::PlanWrong } else { Why::NoDocument });
    }
    let root = of.parent().map(slashed)?;
    if !of.is_dir() {
        return roots.contains(&root).then_some(Why::NoPlan);
    }
    // A view from another day than this run's says nothing of itself.
    if stem.ends_with("-kvartal") || seen.overseen.is_empty() || seen.overseen.iter().any(|one| one.quarter.is_some()) {
        return None;
    }
    let own: Vec<&Inspected> = seen
        .plans
        .iter()
        .filter(|one| one.folder.ancestors().nth(2).is_some_and(|folder| slashed(folder) == entry.of))
        .collect();
    let is_whole = find_plans(&Disk, &[of.to_owned()]).is_ok_and(|all| all.len() == own.len());
    let is_wrong = own.iter().any(|one| one.report.has_errors());
    is_whole.then_some(if is_wrong { Why::PlanWrong } else { Why::NoDocument })
}

/// Deletes the files of orphaned documents as they were built, forgets them, and gives their paths. A file that was altered
/// since stays, and so does one that a link leads to out of the folder.
///
/// # Errors
/// A file that cannot be deleted, a manifest that cannot be written.
pub fn delete(orphans: &[LeftOver], out: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let mut manifest = Manifest::read(out);
    let mut deleted = Vec::new();
    for orphan in orphans.iter().filter(|one| one.why.is_orphan()) {
        let Some(entry) = manifest.documents.remove(&orphan.key) else { continue };
        for (file, print) in entry.files {
            let path = out.join(file);
            if is_inside(&path, out) && print_of(&path) == Some(print) {
                std::fs::remove_file(&path).map_err(|error| BuildError::Write { path: path.clone(), error })?;
                forget_empty(&path, out);
                deleted.push(path);
            }
        }
    }
    if !orphans.is_empty() {
        manifest.write(out).map_err(|error| BuildError::Write { path: out.join(MANIFEST), error })?;
    }
    Ok(deleted)
}

/// Whether a file stands in a folder, and none of the links in its path leads out of it.
fn is_inside(file: &Path, out: &Path) -> bool {
    let is_file = std::fs::symlink_metadata(file).is_ok_and(|what| what.is_file());
    let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
    is_file && folder.zip(out.canonicalize().ok()).is_some_and(|(folder, out)| folder.starts_with(out))
}

/// Removes the folders above a file that hold nothing more.
fn forget_empty(file: &Path, out: &Path) {
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != out) {
        // A folder that holds something is not removed.
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
