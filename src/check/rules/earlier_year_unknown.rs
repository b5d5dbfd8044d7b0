//! The annual report compares with a year, or with a goal of it, that is not there.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, nearest, rule};
use crate::language::say;
use crate::plan::{Continued, Earlier, EarlierYear};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("earlier-year-unknown", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let named = facts.annual_report().map_or(&[][..], |annual| &annual.earlier);
    for one in named {
        let found = facts.annual().and_then(|annual| annual.earlier.iter().find(|earlier| earlier.year == one.year));
        match found {
            _ if one.year >= facts.plan.year => tell_later(one, facts, report),
            None => tell_unread(one, report),
            Some(found) => one.goals.iter().for_each(|goal| tell_goal(goal, found, report)),
        }
    }
}

fn tell_later(one: &Earlier, facts: &Facts, report: &mut Report) {
    let finding = CHECK.rule.finding(one.at, say!("earlier-year-unknown.later", year = one.year));
    report.push(
        finding
            .also(facts.plan.at.key(schema::plan::YEAR), say!("plan.year"))
            .help(say!("earlier-year-unknown.later-help")),
    );
}

fn tell_unread(one: &Earlier, report: &mut Report) {
    let year = one.year;
    let finding = CHECK.rule.finding(one.at, say!("earlier-year-unknown.unread", year = year));
    report.push(finding.help(say!("earlier-year-unknown.unread-help", year = year)));
}

fn tell_goal(one: &Continued, found: &EarlierYear, report: &mut Report) {
    let goals: Vec<String> = found.plan.goals().map(|(_, goal)| goal.number.to_string()).collect();
    let number = one.earlier.to_string();
    if goals.contains(&number) {
        return;
    }
    let help = match nearest(&number, goals.iter().map(String::as_str)) {
        Some(near) => say!("earlier-year-unknown.near", near = near, year = found.year, goals = goals),
        None => say!("earlier-year-unknown.goals", year = found.year, goals = goals),
    };
    let finding = CHECK.rule.finding(one.at, say!("earlier-year-unknown.goal", year = found.year, number = number));
    report.push(finding.label(say!("earlier-year-unknown.continues", goal = one.goal)).help(help));
}
