//! Measured values within a bound: `under 7` leaves 7 out, `højst 7` lets it in.

use crate::plan::Bound;
use crate::quantity::Ratio;

use super::{Outcome, bound_text, open};
use crate::score::Span;
use crate::score::credit;
use crate::score::gather::{Gathered, gather};
use crate::score::period::Measured;
use crate::score::text;

pub(super) fn outcome(bound: &Bound, measured: &Measured) -> Outcome {
    let values: Vec<Ratio> = measured.readings.iter().filter_map(|one| one.figure.number()).collect();
    let (gathered, line) = gather(measured.requirement, &values, &ends(bound), measured);
    let credit = &measured.requirement.credit;
    let rule = rule(bound, measured);
    match gathered {
        Gathered::Known(value) => {
            let fulfilment = credit::of_bound(bound, credit, &value);
            let verdict =
                format!("{}: opfyldelse {}", bound_text(bound), text::share(fulfilment.ratio(), measured.decimals));
            Outcome::by_period(Span::exactly(fulfilment), rule, measured, vec![line, verdict])
        }
        // A value has no highest: what a missing quarter brings can be anything.
        Gathered::Part { .. } | Gathered::Unknown => {
            let lines = if values.is_empty() { Vec::new() } else { vec![line] };
            Outcome::by_period(open(), rule, measured, lines)
        }
    }
}

pub(super) fn ends(bound: &Bound) -> Vec<Ratio> {
    bound.ends().into_iter().map(Ratio::from).collect()
}

pub(super) fn rule(bound: &Bound, measured: &Measured) -> String {
    let text = bound_text(bound);
    let credit = credit::phrase(&measured.requirement.credit, &|number| format!("{number}{}", bound.unit()));
    format!("{}; {credit}.", capital(&text))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
