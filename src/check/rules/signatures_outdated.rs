//! Digital signatures are recorded for a plan or an allonge that means something else now.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signatures-outdated", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for document in facts.signatures().documents.iter().filter(|document| !document.is_current()) {
        let what = document.allonge.map_or(say!("what.plan"), |number| say!("what.allonge", number = number));
        let message = match document.now {
            Some(_) => say!("signatures-outdated", what = what),
            None => say!("signatures-outdated.gone", what = what),
        };
        let finding = CHECK.rule.finding(document.at.key(schema::signed_document::FINGERPRINT), message);
        report.push(finding.help(say!("signatures-outdated.help")));
    }
}
