//! A weight that nobody has set (2024 plan, 1.4 and 2.4).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Combination, PartWeight, Weight};
use crate::quantity::Ratio;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("weight-not-set", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let set = plan.goals().filter_map(|(_, goal)| goal.weight.worth()).sum::<Ratio>().shown(2);
    for (goal, wholes) in facts.wholes {
        if goal.weight == Weight::NotSet {
            let finding =
                CHECK.rule.finding(goal.at.key(schema::goal::WEIGHT), say!("weight-not-set", number = goal.number));
            report.push(finding.note(say!("weight-not-set.note", set = set)).help(say!("weight-not-set.help")));
        }
        for whole in wholes.iter().filter(|whole| whole.combination == Some(Combination::Weighted)) {
            for part in whole.parts.iter().filter(|part| part.weight == Some(PartWeight::NotSet)) {
                let message = say!("parts-off-weight.unweighed", name = part.name, whole = whole.name);
                report.push(
                    CHECK
                        .rule
                        .finding(part.at.key(schema::requirement::WEIGHT), message)
                        .help(say!("weight-not-set.part-help")),
                );
            }
        }
    }
}
