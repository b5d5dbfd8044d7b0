//! A weight that nobody has set (2024 plan, 1.4 and 2.4).

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Combination, PartWeight, Weight};
use crate::quantity::Ratio;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "weight-not-set", level: Severity::Warning, page: include_str!("weight-not-set.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let set = plan.goals().filter_map(|(_, goal)| goal.weight.worth()).sum::<Ratio>().shown(2);
    for (_, goal) in plan.goals() {
        if goal.weight == Weight::NotSet {
            let finding =
                CHECK.rule.finding(goal.at.key(schema::goal::WEIGHT), format!("{} has no weight", goal.number));
            report.push(
                finding
                    .note(format!("the weights that are set add up to {set} of 100"))
                    .help("set it; a weight that is assumed is written `{ antaget: 10, fordi: grunden }`"),
            );
        }
        for whole in walk::wholes(goal).iter().filter(|whole| whole.combination == Some(Combination::Weighted)) {
            for part in whole.parts.iter().filter(|part| part.weight == Some(PartWeight::NotSet)) {
                let message =
                    format!("{} has no weight, and the parts of {} are combined by weight", part.name, whole.name);
                report.push(
                    CHECK
                        .rule
                        .finding(part.at.key(schema::requirement::WEIGHT), message)
                        .help("set it, in points or in pct."),
                );
            }
        }
    }
}
