//! A figure for days in which its requirement is not measured (2023 plan, 1.2: 2. halvår).

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Figure;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("result-outside-period", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for one in facts.figures {
        // A deliverable counts by its date.
        if matches!(one.figure, Figure::Delivery { .. }) || one.window.covers(&one.sheet.days) {
            continue;
        }
        let (of, period) = (&one.observation.of, one.sheet.period);
        let message = say!("result-outside-period", of = of, period = period);
        let finding = CHECK.rule.finding(one.observation.at.key(reported::key(one.figure)), message);
        report.push(
            finding
                .note(say!("result-outside-period.window", window = one.window))
                .also(one.sheet.at.key(schema::results::sheet::PERIOD), say!("result-outside-period.period"))
                .help(say!("result-outside-period.help")),
        );
    }
}
