//! The day of a signature lies far from the plan's period, or that of the annual report before its end.

use chrono::Months;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Signed;
use crate::quantity::Date;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signing-date-implausible", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let earliest = plan.period.days.first.0.checked_sub_months(Months::new(12)).map(Date);
    let latest = plan.period.days.last.0.checked_add_months(Months::new(12)).map(Date);
    let (Some(earliest), Some(latest)) = (earliest, latest) else { return };
    let of_plan = plan.signers.iter().map(|one| (one, earliest, false));
    let of_report = facts.report_signers().iter();
    let of_report = of_report.map(|one| (one, plan.period.days.last, true));
    for (signer, earliest, is_of_report) in of_plan.chain(of_report) {
        let Signed::On(day) = signer.signed else { continue };
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let problem = if day < earliest {
            if is_of_report {
                say!("signing-date-implausible.report", who = who)
            } else {
                say!("signing-date-implausible.before", who = who)
            }
        } else if day > latest {
            say!("signing-date-implausible.after", who = who)
        } else {
            continue;
        };
        report.push(
            CHECK
                .rule
                .finding(signer.at.key(schema::signer::DATE), problem)
                .also(plan.at.key(schema::plan::PERIOD), say!("plan.period"))
                .help(say!("signing-date-implausible.help")),
        );
    }
}
