//! The day of a signature lies far from the plan's period, or that of the annual report before its end.

use chrono::Months;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Signed;
use crate::quantity::Date;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "signing-date-implausible",
        level: Severity::Error,
        page: include_str!("signing-date-implausible.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let earliest = plan.period.days.first.0.checked_sub_months(Months::new(12)).map(Date);
    let latest = plan.period.days.last.0.checked_add_months(Months::new(12)).map(Date);
    let (Some(earliest), Some(latest)) = (earliest, latest) else { return };
    let of_plan = plan.signers.iter().map(|one| (one, earliest, "more than a year before the plan begins"));
    let of_report = facts.report_signers().iter();
    let of_report = of_report.map(|one| (one, plan.period.days.last, "the annual report before the plan has ended"));
    for (signer, earliest, too_early) in of_plan.chain(of_report) {
        let Signed::On(day) = signer.signed else { continue };
        let problem = if day < earliest {
            too_early
        } else if day > latest {
            "more than a year after the plan has ended"
        } else {
            continue;
        };
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        report.push(
            CHECK
                .rule
                .finding(signer.at.key(schema::signer::DATE), format!("{who} signed {problem}"))
                .also(plan.at.key(schema::plan::PERIOD), "the plan's period")
                .help("see whether the year is right"),
        );
    }
}
