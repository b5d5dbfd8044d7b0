//! What was signed means something else than when it was locked.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::lock::Alteration;
use crate::source::{At, Place};

pub static CHECK: Check = Check {
    rule: Rule {
        name: super::SIGNED_PLAN_CHANGED,
        level: Severity::Error,
        page: include_str!("signed-plan-changed.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let Some((seal, lock)) = facts.seal.and_then(|seal| Some((seal, seal.locked.as_ref()?))) else { return };
    let is_shown = |at: &At| facts.sources.locate(&Place::from(*at)).is_some();
    for departure in seal.departures() {
        let locked = departure.locked.unwrap_or(lock.at);
        let now = departure.now.filter(is_shown);
        let finding = CHECK.rule.finding(now.unwrap_or(locked), departure.to_string());
        let finding =
            if now.is_some() && departure.locked.is_some() { finding.also(locked, "locked here") } else { finding };
        report.push(finding.help(match departure.what {
            Alteration::Gone => "take it back as it was signed: what both have signed ends by allonge alone",
            Alteration::Changed(_) | Alteration::Added(_) | Alteration::Removed(_) => {
                "take it back as it was signed, and make an allonge of the change: `resultatplan allonge new`; what was \
                 only written wrongly here, and is right on the signed paper, is locked by `resultatplan lock --renew`"
            }
        }));
    }
}
