//! Deliverables: in time or not. A deadline is a day, and that day is in time.

use crate::plan::{Credit, Figure, LateStep};
use crate::quantity::{Date, Fulfilment, TimeUnit};

use super::Outcome;
use crate::score::Delivery;
use crate::score::Span;
use crate::score::period::{Measured, Reading};
use crate::score::trace::TraceStep;

/// When it was delivered, as far as is seen; and whether its deadline has passed without.
///
/// Every document and command asks here: what was delivered after the day that is seen from, and what was reported on
/// without being delivered, was not there; of what nobody has reported on, nothing is known.
pub(in crate::score) fn delivery(measured: &Measured) -> Delivery {
    let is_seen = |day: &Date| measured.as_of.is_none_or(|as_of| *day <= as_of);
    let is_late = |day: Option<Date>| day.is_some_and(|day| day > measured.due);
    match told(measured).filter_map(|(_, on)| on).filter(is_seen).min() {
        Some(day) => Delivery::On(day),
        None if is_late(earliest(measured)) => Delivery::Overdue,
        None if is_late(measured.today) => Delivery::Unreported,
        None => Delivery::Awaited,
    }
}

/// What is reported: the last day of the period that it is said for, and the day of delivery, if there is one.
fn told(measured: &Measured) -> impl Iterator<Item = (Date, Option<Date>)> {
    let told = |one: &Reading| {
        let Figure::Delivery { on, .. } = one.figure else { return None };
        Some((one.sheet.days.last, *on))
    };
    measured.readings.iter().filter_map(told).chain(measured.mentions.iter().map(|last| (*last, None)))
}

/// The earliest day that it can still come, while it is not there as far as is seen: the day that is seen from, or the day
/// after the last one that is known to be without it. None while nothing is reported of it.
fn earliest(measured: &Measured) -> Option<Date> {
    let without = told(measured).filter_map(|(last, on)| match on {
        None => Some(last),
        // It came later than is seen.
        Some(on) => measured.as_of.filter(|as_of| on > *as_of),
    });
    without.max().and_then(|last| last.day_after().max(measured.today))
}

pub(super) fn outcome(measured: &Measured) -> Outcome {
    let delivery = delivery(measured);
    let fulfilment = match delivery {
        Delivery::On(day) => Span::exactly(delivered_on(day, measured)),
        Delivery::Overdue | Delivery::Unreported | Delivery::Awaited => {
            let most = earliest(measured).map_or_else(Fulfilment::full, |day| delivered_on(day, measured));
            Span { least: Fulfilment::none(), most }
        }
    };
    let step = TraceStep::Delivery { delivery, due: measured.due, fulfilment: fulfilment.clone() };
    Outcome::set(fulfilment, measured, vec![step])
}

fn delivered_on(day: Date, measured: &Measured) -> Fulfilment {
    let late = day.days_after(measured.due);
    if late <= 0 {
        return Fulfilment::full();
    }
    match &measured.requirement.credit {
        Credit::Late(steps) => {
            let reached = steps.iter().filter(|step| late <= days(step));
            reached.map(|step| step.fulfilment.into()).max().unwrap_or_else(Fulfilment::none)
        }
        Credit::AllOrNothing
        | Credit::Proportional
        | Credit::Linear { .. }
        | Credit::Steps(_)
        | Credit::Partly(_)
        | Credit::PartlyFrom(_) => Fulfilment::none(),
    }
}

fn days(step: &LateStep) -> i64 {
    let count = i64::from(step.at_most.count);
    if step.at_most.unit == TimeUnit::Weeks { count * 7 } else { count }
}
