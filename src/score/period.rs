//! Which days count: a requirement's window, the figures inside it, and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{
    Address, BoundPart, Figure, History, Observation, Plan, Reporting, Requirement, Results, Sheet, TargetSpread,
    window,
};
use crate::quantity::{Date, Decimals, PartOfYear, Period, PlanPeriod};

use super::status::Expected;
use super::trace::{OtherFigure, TraceStep, TracedFigure};

/// Plan and results as they are seen from a day.
pub(super) struct DayView<'a> {
    plan: &'a Plan,
    results: &'a Results,
    as_of: Option<Date>,
    today: Option<Date>,
    /// What is reported in the files of periods that have ended, in order of time.
    reported: Vec<(&'a Sheet, &'a Observation)>,
    /// Their places there, by what they are of.
    places: BTreeMap<&'a Address, Vec<usize>>,
}

/// All that is known of one requirement.
#[derive(Clone)]
pub(super) struct Measured<'a> {
    pub requirement: &'a Requirement,
    /// From the goal's own requirement down to this one.
    pub chain: Vec<&'a Requirement>,
    /// The days that count.
    pub window: Period,
    /// The last day in time.
    pub due: Date,
    /// What is reported inside the window, in order of time; for a deliverable, all that is reported.
    pub readings: Vec<Reading<'a>>,
    /// What was reported on the way, where a figure for all the days that count has come: it is that which counts.
    pub on_the_way: Vec<Reading<'a>>,
    /// The last days of the periods that something is said for, and no figure given: a comment, an expectation.
    pub mentions: Vec<Date>,
    /// The days of the window that nothing is reported for.
    pub gaps: Vec<Period>,
    /// The figure that its own are compared with, as it was reported last.
    pub compared: Option<OtherFigure>,
    /// The day it is seen from.
    pub today: Option<Date>,
    /// Figures of a later day are not seen.
    pub as_of: Option<Date>,
    /// The plan's own.
    pub plan: PlanPeriod,
    pub decimals: Decimals,
}

/// A figure with the file it stands in.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub sheet: &'a Sheet,
    pub observation: &'a Observation,
    pub figure: &'a Figure,
}

impl<'a> DayView<'a> {
    pub fn new(plan: &'a Plan, results: &'a Results, as_of: Option<Date>) -> Self {
        let mut view = Self { plan, results, as_of, today: as_of, reported: Vec::new(), places: BTreeMap::new() };
        let mut sheets: Vec<&Sheet> = view.sheets().collect();
        view.today = as_of.or_else(|| sheets.iter().map(|sheet| sheet.days.last).max());
        sheets.sort_by_key(|sheet| (sheet.days.first, sheet.days.last));
        view.reported = sheets.iter().flat_map(|sheet| sheet.observations.iter().map(|one| (*sheet, one))).collect();
        for (place, (_, observation)) in view.reported.iter().enumerate() {
            view.places.entry(&observation.of).or_default().push(place);
        }
        view
    }

    pub fn decimals(&self) -> Decimals {
        self.plan.decimals
    }

