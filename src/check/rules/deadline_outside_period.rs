//! A deadline lies in the plan's period (2023 plan, 5.0: the contract ends with the year).

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "deadline-outside-period",
        level: Severity::Error,
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
        let side = if day > plan.period.last { "after the plan ends" } else { "before the plan begins" };
        report.push(
            CHECK
                .rule
                .finding(
                    spot.requirement.at.key(schema::requirement::DEADLINE),
                    format!("the deadline of {} lies {side}", spot.name),
                )
                .label(format!("the last day is {day}"))
                .also(plan.at.key(schema::plan::PERIOD), "the plan's period")
                .help("set a day inside the period; without a year, a deadline is in the plan's own year"),
        );
    }
}
