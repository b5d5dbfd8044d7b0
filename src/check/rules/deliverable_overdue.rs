//! A deliverable that is not there, and its deadline has passed (2023 plan, 2.2–2.4).

use std::collections::BTreeMap;

use crate::check::reported::ReportedFigure;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Address;
use crate::schema;
use crate::score::{Delivery, Progress};
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("deliverable-overdue", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let last_of: BTreeMap<&Address, &ReportedFigure> =
        facts.figures.iter().map(|one| (&one.observation.of, one)).collect();
    // Of marks with one address, the innermost is what is measured.
    let marks = facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk());
    let progress_of: BTreeMap<&Address, Option<&Progress>> =
        marks.map(|mark| (&mark.address, mark.progress.as_ref())).collect();
    for ((_, goal), scored) in facts.plan.goals().zip(&facts.scorecard.goals) {
        if !scored.mark.walk().into_iter().filter_map(|mark| mark.progress.as_ref()).any(is_late) {
            continue;
        }
        for (address, chain) in goal.addresses() {
            let Some(requirement) = chain.last() else { continue };
            let Some(progress) = progress_of.get(&address).copied().flatten() else { continue };
            if !is_late(progress) {
                continue;
            }
            let message = say!("deliverable-overdue", address = address, due = progress.due);
            let finding = match last_of.get(&address) {
                Some(last) => CHECK
                    .rule
                    .finding(last.observation.at.key(schema::results::delivery::DELIVERED), message)
                    .also(requirement.at.key(schema::requirement::DEADLINE), say!("deliverable-overdue.deadline")),
                None => CHECK
                    .rule
                    .finding(Place::from(requirement.at), message)
                    .label(say!("deliverable-overdue.unreported")),
            };
            report.push(finding.help(match goal.owner_of(&chain) {
                Some(owner) => {
                    say!("deliverable-overdue.owner-help", owner = owner)
                }
                None => say!("deliverable-overdue.help"),
            }));
        }
    }
}

fn is_late(progress: &Progress) -> bool {
    match progress.delivery {
        Some(Delivery::Overdue | Delivery::Unreported) => true,
        Some(Delivery::On(_) | Delivery::Awaited) | None => false,
    }
}
