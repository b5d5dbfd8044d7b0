//! What each kind of requirement has reached: a kind a file, named as in `plan`.

mod count;
pub(super) mod deliverable;
mod evaluation;
mod judgement;
mod level;
mod partly;
pub(super) mod share;
mod value;

pub(super) use share::tiers;

use crate::plan::{Bound, CountWithin, Credit, Demand, Figure, Requirement};
use crate::quantity::{Fulfilment, Ratio};

use super::period::Measured;
use super::series::{self, Series};
use super::trace::{Terms, TraceRule, TraceStep, TracedFigure};
use super::{Span, credit};

/// What something has reached, before it is known what that weighs.
pub(super) struct Outcome {
    pub fulfilment: Span<Fulfilment>,
    /// Whether the plan says how it is scored. What is open although it does, lacks figures.
    pub is_set: bool,
    /// Decided to be partly met, and nothing says by how much.
    pub is_partly: bool,
    /// Its target is missed for certain, although what that gives is open.
    pub is_missed: bool,
    pub rule: TraceRule,
    pub figures: Vec<TracedFigure>,
    pub steps: Vec<TraceStep>,
}

impl Outcome {
    /// Of the first of its tiers, by a rule that the plan states.
    fn set(fulfilment: Span<Fulfilment>, measured: &Measured, steps: Vec<TraceStep>) -> Self {
        Self {
            fulfilment,
            is_set: true,
            is_partly: false,
            is_missed: false,
            rule: rule(0, measured),
            figures: measured.traced(),
            steps,
        }
    }

    /// By figures for periods: says which are missing while something is open.
    fn by_period(fulfilment: Span<Fulfilment>, measured: &Measured, mut steps: Vec<TraceStep>) -> Self {
        steps.extend(measured.missing().filter(|_| !fulfilment.is_closed()));
        Self::set(fulfilment, measured, steps)
    }

    /// Where the plan does not say how it is scored.
    fn not_set(measured: &Measured) -> Self {
        Self {
            fulfilment: open(),
            is_set: false,
            is_partly: false,
            is_missed: false,
            rule: rule(0, measured),
            figures: Vec::new(),
            steps: Vec::new(),
        }
    }
}

/// What the figures are held against; of several tiers, the one in this place.
fn rule(tier: usize, measured: &Measured) -> TraceRule {
    let requirement = measured.requirement;
    TraceRule::Measured(Box::new(Terms {
        demand: requirement.demand.clone(),
        tier,
        credit: requirement.credit.clone(),
        due: measured.due,
        window: Some(measured.window).filter(|window| *window != measured.plan.days),
        clock: measured.chain.iter().rev().find_map(|one| one.clock),
        excluding: measured.chain.iter().flat_map(|one| one.excluding.clone()).collect(),
        allonge: requirement.history.origin.allonge(),
    }))
}

/// What a value gives, held against a bound; first beside the other figure, where the plan compares the two.
fn held(bound: &Bound, value: Ratio, measured: &Measured) -> (Span<Fulfilment>, Vec<TraceStep>) {
    let mut steps = Vec::new();
    let value = match (&bound.beside, &measured.compared) {
        (None, _) => value,
        (Some(_), None) => return (open(), vec![TraceStep::ComparisonMissing]),
        (Some(comparison), Some(other)) => {
            let relation = comparison.of(&value, &other.number.into());
            steps.push(TraceStep::Compared { value, other: other.clone(), relation: relation.clone() });
            let Some(relation) = relation else { return (open(), steps) };
            relation
        }
    };
    let credit = &measured.requirement.credit;
    let fulfilment = Span::exactly(credit::of_bound(bound, credit, &value));
    steps.extend(credit::step_of_bound(bound, credit, &value, &fulfilment.least));
    steps.extend(fulfilled(&fulfilment));
    (fulfilment, steps)
}

/// Anything can still happen.
fn open() -> Span<Fulfilment> {
    Span { least: Fulfilment::none(), most: Fulfilment::full() }
}

/// What it gives, once that is known.
fn fulfilled(span: &Span<Fulfilment>) -> Option<TraceStep> {
    span.is_closed().then(|| TraceStep::Fulfilled(span.least.clone()))
}

/// What a requirement without parts has reached.
pub(super) fn outcome(requirement: &Requirement, measured: &Measured) -> Outcome {
    match requirement.credit {
        Credit::PartlyFrom(from) => partly::outcome(from, measured),
        Credit::AllOrNothing
        | Credit::Proportional
        | Credit::Linear { .. }
        | Credit::Steps(_)
        | Credit::Late(_)
        | Credit::Partly(_) => of_demand(requirement, measured),
    }
}

fn of_demand(requirement: &Requirement, measured: &Measured) -> Outcome {
    match &requirement.demand {
        Demand::Share(shares) => share::outcome(shares, measured),
        Demand::Value(value) => value::outcome(value, measured),
        Demand::Count(count) => count::outcome(&count.bound, measured),
        Demand::Deliverable(_) => deliverable::outcome(measured),
        Demand::Evaluation(schema) => evaluation::outcome(schema, measured),
        Demand::Level(level) => level::outcome(level, measured),
        Demand::Judgement(judgement) => judgement::outcome(judgement.criteria.as_ref(), measured),
        Demand::Later(_) | Demand::Parts(_) => Outcome::not_set(measured),
    }
}

/// Its numbers over the periods that are reported; of several tiers, those of the one that is asked for. None for what has
/// none.
pub(super) fn series(requirement: &Requirement, tier: usize, measured: &Measured) -> Option<Series> {
    match &requirement.demand {
        Demand::Share(share) => series::of_share(share, tier, measured),
        Demand::Value(value) => {
            let quotient = || value::quotient_so_far(value, measured);
            series::of_bound(&value.bound, measured, |figure| value.reached(figure), quotient)
        }
        Demand::Count(CountWithin { bound, .. }) => series::of_bound(bound, measured, Figure::number, || None),
        Demand::Parts(_)
        | Demand::Deliverable(_)
        | Demand::Evaluation(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => None,
    }
}
