//! An allonge that changes nothing.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("allonge-without-changes", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger().iter().filter(|allonge| allonge.changes.is_empty()) {
        let finding = CHECK.rule.finding(
            allonge.at.key(schema::allonge::CHANGES),
            say!("allonge-without-changes", number = allonge.number),
        );
        report.push(finding.help(say!("allonge-without-changes.help")));
    }
}
