//! Two figures of one requirement for the same days.

use std::collections::BTreeMap;

use crate::check::reported::{self, ReportedFigure};
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Address, Figure, Reporting};

pub static CHECK: Check = Check { rule: rule!("result-twice", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let mut before: BTreeMap<&Address, Vec<&ReportedFigure>> = BTreeMap::new();
    for one in facts.figures {
        let before = before.entry(&one.observation.of).or_default();
        let first = before.iter().copied().find(|other| is_same(other, one));
        before.push(one);
        let Some(first) = first else { continue };
        let (of, period) = (&one.observation.of, one.sheet.period);
        let message = say!("result-twice", of = of, period = period);
        let finding = CHECK.rule.finding(one.observation.at.key(reported::key(one.figure)), message);
        let first_key = first.observation.at.key(reported::key(first.figure));
        report.push(
            finding
                .also(first_key, say!("result-twice.here", period = first.sheet.period))
                .note(say!("result-twice.note"))
                .help(say!("result-twice.help")),
        );
    }
}

fn is_whole(one: &ReportedFigure) -> bool {
    one.sheet.days == one.window
}

/// Figures share days; an evaluation is the same only by the same evaluator, and a deliverable only in the same period.
fn is_same(one: &ReportedFigure, other: &ReportedFigure) -> bool {
    if let (Figure::Evaluation(one), Figure::Evaluation(other)) = (one.figure, other.figure) {
        return one.iter().any(|grid| other.iter().any(|other| other.evaluator == grid.evaluator));
    }
    match one.requirement.demand.measure().reporting() {
        Reporting::Dated => one.sheet.days == other.sheet.days,
        Reporting::Jointly | Reporting::Nothing => one.sheet.days.within(&other.sheet.days).is_some(),
        // The figure for longer stands in place of those for a part of it: the year's, a half-year's, one for the year to date.
        Reporting::EachPeriod | Reporting::AtTheEnd => {
            let (days, others) = (one.sheet.days, other.sheet.days);
            let is_nested = days != others && (days.covers(&others) || others.covers(&days));
            days.within(&others).is_some() && is_whole(one) == is_whole(other) && !is_nested
        }
    }
}