    /// The files of periods that have ended.
    pub fn sheets(&self) -> impl Iterator<Item = &'a Sheet> {
        let as_of = self.as_of;
        self.results.sheets.iter().filter(move |sheet| as_of.is_none_or(|day| sheet.days.last <= day))
    }

    /// The day that is asked for, or the last that is reported for.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// What is reported under an address, or one that the same requirement had before, in order of time.
    fn observations(&self, address: &Address, former: &[Address]) -> Vec<(&'a Sheet, &'a Observation)> {
        let named: BTreeSet<&Address> = former.iter().chain([address]).collect();
        let mut places: Vec<usize> =
            named.into_iter().filter_map(|one| self.places.get(one)).flatten().copied().collect();
        places.sort_unstable();
        places.into_iter().map(|place| self.reported[place]).collect()
    }

    /// What is known of a requirement, in the days that it, or what it is part of, is measured in.
    pub fn measured<'b>(
        &self,
        requirement: &'b Requirement,
        address: &Address,
        chain: &[&'b Requirement],
    ) -> Measured<'b>
    where
        'a: 'b,
    {
        let (window, due) = window(self.plan, chain);
        let decimals = self.decimals();
        let reading = |(sheet, observation): (&'a Sheet, &'a Observation)| {
            Some(Reading { sheet, observation, figure: observation.figure.as_ref()? })
        };
        let observations = self.observations(address, &requirement.history.former);
        let bare = observations.iter().filter(|(_, observation)| observation.figure.is_none());
        let mentions = bare.map(|(sheet, _)| sheet.days.last).collect();
        let other = |(sheet, one): &(&Sheet, &Observation)| {
            let source = one.source.clone().or_else(|| sheet.source.clone());
            one.compared.filter(|_| window.covers(&sheet.days)).map(|number| OtherFigure { number, source, on: None })
        };
        // What the plan itself knows needs not be reported.
        let known = requirement.baseline.as_ref().filter(|_| is_beside_baseline(requirement));
        let known = known.map(|one| OtherFigure { number: one.amount.number, source: None, on: Some(one.on) });
        let compared = known.or_else(|| observations.iter().filter_map(other).next_back());
        let all = observations.into_iter().filter_map(reading);
        // A date says by itself whether it is in time; every other figure counts by its period.
        let reporting = requirement.demand.measure().reporting();
        let is_dated = reporting == Reporting::Dated;
        let inside: Vec<Reading> = all.filter(|one| is_dated || window.covers(&one.sheet.days)).collect();
        let may_share_days = is_dated || reporting == Reporting::Jointly;
        let is_final = |one: &Reading| !may_share_days && one.sheet.days == window;
        let (finals, parts): (Vec<Reading>, Vec<Reading>) = inside.into_iter().partition(is_final);
        let (inside, on_the_way) = if finals.is_empty() { (parts, finals) } else { (finals, parts) };
        let readings = if may_share_days { inside } else { alone(outermost(inside)) };
        let gaps = gaps(window, &readings);
        Measured {
            requirement,
            chain: chain.to_vec(),
            window,
            due,
            readings,
            on_the_way,
            mentions,
            gaps,
            compared,
            today: self.today(),
            as_of: self.as_of,
            plan: self.plan.period,
            decimals,
        }
    }

    /// How much of a target for the whole year is asked for on the days on which it holds. None where it is asked for as it
    /// stands.
    pub fn part_of_target(&self, requirement: &Requirement, chain: &[&Requirement]) -> Option<BoundPart> {
        let is_spread = requirement.history.spread == Some(TargetSpread::WholeYear) && requirement.adds_up();
        requirement.history.days.filter(|_| is_spread)?;
        let uncut = Requirement { history: History::default(), ..requirement.clone() };
        let above = chain.split_last().map_or(&[][..], |(_, above)| above);
        let (whole, _) = window(self.plan, &[above, &[&uncut]].concat());
        let (held, _) = window(self.plan, &[above, &[requirement]].concat());
        let period = &self.plan.period;
        let (of, all) = match (period.months_in(held), period.months_in(whole)) {
            (Some(of), Some(all)) => (of, all),
            (Some(_) | None, _) => (held.length(), whole.length()),
        };
        Some(BoundPart { of, all })
    }

    /// What the institution said last that it expects.
    pub fn expected(&self, address: &Address, former: &[Address]) -> Option<Expected> {
        let said = |(sheet, one): (&Sheet, &Observation)| {
            Some(Expected { at: one.at, what: one.expected?, period: sheet.period })
        };
        self.observations(address, former).into_iter().filter_map(said).next_back()
    }
}

/// Those that no other holds: a figure for a half-year stands in place of those for its quarters, and one for the year to date in
/// place of the one before it.
fn outermost(readings: Vec<Reading>) -> Vec<Reading> {
    let mut order: Vec<(usize, Period)> = readings.iter().map(|one| one.sheet.days).enumerate().collect();
    order.sort_by_key(|(_, days)| (days.first, std::cmp::Reverse(days.last)));
    let mut is_held = vec![false; readings.len()];
    // Of those that begin no later, the one that ends last.
    let mut widest: Option<Period> = None;
    for (place, days) in order {
        let is_inside = widest.is_some_and(|widest| widest.covers(&days) && widest != days);
        if let Some(held) = is_held.get_mut(place) {
            *held = is_inside;
        }
        widest = widest.filter(|widest| widest.last >= days.last).or(Some(days));
    }
    readings.into_iter().zip(is_held).filter(|(_, is_held)| !is_held).map(|(one, _)| one).collect()
}

