//! A deliverable that is not there, and its deadline has passed (2023 plan, 2.2–2.4).

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::score::Mark;
use crate::source::Place;

pub static CHECK: Check = Check {
    rule: Rule { name: "deliverable-overdue", level: Level::Warning, page: include_str!("deliverable-overdue.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let figures = reported::figures(facts);
    let marks: Vec<&Mark> = facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk()).collect();
    for (_, goal) in facts.plan.goals() {
        for (address, chain) in goal.addresses() {
            let Some(requirement) = chain.last() else { continue };
            let mark = marks.iter().rev().find(|mark| mark.address == address);
            let Some(delivery) = mark.and_then(|mark| mark.progress.as_ref()?.delivery) else { continue };
            if !delivery.is_overdue && !delivery.is_unreported {
                continue;
            }
            let message = format!("{address} was due {} and is not delivered", delivery.due);
            let last = figures.iter().rfind(|one| one.observation.of == address);
            let finding = match last {
                Some(last) => CHECK
                    .rule
                    .finding(last.observation.at.key("leveret"), message)
                    .also(requirement.at.key("frist"), "the deadline"),
                None => CHECK.rule.finding(Place::from(requirement.at), message).label("nothing is reported of it"),
            };
            report.push(finding.help(
                match chain.iter().rev().find_map(|one| one.method.owner.as_ref()).or(goal.method.owner.as_ref()) {
                    Some(owner) => format!(
                        "{owner} owes a report: write `leveret: 28. juni 2023`, or in a `kommentar` what became of it"
                    ),
                    None => "report it: `leveret: 28. juni 2023`, or say in a `kommentar` what became of it".to_owned(),
                },
            ));
        }
    }
}
