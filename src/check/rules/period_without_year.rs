//! A quarter, a half-year or a year of a plan with several years, of which nobody knows which one it is.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::StageTime;
use crate::quantity::PartOfYear;
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("period-without-year", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let requirement = spot.requirement;
        for stage in requirement.stages() {
            let (key, part) = match stage.when {
                StageTime::In(part) => (schema::stage::PERIOD, Some(part)),
                StageTime::By(deadline) => (schema::stage::DEADLINE, deadline.part()),
            };
            tell(facts, stage.requirement.at.key(key), part, report);
        }
        let deadline = requirement.deadline.and_then(|deadline| deadline.part());
        tell(facts, requirement.at.key(schema::requirement::PERIOD), requirement.period, report);
        tell(facts, requirement.at.key(schema::requirement::DEADLINE), deadline, report);
    }
    for (_, goal) in facts.plan.goals() {
        for open in &goal.open {
            tell(facts, open.at.key(schema::open::PERIOD), open.period, report);
        }
    }
    for sheet in facts.sheets() {
        tell(facts, sheet.at.key(schema::results::sheet::PERIOD), Some(sheet.period), report);
    }
}

fn tell(facts: &Facts, at: Place, part: Option<PartOfYear>, report: &mut Report) {
    const MOST: usize = 4;
    let plan = facts.plan;
    let Some(part) = part else { return };
    let readings = plan.period.readings(part);
    let finding = if !readings.is_empty() {
        let named: Vec<String> = readings.iter().take(MOST).map(|one| format!("`{one}`")).collect();
        let is_whole = part == PartOfYear::Whole;
        CHECK.rule.finding(at, say!("period-without-year", part = part)).help(say!(
            "period-without-year.help",
            named = named,
            whole = is_whole
        ))
    } else if plan.period.whole(part).is_none() {
        let years: Vec<String> = plan.period.in_years().iter().map(|(year, _)| format!("`{year}`")).collect();
        CHECK
            .rule
            .finding(at, say!("period-without-year.unknown", part = part))
            .help(say!("period-without-year.unknown-help", years = years))
    } else {
        return;
    };
    report.push(finding.also(plan.at.key(schema::plan::PERIOD), say!("plan.period")));
}
