//! How far something that is measured has come: its days, its deadline, what is missing, its series.

use crate::plan::{Reporting, Requirement};
use crate::quantity::{Date, PartOfYear, Period};

use super::delivery::Delivery;
use super::measure::{self, deliverable};
use super::period::Measured;
use super::series::Series;

/// What a report says of a requirement beside its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The days that count.
    pub window: Period,
    /// The last day in time.
    pub due: Date,
    /// Of a deliverable.
    pub delivery: Option<Delivery>,
    /// Quarters, or days, that have ended and that nothing is reported for.
    pub missing: Vec<PartOfYear>,
    /// None for what has no numbers, and for what has none beside which a target stands.
    pub series: Option<Series>,
}

/// Of a requirement without parts; of several tiers, of the one that is asked for.
pub(super) fn progress(requirement: &Requirement, tier: usize, measured: &Measured) -> Progress {
    let series = measure::series(requirement, tier, measured);
    let reporting = requirement.demand.measure().reporting();
    let delivery = (reporting == Reporting::Dated).then(|| deliverable::delivery(measured));
    let missing = missing(reporting, delivery, measured);
    Progress { window: measured.window, due: measured.due, delivery, missing, series }
}

fn missing(reporting: Reporting, delivery: Option<Delivery>, measured: &Measured) -> Vec<PartOfYear> {
    let Some(today) = measured.today else { return Vec::new() };
    let has_ended = today >= measured.window.last;
    // What is due after the plan ends is missing on that day.
    let on = |day| PartOfYear::Days(Period { first: day, last: day });
    match reporting {
        Reporting::EachPeriod => measured.gaps_until(today),
        // What holds when the window ends is all that counts.
        Reporting::AtTheEnd if has_ended && measured.closing().is_none() => {
            measured.gaps_until(today).pop().into_iter().collect()
        }
        Reporting::Jointly if has_ended && measured.readings.is_empty() => measured.gaps_until(today),
        Reporting::Dated if delivery == Some(Delivery::Unreported) => {
            vec![measured.plan.quarter_of(measured.due).map_or(on(measured.due), |quarter| quarter.part)]
        }
        Reporting::AtTheEnd | Reporting::Jointly | Reporting::Dated | Reporting::Nothing => Vec::new(),
    }
}
