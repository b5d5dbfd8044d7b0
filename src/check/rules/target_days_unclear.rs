//! A number of things that is added up has another target midway, and nobody says whether the targets are for the whole year or
//! for the days on which they hold.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Joined;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "target-days-unclear", level: Severity::Error, page: include_str!("target-days-unclear.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in walk::requirements(facts.plan) {
        let history = &spot.requirement.history;
        let is_cut = match &history.joined {
            Some(Joined::All | Joined::Equal | Joined::Shares(_)) => !history.earlier.is_empty(),
            Some(Joined::Newest) => history.days.is_some(),
            Some(Joined::NewestAllYear) | None => false,
        };
        if !is_cut || history.spread.is_some() || !spot.requirement.adds_up() {
            continue;
        }
        let message = format!(
            "{} is added up and has another target midway, and nothing says whether its targets are for the whole year",
            spot.name
        );
        let mut finding = CHECK.rule.finding(spot.requirement.at, message).label("the newest");
        for one in &history.earlier {
            finding = finding.also(one.requirement.at, format!("this one holds from {}", one.days));
        }
        let allonge = facts.allonger().iter().find(|one| history.origin.allonge() == Some(one.number));
        if let Some(allonge) = allonge {
            let text = format!("allonge {} puts the new target in the place of the old", allonge.number);
            finding = finding.also(allonge.at.key(schema::allonge::NUMBER), text);
        }
        report.push(finding.help(
            "add `måltallene er for` to the change: `hele året`, so that each target is held against as much of it as its \
             days are of the year; or `hver sine dage`; where the new one alone counts, for all the year's figures, write \
             `målene samles: det nye hele året`",
        ));
    }
}
