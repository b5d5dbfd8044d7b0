//! A weight that the plan's source does not state (2024 plan, 1.4 and 2.4).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Weight;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("weight-assumed", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    for (_, goal) in facts.plan.goals() {
        let Weight::Assumed { points, reason } = &goal.weight else { continue };
        let message = say!("weight-assumed", points = points, number = goal.number);
        let finding = CHECK
            .rule
            .finding(goal.at.key(schema::goal::WEIGHT), message)
            .note(say!("weight-assumed.because", reason = reason));
        report.push(finding.help(say!("weight-assumed.help")));
    }
}
