//! A deliverable that is not there, and its deadline has passed (2023 plan, 2.2–2.4).

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Figure, Reporting};
use crate::score::window;
use crate::source::Place;

pub static CHECK: Check = Check {
    rule: Rule { name: "deliverable-overdue", level: Level::Warning, page: include_str!("deliverable-overdue.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let figures = reported::figures(facts);
    let Some(today) = facts.scorecard.as_of else { return };
    for (_, goal) in plan.goals() {
        for (address, chain) in goal.addresses() {
            let Some(requirement) = chain.last() else { continue };
            if requirement.demand.measure().reporting() != Reporting::Dated {
                continue;
            }
            let (_, due) = window(plan, &chain);
            let reports: Vec<_> = figures.iter().filter(|one| one.observation.of == address).collect();
            let is_delivered = reports.iter().any(|one| matches!(one.figure, Figure::Delivery { on: Some(_), .. }));
            let missed = reports.iter().rev().find(|one| one.sheet.days.last >= due);
            if is_delivered || (today <= due && missed.is_none()) {
                continue;
            }
            let message = format!("{address} was due {due} and is not delivered");
            let finding = match missed.or(reports.last()) {
                Some(last) => CHECK
                    .rule
                    .finding(last.observation.at.key("leveret"), message)
                    .also(requirement.at.key("frist"), "the deadline"),
                None => CHECK.rule.finding(Place::from(requirement.at), message).label("nothing is reported of it"),
            };
            report.push(finding.help("report it: `leveret: 28. juni 2023`, or say in a `kommentar` what became of it"));
        }
    }
}
