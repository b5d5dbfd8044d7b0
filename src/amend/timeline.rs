//! The stretches of a plan's days on which the same allonger are in force.

use crate::quantity::{Date, Period};

/// When an allonge is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForcePeriod {
    pub from: Date,
    /// None: as long as the plan.
    pub until: Option<Date>,
}

impl InForcePeriod {
    fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The days of a plan, cut where an allonge takes effect or ends, each stretch with the spans that cover it by their place.
/// Together they are the plan's period, without gaps.
pub fn timeline(period: Period, spans: &[InForcePeriod]) -> Vec<(Period, Vec<usize>)> {
    let cuts = spans.iter().flat_map(|span| [Some(span.from), span.until.and_then(Date::day_after)]);
    let inside = |day: &Date| period.first < *day && *day <= period.last;
    let mut firsts: Vec<Date> = cuts.flatten().filter(inside).collect();
    firsts.push(period.first);
    firsts.sort();
    firsts.dedup();
    let stretch = |(index, first): (usize, &Date)| {
        let next = firsts.get(index + 1).and_then(|next| next.day_before());
        let in_force = spans.iter().enumerate().filter(|(_, span)| span.covers(*first)).map(|(place, _)| place);
        (Period { first: *first, last: next.unwrap_or(period.last) }, in_force.collect())
    };
    firsts.iter().enumerate().map(stretch).collect()
}
