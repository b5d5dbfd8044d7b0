//! The weights of a plan add up to 100 (2018 plan, 3.0: "de samlet set summer til 100 point").

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{GoalGroup, Weight};
use crate::quantity::{Percent, Points, Ratio};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "weights-off-total", level: Severity::Error, page: include_str!("weights-off-total.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    // A weight that is not set is a matter of its own: nothing can be said of a sum that lacks a part.
    let weights: Option<Vec<Ratio>> = plan.goals().map(|(_, goal)| goal.weight.worth()).collect();
    let Some(weights) = weights else { return };
    if weights.into_iter().sum::<Ratio>() == Points::WHOLE_PLAN.into() {
        return;
    }
    let total = Weight::together(plan.goals().map(|(_, goal)| &goal.weight));
    let is_in_percent = total.ends_with(Percent::UNIT);
    let wanted = if total.contains('/') {
        "1"
    } else if is_in_percent {
        "100 pct."
    } else {
        "100"
    };
    let mut finding = CHECK
        .rule
        .finding(plan.at.key(schema::plan::GROUPS), format!("the weights add up to {total}, not {wanted}"))
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
        .map(|goal| format!("{} gives {}", goal.number, Weight::together(std::iter::once(&goal.weight))))
        .collect();
    let sum = Weight::together(group.goals.iter().map(|goal| &goal.weight));
    format!("{} adds up to {sum}: {}", group.number, parts.join(", "))
}
