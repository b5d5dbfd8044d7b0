//! Which days count for a requirement.

use super::{Plan, Requirement};
use crate::quantity::{Date, PartOfYear, Period};

/// The days that count, and the last in time, of the last of a chain from the outside in: what is measured is measured
/// until its deadline, and only on days on which it is demanded.
pub fn window(plan: &Plan, chain: &[&Requirement]) -> (Period, Date) {
    let part = chain.iter().rev().find_map(|one| one.period).unwrap_or(PartOfYear::Whole);
    let days = match part {
        PartOfYear::Whole => plan.period.days,
        part => plan.period.days_of(part),
    };
    // `check` tells of a requirement that holds on none of the days on which it is measured.
    let in_force = chain.iter().filter_map(|one| one.history.days);
    let days = in_force.fold(days, |days, held| days.within(&held).unwrap_or(days));
    let deadline = chain.iter().rev().find_map(|one| one.deadline).and_then(|deadline| deadline.day(&plan.period));
    match deadline {
        Some(due) if due >= days.first => (Period { last: days.last.min(due), ..days }, due),
        Some(due) => (days, due),
        None => (days, days.last),
    }
}
