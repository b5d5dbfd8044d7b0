//! What a row is held against, in the plan's words.

use crate::plan::{Bound, Demand, LevelTarget, Measure, PathStage, Plan, Requirement, StageTime};
use crate::quantity::PlanQuarter;

/// The requirement as it is in a quarter: with the target on the way that is for it, where it has several.
pub(super) fn in_quarter<'a>(plan: &Plan, requirement: &'a Requirement, quarter: &PlanQuarter) -> &'a Requirement {
    let is_for = |stage: &&PathStage| match stage.when {
        StageTime::In(part) => plan.period.days_of(part).within(&quarter.days).is_some(),
        StageTime::By(deadline) => deadline.day(&plan.period).is_some_and(|day| quarter.days.first <= day),
    };
    requirement.stages().find(is_for).map_or(requirement, |stage| &stage.requirement)
}

/// `mindst 85 pct.`, `højst 6 min.`, `frist: udgangen af 1. kvartal`; nothing where a number or a day says nothing of it.
pub(super) fn target(chain: &[&Requirement], requirement: &Requirement, tier: usize) -> String {
    match &requirement.demand {
        Demand::Share(share) => share.tiers.get(tier).map(|tier| format!("mindst {}", tier.share)).unwrap_or_default(),
        Demand::Value(value) => bound(&value.bound),
        Demand::Count(count) => bound(&count.bound),
        Demand::Level(level) => match &level.at_least {
            LevelTarget::Rank(rank) => format!("mindst {}", level.written(crate::quantity::Number((*rank).into()))),
            LevelTarget::Named(name) => format!("mindst {name}"),
        },
        Demand::Deliverable(_) => {
            let deadline = chain.iter().rev().find_map(|one| one.deadline);
            deadline.map(|deadline| format!("frist: {deadline}")).unwrap_or_default()
        }
        Demand::Later(later) => format!("fastsættes {}", later.set),
        Demand::Evaluation(_) | Demand::Judgement(_) | Demand::Parts(_) => String::new(),
    }
}

fn bound(bound: &Bound) -> String {
    let plain = format!("{} {}", bound.kind.word(), bound.quantum);
    match &bound.beside {
        Some(comparison) => format!("{plain}, sammenlignet med {}", comparison.with),
        None => plain,
    }
}
