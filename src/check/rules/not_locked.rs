//! A plan or an allonge is marked as signed, and nothing holds it to what was signed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("not-locked", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    // An allonge can be signed for a plan that is still a draft here; it is locked when the plan is.
    let Some(seal) = facts.seal.filter(|seal| seal.now.plan.is_some()) else { return };
    if let Some(lock) = seal.locked.as_ref().filter(|_| seal.is_of_earlier_form()) {
        let finding = CHECK.rule.finding(lock.at, say!("not-locked.earlier-form"));
        report.push(finding.help(say!("not-locked.earlier-form-help")));
    }
    for number in seal.not_locked() {
        let (at, what) = match number {
            None => (facts.plan.at, say!("what.plan")),
            Some(number) => {
                let allonge = facts.allonger().iter().find(|allonge| allonge.number == number);
                (allonge.map_or(facts.plan.at, |allonge| allonge.at), say!("what.allonge", number = number))
            }
        };
        let finding = CHECK.rule.finding(at.key(schema::plan::STATE), say!("not-locked", what = what));
        report.push(finding.help(say!("not-locked.help")));
    }
}
