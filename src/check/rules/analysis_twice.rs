//! The annual report analyses a goal twice.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("analysis-twice", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let analyses = facts.annual_report().map_or(&[][..], |annual| &annual.analyses);
    for (index, analysis) in analyses.iter().enumerate() {
        let first = analyses.iter().take(index).find(|other| other.goal == analysis.goal);
        if let Some(first) = first {
            let finding = CHECK
                .rule
                .finding(analysis.at.key(schema::analysis::GOAL), say!("analysis-twice", goal = analysis.goal));
            report.push(
                finding
                    .label(say!("here.again"))
                    .also(first.at.key(schema::analysis::GOAL), say!("here.first"))
                    .help(say!("analysis-twice.help")),
            );
        }
    }
}
