//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use crate::assets::{Assets, Coverage};
use crate::check::{Facts, check};
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{Matter, document};
use crate::load::load;
use crate::plan::{AnnualReport, DocumentKind, EarlierYear, FollowUp, Plan, Results};
use crate::score::score;
use crate::source::Sources;

/// What came of a plan's folder.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    /// None when it cannot be read.
    pub plan: Option<Plan>,
    /// None when they cannot be read, or the plan cannot.
    pub results: Option<Results>,
    /// None when the plan has none, or it cannot be read.
    pub annual_report: Option<AnnualReport>,
    /// Those of the years it names that can be read.
    pub earlier: Vec<EarlierYear>,
    /// The documents that can be built: none when anything is wrong with the plan.
    pub documents: Vec<(DocumentKind, Document)>,
    /// Every finding, in the order of their places.
    pub report: Report,
}

/// Takes a plan through every stage before layout, and gathers what each of them finds.
pub fn inspect(folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    let loaded = load(folder, assets);
    let mut report = loaded.report;
    let mut documents = Vec::new();
    if let Some(plan) = &loaded.plan {
        // Results that cannot be read have been told: the plan is checked without them.
        let none = Results::default();
        let results = loaded.results.as_ref().unwrap_or(&none);
        let scorecard = score(plan, results, None);
        let facts = Facts {
            plan,
            results,
            scorecard: &scorecard,
            annual_report: loaded.annual_report.as_ref(),
            earlier: &loaded.earlier,
            sources: &loaded.sources,
            coverage,
        };
        report.merge(check(&facts));
        let matter = Matter {
            plan,
            results,
            annual_report: loaded.annual_report.as_ref(),
            earlier: &loaded.earlier,
            texts: &loaded.texts,
        };
        for kind in kinds(&matter) {
            let (view, found) = document(&matter, kind);
            report.merge(found);
            documents.extend(view.map(|view| (kind, view)));
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
        results: loaded.results,
        annual_report: loaded.annual_report,
        earlier: loaded.earlier,
        documents,
        report,
    }
}

/// The documents that there are: those that the plan says it has, a status for each quarter that is reported, and the
/// annual report where one is written.
fn kinds(matter: &Matter) -> Vec<DocumentKind> {
    let Matter { plan, results, annual_report, .. } = matter;
    let is_reported = |which: &FollowUp| {
        let quarter = which.quarter().days(plan.year);
        quarter.is_some_and(|days| results.sheets.iter().any(|sheet| days.contains(sheet.days.last)))
    };
    let statuses = FollowUp::ALL.into_iter().filter(is_reported).map(DocumentKind::FollowUp);
    let report = annual_report.map(|_| DocumentKind::AnnualReport);
    let insert = annual_report.and_then(|report| report.insert.as_ref()).map(|_| DocumentKind::AnnualInsert);
    plan.documents.iter().copied().chain(statuses).chain(report).chain(insert).collect()
}
