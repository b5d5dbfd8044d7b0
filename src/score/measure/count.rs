//! Numbers of things within a bound: what each period brings is added up, unless the plan says otherwise.

use crate::plan::{Bound, Direction};
use crate::quantity::{Count, Fulfilment, Ratio};

use super::{Outcome, bound_text, value};
use crate::score::Span;
use crate::score::credit;
use crate::score::period::Measured;
use crate::score::text;

pub(super) fn outcome(bound: &Bound, measured: &Measured) -> Outcome {
    if !measured.requirement.adds_up() {
        return value::outcome(bound, measured);
    }
    let counts: Vec<Count> = measured.readings.iter().filter_map(|one| one.figure.count()).collect();
    let sum: Ratio = counts.iter().map(|count| Ratio::from(count.0)).sum();
    let reached = credit::of_bound(bound, &measured.requirement.credit, &sum);
    let fulfilment = if measured.is_complete() { Span::exactly(reached) } else { with_more(bound, &sum, reached) };
    let mut arithmetic = Vec::new();
    if counts.len() > 1 {
        arithmetic.push(format!(
            "{} = {}",
            text::sum(counts.iter().map(ToString::to_string)),
            text::beside(&sum, &value::ends(bound))
        ));
    }
    if fulfilment.is_closed() {
        arithmetic.push(format!(
            "{}: opfyldelse {}",
            bound_text(bound),
            text::share(fulfilment.least.ratio(), measured.decimals)
        ));
    }
    Outcome::by_period(fulfilment, value::rule(bound, measured), measured, arithmetic)
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
