//! Plan and results → scorecard: every requirement's fulfilment, points and status, with how they came about.
//!
//! In: a plan, what is reported on it, and the day it is seen from. Out: a [`Scorecard`] of facts, which `words` tells. Pure
//! and total: no file, no clock, no words; what is not known is a [`Span`] from the least to the most that can still be
//! reached, never 0.
//!
//! A kind's rule is `measure/<kind>.rs`; how parts become a whole is `composite.rs`; what counts in which days is
//! `period.rs`; partial credit is `credit.rs`. `tests/scoring/` holds worked examples of each.

mod adjusted;
mod composite;
mod credit;
mod delivery;
mod gather;
mod measure;
mod pay;
mod period;
mod progress;
mod rounded;
mod scorecard;
mod series;
mod span;
mod state;
mod status;
mod targets;
mod trace;

pub use adjusted::adjusted;
pub use delivery::Delivery;
pub use pay::{PaidFrame, paid, paid_in_all};
pub use progress::Progress;
pub use rounded::{percent, points, points_of};
pub use scorecard::{Mark, MarkName, Scorecard, ScoredGoal, counted, together};
pub use series::{BesideTarget, Series, SeriesPoint};
pub use span::Span;
pub use state::MarkState;
pub use status::{Expected, Status};
pub use trace::{
    CountedTerm, DenominatorTerms, MeanSpan, MeanTerm, OtherFigure, SiteTerm, Terms, Trace, TraceRule, TraceStep,
    TracedFigure, WeighedPart, Weighs,
};

pub use crate::plan::window;

use crate::plan::{Address, Combination, Demand, DemandKind, Goal, Parts, Plan, Requirement, Results};
use crate::quantity::{Date, Fulfilment, Points, Ratio};

use composite::ComposedPart;
use measure::Outcome;

/// Scores a plan as it is seen from a day: figures of periods that ended by then. Without a day, from all that is reported.
pub fn score(plan: &Plan, results: &Results, as_of: Option<Date>) -> Scorecard {
    let facts = period::DayView::new(plan, results, as_of);
    let goals: Vec<ScoredGoal> = plan.goals().map(|(_, goal)| score_goal(goal, &facts)).collect();
    let total = plan.is_weighed.then(|| total(&goals));
    let is_example = facts.sheets().any(|sheet| sheet.is_example);
    let removed = plan.removed.iter().map(targets::removed).collect();
    Scorecard { goals, removed, total, as_of: facts.today(), is_example, decimals: plan.decimals }
}

fn score_goal(goal: &Goal, facts: &period::DayView) -> ScoredGoal {
    let worth = goal.weight.worth();
    let parts = score_parts(goal.combination, &goal.requirements, &Address::of(goal), &[], worth.as_ref(), facts);
    let mut outcome = combined(goal.combination, worth.as_ref(), &goal.requirements, &parts);
    if !goal.open.is_empty() {
        outcome = with_open(outcome, goal);
    }
    let address = Address::of(goal);
    let name = MarkName::Own(goal.area.clone());
    let mark = mark(&address, name, worth, outcome, parts, facts, &[]);
    ScoredGoal { number: goal.number.clone(), weight: goal.weight.clone(), mark }
}

/// Targets that are still to be set will be parts too: until then they may be met or not, and weigh anything.
fn with_open(outcome: Outcome, goal: &Goal) -> Outcome {
    let (most, is_missed) = match goal.combination {
        Some(Combination::All) => (outcome.fulfilment.most, outcome.is_missed),
        Some(Combination::Weighted | Combination::Equal | Combination::AtLeast(_) | Combination::NotSet) | None => {
            (Fulfilment::full(), false)
        }
    };
    let mut steps = outcome.steps;
    steps.extend(goal.open.iter().map(|open| TraceStep::Open { what: open.what.clone(), set: open.set.clone() }));
    let fulfilment = Span { least: Fulfilment::none(), most };
    Outcome { fulfilment, is_set: false, is_partly: false, is_missed, steps, ..outcome }
}

fn score_parts(
    combination: Option<Combination>,
    parts: &[Requirement],
    within: &Address,
    chain: &[&Requirement],
    worth: Option<&Ratio>,
    facts: &period::DayView,
) -> Vec<Mark> {
    let weights: Vec<_> = parts.iter().map(|part| part.weight).collect();
    let worths = composite::worths(combination, worth, &weights);
    let score = |((part, address), worth): ((_, Address), _)| {
        let chain = [chain, &[part]].concat();
        score_requirement(part, &address, &chain, worth, facts)
    };
    parts.iter().zip(within.parts(parts)).zip(worths).map(score).collect()
}

fn score_requirement(
    requirement: &Requirement,
    address: &Address,
    chain: &[&Requirement],
    worth: Option<Ratio>,
    facts: &period::DayView,
) -> Mark {
    let scored = if requirement.history.earlier.is_empty() {
        score_target(requirement, address, chain, worth.as_ref(), facts)
    } else {
        targets::score(requirement, address, chain, worth.as_ref(), facts)
    };
    let own = requirement.name.as_ref().or(requirement.title.as_ref());
    let name = match (own, requirement.demand.kind()) {
        (None, DemandKind::Parts) => MarkName::Parts(requirement.parts().len()),
        (Some(_) | None, _) => MarkName::Own(requirement.words()),
    };
    let mark = mark(address, name, worth, scored.outcome, scored.parts, facts, &requirement.history.former);
    Mark { label: requirement.label.clone(), progress: scored.progress, ..mark }
}

