//! What is partly met from a value on, and nobody says by how much: met at its target, not met before that value, and between
//! them decided without a share.

use crate::plan::{Credit, Requirement};
use crate::quantity::Number;

use super::{Outcome, of_demand, open, rule};
use crate::score::Span;
use crate::score::period::Measured;
use crate::score::trace::TraceStep;

pub(super) fn outcome(from: Number, measured: &Measured) -> Outcome {
    let whole = Requirement { credit: Credit::AllOrNothing, ..measured.requirement.clone() };
    let Some(nearer) = whole.demand.held_to(from) else { return Outcome::not_set(measured) };
    let part = Requirement { demand: nearer, ..whole.clone() };
    let of = |requirement: &Requirement| of_demand(requirement, &Measured { requirement, ..measured.clone() });
    let (whole, part) = (of(&whole), of(&part));
    let rule = rule(0, measured);
    if whole.fulfilment.least.is_full() || part.fulfilment.most.is_none() {
        return Outcome { rule, ..whole };
    }
    let is_missed = whole.fulfilment.most.is_none();
    let is_partly = part.fulfilment.least.is_full() && is_missed;
    let is_set = !is_partly && whole.is_set && part.is_set;
    let span = if is_partly {
        open()
    } else {
        Span { least: whole.fulfilment.least.clone(), most: part.fulfilment.most.clone() }
    };
    let told = if whole.fulfilment.is_closed() { part } else { whole };
    let mut steps = told.steps;
    steps.retain(|step| !matches!(step, TraceStep::Fulfilled(_)));
    steps.extend(is_partly.then_some(TraceStep::PartlyFrom(from)));
    Outcome { fulfilment: span, is_set, is_partly, is_missed, rule, figures: told.figures, steps }
}
