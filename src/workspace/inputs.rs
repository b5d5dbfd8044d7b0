//! What a document is made of, by fingerprints: for its file to say.

use std::path::Path;

use crate::amend::Amended;
use crate::document::{Basis, DocumentId, Overview};
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::lock::{LockForm, of_allonge, of_plan};
use crate::plan::{Allonge, Plan, Results, Sheet, State};
use crate::quantity::Date;
use crate::source::Sources;

/// The fingerprints of a plan and of its allonger, in their order: taken once for all its documents.
#[derive(Debug)]
pub(super) struct Fingerprints {
    plan: Fingerprint,
    allonger: Vec<Fingerprint>,
}

impl Fingerprints {
    pub fn of(dossier: &Dossier, sources: &Sources) -> Self {
        let amended = &dossier.amended;
        Self {
            plan: of_plan(amended.signed(), &dossier.texts, sources, LockForm::NEWEST).fingerprint(),
            allonger: (amended.allonger().iter())
                .map(|allonge| of_allonge(allonge, &dossier.texts, LockForm::NEWEST).fingerprint())
                .collect(),
        }
    }
}

/// The fingerprints of what a document of an institution's year is made of, by their names in its file. `plan` is that of
/// the lock.
pub(super) fn inputs(dossier: &Dossier, taken: &Fingerprints, id: &DocumentId) -> Vec<(&'static str, String)> {
    let amended = &dossier.amended;
    let plan = amended.signed();
    let mut inputs = vec![("dokument", id.path()), ("plan", taken.plan.to_string())];
    let Some(basis) = id.kind.basis() else { return inputs };
    let last = basis.last_day(plan, id.number);
    let is_told = |allonge: &Allonge| match basis {
        Basis::Signed => false,
        // It tells of those before it.
        Basis::SignedWithAllonger => Some(allonge.number) <= id.number,
        Basis::Latest | Basis::Quarter | Basis::Year => is_in_force(allonge, last),
    };
    let told = amended.allonger().iter().zip(&taken.allonger).filter(|(allonge, _)| is_told(allonge));
    let told: Vec<_> = told.map(|(allonge, print)| (allonge.number.to_string(), *print)).collect();
    if !told.is_empty() {
        let whole = Fingerprint::of_all(told.iter().map(|(number, print)| (number.as_str(), *print)));
        inputs.push(("allonger", whole.to_string()));
    }
    match basis {
        Basis::Signed | Basis::SignedWithAllonger | Basis::Latest => return inputs,
        Basis::Quarter | Basis::Year => {}
    }
    inputs.push(("resultater", Fingerprint::of(&reported(dossier.results(), last)).to_string()));
    if let Some(annual) = dossier.annual().filter(|_| last.is_none()) {
        inputs.push(("årsrapport", Fingerprint::of(&(&annual.report, &annual.earlier)).to_string()));
    }
    inputs
}

fn in_force(amended: &Amended, last: Option<Date>) -> impl Iterator<Item = &Allonge> {
    amended.allonger().iter().filter(move |allonge| is_in_force(allonge, last))
}

fn is_in_force(allonge: &Allonge, last: Option<Date>) -> bool {
    allonge.state == State::Signed && last.is_none_or(|day| allonge.from <= day)
}

fn reported(results: &Results, last: Option<Date>) -> Vec<&Sheet> {
    results.sheets.iter().filter(|sheet| last.is_none_or(|day| sheet.days.last <= day)).collect()
}

/// The same of a document of a ministry's year.
pub(super) fn ministry_inputs(overview: &Overview, id: &DocumentId) -> Vec<(&'static str, String)> {
    let (dossiers, last) = (&overview.plans, overview.as_of());
    let plans: Vec<&Plan> = dossiers.iter().map(|dossier| dossier.amended.signed()).collect();
    let allonger: Vec<Vec<&Allonge>> =
        dossiers.iter().map(|dossier| in_force(&dossier.amended, last).collect()).collect();
    let results: Vec<Vec<&Sheet>> = dossiers.iter().map(|dossier| reported(dossier.results(), last)).collect();
    vec![
        ("dokument", id.path()),
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
