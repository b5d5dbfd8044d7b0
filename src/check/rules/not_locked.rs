//! A plan or an allonge is marked as signed, and nothing holds it to what was signed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check =
    Check { rule: Rule { name: "not-locked", level: Severity::Note, page: include_str!("not-locked.md") }, run };

fn run(facts: &Facts, report: &mut Report) {
    // An allonge can be signed for a plan that is still a draft here; it is locked when the plan is.
    let Some(seal) = facts.seal.filter(|seal| seal.now.plan.is_some()) else { return };
    if let Some(lock) = seal.locked.as_ref().filter(|_| seal.is_of_earlier_form()) {
        let finding =
            CHECK.rule.finding(lock.at, "the lock was made by an earlier version and holds less than is printed");
        report.push(finding.help("`resultatplan lock` and the plan's folder: it holds the rest too from then on"));
    }
    for number in seal.not_locked() {
        let (at, what) = match number {
            None => (facts.plan.at, "the plan".to_owned()),
            Some(number) => {
                let allonge = facts.allonger().iter().find(|allonge| allonge.number == number);
                (allonge.map_or(facts.plan.at, |allonge| allonge.at), format!("allonge {number}"))
            }
        };
        let finding = CHECK.rule.finding(at.key(schema::plan::STATE), format!("{what} is signed and not locked"));
        report.push(finding.help("`resultatplan lock` and the plan's folder: from then on no change goes unnoticed"));
    }
}
