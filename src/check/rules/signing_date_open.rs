//! The day of a signature cannot be told from the source (2018 plan: `5 12 2018`; 2023 plan: not legible).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Signed;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "signing-date-open", level: Severity::Note, page: include_str!("signing-date-open.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for signer in facts.plan.signers.iter().chain(facts.report_signers()) {
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let finding = match &signer.signed {
            Signed::Illegible => CHECK
                .rule
                .finding(signer.at.key(schema::signer::DATE), format!("the day on which {who} signed cannot be read")),
            Signed::AsWritten(_) => CHECK.rule.finding(
                signer.at.key(schema::signer::DATE_AS_WRITTEN),
                format!("the day on which {who} signed has more than one reading"),
            ),
            Signed::NotYet | Signed::On(_) => continue,
        };
        report.push(finding.help("write `dato: 23. juni 2023` when the day is known"));
    }
}