/// Those that share no day with another, of readings in order of time: what is told twice is not known, and `check` says so.
fn alone(readings: Vec<Reading>) -> Vec<Reading> {
    let next = readings.iter().skip(1).map(|next| Some(next.sheet.days.first)).chain([None]);
    let mut latest: Option<Date> = None;
    let is_alone = |(one, next): (&Reading, Option<Date>)| {
        let days = one.sheet.days;
        let is_after = latest.is_none_or(|latest| latest < days.first);
        latest = latest.max(Some(days.last));
        is_after && next.is_none_or(|next| next > days.last)
    };
    let are_alone: Vec<bool> = readings.iter().zip(next).map(is_alone).collect();
    readings.into_iter().zip(are_alone).filter(|(_, is_alone)| *is_alone).map(|(one, _)| one).collect()
}

/// The days of a window, in order, that no figure is for.
fn gaps(window: Period, readings: &[Reading]) -> Vec<Period> {
    let mut gaps = Vec::new();
    let mut next = Some(window.first);
    for reading in readings {
        let Some(first) = next else { break };
        if let Some(before) = reading.sheet.days.first.day_before().filter(|before| *before >= first) {
            gaps.push(Period { first, last: before.min(window.last) });
        }
        next = reading.sheet.days.last.day_after().max(next);
    }
    gaps.extend(next.filter(|first| *first <= window.last).map(|first| Period { first, last: window.last }));
    gaps
}

/// The quarters that these days consist of, or the days.
fn parts(period: &PlanPeriod, days: Period) -> Vec<PartOfYear> {
    let quarters = period.quarters_in(days).map(|quarters| quarters.iter().map(|quarter| quarter.part).collect());
    quarters.unwrap_or_else(|| vec![PartOfYear::Days(days)])
}

impl Measured<'_> {
    /// Whether every day of the window is reported.
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }

    /// The quarters, or the days, that have ended by a day and that nothing is reported for.
    pub fn gaps_until(&self, day: Date) -> Vec<PartOfYear> {
        let ended = self.gaps.iter().filter_map(|gap| gap.within(&Period { first: self.window.first, last: day }));
        ended.flat_map(|gap| parts(&self.plan, gap)).collect()
    }

    /// The figure for the window's last day: what holds when the window ends.
    pub fn closing(&self) -> Option<&Reading<'_>> {
        self.readings.iter().find(|one| one.sheet.days.last == self.window.last)
    }

    /// The quarters, or the days, that nothing is reported for. None where every day is.
    pub fn missing(&self) -> Option<TraceStep> {
        let missing: Vec<PartOfYear> = self.gaps.iter().flat_map(|gap| parts(&self.plan, *gap)).collect();
        (!missing.is_empty()).then_some(TraceStep::Missing(missing))
    }

    /// The figures by their periods, as they came: on the way, or all that there are.
    pub fn as_they_came(&self) -> &[Reading<'_>] {
        if self.on_the_way.is_empty() { &self.readings } else { &self.on_the_way }
    }

    /// The figures that were used, each with who answers for it.
    pub fn traced(&self) -> Vec<TracedFigure> {
        let traced = |one: &Reading| TracedFigure {
            period: one.sheet.period,
            figure: one.figure.clone(),
            source: one.observation.source.clone().or_else(|| one.sheet.source.clone()),
            reporter: one.sheet.reporter.clone(),
            updated: one.sheet.updated,
            is_example: one.sheet.is_example,
        };
        self.readings.iter().map(traced).collect()
    }
}

/// Whether its figures are compared with where it stood before the plan began.
fn is_beside_baseline(requirement: &Requirement) -> bool {
    let target = requirement.demand.measure().target(0);
    target.and_then(|target| target.bound.beside).is_some_and(|beside| beside.is_with_baseline())
}
