//! What a requirement is to reach, target by target, short enough to stand beside what is reported.

use super::demand::{target, tier};
use crate::plan::{PathStage, Requirement};
use crate::quantity::Deadline;
use crate::score::MarkName;
use crate::words::Words;

/// What is to be reached, each target for itself: those of several tiers, and those on the way. The deadline is that of the
/// requirement or of what it is part of.
pub fn targets(requirement: &Requirement, deadline: Option<Deadline>, words: &Words) -> Vec<String> {
    let of = |one: &Requirement| match one.demand.measure().tiers() {
        [] => vec![target(one, deadline, words)],
        tiers => tiers.iter().map(|one| tier(one, words)).collect(),
    };
    let stage = |stage: &PathStage| {
        let name = words.name(&MarkName::Stage(stage.when));
        of(&stage.requirement).into_iter().map(move |target| format!("{name}: {target}")).collect::<Vec<_>>()
    };
    let stages: Vec<String> = requirement.stages().flat_map(stage).collect();
    let all = if stages.is_empty() { of(requirement) } else { stages };
    all.into_iter().filter(|target| !target.is_empty()).collect()
}
