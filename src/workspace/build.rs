//! Documents into files: `out/<ministry>/<institution>/<year>/<document>.pdf`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inputs::slashed;
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::outdated::{Outdated, outdated};
use super::rebuild::{RebuildReason, Stamp, Stamper, rebuild_reason};
use super::renderer::{BuildError, RenderJob, render_all};
use super::target::BuildTarget;
use super::{Format, Held, InspectedMinistry, Workspace};
use crate::document::{DOCUMENTS, DocumentId, DocumentKind};

/// What is to be built, and how.
#[derive(Clone, Copy)]
pub struct BuildRequest<'a> {
    /// Where the documents and the manifest are.
    pub out: &'a Path,
    pub format: Format,
    /// Which kinds of document.
    pub is_wanted: &'a dyn Fn(&DocumentKind) -> bool,
    /// The quarter that documents of a ministry are seen from the end of; None is the last day that is reported for.
    pub quarter: Option<u32>,
    /// Builds what is as it is to be, too.
    pub force: bool,
    /// Keeps other runs from the folder of documents, so that none forgets what another has built.
    pub hold: &'a dyn Fn(&Path) -> Option<Held>,
}

/// A build of which is known what is to be made and why. No document is written yet.
#[derive(Debug)]
pub struct PreparedBuild<'a> {
    workspace: &'a Workspace,
    ministries: Vec<Arc<InspectedMinistry>>,
    steps: Vec<BuildStep>,
    stamper: Stamper,
    manifest: Manifest,
    out: PathBuf,
    format: Format,
    held: Option<Held>,
}

#[derive(Debug)]
struct BuildStep {
    target: BuildTarget,
    stamp: Stamp,
    reason: Option<RebuildReason>,
}

/// A document that was built, or needed not be.
#[derive(Debug)]
pub struct Built {
    pub path: PathBuf,
    /// Why it was built; None when it was as it is to be.
    pub reason: Option<RebuildReason>,
    /// Its files.
    pub result: Result<Vec<PathBuf>, BuildError>,
}

/// What a build has made, and what it has found.
#[derive(Debug)]
pub struct BuildOutcome {
    /// In the order of the plans and of their documents.
    pub built: Vec<Built>,
    pub outdated: Vec<Outdated>,
    /// The folder of documents, kept from other runs for as long as this lives.
    pub held: Option<Held>,
}

impl Workspace {
    /// Finds out what is to be built and why. Only views of documents that are wanted and whose inputs have changed are made:
    /// what is wrong with their texts is then among the findings, and such a plan is not built.
    pub fn prepare(&self, request: &BuildRequest) -> PreparedBuild<'_> {
        let BuildRequest { out, format, is_wanted, quarter, force, hold } = *request;
        let wants_ministries = DOCUMENTS.iter().any(|kind| kind.is_of_ministry() && is_wanted(kind));
        let ministries = if wants_ministries { self.ministries(quarter) } else { Vec::new() };
        let targets = BuildTarget::all(self.plans(), &ministries).filter(|target| is_wanted(target.id.kind));
        let targets: Vec<BuildTarget> = targets.filter(|target| target.has_copy(format)).collect();
        if !targets.is_empty() {
            // Where it cannot be made, no document can be written, and that is told.
            let _ = std::fs::create_dir_all(out);
        }
        let held = out.is_dir().then(|| hold(out)).flatten();
        let manifest = Manifest::read(out);
        let stamper = Stamper::new(&self.assets);
        let step = |target: BuildTarget| {
            let stamp = stamper.stamp(&target, format, manifest.documents.get(&target.key(format)))?;
            let reason = rebuild_reason(&target, format, stamp, &manifest, out);
            let reason = reason.or_else(|| force.then_some(RebuildReason::Forced));
            // Where its stamp was known, nobody has looked at its texts.
            if reason.is_some() && !target.is_made() {
                target.view_once()?;
            }
            Some(BuildStep { target, stamp, reason })
        };
        let mut steps: Vec<BuildStep> = targets.into_iter().filter_map(step).collect();
        steps.retain(|step| !step.target.year.has_errors());
        PreparedBuild { workspace: self, ministries, steps, stamper, manifest, out: out.to_owned(), format, held }
    }
}

impl PreparedBuild<'_> {
    /// The ministries' years that were looked at: none where none of their documents is wanted.
    pub fn ministries(&self) -> &[Arc<InspectedMinistry>] {
        &self.ministries
    }

    /// Every document that there is of what was looked at, wanted or not.
    pub fn documents(&self) -> impl Iterator<Item = DocumentId> {
        BuildTarget::all(self.workspace.plans(), &self.ministries).map(|target| target.id)
    }

    /// How many documents are to be looked at or made.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing of what is wanted is there.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Builds each document that is not as it is to be, on all cores, and tells of each as it is done. The manifest is written
    /// last: what a run that was cut off has made is made again.
    ///
    /// # Errors
    /// A manifest that cannot be written; the documents are then there, and built again the next time.
    pub fn run(self, done: &(dyn Fn() + Sync)) -> Result<BuildOutcome, BuildError> {
        let Self { workspace, ministries, steps, stamper, manifest: known, out, format, held } = self;
        let mut manifest = known.clone();
        let changed = steps.iter().filter(|step| step.reason.is_some());
        let jobs: Vec<RenderJob> = changed.map(|step| RenderJob::new(&step.target, &out)).collect();
        let mut rendered = render_all(&jobs, &workspace.assets, format, done).into_iter();
        drop(jobs);
        let mut built = Vec::new();
        for BuildStep { target, stamp, reason } in steps {
            let key = target.key(format);
            let of = slashed(target.year.folder());
            let data = target.year.inputs().fingerprints().clone();
            let result = match (&reason, manifest.documents.get_mut(&key)) {
                (None, Some(entry)) => {
                    entry.data = data;
                    entry.of = of;
                    Ok(entry.files.keys().map(|file| out.join(file)).collect())
                }
                _ => rendered.next().unwrap_or(Ok(Vec::new())).map(|files| {
                    let paths = files.iter().map(|(path, _)| path.clone()).collect();
                    let below = |path: &Path| slashed(path.strip_prefix(&out).unwrap_or(path));
                    let files = files.iter().map(|(path, fingerprint)| (below(path), *fingerprint)).collect();
                    let Stamp { content, looks, program } = stamp;
                    manifest.documents.insert(key, ManifestEntry { of, content, looks, program, data, files });
                    paths
                }),
            };
            built.push(Built { path: target.id.path_below(&out), reason, result });
        }
        if manifest != known {
            manifest.write(&out).map_err(|error| BuildError::Write { path: out.join(MANIFEST), error })?;
        }
        let outdated = outdated(workspace, &ministries, &manifest, &stamper);
        Ok(BuildOutcome { built, outdated, held })
    }
}
