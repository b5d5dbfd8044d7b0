//! What was signed means something else than when it was locked.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Telling, say};
use crate::lock::Alteration;
use crate::source::{At, Place};

pub static CHECK: Check = Check { rule: rule!("signed-plan-changed", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some((seal, lock)) = facts.seal.and_then(|seal| Some((seal, seal.locked.as_ref()?))) else { return };
    let is_shown = |at: &At| facts.sources.locate(&Place::from(*at)).is_some();
    for departure in seal.departures() {
        let locked = departure.locked.unwrap_or(lock.at);
        let now = departure.now.filter(is_shown);
        let finding = CHECK.rule.finding(now.unwrap_or(locked), departure.message());
        let finding = if now.is_some() && departure.locked.is_some() {
            finding.also(locked, say!("signed-plan-changed.locked"))
        } else {
            finding
        };
        report.push(finding.help(match departure.what {
            Alteration::Gone => say!("signed-plan-changed.gone-help"),
            Alteration::Changed(_) | Alteration::Added(_) | Alteration::Removed(_) => {
                say!("signed-plan-changed.help")
            }
        }));
    }
}
