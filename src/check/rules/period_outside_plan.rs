//! What is measured and reported lies inside the plan's period, and the plan's period inside its year
//! where it does not say how it runs on.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::StageTime;
use crate::quantity::PartOfYear;
use crate::schema;
use crate::source::At;

pub static CHECK: Check = Check { rule: rule!("period-outside-plan", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let is_said = plan.period.counted.is_some();
    if !plan.period.has_days_in(plan.year) || !(is_said || plan.period.days.is_in_one_year()) {
        let help = say!("period-outside-plan.year-help");
        report.push(
            CHECK
                .rule
                .finding(plan.at.key(schema::plan::PERIOD), say!("period-outside-plan.year", year = plan.year))
                .also(plan.at.key(schema::plan::YEAR), say!("plan.year"))
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
                .finding(sheet.at.key(schema::results::sheet::PERIOD), say!("period-outside-plan.results"))
                .also(plan.at.key(schema::plan::PERIOD), say!("plan.period"))
                .help(say!("period-outside-plan.results-help")),
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
                say!("period-outside-plan.never", name = spot.name),
            )
            .label(say!("period-outside-plan.holds", held = held))
            .help(say!("period-outside-plan.never-help")),
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
            .finding(at.key(schema::requirement::PERIOD), say!("period-outside-plan", name = name))
            .label(say!("period-outside-plan.days", days = days))
            .also(plan.at.key(schema::plan::PERIOD), say!("plan.period"))
            .help(say!("period-outside-plan.help")),
    );
}
