//! A deadline lies in the plan's period (2023 plan, 5.0: the contract ends with the year).

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};

pub static CHECK: Check = Check {
    rule: Rule {
        name: "deadline-outside-period",
        level: Level::Error,
        page: include_str!("deadline-outside-period.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    for spot in walk::requirements(plan) {
        let Some(day) = spot.requirement.deadline.and_then(|deadline| deadline.day(plan.year)) else { continue };
        if plan.period.contains(day) {
            continue;
        }
        let (side, end) = if day > plan.period.last {
            ("after the plan ends", plan.period.last)
        } else {
            ("before the plan begins", plan.period.first)
        };
        report.push(
            CHECK
                .rule
                .finding(spot.requirement.at.key("frist"), format!("the deadline of {} lies {side}", spot.name))
                .label(format!("{day}; the plan's own day is {end}"))
                .also(plan.at.key("periode"), "the plan's period")
                .help("set a day inside the period: what comes later belongs in the next plan"),
        );
    }
}
