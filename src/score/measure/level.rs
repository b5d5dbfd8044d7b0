//! Levels reached or kept: what holds when the period ends.

use std::cmp::Ordering;

use crate::plan::{Figure, Level, Reached};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, open};
use crate::score::Span;
use crate::score::credit::{self, Edge};
use crate::score::period::{Measured, Reading};
use crate::score::trace::TraceStep;

pub(super) fn outcome(level: &Level, measured: &Measured) -> Outcome {
    let target = level.rank();
    if target.is_none() && !level.scale.is_empty() {
        return Outcome::not_set(measured);
    }
    let measured_at = |one: &Reading| {
        let Figure::Level(reached) = one.figure else { return None };
        Some((*reached, one.sheet.period))
    };
    let Some((reached, period)) = measured.closing().and_then(measured_at) else {
        return Outcome::by_period(open(), measured, Vec::new());
    };
    let fulfilment = match (reached, target) {
        (Reached::Rank(rank), Some(target)) => {
            let edge = Edge::at(Ratio::from(u64::from(rank)));
            credit::at_least(&Ratio::from(u64::from(target)), &measured.requirement.credit, &edge)
        }
        (Reached::Beside(beside), _) => Fulfilment::met(beside != Ordering::Less),
        // A rank says nothing beside a name without a scale; `load` lets no such result in.
        (Reached::Rank(_), None) => Fulfilment::none(),
    };
    let step = TraceStep::LevelReached { period, reached, fulfilment: fulfilment.clone() };
    Outcome::by_period(Span::exactly(fulfilment), measured, vec![step])
}
