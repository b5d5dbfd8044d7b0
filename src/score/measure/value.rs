//! Measured values within a bound: `under 7` leaves 7 out, `højst 7` lets it in. What is computed of two numbers is computed of
//! the year's: numerators are added up, and denominators as the plan says.

use crate::plan::{
    Bound, BoundKind, Credit, Denominators, Figure, Gathering, IfNone, Quotient, QuotientForm, ValueWithin,
};
use crate::quantity::{Fulfilment, Number, Ratio};

use super::{Outcome, held, open};
use crate::score::Span;
use crate::score::gather::{Gathered, gather, mean};
use crate::score::period::Measured;
use crate::score::trace::{DenominatorTerms, TraceStep};

pub(super) fn outcome(value: &ValueWithin, measured: &Measured) -> Outcome {
    match quotients(value, measured) {
        Some((quotient, terms)) => of_quotient(value, quotient, &terms, measured),
        None => of_values(&value.bound, measured, |figure| value.reached(figure)),
    }
}

pub(super) fn of_values(bound: &Bound, measured: &Measured, reached: impl Fn(&Figure) -> Option<Ratio>) -> Outcome {
    let values: Option<Vec<Ratio>> = measured.readings.iter().map(|one| reached(one.figure)).collect();
    let Some(values) = values else {
        return Outcome::by_period(open(), measured, vec![TraceStep::NobodyInAPeriod]);
    };
    let (gathered, step) = gather(measured.requirement, &values, measured);
    match gathered {
        Gathered::Known(value) => {
            let (fulfilment, steps) = held(bound, value, measured);
            Outcome::by_period(fulfilment, measured, [step].into_iter().chain(steps).collect())
        }
        // A value has no highest: what a missing quarter brings can be anything.
        Gathered::Part { .. } | Gathered::Unknown => {
            let steps = if values.is_empty() { Vec::new() } else { vec![step] };
            Outcome::by_period(open(), measured, steps)
        }
    }
}

/// The numerators and denominators, where every figure has both and no other rule is agreed.
fn quotients<'a>(value: &'a ValueWithin, measured: &Measured) -> Option<(&'a Quotient, Vec<(Number, Number)>)> {
    let quotient = value.quotient.as_ref()?;
    let terms: Vec<(Number, Number)> =
        measured.readings.iter().map(|one| one.figure.quotient()).collect::<Option<_>>()?;
    match measured.requirement.gathering {
        None | Some(Gathering::Sum) if !terms.is_empty() => Some((quotient, terms)),
        None | Some(_) => None,
    }
}

/// What numerators and denominators come to together. None where there is nothing to count among, or no mean of days that are
/// no whole months.
fn together(quotient: &Quotient, terms: &[(Number, Number)], measured: &Measured) -> Option<(Ratio, DenominatorTerms)> {
    let over: Ratio = terms.iter().map(|(over, _)| Ratio::from(*over)).sum();
    let unders: Vec<Number> = terms.iter().map(|(_, under)| *under).collect();
    let under_of = |unders: &[Number]| unders.iter().copied().map(Ratio::from).collect::<Vec<Ratio>>();
    let (under, unders) = match quotient.form {
        QuotientForm::Mean(Denominators::Average) if unders.len() > 1 => {
            let (under, terms, all) = mean(&under_of(&unders), measured)?;
            (under, DenominatorTerms::Mean { terms, all })
        }
        QuotientForm::Share | QuotientForm::Mean(Denominators::Sum | Denominators::Average) => {
            (under_of(&unders).into_iter().sum(), DenominatorTerms::Sum(unders))
        }
    };
    Some((quotient.value(&over, &under)?, unders))
}

/// What they come to so far. What is there in each quarter gives no year before the year is whole.
pub(super) fn quotient_so_far(value: &ValueWithin, measured: &Measured) -> Option<Ratio> {
    let (quotient, terms) = quotients(value, measured)?;
    let is_known = quotient.form != QuotientForm::Mean(Denominators::Average) || measured.is_complete();
    if is_known { together(quotient, &terms, measured).map(|(value, _)| value) } else { None }
}

fn of_quotient(value: &ValueWithin, quotient: &Quotient, terms: &[(Number, Number)], measured: &Measured) -> Outcome {
    let (bound, credit) = (&value.bound, &measured.requirement.credit);
    let reached = together(quotient, terms, measured);
    let overs = terms.iter().map(|(over, _)| *over).collect();
    let step = |value: Ratio, unders| TraceStep::Quotient { overs, unders, value };
    if !measured.is_complete() {
        let steps = reached.map(|(value, unders)| step(value, unders)).into_iter().collect();
        return Outcome::by_period(still_possible(value, quotient, terms, credit), measured, steps);
    }
    let Some((value, unders)) = reached else {
        let is_nothing = terms.iter().all(|(_, under)| under.0.is_zero());
        return of_nothing(quotient.if_none.filter(|_| is_nothing), is_nothing, measured);
    };
    let first = step(value.clone(), unders);
    let (fulfilment, steps) = held(bound, value, measured);
    Outcome::by_period(fulfilment, measured, [first].into_iter().chain(steps).collect())
}

/// There was nothing to count among: what the plan says that counts as, or nothing is known.
fn of_nothing(if_none: Option<IfNone>, is_nothing: bool, measured: &Measured) -> Outcome {
    let step = if is_nothing { TraceStep::NobodyToCount } else { TraceStep::NoMean };
    match if_none {
        Some(none) => {
            let fulfilment = Span::exactly(Fulfilment::met(none == IfNone::Met));
            Outcome::by_period(fulfilment, measured, vec![step, TraceStep::NobodyCountsAs(none)])
        }
        None => Outcome::by_period(open(), measured, vec![step]),
    }
}

/// With periods missing a mean can be anything. A share can still come near to all and to nothing; to all only if none is
/// missed yet, to nothing only if none is counted.
fn still_possible(
    value: &ValueWithin,
    quotient: &Quotient,
    terms: &[(Number, Number)],
    credit: &Credit,
) -> Span<Fulfilment> {
    let (all, none) = (Ratio::one().in_percent(), Ratio::zero());
    let over: Ratio = terms.iter().map(|(over, _)| Ratio::from(*over)).sum();
    let under: Ratio = terms.iter().map(|(_, under)| Ratio::from(*under)).sum();
    if value.bound.beside.is_some() {
        return open();
    }
    let ends = value.bound.eased_ends();
    let between = |end: &Ratio| none < *end && *end < all;
    let can_be_between = match value.bound.kind {
        BoundKind::AtLeast | BoundKind::Above => ends.iter().all(|end| *end < all),
        BoundKind::AtMost | BoundKind::Below => ends.iter().all(|end| *end > none),
        BoundKind::Exactly if ends.len() == 1 => ends.iter().all(between),
        BoundKind::Exactly | BoundKind::Between => {
            ends.first().is_some_and(|low| *low < all) && ends.last().is_some_and(|high| *high > none)
        }
    };
    let can = can_be_between
        || (over == under && value.bound.is_kept_by(&all))
        || (over.is_zero() && value.bound.is_kept_by(&none));
    if quotient.form == QuotientForm::Share && !can && *credit == Credit::AllOrNothing {
        return Span::exactly(Fulfilment::none());
    }
    open()
}
