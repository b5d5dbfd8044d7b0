//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use super::build::document_path;
use super::matter::{Origin, made_of};
use crate::amend::Amended;
use crate::assets::{Assets, Coverage};
use crate::check::{Reported, check_versions};
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{Matter, document};
use crate::files::Disk;
use crate::load::load;
use crate::lock::{Seal, Signatures};
use crate::plan::{AnnualReport, DocumentKind, EarlierYear, FollowUp, Plan, Results, State, Texts};
use crate::source::Sources;

/// What came of a plan's folder.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    /// As it was signed. None when it cannot be read.
    pub plan: Option<Plan>,
    /// The plan with its allonger. None when one of them cannot be read, or the plan cannot.
    pub amended: Option<Amended>,
    /// None when they cannot be read, or the plan or its allonger cannot.
    pub results: Option<Results>,
    /// None when the plan has none, or it cannot be read.
    pub annual_report: Option<AnnualReport>,
    /// Those of the years it names that can be read.
    pub earlier: Vec<EarlierYear>,
    /// The files of those years.
    pub earlier_sources: Vec<Sources>,
    /// What was locked when it was signed, and how that reads now. None when that cannot be told.
    pub seal: Option<Seal>,
    /// The digital signatures that are recorded beside it.
    pub signatures: Signatures,
    /// The words of its documents.
    pub texts: Texts,
    /// The documents that can be built: none when anything is wrong with the plan.
    pub documents: Vec<(DocumentKind, Document)>,
    /// Every finding, in the order of their places.
    pub report: Report,
}

/// Takes a plan through every stage before layout, and gathers what each of them finds.
pub fn inspect(folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    let loaded = load(&Disk, folder, assets);
    let mut report = loaded.report;
    let mut documents = Vec::new();
    if let Some(plan) = &loaded.plan {
        // Allonger and results that cannot be read have been told: the plan is checked without them.
        let (alone, none) = (Amended::unchanged(plan.clone()), Results::default());
        let amended = loaded.amended.as_ref().unwrap_or(&alone);
        let results = loaded.results.as_ref().unwrap_or(&none);
        let annual_report = loaded.annual_report.as_ref();
        let seal = loaded.seal.as_ref();
        let signatures = &loaded.signatures;
        let reported = Reported { results, seal, signatures, annual_report, earlier: &loaded.earlier };
        report.merge(check_versions(amended, &reported, &loaded.sources, coverage));
        let (earlier, texts) = (&loaded.earlier, &loaded.texts);
        let matter = Matter { plan, amended, results, annual_report, earlier, texts };
        let origin = Origin {
            amended,
            results,
            annual_report,
            earlier: &loaded.earlier,
            texts: &loaded.texts,
            sources: &loaded.sources,
        };
        for kind in kinds(&matter) {
            let (view, found) = document(&Matter { plan: read_for(kind, amended), ..matter }, kind);
            report.merge(found);
            documents.extend(view.map(|mut view| {
                view.meta.made_of = made_of(&origin, kind, &document_path(plan, kind));
                (kind, view)
            }));
        }
    }
    if report.has_errors() {
        documents.clear();
    }
    report.sort(&loaded.sources);
    Inspected {
        folder: folder.to_owned(),
        sources: loaded.sources,
        plan: loaded.plan,
        amended: loaded.amended,
        results: loaded.results,
        annual_report: loaded.annual_report,
        earlier: loaded.earlier,
        earlier_sources: loaded.earlier_sources,
        seal: loaded.seal,
        signatures: loaded.signatures,
        texts: loaded.texts,
        documents,
        report,
    }
}

/// What was signed stays as it was signed; a report is on the plan as it reads when its quarter, or the year, ends.
fn read_for(kind: DocumentKind, amended: &Amended) -> &Plan {
    match kind {
        DocumentKind::Contract | DocumentKind::Annex | DocumentKind::Allonge(_) => amended.signed(),
        DocumentKind::FollowUp(which) => {
            let quarter = which.quarter().days(amended.signed().year);
            quarter.map_or(amended.latest(), |days| amended.as_of(days.last))
        }
        DocumentKind::Consolidated | DocumentKind::AnnualReport | DocumentKind::AnnualInsert => amended.latest(),
    }
}

/// The documents that there are: those that the plan says it has, each allonge and what the signed ones make of the plan,
/// a status for each quarter that is reported, and the annual report where one is written.
fn kinds(matter: &Matter) -> Vec<DocumentKind> {
    let Matter { plan, amended, results, annual_report, .. } = matter;
    let is_reported = |which: &FollowUp| {
        let quarter = which.quarter().days(plan.year);
        quarter.is_some_and(|days| results.sheets.iter().any(|sheet| days.contains(sheet.days.last)))
    };
    let statuses = FollowUp::ALL.into_iter().filter(is_reported).map(DocumentKind::FollowUp);
    let report = annual_report.map(|_| DocumentKind::AnnualReport);
    let insert = annual_report.and_then(|report| report.insert.as_ref()).map(|_| DocumentKind::AnnualInsert);
    let allonger = amended.allonger().iter().map(|allonge| DocumentKind::Allonge(allonge.number));
    let is_amended = amended.allonger().iter().any(|allonge| allonge.state == State::Signed);
    let consolidated = is_amended.then_some(DocumentKind::Consolidated);
    plan.documents
        .iter()
        .copied()
        .chain(allonger)
        .chain(consolidated)
        .chain(statuses)
        .chain(report)
        .chain(insert)
        .collect()
}
