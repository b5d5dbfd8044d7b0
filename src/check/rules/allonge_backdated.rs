//! An allonge that takes effect before it was agreed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("allonge-backdated", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger().iter().filter(|allonge| allonge.from < allonge.date) {
        let message = say!("allonge-backdated", number = allonge.number);
        let finding = CHECK.rule.finding(allonge.at.key(schema::allonge::FROM), message);
        let finding = finding.also(allonge.at.key(schema::allonge::DATE), say!("allonge-backdated.date"));
        report.push(finding.help(say!("allonge-backdated.help")));
    }
}
