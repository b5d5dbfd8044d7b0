//! What a document was made of: for its file to say, and to know when it must be made anew.

use std::path::Path;

use crate::amend::Amended;
use crate::document::Overview;
use crate::fingerprint::Fingerprint;
use crate::lock::{of_allonge, of_plan};
use crate::plan::{Allonge, AnnualReport, DocumentKind, EarlierYear, Plan, Results, Sheet, State, Texts};
use crate::quantity::Date;
use crate::source::Sources;

/// All that the documents of a plan can be made of.
pub(super) struct Origin<'a> {
    pub amended: &'a Amended,
    pub results: &'a Results,
    pub annual_report: Option<&'a AnnualReport>,
    pub earlier: &'a [EarlierYear],
    pub texts: &'a Texts,
    pub sources: &'a Sources,
}

/// The fingerprints of what a document of this kind is made of, by their names in its file. `plan` is that of the lock.
pub(super) fn made_of(origin: &Origin, kind: DocumentKind, path: &Path) -> Vec<(&'static str, String)> {
    let plan = origin.amended.signed();
    let mut all = vec![
        ("dokument", slashed(path)),
        ("plan", of_plan(plan, origin.texts, origin.sources).fingerprint().to_string()),
    ];
    let last = match kind {
        DocumentKind::FollowUp(which) => which.quarter().days(plan.year).map(|days| days.last),
        DocumentKind::Contract
        | DocumentKind::Annex
        | DocumentKind::Allonge(_)
        | DocumentKind::Consolidated
        | DocumentKind::AnnualReport
        | DocumentKind::AnnualInsert => None,
    };
    let allonger: Vec<&Allonge> = match kind {
        DocumentKind::Contract | DocumentKind::Annex => Vec::new(),
        // It tells of those before it.
        DocumentKind::Allonge(number) => {
            origin.amended.allonger().iter().filter(|allonge| allonge.number <= number).collect()
        }
        DocumentKind::Consolidated
        | DocumentKind::FollowUp(_)
        | DocumentKind::AnnualReport
        | DocumentKind::AnnualInsert => in_force(origin.amended, last).collect(),
    };
    if !allonger.is_empty() {
        let prints: Vec<_> =
            allonger.iter().map(|one| (one.number.to_string(), of_allonge(one).fingerprint())).collect();
        let whole = Fingerprint::of_all(prints.iter().map(|(number, print)| (number.as_str(), *print)));
        all.push(("allonger", whole.to_string()));
    }
    let reports = match kind {
        DocumentKind::FollowUp(_) | DocumentKind::AnnualReport | DocumentKind::AnnualInsert => true,
        DocumentKind::Contract | DocumentKind::Annex | DocumentKind::Allonge(_) | DocumentKind::Consolidated => false,
    };
    if !reports {
        return all;
    }
    all.push(("resultater", Fingerprint::of(&reported(origin.results, last)).to_string()));
    if let Some(report) = origin.annual_report.filter(|_| last.is_none()) {
        all.push(("årsrapport", Fingerprint::of(&(report, origin.earlier)).to_string()));
    }
    all
}

fn in_force(amended: &Amended, last: Option<Date>) -> impl Iterator<Item = &Allonge> {
    let is_there = move |one: &&Allonge| one.state == State::Signed && last.is_none_or(|day| one.from <= day);
    amended.allonger().iter().filter(is_there)
}

fn reported(results: &Results, last: Option<Date>) -> Vec<&Sheet> {
    results.sheets.iter().filter(|sheet| last.is_none_or(|day| sheet.days.last <= day)).collect()
}

/// The same of a view of several plans.
pub(super) fn made_of_all(overview: &Overview, path: &Path) -> Vec<(&'static str, String)> {
    let (members, last) = (&overview.members, overview.as_of);
    let plans: Vec<&Plan> = members.iter().map(|one| one.amended.signed()).collect();
    let allonger: Vec<Vec<&Allonge>> = members.iter().map(|one| in_force(one.amended, last).collect()).collect();
    let results: Vec<Vec<&Sheet>> = members.iter().map(|one| reported(one.results, last)).collect();
    vec![
        ("dokument", slashed(path)),
        ("planer", Fingerprint::of(&plans).to_string()),
        ("allonger", Fingerprint::of(&allonger).to_string()),
        ("resultater", Fingerprint::of(&results).to_string()),
    ]
}

/// A path with `/` between folders, on every system.
pub(super) fn slashed(path: &Path) -> String {
    let joined = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    // The root is a part of its own.
    joined.replacen("//", "/", 1)
}
