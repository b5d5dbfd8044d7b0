//! The institutions of a ministry seen together, in each year whose plans were all looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::discover::find_plans;
use super::inputs::ministry_inputs;
use super::views::{Made, Views};
use super::{InputFiles, Inspected};
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{DocumentId, Overview, ministry_document, ministry_documents};
use crate::files::Files;
use crate::load::load_texts;
use crate::plan::Texts;
use crate::source::Sources;

/// A ministry's year.
#[derive(Debug)]
pub struct InspectedMinistry {
    /// Name of the ministry's folder.
    pub ministry: String,
    pub folder: PathBuf,
    pub year: i32,
    /// The quarter that it is seen from the end of; None is the last day that anything is reported for.
    pub quarter: Option<u32>,
    /// The plans of other institutions that were not looked at: without them there is no document.
    pub not_asked: Vec<PathBuf>,
    pub sources: Sources,
    /// What is wrong with the ministry's texts, as far as they can be read.
    report: Report,
    plans: Vec<Arc<Inspected>>,
    texts: Arc<Texts>,
    views: Views,
    inputs: OnceLock<InputFiles>,
    has_own_texts: bool,
}

/// Plans by their ministry's folder and their year.
#[derive(Debug, Default)]
pub(super) struct MinistryYears(BTreeMap<(PathBuf, i32), Vec<Arc<Inspected>>>);

impl MinistryYears {
    /// Takes in a plan; where it is not kept, only that its ministry has a plan for the year.
    pub fn add(&mut self, plan: &Arc<Inspected>, is_kept: bool) {
        let ministry = plan.folder.parent().and_then(Path::parent);
        let year = plan.known.plan().map(|plan| plan.year).or_else(|| year_of(&plan.folder));
        if let Some((ministry, year)) = ministry.zip(year) {
            let plans = self.0.entry((ministry.to_owned(), year)).or_default();
            plans.extend(is_kept.then(|| Arc::clone(plan)));
        }
    }

    pub fn inspect(self, files: &dyn Files, quarter: Option<u32>, assets: &Assets) -> Vec<Arc<InspectedMinistry>> {
        let inspect = |((ministry, year), plans)| {
            InspectedMinistry::new(files, PathBuf::as_path(&ministry), year, plans, quarter, assets)
        };
        self.0.into_iter().map(inspect).map(Arc::new).collect()
    }
}

/// A plan's folder is named by its year.
fn year_of(folder: &Path) -> Option<i32> {
    folder.file_name()?.to_str()?.parse().ok()
}

impl InspectedMinistry {
    fn new(
        files: &dyn Files,
        folder: &Path,
        year: i32,
        plans: Vec<Arc<Inspected>>,
        quarter: Option<u32>,
        assets: &Assets,
    ) -> Self {
        let all = find_plans(files, &[folder.to_owned()]).unwrap_or_default();
        let is_missing =
            |folder: &PathBuf| year_of(folder) == Some(year) && plans.iter().all(|plan| plan.folder != *folder);
        let not_asked: Vec<PathBuf> = all.into_iter().filter(is_missing).collect();
        let texts = load_texts(files, folder, assets);
        let has_own_texts = assets.has_own_texts() || texts.texts.are_own(&texts.sources);
        let mut ministry = Self {
            ministry: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            folder: folder.to_owned(),
            year,
            quarter,
            not_asked,
            sources: texts.sources,
            report: texts.report,
            plans,
            texts: texts.texts,
            views: Views::default(),
            inputs: OnceLock::new(),
            has_own_texts,
        };
        if ministry.not_asked.is_empty() {
            ministry.views = Views::new(ministry_documents(&ministry.ministry, &ministry.overview()));
        }
        ministry
    }

    fn overview(&self) -> Overview<'_> {
        let is_wrong = |plan: &&Arc<Inspected>| plan.report.has_errors();
        Overview {
            year: self.year,
            plans: self.plans.iter().filter(|plan| !is_wrong(plan)).filter_map(|plan| plan.known.whole()).collect(),
            left_out: self.plans.iter().filter(is_wrong).map(|plan| name_of(plan)).collect(),
            quarter: self.quarter,
            texts: &self.texts,
        }
    }

    /// The documents that can be built. None when nothing is reported by then, or no plan can be used.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.views.ids().filter(|_| !self.report.has_errors())
    }

    /// The view of a document, made when it is first asked for. None when a text is wrong, or there is no such document.
    pub fn view(&self, id: &DocumentId) -> Option<&Document> {
        self.views.get(id, || self.made_view(id))
    }

    /// See [`Inspected::view_once`].
    pub(super) fn view_once(&self, id: &DocumentId) -> Option<Document> {
        self.views.once(id, || self.made_view(id))
    }

    fn made_view(&self, id: &DocumentId) -> Made {
        let overview = self.overview();
        let (mut view, report) = ministry_document(&overview, id);
        if let Some(view) = &mut view {
            view.meta.inputs = ministry_inputs(&overview, id);
        }
        (view, report)
    }

    /// See [`Inspected::check_texts`].
    pub fn check_texts(&self) {
        if self.has_own_texts {
            for id in self.views.ids() {
                self.view(id);
            }
        }
    }

    /// See [`Inspected::findings`].
    pub fn findings(&self) -> Report {
        self.views.merged(&self.report, &self.sources)
    }

    /// See [`Inspected::has_errors`].
    pub fn has_errors(&self) -> bool {
        self.report.has_errors() || self.views.have_errors()
    }

    /// The documents whose views were made.
    pub fn made(&self) -> impl Iterator<Item = &DocumentId> {
        self.views.made().map(|(id, _)| id)
    }

    /// The files that it was read from.
    pub fn inputs(&self) -> &InputFiles {
        self.inputs.get_or_init(|| {
            let mut inputs = InputFiles::default();
            inputs.add(&self.sources, self.folder.parent().unwrap_or(Path::new("")));
            self.plans.iter().for_each(|plan| inputs.add_all(plan.inputs()));
            inputs
        })
    }
}

/// Its name; of a plan that cannot be read, that of the institution's folder.
fn name_of(inspected: &Inspected) -> String {
    let folder = || inspected.folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    inspected.known.plan().map(|plan| plan.institution.name.clone()).or_else(folder).unwrap_or_default()
}
