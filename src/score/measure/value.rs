//! Measured values within a bound: `under 7` leaves 7 out, `højst 7` lets it in.

use crate::plan::Bound;
use crate::quantity::Ratio;

use super::{Outcome, fulfilled, open};
use crate::score::Span;
use crate::score::credit;
use crate::score::gather::{Gathered, gather};
use crate::score::period::Measured;

pub(super) fn outcome(bound: &Bound, measured: &Measured) -> Outcome {
    let values: Vec<Ratio> = measured.readings.iter().filter_map(|one| one.figure.number()).collect();
    let (gathered, step) = gather(measured.requirement, &values, measured);
    match gathered {
        Gathered::Known(value) => {
            let credit = &measured.requirement.credit;
            let fulfilment = Span::exactly(credit::of_bound(bound, credit, &value));
            let by_credit = credit::step_of_bound(bound, credit, &value, &fulfilment.least);
            let steps = [step].into_iter().chain(by_credit).chain(fulfilled(&fulfilment)).collect();
            Outcome::by_period(fulfilment, measured, steps)
        }
        // A value has no highest: what a missing quarter brings can be anything.
        Gathered::Part { .. } | Gathered::Unknown => {
            let steps = if values.is_empty() { Vec::new() } else { vec![step] };
            Outcome::by_period(open(), measured, steps)
        }
    }
}
