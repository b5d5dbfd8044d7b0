//! The day of a signature cannot be told from the source (2018 plan: `5 12 2018`; 2023 plan: not legible).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Signed;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signing-date-open", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    for signer in facts.plan.signers.iter().chain(facts.report_signers()) {
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let finding = match &signer.signed {
            Signed::Illegible => {
                CHECK.rule.finding(signer.at.key(schema::signer::DATE), say!("signing-date-open.illegible", who = who))
            }
            Signed::AsWritten(_) => CHECK
                .rule
                .finding(signer.at.key(schema::signer::DATE_AS_WRITTEN), say!("signing-date-open.readings", who = who)),
            Signed::NotYet | Signed::On(_) => continue,
        };
        report.push(finding.help(say!("signing-date-open.help")));
    }
}
