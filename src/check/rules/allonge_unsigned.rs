//! An allonge counts when both parties have signed it.

use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Allonge, Party, Signed, State};

pub static CHECK: Check = Check {
    rule: Rule { name: "allonge-unsigned", level: Level::Error, page: include_str!("allonge-unsigned.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for allonge in facts.allonger {
        match allonge.state {
            State::Signed => Party::ALL.iter().for_each(|party| missing(allonge, *party, report)),
            State::Draft => early(allonge, report),
        }
    }
}

fn missing(allonge: &Allonge, party: Party, report: &mut Report) {
    let mut signers = allonge.signers.iter().filter(|signer| signer.party == party);
    // Nobody has signed an example: it needs no name.
    let is_whole =
        |signer: &crate::plan::Signer| signer.signed != Signed::NotYet && (signer.name.is_some() || allonge.is_example);
    if signers.any(is_whole) {
        return;
    }
    let message = format!("allonge {} is signed, and not for the {}", allonge.number, name(party));
    let finding = CHECK.rule.finding(allonge.at.key("status"), message);
    let finding = finding.also(allonge.at.key("påtegning"), "who signs it");
    report.push(finding.help(format!(
        "add `- {{ for: {}, navn: …, titel: …, dato: … }}` to its `påtegning`, or write `status: udkast`",
        party.word()
    )));
}

fn early(allonge: &Allonge, report: &mut Report) {
    for signer in allonge.signers.iter().filter(|signer| signer.signed != Signed::NotYet) {
        let message = format!("allonge {} is a draft, yet the {} has signed it", allonge.number, signer.title);
        let finding = CHECK.rule.finding(signer.at.key("dato"), message);
        report.push(finding.help("write `status: underskrevet`, or take the date away: a draft changes nothing"));
    }
}

fn name(party: Party) -> &'static str {
    match party {
        Party::Institution => "institution",
        Party::Department => "department",
    }
}
