//! Partial credit that does not lead up to its target.

use rust_decimal::Decimal;

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{BoundKind, Credit, Demand, LevelTarget, Quantum};
use crate::quantity::Number;

pub static CHECK: Check = Check {
    rule: Rule { name: "credit-off-target", level: Level::Warning, page: include_str!("credit-off-target.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in walk::requirements(facts.plan) {
        let requirement = spot.requirement;
        let Some((target, less_is_better)) = target(&requirement.demand) else { continue };
        let beyond = |from: Number| if less_is_better { from.0 <= target } else { from.0 >= target };
        let problem = match &requirement.credit {
            Credit::Linear { to, .. } if to.0 != target => {
                format!("{}: all is given at {to}, and the target is {}", spot.name, Number(target))
            }
            Credit::Steps(steps) => match steps.iter().find(|step| beyond(step.from)) {
                Some(step) => format!("{}: the step at {} lies at the target or beyond it", spot.name, step.from),
                None => continue,
            },
            _ => continue,
        };
        let finding = CHECK.rule.finding(requirement.at.key("opfyldelse"), problem);
        report.push(finding.help("who meets the target gets all: let steps end before it, and `lineær` end at it"));
    }
}

/// The target in the numbers that partial credit is written in, and whether less is better.
fn target(demand: &Demand) -> Option<(Decimal, bool)> {
    match demand {
        Demand::Share(share) => share.tiers.first().map(|tier| (tier.share.value(), false)),
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => match &bound.quantum {
            Quantum::Amount(amount) => {
                Some((amount.number.0, matches!(bound.kind, BoundKind::Below | BoundKind::AtMost)))
            }
            Quantum::Range(_) => None,
        },
        Demand::Level(level) => match level.at_least {
            LevelTarget::Rank(rank) => Some((rank.into(), false)),
            LevelTarget::Named(_) => None,
        },
        _ => None,
    }
}
