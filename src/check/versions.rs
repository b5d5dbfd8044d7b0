//! The rules held against every version of a plan: as it was signed, and as it reads with its allonger.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Facts, WrittenTexts, check, figures_of, references, walk};
use crate::amend::{Amended, Version};
use crate::assets::Coverage;
use crate::diagnostic::{Finding, Report};
use crate::dossier::Dossier;
use crate::language::{Message, say};
use crate::plan::{Plan, Results};
use crate::schema;
use crate::score::score;
use crate::source::{FileId, Sources};

/// Checks the plan as it was signed, and each version of it. What is wrong in several is told once, for the first; what an
/// allonge brings about says so. Reports are held against the latest version, which knows the targets of the whole year.
pub fn check_versions(dossier: &Dossier, sources: &Sources, coverage: &Coverage) -> Report {
    let amended = &dossier.amended;
    let written = WrittenTexts::of(sources);
    let references = references(&written);
    let of = |plan: &Plan, is_latest: bool, written: &WrittenTexts| {
        let reported = dossier.reported.as_ref().filter(|_| is_latest);
        let seal = dossier.seal.as_ref().filter(|_| is_latest);
        let results = reported.map_or(Results::NONE, |reported| &reported.results);
        let (scorecard, figures) = (score(plan, results, None), figures_of(plan, &results.sheets));
        let (requirements, wholes) = (walk::requirements(plan), walk::wholes(plan));
        check(&Facts {
            plan,
            requirements: &requirements,
            wholes: &wholes,
            written,
            references: &references,
            dossier,
            reported,
            figures: &figures,
            seal,
            scorecard: &scorecard,
            sources,
            coverage,
        })
    };
    if amended.allonger().is_empty() {
        return of(amended.signed(), true, &written);
    }
    let (last, nothing) = (amended.versions().last(), WrittenTexts::default());
    // What is wrong without any allonge is none of its doing. Mostly nobody asks.
    let told_without: LazyCell<BTreeSet<SameFinding>, _> = LazyCell::new(|| {
        let without = of(amended.signed(), true, &nothing);
        without.findings().iter().map(|one| identity(one, sources)).collect()
    });
    let mut report = of(amended.signed(), false, &written);
    let mut told: BTreeSet<SameFinding> = report.findings().iter().map(|one| identity(one, sources)).collect();
    for version in amended.versions().iter().chain(amended.proposed()) {
        for finding in of(&version.plan, Some(version) == last, &nothing).into_findings() {
            let identity = identity(&finding, sources);
            if told.contains(&identity) {
                continue;
            }
            let is_of_plan = told_without.contains(&identity);
            told.insert(identity);
            report.push(if is_of_plan { finding } else { with_allonger(finding, version, amended) });
        }
    }
    report
}

/// What makes two findings the same: the rule, the message, and the bytes of a file.
type SameFinding = (&'static str, Message, Option<(FileId, usize, usize)>);

fn identity(finding: &Finding, sources: &Sources) -> SameFinding {
    let place = sources.spot(&finding.primary.place).map(|(file, span)| (file, span.start, span.end));
    (finding.rule.name, finding.message.clone(), place)
}

/// A finding in a version, with the allonger that the version has.
fn with_allonger(finding: Finding, version: &Version, amended: &Amended) -> Finding {
    let in_force = amended.allonger().iter().filter(|allonge| version.allonger.contains(&allonge.number));
    in_force.fold(finding, |finding, allonge| {
        let text = say!("versions.allonge", number = allonge.number, from = allonge.from);
        finding.also(allonge.at.key(schema::allonge::NUMBER), text)
    })
}
