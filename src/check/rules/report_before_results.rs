//! The annual report is older than what it reports.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "report-before-results",
        level: Severity::Error,
        page: include_str!("report-before-results.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let Some(annual) = facts.annual_report() else { return };
    let end = facts.plan.period.days.last;
    let latest = facts.sheets().iter().max_by_key(|sheet| sheet.updated);
    if let Some(sheet) = latest.filter(|sheet| annual.date < sheet.updated) {
        let message = format!("the report is of {}, and its figures are of {}", annual.date, sheet.updated);
        let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::DATE), message);
        report.push(
            finding
                .also(sheet.at.key(schema::results::sheet::UPDATED), format!("the results for {}", sheet.period))
                .help("give the report a date on which its figures were known"),
        );
    } else if annual.date < end && !annual.is_provisional {
        let message = format!("the report is of {}, before the plan's period ends", annual.date);
        let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::DATE), message);
        report.push(
            finding
                .also(facts.plan.at.key(schema::plan::PERIOD), format!("it ends on {end}"))
                .help("correct the date, or write `foreløbig: ja`: what the year gives is not known yet"),
        );
    }
}
