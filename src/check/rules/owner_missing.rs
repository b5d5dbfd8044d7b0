//! Nobody is named who measures (2020 plan, 2.2 and 2.3 name one for each requirement).

use crate::check::walk::PlacedRequirement;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::PlanDocument;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("owner-missing", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    // The annex is where an owner is named.
    if !facts.plan.documents.contains(&PlanDocument::Annex) {
        return;
    }
    for spots in facts.requirements.chunk_by(|one, next| std::ptr::eq(one.goal, next.goal)) {
        let Some(goal) = spots.first().map(|spot| spot.goal).filter(|goal| goal.method.owner.is_none()) else {
            continue;
        };
        let measured = spots.iter().filter(|spot| spot.requirement.parts().is_empty());
        let (owned, missing): (Vec<_>, Vec<_>) = measured.partition(|spot| has_owner(spot));
        if missing.is_empty() {
            continue;
        }
        let message = if owned.is_empty() {
            say!("owner-missing", names = goal.number)
        } else {
            let names: Vec<&str> = missing.iter().map(|spot| spot.name.as_str()).collect();
            say!("owner-missing", names = names)
        };
        let finding = CHECK.rule.finding(goal.at.key(schema::goal::NUMBER), message);
        report.push(finding.help(say!("owner-missing.help")));
    }
}

/// The requirement or what it is part of has an owner; an evaluation and a judgement have one of their own.
fn has_owner(spot: &PlacedRequirement) -> bool {
    spot.requirement.demand.measure().has_owner()
        || spot.chain.iter().any(|requirement| requirement.method.owner.is_some())
}
