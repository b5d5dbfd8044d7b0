//! A plan that is marked as a draft, or a report that is marked as provisional, has a day on which it was signed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{Signed, Signer, State};
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("signature-on-draft", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    if plan.state == State::Draft {
        let help = say!("signature-on-draft.plan-help");
        tell(
            &plan.signers,
            |who| say!("signature-on-draft.plan", who = who),
            &plan.at.key(schema::plan::STATE),
            help,
            report,
        );
    }
    if let Some(annual) = facts.annual_report().filter(|annual| annual.is_provisional) {
        let help = say!("signature-on-draft.report-help");
        tell(
            &annual.signers,
            |who| say!("signature-on-draft.report", who = who),
            &annual.at.key(schema::annual_report::IS_PROVISIONAL),
            help,
            report,
        );
    }
}

fn tell(signers: &[Signer], said: impl Fn(&str) -> Message, mark: &Place, help: Message, report: &mut Report) {
    for signer in signers.iter().filter(|signer| signer.signed != Signed::NotYet) {
        let key = if matches!(signer.signed, Signed::AsWritten(_)) { "dato som skrevet" } else { "dato" };
        let who = signer.name.as_ref().unwrap_or(&signer.title);
        let finding = CHECK.rule.finding(signer.at.key(key), said(who));
        report.push(finding.also(mark.clone(), say!("signature-on-draft.here")).help(help.clone()));
    }
}
