//! Before it is signed a plan says how quarters become a year (2023 plan, 1.4: the areas that each quarter has looked at, or all so far).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Origin, Requirement, State, window};
use crate::quantity::PartOfYear;

pub static CHECK: Check = Check { rule: rule!("gathering-missing", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    for spot in facts.requirements {
        let requirement = spot.requirement;
        let measure = requirement.demand.measure();
        if requirement.gathering.is_some() || !measure.needs_gathering() || is_signed(facts, requirement) {
            continue;
        }
        let (days, _) = window(plan, &spot.chain);
        if (1..=4).any(|number| plan.period.days_of(PartOfYear::Quarter(number)).covers(&days)) {
            continue;
        }
        let message = say!("gathering-missing", name = spot.name);
        let finding = CHECK.rule.finding(requirement.at.key(measure.key()), message);
        report.push(finding.note(say!("gathering-missing.note")).help(say!("gathering-missing.help")));
    }
}

/// Whether its words are agreed: what is signed stays as it is.
fn is_signed(facts: &Facts, requirement: &Requirement) -> bool {
    let state = match requirement.history.origin {
        Origin::Plan => Some(facts.plan.state),
        Origin::Allonge(number) => {
            facts.allonger().iter().find(|allonge| allonge.number == number).map(|allonge| allonge.state)
        }
    };
    state == Some(State::Signed)
}
