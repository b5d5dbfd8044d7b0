//! Nothing says how a goal is measured, nor from what source (2023 plan, 3.0: the annex tells it for each requirement).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Method, PlanDocument, Requirement};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("method-missing", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    // The annex is where a method is told.
    if !facts.plan.documents.contains(&PlanDocument::Annex) {
        return;
    }
    for (_, goal) in facts.plan.goals() {
        if says_how(&goal.method) || any_says_how(&goal.requirements) {
            continue;
        }
        let message = say!("method-missing", number = goal.number);
        let finding = CHECK.rule.finding(goal.at.key(schema::goal::NUMBER), message);
        report.push(finding.help(say!("method-missing.help")));
    }
}

/// Whether any requirement or any part of one does.
fn any_says_how(requirements: &[Requirement]) -> bool {
    requirements.iter().any(|one| says_how(&one.method) || any_says_how(one.parts()))
}

fn says_how(method: &Method) -> bool {
    !method.computation.is_empty() || method.source.is_some()
}
