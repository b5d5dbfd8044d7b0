//! The one who is asked: plans over files that may be on disk, in memory or unsaved, and all that can be done with them.

use std::path::PathBuf;
use std::sync::Arc;

use super::inspect::inspect_all;
use super::ministry::MinistryYears;
use super::year::InspectedYear;
use super::{DiscoverError, Edit, Hold, Inspected, InspectedMinistry, find_plans, inspect};
use crate::assets::{Assets, Coverage};
use crate::diagnostic::Report;
use crate::document::DocumentId;
use crate::files::{Files, Overlay};
use crate::language::{Message, Telling, in_words, say};
use crate::source::Sources;

/// Plans that were read and checked. Nothing else is made before it is asked for, and nothing is written but by
/// [`PreparedBuild::run`](super::PreparedBuild::run) and [`Edit::save`].
#[derive(Debug)]
pub struct Workspace {
    pub(super) files: Arc<dyn Files>,
    pub(super) assets: Assets,
    pub(super) coverage: Coverage,
    /// As they were asked for.
    pub(super) paths: Vec<PathBuf>,
    pub(super) plans: Vec<Arc<Inspected>>,
}

/// What is wrong with a plan, or with the texts of a ministry.
#[derive(Debug)]
pub struct Findings {
    pub report: Report,
    of: InspectedYear,
}

impl Findings {
    /// The files that its places are in.
    pub fn sources(&self) -> &Sources {
        self.of.sources()
    }
}

/// What was to be one plan, and is not.
#[derive(Debug, thiserror::Error)]
pub struct NotOnePlan {
    pub path: PathBuf,
    pub count: usize,
}

in_words!(NotOnePlan);

impl Telling for NotOnePlan {
    fn message(&self) -> Message {
        let Self { path, count } = self;
        say!("not-one-plan", path = path.display(), count = count)
    }
}

impl Workspace {
    /// Reads and checks the plans that the paths mean: a plan's folder, an institution's, a ministry's, or one of ministries.
    ///
    /// # Errors
    /// A path that cannot be read or holds no plan.
    pub fn open(files: Arc<dyn Files>, paths: &[PathBuf], assets: Assets) -> Result<Self, DiscoverError> {
        Self::open_held(files, paths, assets, &|_| None)
    }

    /// The same, where other runs may change a plan's folder: each is held while it is read.
    ///
    /// # Errors
    /// A path that cannot be read or holds no plan.
    pub fn open_held(
        files: Arc<dyn Files>,
        paths: &[PathBuf],
        assets: Assets,
        hold: Hold,
    ) -> Result<Self, DiscoverError> {
        let coverage = Coverage::of(&assets);
        Self::open_with(files, paths, assets, coverage, hold)
    }

    /// The same, where it is known already which characters the fonts of the assets have.
    ///
    /// # Errors
    /// A path that cannot be read or holds no plan.
    pub fn open_with(
        files: Arc<dyn Files>,
        paths: &[PathBuf],
        assets: Assets,
        coverage: Coverage,
        hold: Hold,
    ) -> Result<Self, DiscoverError> {
        let folders = find_plans(&files, paths)?;
        let plans = inspect_all(&files, &folders, (&assets, &coverage), hold, Arc::new);
        Ok(Self { files, assets, coverage, paths: paths.to_vec(), plans })
    }

    /// Over plans that were read before.
    pub fn of_plans(files: Arc<dyn Files>, assets: Assets, coverage: Coverage, plans: Vec<Arc<Inspected>>) -> Self {
        let paths = plans.iter().map(|plan| plan.folder.clone()).collect();
        Self { files, assets, coverage, paths, plans }
    }

    /// Where they were read from.
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// In the order of their folders.
    pub fn plans(&self) -> &[Arc<Inspected>] {
        &self.plans
    }

    /// The only plan.
    ///
    /// # Errors
    /// There are several.
    pub fn plan(&self) -> Result<&Arc<Inspected>, NotOnePlan> {
        match self.plans.as_slice() {
            [plan] => Ok(plan),
            several => {
                let path = self.paths.first().cloned().unwrap_or_default();
                Err(NotOnePlan { path, count: several.len() })
            }
        }
    }

    /// The ministries whose plans these are, each year by itself, seen from the end of a quarter or from the last day that is
    /// reported for.
    pub fn ministries(&self, quarter: Option<u32>) -> Vec<Arc<InspectedMinistry>> {
        let mut years = MinistryYears::default();
        self.plans.iter().for_each(|plan| years.add(plan, true));
        years.inspect(&self.files, quarter, &self.assets)
    }

    /// The files as they would be if these were written.
    pub(super) fn files_with(&self, edits: &[Edit]) -> Overlay<Arc<dyn Files>> {
        let mut files = Overlay::over(Arc::clone(&self.files));
        edits.iter().for_each(|edit| files.write(&edit.path, edit.bytes.as_slice()));
        files
    }

    /// A plan as it would read if these were written.
    pub fn inspect_with(&self, plan: &Inspected, edits: &[Edit]) -> Inspected {
        inspect(&self.files_with(edits), &plan.folder, &self.assets, &self.coverage)
    }

    /// The years of plans, and then of their ministries.
    fn years(&self) -> impl Iterator<Item = InspectedYear> {
        let ministries = self.ministries(None).into_iter().map(InspectedYear::Ministry);
        self.plans.iter().cloned().map(InspectedYear::Plan).chain(ministries)
    }

    /// All that is wrong. Documents are made only where they are written with the user's own texts, which can be wrong.
    pub fn findings(&self) -> Vec<Findings> {
        let of_year = |of: InspectedYear| {
            of.check_texts();
            Findings { report: of.findings(), of }
        };
        self.years().map(of_year).collect()
    }

    /// The documents that there are, of plans and then of ministries. None is made.
    pub fn documents(&self) -> Vec<DocumentId> {
        self.years().flat_map(|year| year.documents()).collect()
    }
}
