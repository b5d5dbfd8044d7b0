//! A plan that is marked as a draft, or a report that is marked as provisional, has a day on which it was signed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Signed, Signer, State};
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check {
    rule: Rule { name: "signature-on-draft", level: Severity::Warning, page: include_str!("signature-on-draft.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state == State::Draft {
        let help = "write `status: underskrevet`, or take the date away";
        tell(&plan.signers, "the plan is a draft", &plan.at.key(schema::plan::STATE), help, report);
    }
    if let Some(annual) = facts.annual_report().filter(|annual| annual.is_provisional) {
        let help = "write `foreløbig: nej`, or take the date away";
        tell(
            &annual.signers,
            "the report is provisional",
            &annual.at.key(schema::annual_report::IS_PROVISIONAL),
            help,
            report,
        );
    }
}

fn tell(signers: &[Signer], what: &str, mark: &Place, help: &str, report: &mut Report) {
    for signer in signers.iter().filter(|signer| signer.signed != Signed::NotYet) {
        let key = if matches!(signer.signed, Signed::AsWritten(_)) { "dato som skrevet" } else { "dato" };
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let finding = CHECK.rule.finding(signer.at.key(key), format!("{what}, yet {who} has signed it"));
        report.push(finding.also(mark.clone(), "marked so here").help(help));
    }
}
