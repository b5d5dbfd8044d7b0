//! Figures of parts of a year, and nothing says how they become the year's (2020 plan, 2.3); or what happens without a word
//! may be wrong: what is there on a day is added up, and so are figures for the year to date.

use std::collections::BTreeMap;

use crate::check::reported::{self, ReportedFigure};
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Address, Figure, Tally};

pub static CHECK: Check = Check {
    rule: Rule {
        name: "quarters-without-rule",
        level: Severity::Warning,
        page: include_str!("quarters-without-rule.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let figures = reported::figures(facts);
    let mut by_address: BTreeMap<&Address, Vec<&ReportedFigure>> = BTreeMap::new();
    for one in &figures {
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
                format!("{of}: the plan does not say how the figure for {period} becomes one for its whole period"),
                "it is not scored before that is said, or a figure for the whole period is reported",
                "write `kvartaler samles: seneste`, `gennemsnit`, `sum` or `år til dato` in the plan; or report counts",
            ),
            Figure::Count(_) if of_parts.len() > 1 && !is_settled(facts, of) => (
                format!("{of}: the plan does not say how {} numbers become one for its whole period", of_parts.len()),
                "what happens in each period is added up; of what is there on a day, only the last counts: only what both \
                 give is scored",
                "write `kvartaler samles: seneste` for what is there on a day, `sum` for what happens, `gennemsnit` or \
                 `år til dato`; in a signed plan an allonge says it; or report a figure for the whole period",
            ),
            Figure::Counts(_) if grows(&of_parts) => (
                format!("{of}: each figure holds the one before it, as figures for the year to date do"),
                "they are added up",
                "write `kvartaler samles: år til dato` in the plan if they are; `sum` if each is for its period alone",
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
