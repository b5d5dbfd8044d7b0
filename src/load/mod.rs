//! Files → plan: reads the folder of a plan and what it shares with its ministry.
//!
//! In: a plan's folder, where it is read from ([`Files`]) and the templates. Out: [`Loaded`]: a dossier of plan, results
//! and annual report as valid types, the sources that know where each thing stands, and every finding. Nobody after this
//! sees YAML or an unparsed quantity. All findings of all files are gathered; the plan is there only when none of them is
//! an error, and so are results and report.
//! A [`Mapping`] says how an agency's files are imported.

mod allonge;
mod annual_report;
mod bound;
mod budget;
mod characters;
mod credit;
mod fields;
mod goal;
mod lock;
mod mapping;
mod measure;
mod method;
mod parties;
mod path;
mod pay;
mod plan;
mod reader;
mod requirement;
mod results;
mod rules;
mod section;
mod signatures;
mod signer;
mod text_file;
mod texts;
mod unread;
mod weight;
mod year;

pub use mapping::{Mapping, Meaning, mapping};
pub use results::address::{addresses, listed};
pub use rules::RULES;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::amend::Amended;
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::dossier::{Dossier, Known, Reported};
use crate::files::Files;
use crate::lock::{Lock, LockForm, Seal, Signatures};
use crate::plan::Texts;
use crate::source::Sources;

use reader::Reader;

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Loaded {
    pub sources: Sources,
    pub known: Known,
    /// Every finding: what is not known is told here.
    pub report: Report,
}

/// Reads the plan in a folder `<ministry>/<institution>/<year>`.
pub fn load(files: &dyn Files, folder: &Path, assets: &Assets) -> Loaded {
    let mut reader = Reader::new(files, folder);
    let ministry = folder.parent().and_then(Path::parent);
    let folders: Vec<&Path> = ministry.into_iter().chain([folder]).collect();
    let texts = texts::read(&mut reader, &folders, assets);
    let (plan, amended, results) = year::read(&mut reader, folder, assets);
    let signatures = signatures::read(&mut reader, folder, amended.as_ref(), &texts);
    let seal = amended.as_ref().and_then(|amended| seal(&mut reader, folder, amended, &texts, &signatures));
    let at_last = amended.as_ref().map(Amended::latest);
    let report = at_last.and_then(|plan| annual_report::read(&mut reader, folder, plan));
    let report = report.filter(|_| !reader.has_errors());
    let annual = report.map(|report| annual_report::with_years(files, report, folder, assets));
    let pay = at_last.and_then(|plan| pay::read(&mut reader, folder, plan));
    let pay = pay.filter(|_| !reader.has_errors());
    // Where something is wrong, files are unread for that.
    if results.is_some() && !reader.has_errors() {
        unread::tell(&mut reader, folder);
    }
    let twin = plan.as_ref().and_then(|plan| same_year(&reader, folder, plan.year));
    let (sources, report) = reader.finish();
    let reported = results.map(|results| Reported { results, annual, pay });
    let known = match (amended, plan) {
        (Some(amended), _) => Known::Whole(Dossier { amended, texts, signatures, seal, reported, twin }),
        (None, Some(plan)) => {
            let amended = Amended::unchanged(plan);
            Known::WithoutAllonger(Dossier { amended, texts, signatures, seal: None, reported: None, twin })
        }
        (None, None) => Known::Nothing,
    };
    Loaded { sources, known, report }
}

/// The folder of another plan of the institution for a year, if it has one.
fn same_year(reader: &Reader, folder: &Path, year: i32) -> Option<PathBuf> {
    let own = folder.file_name()?;
    let others = reader.inside_of(folder.parent()?).into_iter().filter(|other| other.file_name() != Some(own));
    others.into_iter().find(|other| plan::year_of(reader, other) == Some(year))
}

/// The lock beside the plan, and the one that would be made now.
fn seal(reader: &mut Reader, folder: &Path, amended: &Amended, texts: &Texts, signatures: &Signatures) -> Option<Seal> {
    let before = reader.count();
    let locked = lock::read(reader, folder);
    let is_well = reader.count() == before;
    let of = |form| Lock::of(amended.signed(), amended.allonger(), texts, signatures, &reader.sources, form);
    let earlier = locked.as_ref().map(|locked| locked.form).filter(|form| *form != LockForm::NEWEST);
    is_well.then_some(Seal { locked, now: of(LockForm::NEWEST), compared: earlier.map(of) })
}

/// A ministry's own words over the built-in ones, for what is made of several of its plans.
#[derive(Debug)]
pub struct MinistryTexts {
    pub sources: Sources,
    pub texts: Arc<Texts>,
    pub report: Report,
}

/// Reads the texts of a ministry's folder.
pub fn load_texts(files: &dyn Files, ministry: &Path, assets: &Assets) -> MinistryTexts {
    let mut reader = Reader::inside(files, ministry);
    let texts = texts::read(&mut reader, &[ministry], assets);
    let (sources, report) = reader.finish();
    MinistryTexts { sources, texts, report }
}