/// What came of a requirement, before it is known what that weighs.
struct Scored {
    outcome: Outcome,
    progress: Option<Progress>,
    parts: Vec<Mark>,
}

/// What a requirement reaches of the target that it has, and what its parts do.
fn score_target<'a>(
    requirement: &'a Requirement,
    address: &Address,
    chain: &[&'a Requirement],
    worth: Option<&Ratio>,
    facts: &period::DayView,
) -> Scored {
    if let Demand::Parts(Parts { combination, parts: inner, .. }) = &requirement.demand {
        let parts = score_parts(*combination, inner, address, chain, worth, facts);
        let outcome = combined(*combination, worth, inner, &parts);
        return Scored { outcome, progress: None, parts };
    }
    let asked = facts.part_of_target(requirement, chain).map(|part| targets::in_part(requirement, part));
    let requirement = asked.as_ref().unwrap_or(requirement);
    if let Some(path) = &requirement.path {
        return targets::along(path, address, chain, worth, facts);
    }
    let measured = facts.measured(requirement, address, chain);
    if let Demand::Share(share) = &requirement.demand
        && share.tiers.len() > 1
    {
        let weights: Vec<_> = share.tiers.iter().map(|tier| tier.weight).collect();
        let worths = composite::worths(share.combination, worth, &weights);
        let tiers: Vec<Mark> = measure::tiers(share, &measured)
            .into_iter()
            .zip(&share.tiers)
            .zip(worths)
            .enumerate()
            .map(|(place, ((outcome, tier), worth))| Mark {
                progress: Some(progress::progress(requirement, place, &measured)),
                ..tier_mark(address, MarkName::Tier(tier.step), worth, outcome)
            })
            .collect();
        let parts: Vec<ComposedPart> =
            weights.iter().zip(&tiers).map(|(weight, mark)| ComposedPart::of(*weight, mark)).collect();
        let outcome = composite::combine(share.combination, worth, &parts);
        return Scored { outcome, progress: None, parts: tiers };
    }
    let progress = Some(progress::progress(requirement, 0, &measured));
    Scored { outcome: measure::outcome(requirement, &measured), progress, parts: Vec::new() }
}

fn combined(
    combination: Option<Combination>,
    worth: Option<&Ratio>,
    requirements: &[Requirement],
    marks: &[Mark],
) -> Outcome {
    let parts: Vec<ComposedPart> =
        requirements.iter().zip(marks).map(|(requirement, mark)| ComposedPart::of(requirement.weight, mark)).collect();
    composite::combine(combination, worth, &parts)
}

fn mark(
    address: &Address,
    name: MarkName,
    worth: Option<Ratio>,
    outcome: Outcome,
    parts: Vec<Mark>,
    facts: &period::DayView,
    former: &[Address],
) -> Mark {
    Mark { expected: facts.expected(address, former), parts, ..tier_mark(address, name, worth, outcome) }
}

/// A tier has no address of its own, and nobody expects anything of it alone.
fn tier_mark(address: &Address, name: MarkName, worth: Option<Ratio>, outcome: Outcome) -> Mark {
    let Outcome { fulfilment, is_set, is_partly, is_missed, rule, figures, steps } = outcome;
    Mark {
        address: address.clone(),
        label: None,
        name,
        points: worth.as_ref().map(|worth| fulfilment.map(|one| worth * one.ratio())),
        status: if is_partly { Status::Partly } else { Status::of(&fulfilment, is_set) },
        worth,
        fulfilment,
        is_missed,
        trace: Trace { rule, figures, steps },
        progress: None,
        expected: None,
        parts: Vec::new(),
    }
}

/// The plan's points. What weighs nothing yet can weigh what is left of the 100: at worst all of it on the goal that
/// reaches least, at best on the one that reaches most.
fn total(goals: &[ScoredGoal]) -> Span<Ratio> {
    let known = |edge: fn(&Span<Ratio>) -> &Ratio| -> Ratio {
        goals.iter().filter_map(|goal| goal.mark.points.as_ref()).map(|points| edge(points).clone()).sum()
    };
    let set: Ratio = goals.iter().filter_map(|goal| goal.mark.worth.clone()).sum();
    let left = (&Ratio::from(Points::WHOLE_PLAN) - &set).max(Ratio::zero());
    let unset = || goals.iter().filter(|goal| goal.mark.worth.is_none()).map(|goal| &goal.mark.fulfilment);
    let worst = unset().map(|span| span.least.ratio()).min().map_or_else(Ratio::zero, |least| &left * least);
    let best = unset().map(|span| span.most.ratio()).max().map_or_else(Ratio::zero, |most| &left * most);
    Span { least: &known(|points| &points.least) + &worst, most: &known(|points| &points.most) + &best }
}
