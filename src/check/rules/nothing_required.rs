//! A list that must hold something is empty: a goal without requirements, a group without goals.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::Demand;
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("nothing-required", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.groups.is_empty() {
        tell(
            plan.at.key(schema::plan::GROUPS),
            say!("nothing-required.no-goals"),
            say!("nothing-required.no-goals-help"),
            report,
        );
    }
    for group in plan.groups.iter().filter(|group| plan.goals_under(group).next().is_none()) {
        let message = say!("nothing-required.group", number = group.number);
        tell(group.at.key(schema::group::GOALS), message, say!("nothing-required.group-help"), report);
    }
    for whole in facts.wholes.iter().flat_map(|(_, wholes)| wholes).filter(|whole| whole.parts.is_empty()) {
        let help = say!("nothing-required.help");
        tell(whole.at.key(whole.key), say!("nothing-required", name = whole.name), help, report);
    }
    for spot in facts.requirements {
        let Demand::Evaluation(evaluation) = &spot.requirement.demand else { continue };
        let empty = [
            ("emner", evaluation.topics.is_empty()),
            ("på", evaluation.subjects.is_empty()),
            ("evalueres af", evaluation.evaluators.is_empty()),
            ("skala", evaluation.scale.is_empty()),
        ];
        for (key, _) in empty.into_iter().filter(|(_, is_empty)| *is_empty) {
            let message = say!("nothing-required.evaluation", name = spot.name, key = key);
            tell(spot.requirement.at.key(key), message, say!("nothing-required.evaluation-help"), report);
        }
    }
}

fn tell(place: Place, message: Message, help: Message, report: &mut Report) {
    report.push(CHECK.rule.finding(place, message).help(help));
}
