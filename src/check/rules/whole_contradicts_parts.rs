//! The figure for the whole period is not what the figures of its parts come to.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::reported::{self, ReportedFigure};
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{Address, Figure, Gathering};

pub static CHECK: Check = Check { rule: rule!("whole-contradicts-parts", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let mut by_address: BTreeMap<&Address, Vec<&ReportedFigure>> = BTreeMap::new();
    for one in facts.figures.iter().filter(|one| one.window.covers(&one.sheet.days)) {
        by_address.entry(&one.observation.of).or_default().push(one);
    }
    for (of, same) in by_address {
        for (whole, parts) in nested(same) {
            let Some(contradiction) = contradiction(whole, &parts) else { continue };
            let message = say!("whole-contradicts-parts", of = of, period = whole.sheet.period);
            let finding = CHECK.rule.finding(whole.observation.at.key(reported::key(whole.figure)), message);
            let told = parts.iter().fold(finding, |finding, one| {
                finding.also(
                    one.observation.at.key(reported::key(one.figure)),
                    say!("whole-contradicts-parts.part", period = one.sheet.period),
                )
            });
            report.push(told.note(contradiction).help(say!("whole-contradicts-parts.help")));
        }
    }
}

/// Each figure that others are parts of, with those that are in no other of its parts, in order of time.
fn nested<'a, 'b>(mut same: Vec<&'a ReportedFigure<'b>>) -> Vec<(&'a ReportedFigure<'b>, Vec<&'a ReportedFigure<'b>>)> {
    same.sort_by_key(|one| (one.sheet.days.first, Reverse(one.sheet.days.last)));
    let mut wholes: Vec<(&ReportedFigure, Vec<&ReportedFigure>)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (place, one) in same.into_iter().enumerate() {
        let days = one.sheet.days;
        let holds = |whole: &usize| {
            wholes.get(*whole).is_some_and(|(whole, _)| whole.sheet.days != days && whole.sheet.days.covers(&days))
        };
        open.truncate(open.iter().rposition(holds).map_or(0, |last| last + 1));
        if let Some((_, parts)) = open.last().and_then(|whole| wholes.get_mut(*whole)) {
            parts.push(one);
        }
        wholes.push((one, Vec::new()));
        open.push(place);
    }
    wholes.retain(|(_, parts)| !parts.is_empty());
    wholes
}

/// What does not fit, in words.
fn contradiction(whole: &ReportedFigure, parts: &[&ReportedFigure]) -> Option<Message> {
    let numbers = parts.iter().map(|one| numbers(one.figure)).collect::<Option<Vec<_>>>()?;
    let (last, own) = (numbers.last()?, self::numbers(whole.figure)?);
    let days = |one: &ReportedFigure| one.sheet.days.last.days_after(one.sheet.days.first) + 1;
    let is_complete = parts.iter().map(|one| days(one)).sum::<i64>() == days(whole);
    let sums: Vec<u128> = (0..own.len()).map(|place| numbers.iter().filter_map(|one| one.get(place)).sum()).collect();
    let written = |numbers: &[u128]| numbers.iter().map(u128::to_string).collect::<Vec<_>>().join(" / ");
    match whole.requirement.gathering {
        None if whole.requirement.demand.measure().needs_gathering() => {
            let is_neither = is_complete && sums != own && *last != own;
            let (sums, last, own) = (written(&sums), written(last), written(&own));
            is_neither.then(|| say!("whole-contradicts-parts.either", sums = sums, last = last, own = own))
        }
        None | Some(Gathering::Sum) if is_complete && sums != own => {
            Some(say!("whole-contradicts-parts.sum", sums = written(&sums), own = written(&own)))
        }
        None | Some(Gathering::Sum) if sums.iter().zip(&own).any(|(sum, own)| sum > own) => {
            Some(say!("whole-contradicts-parts.already", sums = written(&sums), own = written(&own)))
        }
        Some(Gathering::Latest | Gathering::YearToDate) if is_complete && *last != own => {
            Some(say!("whole-contradicts-parts.latest", last = written(last), own = written(&own)))
        }
        None | Some(Gathering::Sum | Gathering::Latest | Gathering::YearToDate | Gathering::Average) => None,
    }
}

/// All, and those within each limit; or how many things there are.
fn numbers(figure: &Figure) -> Option<Vec<u128>> {
    match (figure.counts(), figure.count()) {
        (Some(tally), _) => Some(std::iter::once(&tally.total).chain(&tally.within).map(|one| one.0.into()).collect()),
        (None, Some(count)) => Some(vec![count.0.into()]),
        (None, None) => None,
    }
}
