//! An allonge that changes nothing.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "allonge-without-changes",
        level: Severity::Error,
        page: include_str!("allonge-without-changes.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger().iter().filter(|allonge| allonge.changes.is_empty()) {
        let finding = CHECK.rule.finding(
            allonge.at.key(schema::allonge::CHANGES),
            say!("allonge-without-changes", number = allonge.number),
        );
        report.push(finding.help(say!("allonge-without-changes.help")));
    }
}
