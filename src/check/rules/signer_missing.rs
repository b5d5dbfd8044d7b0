//! A signed contract lacks the signer of a party, or the name of one (2018 and 2023 plans: director and departementschef).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Party, PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "signer-missing", level: Severity::Error, page: include_str!("signer-missing.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state == State::Draft || !plan.documents.contains(&PlanDocument::Contract) {
        return;
    }
    let (is_signed, done, doing) = match plan.state {
        State::ToSign => ("the plan is to be signed", "nobody is to sign", "is to sign"),
        State::Draft | State::Signed => ("the plan is signed", "nobody has signed", "signed"),
    };
    let signed = (plan.at.key(schema::plan::STATE), is_signed);
    for party in plan.parties() {
        if plan.signers.iter().all(|signer| signer.party != party) {
            let message = format!("{is_signed}, and {done} for the {}", name(party));
            let finding =
                CHECK.rule.finding(plan.at.key(schema::plan::SIGNERS), message).also(signed.0.clone(), signed.1);
            report.push(finding.help(format!("add a signer with `for: {}`, or write `status: udkast`", party.word())));
        }
    }
    for signer in plan.signers.iter().filter(|signer| signer.name.is_none()) {
        let message = format!("{is_signed}, and the {} who {doing} has no name", signer.title);
        let finding =
            CHECK.rule.finding(signer.at.key(schema::signer::TITLE), message).also(signed.0.clone(), signed.1);
        report.push(finding.help("add `navn`, or write `status: udkast`"));
    }
}

fn name(party: Party) -> &'static str {
    match party {
        Party::Institution => "institution",
        Party::Department => "department",
        Party::Board => "board",
    }
}
