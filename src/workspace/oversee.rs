//! The institutions of a ministry seen together: a view for each year whose plans were all looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::discover::find_plans;
use super::matter::made_of_all;
use super::{Data, Inspected, Job};
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{Overview, department};
use crate::files::Disk;
use crate::load::load_texts;
use crate::quantity::PartOfYear;
use crate::source::Sources;

/// What came of a ministry's year.
#[derive(Debug)]
pub struct Overseen {
    /// Name of the ministry's folder.
    pub ministry: String,
    pub folder: PathBuf,
    pub year: i32,
    /// The quarter that it is seen from the end of; None is the last day that anything is reported for.
    pub quarter: Option<u8>,
    /// The plans of other institutions that were not looked at: without them there is no view.
    pub not_asked: Vec<PathBuf>,
    /// None when nothing is reported by then, when no plan can be used, or when a text is wrong.
    pub document: Option<Document>,
    /// The files that it was read from.
    pub data: Rc<Data>,
    pub sources: Sources,
    pub report: Report,
}

/// Groups the plans by ministry and year, and makes the view of each.
pub fn oversee(inspected: &[Inspected], quarter: Option<u8>, assets: &Assets) -> Vec<Overseen> {
    let mut groups: BTreeMap<(&Path, i32), Vec<&Inspected>> = BTreeMap::new();
    for one in inspected {
        let ministry = one.folder.parent().and_then(Path::parent);
        let year = one.known.plan().map(|plan| plan.year).or_else(|| year_of(&one.folder));
        if let Some(key) = ministry.zip(year) {
            groups.entry(key).or_default().push(one);
        }
    }
    groups.into_iter().map(|((ministry, year), all)| of_year(ministry, year, &all, quarter, assets)).collect()
}

/// A plan's folder is named by its year.
fn year_of(folder: &Path) -> Option<i32> {
    folder.file_name()?.to_str()?.parse().ok()
}

fn of_year(ministry: &Path, year: i32, all: &[&Inspected], quarter: Option<u8>, assets: &Assets) -> Overseen {
    let on_disk = find_plans(&Disk, &[ministry.to_owned()]).unwrap_or_default();
    let is_missing = |folder: &PathBuf| year_of(folder) == Some(year) && all.iter().all(|one| one.folder != *folder);
    let not_asked: Vec<PathBuf> = on_disk.into_iter().filter(is_missing).collect();
    let texts = load_texts(&Disk, ministry, assets);
    let mut report = texts.report;
    let (wrong, sound): (Vec<&Inspected>, Vec<&Inspected>) = all.iter().partition(|one| one.report.has_errors());
    let overview = Overview {
        year,
        plans: sound.iter().filter_map(|one| one.known.whole()).collect(),
        left_out: wrong.iter().map(|one| name_of(one)).collect(),
        as_of: quarter.and_then(|number| PartOfYear::Quarter(number).days(year)).map(|days| days.last),
        texts: &texts.texts,
    };
    let (document, found) = if not_asked.is_empty() { department(&overview) } else { (None, Report::default()) };
    report.merge(found);
    let name = ministry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let root = ministry.parent().unwrap_or(Path::new(""));
    let mut data = Data::default();
    data.add(&texts.sources, root);
    all.iter().for_each(|one| data.add_plan(one));
    let document = document.map(|mut view| {
        view.meta.made_of = made_of_all(&overview, &view_path(&name, year, quarter));
        view
    });
    Overseen {
        ministry: name,
        folder: ministry.to_owned(),
        data: Rc::new(data),
        year,
        quarter,
        not_asked,
        document: document.filter(|_| !report.has_errors()),
        sources: texts.sources,
        report,
    }
}

/// Its name; of a plan that cannot be read, that of the institution's folder.
fn name_of(one: &Inspected) -> String {
    let folder = || one.folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    one.known.plan().map(|plan| plan.institution.name.clone()).or_else(folder).unwrap_or_default()
}

/// `uim/2023/målopfyldelse`, or `…/målopfyldelse-2-kvartal`.
fn view_path(ministry: &str, year: i32, quarter: Option<u8>) -> PathBuf {
    let name = match quarter {
        Some(number) => format!("målopfyldelse-{number}-kvartal"),
        None => "målopfyldelse".to_owned(),
    };
    [ministry, &year.to_string(), &name].iter().collect()
}

/// The jobs of the views that there are: `out/<ministry>/<year>/målopfyldelse`.
pub fn overview_jobs<'a>(overseen: &'a [Overseen], out: &Path) -> Vec<Job<'a>> {
    let job = |one: &'a Overseen| {
        let path = out.join(view_path(&one.ministry, one.year, one.quarter));
        Some(Job { document: one.document.as_ref()?, path, of: one.folder.clone(), data: Rc::clone(&one.data) })
    };
    overseen.iter().filter_map(job).collect()
}
