//! A draft of a contract names no signer for one of its two parties.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Party, PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "party-without-signer",
        level: Severity::Warning,
        page: include_str!("party-without-signer.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state != State::Draft || !plan.documents.contains(&PlanDocument::Contract) {
        return;
    }
    for party in plan.parties() {
        if plan.signers.iter().all(|signer| signer.party != party) {
            let message = format!("nobody is to sign for the {}", name(party));
            let finding = CHECK.rule.finding(plan.at.key(schema::plan::SIGNERS), message);
            let help = format!("add `- {{ for: {}, titel: … }}` to `påtegning`; the name can wait", party.word());
            report.push(finding.help(help));
        }
    }
}

fn name(party: Party) -> &'static str {
    match party {
        Party::Institution => "institution",
        Party::Department => "department",
        Party::Board => "board",
    }
}
