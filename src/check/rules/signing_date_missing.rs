//! A signed plan lacks the day of a signature. A digital signature has its own.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Signed, State};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signing-date-missing", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state != State::Signed {
        return;
    }
    let open: Vec<_> = plan.signers.iter().filter(|signer| signer.signed == Signed::NotYet).collect();
    if open.len() <= facts.signatures().signers(None) {
        return;
    }
    for signer in open {
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let message = say!("signing-date-missing", who = who);
        let finding = CHECK
            .rule
            .finding(signer.at.key(schema::signer::PARTY), message)
            .also(plan.at.key(schema::plan::STATE), say!("plan.is-signed"));
        report.push(finding.help(say!("signing-date-missing.help")));
    }
}
