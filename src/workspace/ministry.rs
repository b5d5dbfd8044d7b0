//! The institutions of a ministry seen together, in each year whose plans were all looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::discover::find_plans;
use super::inputs::ministry_inputs;
use super::{BuildTarget, InputFiles, Inspected};
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{DocumentId, Overview, ministry_document, ministry_documents};
use crate::files::Disk;
use crate::load::load_texts;
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
    /// None when nothing is reported by then, when no plan can be used, or when a text is wrong.
    pub documents: Vec<(DocumentId, Document)>,
    /// The files that they were read from.
    pub inputs: Rc<InputFiles>,
    pub sources: Sources,
    pub report: Report,
}

/// Groups the plans by ministry and year, and makes the documents of each.
pub fn inspect_ministries(inspected: &[Inspected], quarter: Option<u32>, assets: &Assets) -> Vec<InspectedMinistry> {
    let mut groups: BTreeMap<(&Path, i32), Vec<&Inspected>> = BTreeMap::new();
    for plan in inspected {
        let ministry = plan.folder.parent().and_then(Path::parent);
        let year = plan.known.plan().map(|plan| plan.year).or_else(|| year_of(&plan.folder));
        if let Some(key) = ministry.zip(year) {
            groups.entry(key).or_default().push(plan);
        }
    }
    groups.into_iter().map(|((ministry, year), plans)| inspect_year(ministry, year, &plans, quarter, assets)).collect()
}

/// A plan's folder is named by its year.
fn year_of(folder: &Path) -> Option<i32> {
    folder.file_name()?.to_str()?.parse().ok()
}

fn inspect_year(
    ministry: &Path,
    year: i32,
    plans: &[&Inspected],
    quarter: Option<u32>,
    assets: &Assets,
) -> InspectedMinistry {
    let on_disk = find_plans(&Disk, &[ministry.to_owned()]).unwrap_or_default();
    let is_missing =
        |folder: &PathBuf| year_of(folder) == Some(year) && plans.iter().all(|plan| plan.folder != *folder);
    let not_asked: Vec<PathBuf> = on_disk.into_iter().filter(is_missing).collect();
    let texts = load_texts(&Disk, ministry, assets);
    let mut report = texts.report;
    let (wrong, sound): (Vec<&Inspected>, Vec<&Inspected>) = plans.iter().partition(|plan| plan.report.has_errors());
    let overview = Overview {
        year,
        plans: sound.iter().filter_map(|plan| plan.known.whole()).collect(),
        left_out: wrong.iter().map(|plan| name_of(plan)).collect(),
        quarter,
        texts: &texts.texts,
    };
    let name = ministry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let root = ministry.parent().unwrap_or(Path::new(""));
    let mut inputs = InputFiles::default();
    inputs.add(&texts.sources, root);
    plans.iter().for_each(|plan| inputs.add_plan(plan));
    let mut documents = Vec::new();
    let ids = if not_asked.is_empty() { ministry_documents(&name, &overview) } else { Vec::new() };
    for id in ids {
        let (view, findings) = ministry_document(&overview, &id);
        report.merge(findings);
        documents.extend(view.map(|mut view| {
            view.meta.inputs = ministry_inputs(&overview, &id);
            (id, view)
        }));
    }
    if report.has_errors() {
        documents.clear();
    }
    InspectedMinistry {
        ministry: name,
        folder: ministry.to_owned(),
        inputs: Rc::new(inputs),
        year,
        quarter,
        not_asked,
        documents,
        sources: texts.sources,
        report,
    }
}

/// Its name; of a plan that cannot be read, that of the institution's folder.
fn name_of(inspected: &Inspected) -> String {
    let folder = || inspected.folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    inspected.known.plan().map(|plan| plan.institution.name.clone()).or_else(folder).unwrap_or_default()
}

/// The documents of ministries that can be built: `out/<ministry>/<year>/målopfyldelse`.
pub fn ministry_targets<'a>(ministries: &'a [InspectedMinistry], out: &Path) -> Vec<BuildTarget<'a>> {
    let targets = ministries.iter().flat_map(|ministry| ministry.documents.iter().map(move |own| (ministry, own)));
    targets
        .map(|(ministry, (id, document))| BuildTarget {
            id: id.clone(),
            document,
            path: id.path_below(out),
            folder: ministry.folder.clone(),
            inputs: Rc::clone(&ministry.inputs),
        })
        .collect()
}
