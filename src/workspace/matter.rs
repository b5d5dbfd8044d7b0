//! What a document was made of: for its file to say, and to know when it must be made anew.

use std::path::Path;

use crate::amend::Amended;
use crate::document::Overview;
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::lock::{of_allonge, of_plan};
use crate::plan::{Allonge, DocumentKind, Plan, Results, Sheet, State};
use crate::quantity::Date;
use crate::source::Sources;

/// The fingerprints of a plan and of its allonger, in their order: taken once for all its documents.
pub(super) struct Prints {
    plan: Fingerprint,
    allonger: Vec<Fingerprint>,
}

impl Prints {
    pub fn of(dossier: &Dossier, sources: &Sources) -> Self {
        let amended = &dossier.amended;
        Self {
            plan: of_plan(amended.signed(), &dossier.texts, sources).fingerprint(),
            allonger: amended.allonger().iter().map(|one| of_allonge(one).fingerprint()).collect(),
        }
    }
}

/// The fingerprints of what a document of this kind is made of, by their names in its file. `plan` is that of the lock.
pub(super) fn made_of(
    dossier: &Dossier,
    prints: &Prints,
    kind: DocumentKind,
    path: &Path,
) -> Vec<(&'static str, String)> {
    let amended = &dossier.amended;
    let plan = amended.signed();
    let mut all = vec![("dokument", slashed(path)), ("plan", prints.plan.to_string())];
    let last = match kind {
        DocumentKind::FollowUp(which) => which.quarter().days(plan.year).map(|days| days.last),
        DocumentKind::Contract
        | DocumentKind::Annex
        | DocumentKind::Allonge(_)
        | DocumentKind::Consolidated
        | DocumentKind::AnnualReport
        | DocumentKind::AnnualInsert => None,
    };
    let is_told = |allonge: &Allonge| match kind {
        DocumentKind::Contract | DocumentKind::Annex => false,
        // It tells of those before it.
        DocumentKind::Allonge(number) => allonge.number <= number,
        DocumentKind::Consolidated
        | DocumentKind::FollowUp(_)
        | DocumentKind::AnnualReport
        | DocumentKind::AnnualInsert => is_in_force(allonge, last),
    };
    let told = amended.allonger().iter().zip(&prints.allonger).filter(|(allonge, _)| is_told(allonge));
    let told: Vec<(String, Fingerprint)> = told.map(|(one, print)| (one.number.to_string(), *print)).collect();
    if !told.is_empty() {
        let whole = Fingerprint::of_all(told.iter().map(|(number, print)| (number.as_str(), *print)));
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

fn is_in_force(allonge: &Allonge, last: Option<Date>) -> bool {
    allonge.state == State::Signed && last.is_none_or(|day| allonge.from <= day)
}

fn in_force(amended: &Amended, last: Option<Date>) -> impl Iterator<Item = &Allonge> {
    amended.allonger().iter().filter(move |one| is_in_force(one, last))
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
