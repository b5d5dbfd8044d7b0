//! One goal is adjusted twice in the annual report.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("adjustment-twice", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let adjustments = facts.annual_report().map_or(&[][..], |annual| &annual.adjustments);
    for (index, adjustment) in adjustments.iter().enumerate() {
        let first = adjustments.iter().take(index).find(|other| other.goal == adjustment.goal);
        if let Some(first) = first {
            let message = say!("adjustment-twice", goal = adjustment.goal);
            let finding =
                CHECK.rule.finding(adjustment.at.key(schema::adjustment::GOAL), message).label(say!("here.again"));
            report.push(
                finding
                    .also(first.at.key(schema::adjustment::GOAL), say!("here.first"))
                    .help(say!("adjustment-twice.help")),
            );
        }
    }
}
