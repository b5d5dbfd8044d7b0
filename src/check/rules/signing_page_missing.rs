//! A contract that is signed, or is to be, has no page to sign.

use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{DocumentKind, State};

pub static CHECK: Check = Check {
    rule: Rule { name: "signing-page-missing", level: Level::Error, page: include_str!("signing-page-missing.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let has_page = plan.sections.iter().any(|section| section.endorsed);
    if plan.state == State::Draft || !plan.documents.contains(&DocumentKind::Contract) || has_page {
        return;
    }
    let (message, state) = match plan.state {
        State::ToSign => ("the plan is to be signed, and no section is the page to sign", "it is to be signed"),
        State::Draft | State::Signed => {
            ("the plan is signed, and no section is the page that was signed", "it is signed")
        }
    };
    let finding = CHECK.rule.finding(plan.at.key("skabelon"), message).also(plan.at.key("status"), state);
    report.push(
        finding.help("write `påtegnes: ja` in the section of the signatures, or choose a `skabelon` that has one"),
    );
}
