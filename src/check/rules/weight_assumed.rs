//! A weight that the plan's source does not state (2024 plan, 1.4 and 2.4).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Weight;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "weight-assumed", level: Severity::Note, page: include_str!("weight-assumed.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for (_, goal) in facts.plan.goals() {
        let Weight::Assumed { points, reason } = &goal.weight else { continue };
        let message = format!("the {points} points of {} are assumed", goal.number);
        let finding = CHECK.rule.finding(goal.at.key(schema::goal::WEIGHT), message).note(format!("because: {reason}"));
        report.push(finding.help("write the weight alone when it is agreed: `vægt: 10`"));
    }
}
