//! A group's declared weight is the sum of its goals' (2023 plan, 3.1: 85 points and 3.2: 15 points).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::quantity::Ratio;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("group-off-declared", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for group in &facts.plan.groups {
        let Some(declared) = group.declared else { continue };
        // A weight that is not set is a matter of its own: nothing can be said of a sum that lacks a part.
        let weights: Option<Vec<Ratio>> = facts.plan.goals_under(group).map(|goal| goal.weight.worth()).collect();
        let Some(weights) = weights else { continue };
        let total: Ratio = weights.iter().cloned().sum();
        if total == declared.into() {
            continue;
        }
        let total = total.shown(2);
        let message = say!("group-off-declared", number = group.number, total = total, declared = declared);
        let mut finding = CHECK
            .rule
            .finding(group.at.key(schema::group::WEIGHT), message)
            .label(say!("group-off-declared.declared", declared = declared));
        for (goal, weight) in facts.plan.goals_under(group).zip(weights) {
            finding = finding.also(
                goal.at.key(schema::goal::WEIGHT),
                say!("group-off-declared.goal", number = goal.number, weight = weight.shown(2)),
            );
        }
        report.push(finding.help(say!("group-off-declared.help")));
    }
}
