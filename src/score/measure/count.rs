//! Numbers of things within a bound. Where the plan does not say how quarters become a year, the numbers can be what happens,
//! which is added up, or what is there on a day, of which the last counts: only what both give is known.

use crate::plan::{Bound, Direction, Figure, Gathering};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, fulfilled, held, open, value};
use crate::score::Span;
use crate::score::credit;
use crate::score::period::Measured;
use crate::score::trace::TraceStep;

pub(super) fn outcome(bound: &Bound, measured: &Measured) -> Outcome {
    if measured.requirement.gathering.is_some_and(|rule| rule != Gathering::Sum) {
        return value::of_values(bound, measured, Figure::number);
    }
    let counts = measured.readings.iter().filter_map(|one| one.figure.count());
    let counts: Vec<Ratio> = counts.map(|count| Ratio::from(count.0)).collect();
    let sum: Ratio = counts.iter().cloned().sum();
    if bound.beside.is_some() {
        return beside_another(bound, counts, sum, measured);
    }
    let reached = credit::of_bound(bound, &measured.requirement.credit, &sum);
    let fulfilment = if measured.is_complete() { Span::exactly(reached) } else { with_more(bound, &sum, reached) };
    let stock = as_a_stock(bound, measured);
    if let Some(either) = stock.as_ref().and_then(|stock| unlike(&fulfilment, stock)) {
        let step = vec![TraceStep::GatheringNotSet];
        return Outcome { is_set: false, ..Outcome::by_period(either, measured, step) };
    }
    let mut steps = Vec::new();
    match (stock, last_of(measured)) {
        (None, _) if counts.len() > 1 => steps.push(TraceStep::Sum { terms: counts, sum: sum.clone() }),
        (Some(_), Some(last)) if fulfilment.is_closed() => {
            steps.push(TraceStep::SumOrLast { terms: counts, sum: sum.clone(), last });
        }
        (None | Some(_), _) => {}
    }
    if fulfilment.is_closed() {
        steps.extend(credit::step_of_bound(bound, &measured.requirement.credit, &sum, &fulfilment.least));
    }
    steps.extend(fulfilled(&fulfilment));
    Outcome::by_period(fulfilment, measured, steps)
}

/// What they come to together, once that is known, beside the figure that it is compared with.
fn beside_another(bound: &Bound, terms: Vec<Ratio>, sum: Ratio, measured: &Measured) -> Outcome {
    let mut steps = Vec::new();
    if terms.len() > 1 {
        steps.push(TraceStep::Sum { terms, sum: sum.clone() });
    }
    if !measured.is_complete() {
        return Outcome::by_period(open(), measured, steps);
    }
    let (fulfilment, compared) = held(bound, sum, measured);
    steps.extend(compared);
    Outcome::by_period(fulfilment, measured, steps)
}

/// What the numbers give if they are what is there on a day. None where they cannot be, or where it makes no difference: a
/// number that is alone in all the days that count is both.
fn as_a_stock(bound: &Bound, measured: &Measured) -> Option<Span<Fulfilment>> {
    let requirement = measured.requirement;
    let last = last_of(measured);
    let given = |value: Ratio| Span::exactly(credit::of_bound(bound, &requirement.credit, &value));
    let is_alone = measured.readings.len() < 2 && measured.is_complete();
    (requirement.gathering.is_none() && !is_alone).then(|| last.map_or_else(open, given))
}

/// What was there when the window ended.
fn last_of(measured: &Measured) -> Option<Ratio> {
    measured.closing().and_then(|one| one.figure.number())
}

/// Both, where they are not the same and one of them is decided.
fn unlike(flow: &Span<Fulfilment>, stock: &Span<Fulfilment>) -> Option<Span<Fulfilment>> {
    let least = flow.least.clone().min(stock.least.clone());
    let most = flow.most.clone().max(stock.most.clone());
    (flow != stock && (flow.is_closed() || stock.is_closed())).then_some(Span { least, most })
}

/// More can come, and nothing that has come goes away.
fn with_more(bound: &Bound, sum: &Ratio, reached: Fulfilment) -> Span<Fulfilment> {
    match bound.direction() {
        Some(Direction::Up) => Span { least: reached, most: Fulfilment::full() },
        Some(Direction::Down) => Span { least: Fulfilment::none(), most: reached },
        None => {
            let is_past = bound.eased_ends().last().is_some_and(|highest| *sum > *highest);
            Span { least: Fulfilment::none(), most: Fulfilment::met(!is_past) }
        }
    }
}
