//! From a measured value to a fulfilment: met in full, or as much as the plan's rule of partial credit gives.

use crate::plan::{Bound, Credit, Direction};
use crate::quantity::{Fulfilment, Number, Ratio};

use super::trace::TraceStep;

/// A value, or one that is come near from below and never reached: with one case late of ten, a year can end near 100 pct.
/// and not at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    pub value: Ratio,
    pub is_reached: bool,
}

impl Edge {
    pub fn at(value: Ratio) -> Self {
        Self { value, is_reached: true }
    }

    fn reaches(&self, target: &Ratio) -> bool {
        self.value > *target || (self.value == *target && self.is_reached)
    }
}

/// Of a target of at least so much.
pub(super) fn at_least(target: &Ratio, credit: &Credit, edge: &Edge) -> Fulfilment {
    if edge.reaches(target) {
        return Fulfilment::full();
    }
    match credit {
        Credit::Proportional => edge.value.over(target).map_or_else(Fulfilment::none, Fulfilment::clamped),
        Credit::Linear { from, to } => linear(&edge.value, &(*from).into(), &(*to).into()),
        Credit::Steps(steps) => {
            let reached = steps.iter().filter(|step| edge.reaches(&step.from.into()));
            reached.map(|step| step.fulfilment.into()).max().unwrap_or_else(Fulfilment::none)
        }
        Credit::AllOrNothing | Credit::Late(_) | Credit::Partly(_) | Credit::PartlyFrom(_) => Fulfilment::none(),
    }
}

/// Of any bound. `under` and `over` leave the bound itself out.
pub(super) fn of_bound(bound: &Bound, credit: &Credit, value: &Ratio) -> Fulfilment {
    if bound.is_kept_by(value) {
        return Fulfilment::full();
    }
    match credit {
        Credit::Proportional => match bound.exact_ends().as_slice() {
            [target] => at_least(target, credit, &Edge::at(value.clone())),
            _ => Fulfilment::none(),
        },
        Credit::Linear { from, to } => linear(value, &(*from).into(), &(*to).into()),
        Credit::Steps(steps) => {
            let reached = steps.iter().filter(|step| {
                let from = Ratio::from(step.from);
                match bound.direction() {
                    Some(Direction::Down) => *value <= from,
                    Some(Direction::Up) | None => *value >= from,
                }
            });
            reached.map(|step| step.fulfilment.into()).max().unwrap_or_else(Fulfilment::none)
        }
        Credit::AllOrNothing | Credit::Late(_) | Credit::Partly(_) | Credit::PartlyFrom(_) => Fulfilment::none(),
    }
}

/// 0 at `from`, 1 at `to`, evenly between, whichever of the two is the greater.
fn linear(value: &Ratio, from: &Ratio, to: &Ratio) -> Fulfilment {
    (value - from).over(&(to - from)).map_or_else(Fulfilment::none, Fulfilment::clamped)
}

/// How a value that misses its target comes to what it gives. None where it gives nothing, or all.
pub(super) fn step(credit: &Credit, target: Option<Number>, value: &Ratio, given: &Fulfilment) -> Option<TraceStep> {
    if given.is_none() {
        return None;
    }
    let (value, fulfilment) = (value.clone(), given.clone());
    match credit {
        Credit::Proportional => Some(TraceStep::Proportion { value, target: target?, fulfilment }),
        // What lies at the end or beyond it gives all.
        Credit::Linear { .. } if given.is_full() => None,
        Credit::Linear { from, to } => Some(TraceStep::BetweenValues { value, from: *from, to: *to, fulfilment }),
        // Of several steps that give the same, whichever.
        Credit::Steps(steps) => {
            let reached = steps.iter().find(|step| Fulfilment::from(step.fulfilment) == *given);
            reached.copied().map(TraceStep::CreditStep)
        }
        Credit::AllOrNothing | Credit::Late(_) | Credit::Partly(_) | Credit::PartlyFrom(_) => None,
    }
}

/// The same of any bound; None for one that is kept.
pub(super) fn step_of_bound(bound: &Bound, credit: &Credit, value: &Ratio, given: &Fulfilment) -> Option<TraceStep> {
    if bound.is_kept_by(value) {
        return None;
    }
    let target = match (bound.part, bound.exact_ends().as_slice()) {
        (None, _) => bound.number(),
        (Some(_), [target]) => Some(target.shown(2)),
        (Some(_), _) => None,
    };
    step(credit, target, value, given)
}
