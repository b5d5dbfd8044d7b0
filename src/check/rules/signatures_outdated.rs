//! Digital signatures are recorded for a plan or an allonge that means something else now.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "signatures-outdated", level: Severity::Error, page: include_str!("signatures-outdated.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for document in facts.signatures().documents.iter().filter(|document| !document.is_current()) {
        let what = document.allonge.map_or("the plan".to_owned(), |number| format!("allonge {number}"));
        let message = match document.now {
            Some(_) => format!("{what} means something else than when it was signed digitally"),
            None => format!("{what} was signed digitally, and is gone"),
        };
        let finding = CHECK.rule.finding(document.at.key(schema::signed_document::FINGERPRINT), message);
        report.push(finding.help(
            "take it back as it was signed; if it is to be signed anew as it is now, take its entry out of \
             `underskrifter.yaml`",
        ));
    }
}
