//! A day that lies after the day on which it was reported.

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("delivery-after-update", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for reported in facts.figures {
        let Some((day, key, what)) = reported::done_on(reported.figure) else { continue };
        let updated = reported.sheet.updated;
        if day <= updated {
            continue;
        }
        let of = &reported.observation.of;
        let message = say!("delivery-after-update", of = of, what = what, day = day, updated = updated);
        let finding = CHECK.rule.finding(reported.observation.at.key(key), message);
        report.push(
            finding
                .also(reported.sheet.at.key(schema::results::sheet::UPDATED), say!("delivery-after-update.day"))
                .help(say!("delivery-after-update.help")),
        );
    }
}
