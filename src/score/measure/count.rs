//! Numbers of things within a bound: what each period brings is added up, unless the plan says otherwise.

use crate::plan::{Bound, Direction};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, fulfilled, value};
use crate::score::Span;
use crate::score::credit;
use crate::score::period::Measured;
use crate::score::trace::TraceStep;

pub(super) fn outcome(bound: &Bound, measured: &Measured) -> Outcome {
    if !measured.requirement.adds_up() {
        return value::outcome(bound, measured);
    }
    let counts = measured.readings.iter().filter_map(|one| one.figure.count());
    let counts: Vec<Ratio> = counts.map(|count| Ratio::from(count.0)).collect();
    let sum: Ratio = counts.iter().cloned().sum();
    let reached = credit::of_bound(bound, &measured.requirement.credit, &sum);
    let fulfilment = if measured.is_complete() { Span::exactly(reached) } else { with_more(bound, &sum, reached) };
    let mut steps = Vec::new();
    if counts.len() > 1 {
        steps.push(TraceStep::Sum { terms: counts, sum: sum.clone() });
    }
    if fulfilment.is_closed() {
        steps.extend(credit::step_of_bound(bound, &measured.requirement.credit, &sum, &fulfilment.least));
    }
    steps.extend(fulfilled(&fulfilment));
    Outcome::by_period(fulfilment, measured, steps)
}

/// More can come, and nothing that has come goes away.
fn with_more(bound: &Bound, sum: &Ratio, reached: Fulfilment) -> Span<Fulfilment> {
    match bound.direction() {
        Some(Direction::Up) => Span { least: reached, most: Fulfilment::full() },
        Some(Direction::Down) => Span { least: Fulfilment::none(), most: reached },
        None => {
            let is_past = bound.ends().last().is_some_and(|highest| *sum > Ratio::from(*highest));
            Span { least: Fulfilment::none(), most: Fulfilment::met(!is_past) }
        }
    }
}
