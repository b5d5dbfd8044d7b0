//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use super::build::document_path;
use super::matter::{Prints, made_of};
use crate::assets::{Assets, Coverage};
use crate::check::check_versions;
use crate::diagnostic::Report;
use crate::document::document;
use crate::document::view::Document;
use crate::dossier::{Dossier, Known};
use crate::files::Disk;
use crate::load::load;
use crate::plan::{DocumentKind, FollowUp, State};
use crate::source::Sources;

/// What came of a plan's folder.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    pub known: Known,
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
    // Allonger and results that cannot be read have been told: the plan is checked without them.
    if let Some(dossier) = loaded.known.readable() {
        report.merge(check_versions(dossier, &loaded.sources, coverage));
        let prints = Prints::of(dossier, &loaded.sources);
        for kind in kinds(dossier) {
            let (view, found) = document(dossier, kind);
            report.merge(found);
            documents.extend(view.map(|mut view| {
                let path = document_path(dossier.amended.signed(), kind);
                view.meta.made_of = made_of(dossier, &prints, kind, &path);
                (kind, view)
            }));
        }
    }
    if report.has_errors() {
        documents.clear();
    }
    report.sort(&loaded.sources);
    Inspected { folder: folder.to_owned(), sources: loaded.sources, known: loaded.known, documents, report }
}

/// The documents that there are: those that the plan says it has, each allonge and what the signed ones make of the plan,
/// a status for each quarter that is reported, and the annual report where one is written.
fn kinds(dossier: &Dossier) -> Vec<DocumentKind> {
    let (amended, annual) = (&dossier.amended, dossier.annual());
    let plan = amended.signed();
    let is_reported = |which: &FollowUp| {
        let quarter = which.quarter().days(plan.year);
        quarter.is_some_and(|days| dossier.results().sheets.iter().any(|sheet| days.contains(sheet.days.last)))
    };
    let statuses = FollowUp::ALL.into_iter().filter(is_reported).map(DocumentKind::FollowUp);
    let report = annual.map(|_| DocumentKind::AnnualReport);
    let insert = annual.and_then(|annual| annual.report.insert.as_ref()).map(|_| DocumentKind::AnnualInsert);
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
