//! An allonge counts when both parties have signed it.

use crate::check::{Check, Facts, party_name};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Allonge, Party, Signed, State};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("allonge-unsigned", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger() {
        match allonge.state {
            State::Signed | State::ToSign => {
                let is_digital = facts.signatures().signers(Some(allonge.number)) > 0;
                facts.plan.parties().into_iter().for_each(|party| missing(allonge, party, is_digital, report));
            }
            State::Draft => early(allonge, report),
        }
    }
}

fn missing(allonge: &Allonge, party: Party, is_digital: bool, report: &mut Report) {
    let mut signers = allonge.signers.iter().filter(|signer| signer.party == party);
    // A digital signature has its own day, and who is to sign has none yet. Nobody has signed an example: it needs no name.
    let needs_day = allonge.state == State::Signed && !is_digital;
    let is_whole = |signer: &crate::plan::Signer| {
        (!needs_day || signer.signed != Signed::NotYet) && (signer.name.is_some() || allonge.is_example)
    };
    if signers.any(is_whole) {
        return;
    }
    let is_signed = allonge.state == State::Signed;
    let message = say!("allonge-unsigned", number = allonge.number, signed = is_signed, party = party_name(party));
    let finding = CHECK.rule.finding(allonge.at.key(schema::allonge::STATE), message);
    let finding = finding.also(allonge.at.key(schema::allonge::SIGNERS), say!("allonge-unsigned.signers"));
    report.push(finding.help(say!("allonge-unsigned.help", party = party.word(), day = needs_day)));
}

fn early(allonge: &Allonge, report: &mut Report) {
    for signer in allonge.signers.iter().filter(|signer| signer.signed != Signed::NotYet) {
        let message = say!("allonge-unsigned.draft", number = allonge.number, title = signer.title);
        let finding = CHECK.rule.finding(signer.at.key(schema::signer::DATE), message);
        report.push(finding.help(say!("allonge-unsigned.draft-help")));
    }
}
