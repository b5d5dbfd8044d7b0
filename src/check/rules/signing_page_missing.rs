//! A contract that is to be signed has no page to sign.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{PlanDocument, State};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "signing-page-missing", level: Severity::Error, page: include_str!("signing-page-missing.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let has_page = plan.sections.iter().any(|section| section.endorsed);
    // What both have signed is as it was signed, and stays to be scored and reported on.
    if plan.state != State::ToSign || !plan.documents.contains(&PlanDocument::Contract) || has_page {
        return;
    }
    let message = "the plan is to be signed, and no section is the page to sign";
    let finding = CHECK
        .rule
        .finding(plan.at.key(schema::plan::TEMPLATE), message)
        .also(plan.at.key(schema::plan::STATE), "it is to be signed");
    report.push(
        finding.help("write `påtegnes: ja` in the section of the signatures, or choose a `skabelon` that has one"),
    );
}
