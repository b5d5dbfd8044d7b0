//! Plans as they read with unsaved texts: their findings, their files, what stands in them.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assets::{Assets, Coverage};
use crate::diagnostic::Finding;
use crate::files::Files;
use crate::source::{At, FileId, Sources};
use crate::workspace::{Findings, Inspected, Workspace};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePlace {
    pub path: PathBuf,
    pub start: usize,
    pub end: usize,
}

/// Bytes of a file, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    pub place: FilePlace,
    pub text: String,
}

/// Plans that were read and checked together.
#[derive(Debug)]
pub struct SeenPlans {
    workspace: Workspace,
    findings: Vec<Findings>,
    /// What relative paths begin at.
    here: PathBuf,
}

impl SeenPlans {
    /// None where there is no plan.
    pub(super) fn look(files: Arc<dyn Files>, folders: &[PathBuf], assets: Assets, coverage: Coverage) -> Option<Self> {
        if folders.is_empty() {
            return None;
        }
        let here = files.here().unwrap_or_default();
        let workspace = Workspace::open_with(files, folders, assets, coverage, &|_| None).ok()?;
        let findings = workspace.findings();
        Some(Self { workspace, findings, here })
    }

    /// Whether every plan of them can be read.
    pub(super) fn can_be_read(&self) -> bool {
        self.plans().all(|plan| plan.known.readable().is_some())
    }

    /// Every finding with the files that it is in.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, &Sources)> {
        self.findings.iter().flat_map(|one| one.report.findings().iter().map(|finding| (finding, one.sources())))
    }

    /// Whether a finding's fix mends it, and nothing else comes of it.
    pub(super) fn mends(&self, finding: &Finding, sources: &Sources) -> bool {
        self.workspace.fix_of(finding, sources).is_some()
    }

    /// A path as an editor names it: from the root.
    pub fn whole_path(&self, path: &Path) -> PathBuf {
        self.here.join(path)
    }

    /// The plans, each with what was read of it.
    pub(super) fn plans(&self) -> impl Iterator<Item = &Inspected> {
        self.workspace.plans().iter().map(AsRef::as_ref)
    }

    /// The plans that were read from a file too, with the file.
    pub(super) fn reading(&self, path: &Path) -> impl Iterator<Item = (&Inspected, FileId)> {
        self.plans().filter_map(move |plan| Some((plan, self.file(&plan.sources, path)?)))
    }

    fn file(&self, sources: &Sources, path: &Path) -> Option<FileId> {
        let is_it = |one: &Path| self.whole_path(one) == path;
        sources.files().find(|(_, file)| !file.is_template && !file.is_unread && is_it(&file.path)).map(|(id, _)| id)
    }

    /// Where a node stands.
    pub(super) fn place(&self, sources: &Sources, at: At) -> Option<FilePlace> {
        let node = sources.node(at)?;
        Some(self.place_of(sources, node.file, &sources.extent(at)?))
    }

    pub(super) fn place_of(&self, sources: &Sources, file: FileId, span: &Range<usize>) -> FilePlace {
        FilePlace { path: self.whole_path(&sources.file(file).path), start: span.start, end: span.end }
    }
}

/// Whether a node, with what is in it, holds a byte of a file.
pub(super) fn holds(sources: &Sources, at: At, file: FileId, byte: usize) -> bool {
    let is_in_file = sources.node(at).is_some_and(|node| node.file == file);
    is_in_file && sources.extent(at).is_some_and(|extent| extent.start <= byte && byte <= extent.end)
}
