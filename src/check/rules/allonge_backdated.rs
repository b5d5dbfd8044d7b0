//! An allonge that takes effect before it was agreed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "allonge-backdated", level: Severity::Warning, page: include_str!("allonge-backdated.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger().iter().filter(|allonge| allonge.from < allonge.date) {
        let message = format!("allonge {} takes effect before its date", allonge.number);
        let finding = CHECK.rule.finding(allonge.at.key(schema::allonge::FROM), message);
        let finding = finding.also(allonge.at.key(schema::allonge::DATE), "the day it was agreed");
        report.push(finding.help("see whether days that have passed are meant to be scored against the new targets"));
    }
}
