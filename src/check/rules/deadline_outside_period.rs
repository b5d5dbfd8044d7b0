//! A deadline lies in the plan's period (2023 plan, 5.0: the contract ends with the year), or comes
//! with the annual report.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::StageTime;
use crate::quantity::Deadline;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("deadline-outside-period", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let all = facts.requirements;
    let deadlines = all.iter().flat_map(|spot| {
        let stages = spot.requirement.stages().filter_map(|stage| match stage.when {
            StageTime::By(deadline) => Some((stage.requirement.at, deadline)),
            StageTime::In(_) => None,
        });
        let own = spot.requirement.deadline.map(|deadline| (spot.requirement.at, deadline));
        own.into_iter().chain(stages).map(|(at, deadline)| (&spot.name, at, deadline))
    });
    for (name, at, deadline) in deadlines {
        let Some(day) = deadline.day(&plan.period) else { continue };
        let is_with_report = matches!(deadline, Deadline::WithReport(_));
        let message = if is_with_report && day <= plan.period.days.last {
            say!("deadline-outside-period.with-report", name = name)
        } else if day > plan.period.days.last && !is_with_report {
            say!("deadline-outside-period.after", name = name)
        } else if day < plan.period.days.first {
            say!("deadline-outside-period.before", name = name)
        } else {
            continue;
        };
        report.push(
            CHECK
                .rule
                .finding(at.key(schema::requirement::DEADLINE), message)
                .label(say!("deadline-outside-period.day", day = day))
                .also(plan.at.key(schema::plan::PERIOD), say!("plan.period"))
                .help(say!("deadline-outside-period.help")),
        );
    }
}
