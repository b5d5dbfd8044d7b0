//! A requirement with two targets in the year, and an allonge that does not say how they count together.

use crate::check::targets;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;

pub static CHECK: Check = Check { rule: rule!("targets-without-rule", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let history = &spot.requirement.history;
        let (Some(first), None) = (history.earlier.first(), &history.joined) else { continue };
        let count = history.earlier.len() + 1;
        let message = say!("targets-without-rule", name = spot.name, count = count);
        let finding = CHECK.rule.finding(spot.requirement.at, message);
        let finding = targets::shown(finding, history, facts);
        let split = first.days.last.day_after().map(|day| day.to_string()).unwrap_or_default();
        report.push(finding.help(say!("targets-without-rule.help", split = split)));
    }
}
