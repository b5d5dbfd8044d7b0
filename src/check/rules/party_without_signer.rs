//! A draft of a contract names no signer for one of its two parties.

use crate::check::{Check, Facts, party_name};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("party-without-signer", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state != State::Draft || !plan.documents.contains(&PlanDocument::Contract) {
        return;
    }
    for party in plan.parties() {
        if plan.signers.iter().all(|signer| signer.party != party) {
            let message = say!("party-without-signer", party = party_name(party));
            let finding = CHECK.rule.finding(plan.at.key(schema::plan::SIGNERS), message);
            let help = say!("party-without-signer.help", party = party.word());
            report.push(finding.help(help));
        }
    }
}
