//! A number of things that is added up has another target midway, and nobody says whether the targets are for the whole year or
//! for the days on which they hold.

use crate::check::targets;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Joined;

pub static CHECK: Check = Check { rule: rule!("target-days-unclear", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let history = &spot.requirement.history;
        let is_cut = match &history.joined {
            Some(Joined::All | Joined::Equal | Joined::Shares(_)) => !history.earlier.is_empty(),
            Some(Joined::Newest) => history.days.is_some(),
            Some(Joined::NewestAllYear) | None => false,
        };
        if !is_cut || history.spread.is_some() || !spot.requirement.adds_up() {
            continue;
        }
        let message = say!("target-days-unclear", name = spot.name);
        let finding = CHECK.rule.finding(spot.requirement.at, message);
        let finding = targets::shown(finding, history, facts);
        report.push(finding.help(say!("target-days-unclear.help")));
    }
}
