//! Partial credit that does not lead up to its target.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Credit, Direction};
use crate::quantity::Number;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("credit-off-target", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let requirement = spot.requirement;
        let Some(bound) = requirement.demand.measure().target(0).map(|target| target.bound) else { continue };
        let (Some(direction), Some(target)) = (bound.direction(), bound.number()) else { continue };
        let is_beyond = |from: Number| match direction {
            Direction::Up => from >= target,
            Direction::Down => from <= target,
        };
        let problem = match &requirement.credit {
            Credit::Linear { to, .. } if *to != target => {
                say!("credit-off-target.linear", name = spot.name, to = to, target = target)
            }
            Credit::Steps(steps) => match steps.iter().find(|step| is_beyond(step.from)) {
                Some(step) => say!("credit-off-target.step", name = spot.name, from = step.from),
                None => continue,
            },
            Credit::PartlyFrom(from) if is_beyond(*from) => {
                say!("credit-off-target.partly", name = spot.name, from = from)
            }
            Credit::Linear { .. }
            | Credit::PartlyFrom(_)
            | Credit::AllOrNothing
            | Credit::Proportional
            | Credit::Late(_)
            | Credit::Partly(_) => continue,
        };
        let finding = CHECK.rule.finding(requirement.at.key(schema::requirement::CREDIT), problem);
        report.push(finding.help(say!("credit-off-target.help")));
    }
}
