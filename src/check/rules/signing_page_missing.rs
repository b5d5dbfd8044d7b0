//! A contract that is to be signed has no page to sign.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("signing-page-missing", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let has_page = plan.sections.iter().any(|section| section.endorsed);
    // What both have signed is as it was signed, and stays to be scored and reported on.
    if plan.state != State::ToSign || !plan.documents.contains(&PlanDocument::Contract) || has_page {
        return;
    }
    let message = say!("signing-page-missing");
    let finding = CHECK
        .rule
        .finding(plan.at.key(schema::plan::TEMPLATE), message)
        .also(plan.at.key(schema::plan::STATE), say!("signing-page-missing.state"));
    report.push(finding.help(say!("signing-page-missing.help")));
}
