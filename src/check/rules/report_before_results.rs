//! The annual report is older than what it reports.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("report-before-results", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(annual) = facts.annual_report() else { return };
    let end = facts.plan.period.days.last;
    let latest = facts.sheets().iter().max_by_key(|sheet| sheet.updated);
    if let Some(sheet) = latest.filter(|sheet| annual.date < sheet.updated) {
        let message = say!("report-before-results.figures", date = annual.date, updated = sheet.updated);
        let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::DATE), message);
        report.push(
            finding
                .also(
                    sheet.at.key(schema::results::sheet::UPDATED),
                    say!("report-before-results.results", period = sheet.period),
                )
                .help(say!("report-before-results.figures-help")),
        );
    } else if annual.date < end && !annual.is_provisional {
        let message = say!("report-before-results.period", date = annual.date);
        let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::DATE), message);
        report.push(
            finding
                .also(facts.plan.at.key(schema::plan::PERIOD), say!("report-before-results.end", end = end))
                .help(say!("report-before-results.period-help")),
        );
    }
}
