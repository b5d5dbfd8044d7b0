//! Figures of parts of a year, and nothing says how they become the year's (2020 plan, 2.3); or what happens without a word
//! may be wrong: what is there on a day is added up, and so are figures for the year to date.

use std::collections::BTreeMap;

use crate::check::reported::{self, ReportedFigure};
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Address, Figure, Tally};

pub static CHECK: Check = Check { rule: rule!("quarters-without-rule", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let mut by_address: BTreeMap<&Address, Vec<&ReportedFigure>> = BTreeMap::new();
    for one in facts.figures {
        by_address.entry(&one.observation.of).or_default().push(one);
    }
    for (of, same) in by_address {
        let Some(one) = same.first().copied() else { continue };
        let is_part = one.window.covers(&one.sheet.days) && one.sheet.days != one.window;
        let is_final = same.iter().any(|other| other.sheet.days == one.window);
        if !is_part || is_final || one.requirement.gathering.is_some() {
            continue;
        }
        let mut of_parts: Vec<&ReportedFigure> =
            same.into_iter().filter(|other| one.window.covers(&other.sheet.days)).collect();
        of_parts.sort_by_key(|other| other.sheet.days.last);
        let period = one.sheet.period;
        let (message, note, help) = match one.figure {
            Figure::Value(_) | Figure::Shares(_) => (
                say!("quarters-without-rule.value", of = of, period = period),
                say!("quarters-without-rule.value-note"),
                say!("quarters-without-rule.value-help"),
            ),
            Figure::Count(_) if of_parts.len() > 1 && !is_settled(facts, of) => (
                say!("quarters-without-rule.count", of = of, numbers = of_parts.len()),
                say!("quarters-without-rule.count-note"),
                say!("quarters-without-rule.count-help"),
            ),
            Figure::Counts(_) if grows(&of_parts) => (
                say!("quarters-without-rule.growing", of = of),
                say!("quarters-without-rule.growing-note"),
                say!("quarters-without-rule.growing-help"),
            ),
            Figure::Counts(_)
            | Figure::Count(_)
            | Figure::Quotient { .. }
            | Figure::Sites(_)
            | Figure::Delivery { .. }
            | Figure::Level(_)
            | Figure::Evaluation(_)
            | Figure::Judgement { .. } => continue,
        };
        let finding = CHECK.rule.finding(one.observation.at.key(reported::key(one.figure)), message);
        report.push(finding.note(note).help(help));
    }
}

/// Whether three figures or more each hold the one before, in all that they count.
fn grows(figures: &[&ReportedFigure]) -> bool {
    let counted: Option<Vec<Vec<u64>>> = figures.iter().map(|one| Some(counted(one.figure.counts()?))).collect();
    let holds =
        |pair: &[Vec<u64>]| matches!(pair, [one, next] if one != next && one.iter().zip(next).all(|(a, b)| a <= b));
    counted.is_some_and(|all| all.len() > 2 && all.windows(2).all(holds))
}

/// All, and those within each limit.
fn counted(tally: &Tally) -> Vec<u64> {
    [tally.total.0].into_iter().chain(tally.within.iter().map(|one| one.0)).collect()
}

/// Whether what is reported gives the same either way.
fn is_settled(facts: &Facts, of: &Address) -> bool {
    let marks = facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk());
    marks.filter(|mark| mark.address == *of).any(|mark| mark.fulfilment.is_closed())
}
