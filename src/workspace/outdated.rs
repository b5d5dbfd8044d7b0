//! What a folder of documents holds that is no longer what its plans would give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover::find_plans;
use super::inputs::slashed;
use super::manifest::{MANIFEST, Manifest, ManifestEntry, print_of};
use super::rebuild::Stamper;
use super::renderer::BuildError;
use super::target::BuildTarget;
use super::{Format, InspectedMinistry, Workspace};
use crate::document::{DocumentId, Owner};
use crate::files::Files;
use crate::language::{Message, Telling, in_words, say};
use crate::schema::folder;

/// A document that was built and is out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Its name in the manifest.
    pub key: String,
    pub why: OutdatedReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutdatedReason {
    /// Its plan has errors: the document is of an earlier state.
    PlanWrong,
    /// It would read or look otherwise now, and was not asked for or failed.
    NotBuilt,
    /// Its plan has no such document any more.
    NoDocument,
    /// Its plan is gone.
    NoPlan,
}

impl OutdatedReason {
    /// Whether nothing will ever make it anew.
    pub fn is_orphan(self) -> bool {
        matches!(self, Self::NoDocument | Self::NoPlan)
    }
}

in_words!(OutdatedReason);

impl Telling for OutdatedReason {
    fn message(&self) -> Message {
        match self {
            Self::PlanWrong => say!("outdated.plan-wrong"),
            Self::NotBuilt => say!("outdated.not-built"),
            Self::NoDocument => say!("outdated.no-document"),
            Self::NoPlan => say!("outdated.no-plan"),
        }
    }
}

/// The documents in the manifest that the plans of this run no longer give. Of plans that were not looked at, nothing is
/// said, unless they stand in the same folder of ministries and are gone.
pub(super) fn outdated(
    workspace: &Workspace,
    ministries: &[Arc<InspectedMinistry>],
    manifest: &Manifest,
    stamper: &Stamper,
) -> Vec<Outdated> {
    let seen = SeenFolders { workspace, ministries };
    let sound = BuildTarget::all(workspace.plans(), ministries).filter(|target| !target.year.has_errors());
    let targets: BTreeMap<String, BuildTarget> = sound.map(|target| (target.id.path(), target)).collect();
    let judge = |(key, entry): (&String, &ManifestEntry)| {
        let (path, format) = Format::of_key(key)?;
        let why = match targets.get(path).map(|target| stamper.stamp(target, format, Some(entry))) {
            Some(Some(stamp)) => (!stamp.is_of(entry)).then_some(OutdatedReason::NotBuilt)?,
            Some(None) => OutdatedReason::PlanWrong,
            None => match Owner::split(path)? {
                (Owner::Institution { .. }, _) => seen.without_plan_document(entry)?,
                (Owner::Ministry { .. }, _) => seen.without_ministry_document(entry, path)?,
            },
        };
        Some(Outdated { key: key.clone(), why })
    };
    manifest.documents.iter().filter_map(judge).collect()
}

/// What a run has looked at.
struct SeenFolders<'a> {
    workspace: &'a Workspace,
    /// Empty when no document of a ministry was asked for.
    ministries: &'a [Arc<InspectedMinistry>],
}

impl SeenFolders<'_> {
    /// Whether it is one of the folders of ministries whose plans were looked at.
    fn is_root(&self, root: &str) -> bool {
        let roots = self.workspace.plans().iter().filter_map(|plan| plan.folder.ancestors().nth(3));
        roots.map(slashed).any(|seen| seen == root)
    }

    /// Why a document of a plan cannot be built.
    fn without_plan_document(&self, entry: &ManifestEntry) -> Option<OutdatedReason> {
        let folder = Path::new(&entry.of);
        let root = folder.ancestors().nth(3).map(slashed)?;
        if !self.workspace.files.is_file(&folder.join(folder::PLAN)) {
            return self.is_root(&root).then_some(OutdatedReason::NoPlan);
        }
        let plan = self.workspace.plans().iter().find(|plan| slashed(&plan.folder) == entry.of)?;
        Some(if plan.has_errors() { OutdatedReason::PlanWrong } else { OutdatedReason::NoDocument })
    }

    /// Why a document of a ministry cannot be built.
    fn without_ministry_document(&self, entry: &ManifestEntry, path: &str) -> Option<OutdatedReason> {
        let folder = Path::new(&entry.of);
        let root = folder.parent().map(slashed)?;
        if !self.workspace.files.is_folder(folder) {
            return self.is_root(&root).then_some(OutdatedReason::NoPlan);
        }
        // A view from another day than this run's says nothing of itself.
        let is_of_quarter = DocumentId::from_path(path).is_some_and(|id| id.number.is_some());
        if is_of_quarter || self.ministries.is_empty() || self.ministries.iter().any(|seen| seen.quarter.is_some()) {
            return None;
        }
        let is_own = |folder: &Path| folder.ancestors().nth(2).is_some_and(|folder| slashed(folder) == entry.of);
        let own: Vec<_> = self.workspace.plans().iter().filter(|plan| is_own(&plan.folder)).collect();
        let is_whole = find_plans(&self.workspace.files, &[folder.to_owned()]).is_ok_and(|all| all.len() == own.len());
        let is_wrong = own.iter().any(|plan| plan.has_errors());
        is_whole.then_some(if is_wrong { OutdatedReason::PlanWrong } else { OutdatedReason::NoDocument })
    }
}

/// Deletes the files of orphaned documents as they were built, forgets them, and gives their paths. A file that was altered
/// since stays, and so does one that a link leads to out of the folder.
///
/// # Errors
/// A file that cannot be deleted, a manifest that cannot be written.
pub fn delete(orphans: &[Outdated], out: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let mut manifest = Manifest::read(out);
    let mut deleted = Vec::new();
    for orphan in orphans.iter().filter(|orphan| orphan.why.is_orphan()) {
        let Some(entry) = manifest.documents.remove(&orphan.key) else { continue };
        for (file, fingerprint) in entry.files {
            let path = out.join(file);
            if is_inside(&path, out) && print_of(&path) == Some(fingerprint) {
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
