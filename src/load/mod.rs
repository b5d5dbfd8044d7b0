//! Files → plan: reads the folder of a plan and what it shares with its ministry.
//!
//! In: a plan's folder, where it is read from ([`Files`]) and the templates. Out: [`Loaded`]: plan, results and annual report as valid types, the sources
//! that know where each thing stands, and every finding. Nobody after this sees YAML or an unparsed quantity. All findings
//! of all files are gathered; the plan is there only when none of them is an error, and so are results and report.
//! A [`Mapping`] says how an agency's files are imported.

mod allonge;
mod annual_report;
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
mod plan;
mod reader;
mod requirement;
mod results;
mod rules;
mod section;
mod signatures;
mod signer;
mod texts;
mod unread;

pub use mapping::{Mapping, Meaning, mapping};
pub use results::address::{addresses, listed};
pub use rules::RULES;

use std::path::Path;

use crate::amend::Amended;
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::files::Files;
use crate::lock::{Lock, Seal, Signatures};
use crate::plan::{AnnualReport, EarlierYear, Plan, Results, Texts};
use crate::source::Sources;

use reader::Reader;

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Loaded {
    pub sources: Sources,
    /// As it was signed. None when something is wrong with it; `report` tells what.
    pub plan: Option<Plan>,
    /// The plan with its allonger. None when something is wrong with one of them, or with the plan.
    pub amended: Option<Amended>,
    /// What is reported on the plan. None when something is wrong with that, with the plan, or with its allonger.
    pub results: Option<Results>,
    /// None when the plan has none, or something is wrong with it, with the results or with the plan.
    pub annual_report: Option<AnnualReport>,
    /// The years that the annual report names; those that cannot be read are left out.
    pub earlier: Vec<EarlierYear>,
    /// Their files.
    pub earlier_sources: Vec<Sources>,
    /// What was locked when it was signed, and how that reads now. None when something is wrong with the lock, an allonge or
    /// the plan.
    pub seal: Option<Seal>,
    /// The digital signatures that are recorded beside it; none when something is wrong with their file.
    pub signatures: Signatures,
    /// The words of its documents.
    pub texts: Texts,
    pub report: Report,
}

/// Reads the plan in a folder `<ministry>/<institution>/<year>`.
pub fn load(files: &dyn Files, folder: &Path, assets: &Assets) -> Loaded {
    let mut reader = Reader::new(files, folder);
    let ministry = folder.parent().and_then(Path::parent);
    let folders: Vec<&Path> = ministry.into_iter().chain([folder]).collect();
    let texts = texts::read(&mut reader, &folders, assets);
    let (plan, amended, results) = read_year(&mut reader, folder, assets);
    let seal = amended.as_ref().and_then(|amended| seal(&mut reader, folder, amended, &texts));
    let signatures = signatures::read(&mut reader, folder, amended.as_ref(), &texts);
    let at_last = amended.as_ref().map(Amended::latest);
    let annual_report = at_last.and_then(|plan| annual_report::read(&mut reader, folder, plan));
    let annual_report = annual_report.filter(|_| !reader.has_errors());
    let earlier = annual_report.as_ref().map(|report| annual_report::read_years(files, report, folder, assets));
    // Where something is wrong, files are unread for that.
    if results.is_some() && !reader.has_errors() {
        unread::tell(&mut reader, folder);
    }
    let (sources, report) = reader.finish();
    let (earlier, earlier_sources) = earlier.unwrap_or_default().into_iter().unzip();
    Loaded { sources, plan, amended, results, annual_report, earlier, earlier_sources, seal, signatures, texts, report }
}

/// The lock beside the plan, and the one that would be made now.
fn seal(reader: &mut Reader, folder: &Path, amended: &Amended, texts: &Texts) -> Option<Seal> {
    let before = reader.count();
    let locked = lock::read(reader, folder);
    let is_well = reader.count() == before;
    let now = Lock::of(amended.signed(), amended.allonger(), texts, &reader.sources);
    is_well.then_some(Seal { locked, now })
}

/// A ministry's own words over the built-in ones, for what is made of several of its plans.
#[derive(Debug)]
pub struct MinistryTexts {
    pub sources: Sources,
    pub texts: Texts,
    pub report: Report,
}

/// Reads the texts of a ministry's folder.
pub fn load_texts(files: &dyn Files, ministry: &Path, assets: &Assets) -> MinistryTexts {
    let mut reader = Reader::inside(files, ministry);
    let texts = texts::read(&mut reader, &[ministry], assets);
    let (sources, report) = reader.finish();
    MinistryTexts { sources, texts, report }
}

/// Plan, allonger and results of a year.
fn read_year(reader: &mut Reader, folder: &Path, assets: &Assets) -> (Option<Plan>, Option<Amended>, Option<Results>) {
    let plan = plan::read(reader, folder, assets);
    let plan = plan.filter(|_| !reader.has_errors());
    let amended = plan.as_ref().and_then(|plan| allonge::read(reader, folder, plan));
    let amended = amended.filter(|_| !reader.has_errors());
    // Results name what the plan has: without a plan they cannot be judged.
    let results = amended.as_ref().and_then(|amended| results::read(reader, folder, amended));
    let results = results.filter(|_| !reader.has_errors());
    (plan, amended, results)
}
