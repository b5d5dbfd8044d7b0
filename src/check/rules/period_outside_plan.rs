//! What is measured and reported lies inside the plan's period, and the plan's period inside its year
//! where it does not say how it runs on.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::StageTime;
use crate::quantity::PartOfYear;
use crate::schema;
use crate::source::At;

pub static CHECK: Check = Check {
    rule: Rule { name: "period-outside-plan", level: Severity::Error, page: include_str!("period-outside-plan.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let is_said = plan.period.counted.is_some();
    if !plan.period.has_days_in(plan.year) || !(is_said || plan.period.days.is_in_one_year()) {
        let help = "a plan is for one year: change the period or the year; where it runs on, say how its quarters are \
                    counted, with `kvartaler: fra periodens begyndelse` or `kvartaler: kalenderårets`";
        report.push(
            CHECK
                .rule
                .finding(plan.at.key(schema::plan::PERIOD), format!("the plan's period runs outside {}", plan.year))
                .also(plan.at.key(schema::plan::YEAR), "the plan's year")
                .help(help),
        );
    }
    for spot in facts.requirements {
        tell(facts, &spot.name, spot.requirement.at, spot.requirement.period, report);
        for stage in spot.requirement.stages() {
            if let StageTime::In(part) = stage.when {
                tell(facts, &spot.name, stage.requirement.at, Some(part), report);
            }
        }
        never(facts, spot, report);
    }
    for (_, goal) in plan.goals() {
        for open in &goal.open {
            tell(facts, &goal.number.to_string(), open.at, open.period, report);
        }
    }
    for sheet in facts.sheets().iter().filter(|sheet| !plan.period.days.covers(&sheet.days)) {
        report.push(
            CHECK
                .rule
                .finding(
                    sheet.at.key(schema::results::sheet::PERIOD),
                    "the results are for days outside the plan's period",
                )
                .also(plan.at.key(schema::plan::PERIOD), "the plan's period")
                .help("report for a part of the plan's period: `1. kvartal`, `2. halvår`, `hele året`"),
        );
    }
}

/// What an allonge brings in is measured on some of the days on which it holds.
fn never(facts: &Facts, spot: &walk::PlacedRequirement, report: &mut Report) {
    let requirement = spot.requirement;
    let (Some(held), Some(part)) = (requirement.history.days, requirement.period) else { return };
    let measured = facts.plan.period.whole(part);
    if measured.is_none_or(|measured| measured.within(&held).is_some()) {
        return;
    }
    report.push(
        CHECK
            .rule
            .finding(
                requirement.at.key(schema::requirement::PERIOD),
                format!("{} is measured on no day on which it holds", spot.name),
            )
            .label(format!("it holds from {held}"))
            .help("measure it in days on which the allonge is in force, or let the allonge take effect earlier"),
    );
}

fn tell(facts: &Facts, name: &str, at: At, part: Option<PartOfYear>, report: &mut Report) {
    let plan = facts.plan;
    // The whole year means as much of it as the plan has.
    let Some(part) = part.filter(|part| *part != PartOfYear::Whole) else { return };
    let Some(days) = plan.period.whole(part).filter(|days| !plan.period.days.covers(days)) else { return };
    report.push(
        CHECK
            .rule
            .finding(at.key(schema::requirement::PERIOD), format!("{name} is measured outside the plan's period"))
            .label(format!("{days}"))
            .also(plan.at.key(schema::plan::PERIOD), "the plan's period")
            .help("measure inside the plan's period"),
    );
}
