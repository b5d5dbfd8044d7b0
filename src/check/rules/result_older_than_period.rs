//! Results that were last updated before their period had ended.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("result-older-than-period", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for sheet in facts.sheets().iter().filter(|sheet| sheet.updated < sheet.days.last) {
        let message = say!("result-older-than-period", period = sheet.period, updated = sheet.updated);
        let finding = CHECK.rule.finding(sheet.at.key(schema::results::sheet::UPDATED), message);
        report.push(
            finding
                .label(say!("result-older-than-period.end", last = sheet.days.last))
                .help(say!("result-older-than-period.help")),
        );
    }
}
