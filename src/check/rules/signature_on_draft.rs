//! A plan that is marked as a draft has a day on which it was signed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Signed, State};

pub static CHECK: Check = Check {
    rule: Rule { name: "signature-on-draft", level: Level::Warning, page: include_str!("signature-on-draft.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state == State::Signed {
        return;
    }
    for signer in plan.signers.iter().filter(|signer| signer.signed != Signed::NotYet) {
        let key = if matches!(signer.signed, Signed::AsWritten(_)) { "dato som skrevet" } else { "dato" };
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let finding = CHECK.rule.finding(signer.at.key(key), format!("the plan is a draft, yet {who} has signed it"));
        report.push(
            finding.also(plan.at.key("status"), "a draft").help("write `status: underskrevet`, or take the date away"),
        );
    }
}
