//! What a document is made of, by fingerprints: for its file to say.

use std::path::Path;

use crate::amend::Amended;
use crate::document::{Basis, DocumentId, Overview};
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::lock::{of_allonge, of_plan};
use crate::plan::{Allonge, Plan, Results, Sheet, State};
use crate::quantity::Date;
use crate::source::Sources;

/// The fingerprints of what a document of an institution's year is made of, by their names in its file. `plan` is that of
/// the lock.
pub(super) fn inputs(dossier: &Dossier, sources: &Sources, id: &DocumentId) -> Vec<(&'static str, String)> {
    let amended = &dossier.amended;
    let plan = amended.signed();
    let mut inputs =
        vec![("dokument", id.path()), ("plan", of_plan(plan, &dossier.texts, sources).fingerprint().to_string())];
    let Some(basis) = id.kind.basis() else { return inputs };
    let last = basis.last_day(plan, id.number);
    let allonger: Vec<&Allonge> = match basis {
        Basis::Signed => Vec::new(),
        // It tells of those before it.
        Basis::SignedWithAllonger => {
            amended.allonger().iter().filter(|allonge| Some(allonge.number) <= id.number).collect()
        }
        Basis::Latest | Basis::Quarter | Basis::Year => in_force(amended, last).collect(),
    };
    if !allonger.is_empty() {
        let fingerprints: Vec<_> =
            allonger.iter().map(|allonge| (allonge.number.to_string(), of_allonge(allonge).fingerprint())).collect();
        let whole = Fingerprint::of_all(fingerprints.iter().map(|(number, print)| (number.as_str(), *print)));
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
    let is_in_force =
        move |allonge: &&Allonge| allonge.state == State::Signed && last.is_none_or(|day| allonge.from <= day);
    amended.allonger().iter().filter(is_in_force)
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
