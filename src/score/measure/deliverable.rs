//! Deliverables: in time or not. A deadline is a day, and that day is in time.

use crate::plan::{Credit, Figure, LateStep};
use crate::quantity::{Date, Fulfilment, TimeUnit};

use super::Outcome;
use crate::score::Span;
use crate::score::credit;
use crate::score::period::Measured;
use crate::score::text;

pub(super) fn outcome(measured: &Measured) -> Outcome {
    let deliveries = measured.readings.iter().filter_map(|one| match one.figure {
        Figure::Delivery { on, .. } => Some((one.sheet.days.last, *on)),
        _ => None,
    });
    let deliveries: Vec<(Date, Option<Date>)> = deliveries.collect();
    let is_seen = |day: &Date| measured.as_of.is_none_or(|as_of| *day <= as_of);
    let delivered = deliveries.iter().filter_map(|(_, on)| *on).filter(is_seen).min();
    let rule = format!("Leveres senest den {}; {}.", measured.due, credit::phrase(&measured.requirement.credit, ""));
    let (fulfilment, line) = match delivered {
        Some(day) => {
            let fulfilment = delivered_on(day, measured);
            let late = day.days_after(measured.due);
            let line = if late <= 0 {
                format!("Leveret den {day}: til tiden.")
            } else {
                let days = if late == 1 { "dag" } else { "dage" };
                format!(
                    "Leveret den {day}: {late} {days} for sent. Opfyldelse {}",
                    text::share(fulfilment.ratio(), measured.decimals)
                )
            };
            (Span::exactly(fulfilment), line)
        }
        None => pending(&deliveries, measured),
    };
    Outcome::set(fulfilment, rule, measured, vec![line])
}

/// Not delivered as far as is known: the earliest it can still come is the day that is seen from, or the day after the
/// last one that is told to be without it.
fn pending(deliveries: &[(Date, Option<Date>)], measured: &Measured) -> (Span<Fulfilment>, String) {
    let told = deliveries.iter().filter(|(_, on)| on.is_none()).filter_map(|(last, _)| last.day_after()).max();
    let earliest = told.max(measured.today);
    let most = earliest.map_or_else(Fulfilment::full, |day| delivered_on(day, measured));
    let is_late = earliest.is_some_and(|day| day > measured.due);
    let line = if is_late { "Ikke leveret, og fristen er overskredet." } else { "Endnu ikke leveret." };
    (Span { least: Fulfilment::none(), most }, line.into())
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
        _ => Fulfilment::none(),
    }
}

fn days(step: &LateStep) -> i64 {
    let count = i64::from(step.at_most.count);
    if step.at_most.unit == TimeUnit::Weeks { count * 7 } else { count }
}
