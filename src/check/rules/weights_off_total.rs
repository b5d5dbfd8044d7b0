//! The weights of a plan add up to 100 (2018 plan, 3.0: "de samlet set summer til 100 point").

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::GoalGroup;
use crate::quantity::Points;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "weights-off-total", level: Severity::Error, page: include_str!("weights-off-total.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    // A weight that is not set is a matter of its own: nothing can be said of a sum that lacks a part.
    let weights: Option<Vec<Points>> = plan.goals().map(|(_, goal)| goal.weight.points()).collect();
    let Some(weights) = weights else { return };
    let total: Points = weights.into_iter().sum();
    if total == Points::WHOLE_PLAN {
        return;
    }
    let mut finding = CHECK
        .rule
        .finding(plan.at.key(schema::plan::GROUPS), format!("the weights add up to {total}, not 100"))
        .help("change the weights, or write `ikke fastsat` for one that is not known");
    for group in &plan.groups {
        finding = finding.also(group.at.key(schema::group::NUMBER), describe(group));
    }
    report.push(finding);
}

/// `3.2 adds up to 12,5: 2.1 gives 2,5, …`
fn describe(group: &GoalGroup) -> String {
    let parts: Vec<String> = group
        .goals
        .iter()
        .filter_map(|goal| goal.weight.points().map(|points| format!("{} gives {points}", goal.number)))
        .collect();
    let sum: Points = group.goals.iter().filter_map(|goal| goal.weight.points()).sum();
    format!("{} adds up to {sum}: {}", group.number, parts.join(", "))
}
