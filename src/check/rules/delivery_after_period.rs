//! A delivery that is reported for a period that had ended before it.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Figure;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("delivery-after-period", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for reported in facts.figures {
        let Figure::Delivery { on: Some(day), .. } = reported.figure else { continue };
        let last = reported.sheet.days.last;
        // What comes after the year has no later file to be reported in.
        if *day <= last || last >= facts.plan.period.days.last {
            continue;
        }
        let (of, period) = (&reported.observation.of, reported.sheet.period);
        let message = say!("delivery-after-period", of = of, day = day, period = period, last = last);
        let finding = CHECK.rule.finding(reported.observation.at.key(schema::results::delivery::DELIVERED), message);
        report.push(
            finding
                .also(reported.sheet.at.key(schema::results::sheet::PERIOD), say!("delivery-after-period.period"))
                .help(say!("delivery-after-period.help")),
        );
    }
}
