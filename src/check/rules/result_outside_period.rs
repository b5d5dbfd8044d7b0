//! A figure for days in which its requirement is not measured (2023 plan, 1.2: 2. halvår).

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Figure;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "result-outside-period",
        level: Severity::Warning,
        page: include_str!("result-outside-period.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for one in reported::figures(facts) {
        // A deliverable counts by its date.
        if matches!(one.figure, Figure::Delivery { .. }) || one.window.covers(&one.sheet.days) {
            continue;
        }
        let (of, period) = (&one.observation.of, one.sheet.period);
        let message = format!("{of}: the figure for {period} does not count");
        let finding = CHECK.rule.finding(one.observation.at.key(reported::key(one.figure)), message);
        report.push(
            finding
                .note(format!("it is measured from {}", one.window))
                .also(one.sheet.at.key(schema::results::sheet::PERIOD), "the period of the results")
                .help("report it in a file for a period that lies inside those days; or leave it out"),
        );
    }
}
