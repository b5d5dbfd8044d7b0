//! A requirement that had several targets in the year, by allonge: each is scored by the figures of its own days, and they
//! count together as the allonge says.

use super::composite::{self, ComposedPart};
use super::scorecard::{Mark, MarkName};
use super::status::Status;
use super::trace::{Trace, TraceRule};
use super::{Scored, Span, period, score_target, tier_mark};
use crate::plan::{
    Address, BoundPart, Combination, History, Joined, PartWeight, Path, PathStage, Removed, RemovedItem, Requirement,
};
use crate::quantity::{Fulfilment, Ratio};

/// What the targets give together, and each of them.
pub(super) fn score(
    requirement: &Requirement,
    address: &Address,
    chain: &[&Requirement],
    worth: Option<&Ratio>,
    facts: &period::DayView,
) -> Scored {
    let newest =
        Requirement { history: History { earlier: Vec::new(), ..requirement.history.clone() }, ..requirement.clone() };
    let earlier = requirement.history.earlier.iter().map(|one| &one.requirement);
    let targets: Vec<&Requirement> = earlier.chain([&newest]).collect();
    let combination = match &requirement.history.joined {
        Some(Joined::All) => Some(Combination::All),
        Some(Joined::Equal) => Some(Combination::Equal),
        Some(Joined::Shares(_)) => Some(Combination::Weighted),
        Some(Joined::Newest | Joined::NewestAllYear) | None => None,
    };
    let weights: Vec<Option<PartWeight>> = match &requirement.history.joined {
        Some(Joined::Shares(shares)) => {
            (0..targets.len()).map(|place| shares.get(place).map(|share| PartWeight::Share(*share))).collect()
        }
        Some(Joined::All | Joined::Equal | Joined::Newest | Joined::NewestAllYear) | None => vec![None; targets.len()],
    };
    let worths = composite::worths(combination, worth, &weights);
    let above = chain.split_last().map_or(&[][..], |(_, above)| above);
    let mark = |(target, worth): (&&Requirement, Option<Ratio>)| {
        let chain = [above, &[*target]].concat();
        let scored = score_target(target, address, &chain, worth.as_ref(), facts);
        let (parts, progress) = (scored.parts, scored.progress);
        let name = MarkName::Target(target.history.days);
        Mark { parts, progress, ..tier_mark(address, name, worth, scored.outcome) }
    };
    let marks: Vec<Mark> = targets.iter().zip(worths).map(mark).collect();
    let parts: Vec<ComposedPart> =
        weights.iter().zip(&marks).map(|(weight, mark)| ComposedPart::of(*weight, mark)).collect();
    let mut outcome = composite::combine(combination, worth, &parts);
    outcome.rule = TraceRule::Targets { targets: targets.len(), combined: Box::new(outcome.rule) };
    Scored { outcome, progress: None, parts: marks }
}

/// The requirement with so much of its target as is asked for.
pub(super) fn in_part(requirement: &Requirement, part: BoundPart) -> Requirement {
    let mut asked = requirement.clone();
    if let Some(bound) = asked.demand.measure_mut().bound_mut() {
        bound.part = Some(part);
    }
    asked
}

/// What the targets on a path give together, and each of them.
pub(super) fn along(
    path: &Path,
    address: &Address,
    chain: &[&Requirement],
    worth: Option<&Ratio>,
    facts: &period::DayView,
) -> Scored {
    let weights: Vec<Option<PartWeight>> = path.stages.iter().map(|stage| stage.weight).collect();
    let worths = composite::worths(Some(path.combination), worth, &weights);
    let mark = |(stage, worth): (&PathStage, Option<Ratio>)| {
        let chain = [chain, &[&stage.requirement]].concat();
        let scored = score_target(&stage.requirement, address, &chain, worth.as_ref(), facts);
        Mark { progress: scored.progress, ..tier_mark(address, MarkName::Stage(stage.when), worth, scored.outcome) }
    };
    let marks: Vec<Mark> = path.stages.iter().zip(worths).map(mark).collect();
    let parts: Vec<ComposedPart> =
        weights.iter().zip(&marks).map(|(weight, mark)| ComposedPart::of(*weight, mark)).collect();
    let mut outcome = composite::combine(Some(path.combination), worth, &parts);
    outcome.rule = TraceRule::Path { targets: marks.len(), combined: Box::new(outcome.rule) };
    Scored { outcome, progress: None, parts: marks }
}

/// The mark of what an allonge has taken out: it stays as a gap, and counts nothing.
pub(super) fn removed(one: &Removed) -> Mark {
    let nothing = Span::exactly(Fulfilment::none());
    Mark {
        address: one.address.clone(),
        label: match &one.was {
            RemovedItem::Requirement(requirement) => requirement.label.clone(),
            RemovedItem::Goal(_) => None,
        },
        name: MarkName::Own(one.was.words()),
        worth: Some(Ratio::zero()),
        points: Some(Span::exactly(Ratio::zero())),
        fulfilment: nothing,
        is_missed: false,
        status: Status::Removed,
        trace: Trace {
            rule: TraceRule::Removed { allonge: one.by, from: one.from },
            figures: Vec::new(),
            steps: Vec::new(),
        },
        expected: None,
        progress: None,
        parts: Vec::new(),
    }
}
