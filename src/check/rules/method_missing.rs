//! Nothing says how a goal is measured, nor from what source (2023 plan, 3.0: the annex tells it for each requirement).

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Method, PlanDocument};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("method-missing", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    // The annex is where a method is told.
    if !facts.plan.documents.contains(&PlanDocument::Annex) {
        return;
    }
    for (_, goal) in facts.plan.goals() {
        let requirements = walk::requirements_of(goal);
        let mut methods = requirements.iter().map(|spot| &spot.requirement.method).chain([&goal.method]);
        if methods.any(says_how) {
            continue;
        }
        let message = say!("method-missing", number = goal.number);
        let finding = CHECK.rule.finding(goal.at.key(schema::goal::NUMBER), message);
        report.push(finding.help(say!("method-missing.help")));
    }
}

fn says_how(method: &Method) -> bool {
    !method.computation.is_empty() || method.source.is_some()
}
