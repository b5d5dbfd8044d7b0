//! What a document was made of: for its file to say, and to know when it must be made anew.

use std::path::Path;

use crate::amend::Amended;
use crate::document::Overview;
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::lock::{Form, of_allonge, of_plan};
use crate::plan::{Allonge, DocumentKind, Plan, Results, Sheet, State};
use crate::quantity::Date;
use crate::source::Sources;

/// The fingerprints of what a document of this kind is made of, by their names in its file. `plan` is that of the lock.
pub(super) fn made_of(
    dossier: &Dossier,
    sources: &Sources,
    kind: DocumentKind,
    path: &Path,
) -> Vec<(&'static str, String)> {
    let amended = &dossier.amended;
    let plan = amended.signed();
    let print = of_plan(plan, &dossier.texts, sources, Form::NEWEST).fingerprint();
    let mut all = vec![("dokument", slashed(path)), ("plan", print.to_string())];
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
        DocumentKind::Allonge(number) => amended.allonger().iter().filter(|allonge| allonge.number <= number).collect(),
        DocumentKind::Consolidated
        | DocumentKind::FollowUp(_)
        | DocumentKind::AnnualReport
        | DocumentKind::AnnualInsert => in_force(amended, last).collect(),
    };
    if !allonger.is_empty() {
        let prints: Vec<_> = allonger
            .iter()
            .map(|one| (one.number.to_string(), of_allonge(one, &dossier.texts, Form::NEWEST).fingerprint()))
            .collect();
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
    all.push(("resultater", Fingerprint::of(&reported(dossier.results(), last)).to_string()));
    if let Some(annual) = dossier.annual().filter(|_| last.is_none()) {
        all.push(("årsrapport", Fingerprint::of(&(&annual.report, &annual.earlier)).to_string()));
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
    let (dossiers, last) = (&overview.plans, overview.as_of);
    let plans: Vec<&Plan> = dossiers.iter().map(|one| one.amended.signed()).collect();
    let allonger: Vec<Vec<&Allonge>> = dossiers.iter().map(|one| in_force(&one.amended, last).collect()).collect();
    let results: Vec<Vec<&Sheet>> = dossiers.iter().map(|one| reported(one.results(), last)).collect();
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
