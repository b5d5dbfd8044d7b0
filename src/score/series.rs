//! A measure over the periods that are reported, beside its target: what a chart shows.

use crate::plan::{Bound, Figure, Gathering, Share, Tally, Target};
use crate::quantity::{Number, PartOfYear, Period, Ratio};

use super::gather::{Gathered, gather};
use super::measure::share;
use super::period::{Measured, Reading};

/// The figures of one measure in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What the numbers are held against, and the unit that they have.
    pub target: Target,
    /// The days that count.
    pub window: Period,
    pub points: Vec<SeriesPoint>,
    /// What the figures so far come to together, where the plan says how; of the whole window, or of a part of it.
    pub so_far: Option<BesideTarget>,
    /// Each number holds what the earlier periods brought too.
    pub adds_up: bool,
}

/// A number for a period.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    pub period: PartOfYear,
    pub days: Period,
    /// None where nothing could be measured: there was nobody to count among.
    pub reached: Option<BesideTarget>,
}

/// A number beside its target.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideTarget {
    pub value: Ratio,
    /// Never rounded so that a missed target looks like a met one.
    pub shown: Number,
    pub meets: bool,
}

/// Of a share: percent by period, and of all that is counted so far.
pub(super) fn of_share(share: &Share, index: usize, measured: &Measured) -> Option<Series> {
    let tier = share.tiers.get(index)?;
    let target = Ratio::from(tier.share).in_percent();
    let at_sites = |figure: &Figure| weighed(share, |site| figure.at_site(site).into_iter().collect(), index);
    let of_one = |figure| share::of_figure(figure, index).or_else(|| at_sites(figure));
    let values = measured.as_they_came().iter().map(|one| of_one(one.figure));
    let beside = |value: Ratio| {
        let value = value.in_percent();
        BesideTarget { shown: measured.decimals.shown_beside(&value, &[&target]), meets: value >= target, value }
    };
    Some(Series {
        target: Target::share(tier.share),
        window: measured.window,
        points: points(values.map(|value| value.map(beside)), measured),
        so_far: share_so_far(share, index, measured).map(beside),
        adds_up: false,
    })
}

/// The places' own shares by their weights. None where one that weighs has nothing to count.
fn weighed<'a>(share: &Share, of: impl Fn(&str) -> Vec<&'a Tally>, index: usize) -> Option<Ratio> {
    let weights = share::weights(&share.sites);
    let terms = weights.iter().map(|(site, weight)| Some(weight * &share::of_all(&of(&site.name), index)?));
    terms.collect::<Option<Vec<_>>>().filter(|terms| !terms.is_empty()).map(|terms| terms.into_iter().sum())
}

fn share_so_far(share: &Share, index: usize, measured: &Measured) -> Option<Ratio> {
    let figures = || measured.readings.iter().map(|one| one.figure);
    if !share.sites.is_empty() {
        return weighed(share, |site| figures().filter_map(|figure| figure.at_site(site)).collect(), index);
    }
    // What is agreed governs: by a rule of its own, the year's number is known when its window is reported.
    if let Some(rule) = measured.requirement.gathering.filter(|rule| *rule != Gathering::Sum) {
        let in_percent = |figure| share::of_figure(figure, index).map(|share| share.in_percent());
        let values = figures().map(in_percent).collect::<Option<Vec<_>>>()?;
        return so_far(rule, &values, measured).and_then(|percent| percent.over(&Ratio::from(100_u64)));
    }
    let tallies: Vec<&Tally> = figures().filter_map(Figure::counts).collect();
    // A mean of percentages without counts says nothing of the year.
    if tallies.len() == measured.readings.len() { share::of_all(&tallies, index) } else { None }
}

/// What figures come to together by the plan's rule: the newest so far, or a sum or a mean of the whole window.
fn so_far(rule: Gathering, values: &[Ratio], measured: &Measured) -> Option<Ratio> {
    match (rule, gather(measured.requirement, values, measured).0) {
        (Gathering::Latest | Gathering::YearToDate, _) => values.last().cloned(),
        (Gathering::Average | Gathering::Sum, Gathered::Known(value)) => Some(value),
        (Gathering::Average | Gathering::Sum, Gathered::Part { .. } | Gathered::Unknown) => None,
    }
}

/// Of a value or a count. A count's periods are added up, unless the plan says otherwise.
pub(super) fn of_bound(
    bound: &Bound,
    measured: &Measured,
    reached: impl Fn(&Figure) -> Option<Ratio>,
    quotient: impl FnOnce() -> Option<Ratio>,
) -> Option<Series> {
    let number = |one: &Reading| reached(one.figure);
    let values: Vec<Option<Ratio>> = measured.as_they_came().iter().map(number).collect();
    let gathering = measured.requirement.gathering;
    let adds_up = measured.requirement.adds_up();
    let values = if adds_up { running(&values) } else { values };
    let bounds = [bound.exact_ends(), bound.eased_ends()].concat();
    let beside = |value: Ratio| BesideTarget {
        shown: measured.decimals.shown_beside(&value, &bounds),
        meets: bound.is_kept_by(&value),
        value,
    };
    // What is compared with another figure has no place beside its target before that is known.
    let other = measured.compared.as_ref().map(|other| Ratio::from(other.number));
    let held = |value: Ratio| match (&bound.beside, &other) {
        (None, _) => Some(value),
        (Some(comparison), Some(other)) => comparison.of(&value, other),
        (Some(_), None) => None,
    };
    if bound.beside.is_some() && other.is_none() {
        return None;
    }
    let known: Option<Vec<Ratio>> = values.iter().cloned().collect();
    let together = match gathering.filter(|_| !adds_up) {
        _ if !measured.on_the_way.is_empty() => measured.readings.first().and_then(number),
        Some(rule) => known.and_then(|values| so_far(rule, &values, measured)),
        None => quotient().or_else(|| {
            values.last().cloned().flatten().filter(|_| adds_up || (values.len() == 1 && measured.is_complete()))
        }),
    };
    Some(Series {
        so_far: together.and_then(held).map(&beside),
        points: points(values.into_iter().map(|value| value.and_then(held).map(&beside)), measured),
        target: Target::of(bound),
        window: measured.window,
        adds_up,
    })
}

/// Each with all before it.
fn running(values: &[Option<Ratio>]) -> Vec<Option<Ratio>> {
    let mut sum = Ratio::zero();
    let mut add = |value: &Ratio| {
        sum = &sum + value;
        sum.clone()
    };
    values.iter().map(|value| value.as_ref().map(&mut add)).collect()
}

fn points(reached: impl Iterator<Item = Option<BesideTarget>>, measured: &Measured) -> Vec<SeriesPoint> {
    let periods = measured.as_they_came().iter().map(|one| (one.sheet.period, one.sheet.days));
    periods.zip(reached).map(|((period, days), reached)| SeriesPoint { period, days, reached }).collect()
}
