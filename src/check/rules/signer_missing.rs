//! A signed contract lacks the signer of a party, or the name of one (2018 and 2023 plans: director and departementschef).

use crate::check::{Check, Facts, party_name};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signer-missing", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state == State::Draft || !plan.documents.contains(&PlanDocument::Contract) {
        return;
    }
    let is_signed = plan.state == State::Signed;
    let state = if is_signed { say!("plan.is-signed") } else { say!("plan.to-sign") };
    let signed = (plan.at.key(schema::plan::STATE), state);
    for party in plan.parties() {
        if plan.signers.iter().all(|signer| signer.party != party) {
            let message = say!("signer-missing", signed = is_signed, party = party_name(party));
            let finding = CHECK
                .rule
                .finding(plan.at.key(schema::plan::SIGNERS), message)
                .also(signed.0.clone(), signed.1.clone());
            report.push(finding.help(say!("signer-missing.help", party = party.word())));
        }
    }
    for signer in plan.signers.iter().filter(|signer| signer.name.is_none()) {
        let message = say!("signer-missing.name", signed = is_signed, title = signer.title);
        let finding =
            CHECK.rule.finding(signer.at.key(schema::signer::TITLE), message).also(signed.0.clone(), signed.1.clone());
        report.push(finding.help(say!("signer-missing.name-help")));
    }
}
