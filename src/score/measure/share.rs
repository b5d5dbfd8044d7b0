//! Shares of units within a limit. The year's share is that of the counts added up, and a mean of quarters' shares only where
//! the plan says so.

use crate::plan::{Figure, Gathering, IfNone, Share, Site, Tally};
use crate::quantity::{Count, Number, Ratio};

use super::{Outcome, fulfilled, rule};
use crate::score::Span;
use crate::score::credit::{self, Edge};
use crate::score::gather::{Gathered, gather};
use crate::score::period::Measured;
use crate::score::trace::{CountedTerm, SiteTerm, TraceStep};

/// Where a share can end: at the least, and at or near the most.
struct Reach {
    least: Ratio,
    most: Edge,
    steps: Vec<TraceStep>,
}

pub(super) fn outcome(share: &Share, measured: &Measured) -> Outcome {
    tier_outcome(share, 0, measured)
}

/// Each tier by its place.
pub(in crate::score) fn tiers(share: &Share, measured: &Measured) -> Vec<Outcome> {
    (0..share.tiers.len()).map(|index| tier_outcome(share, index, measured)).collect()
}

fn tier_outcome(share: &Share, index: usize, measured: &Measured) -> Outcome {
    let Some(tier) = share.tiers.get(index) else { return Outcome::not_set(measured) };
    let target = Ratio::from(tier.share);
    let credit = &measured.requirement.credit;
    let reach = reach(share, index, measured);
    // Targets and steps are written in percent.
    let fulfilled_by = |value: &Ratio, is_reached| {
        credit::at_least(&target.in_percent(), credit, &Edge { value: value.in_percent(), is_reached })
    };
    let fulfilment =
        Span { least: fulfilled_by(&reach.least, true), most: fulfilled_by(&reach.most.value, reach.most.is_reached) };
    let mut steps = reach.steps;
    if reach.least == reach.most.value && reach.least < target {
        let target = Some(Number(tier.share.value()));
        steps.extend(credit::step(credit, target, &reach.least.in_percent(), &fulfilment.least));
    }
    steps.extend(fulfilled(&fulfilment));
    Outcome { rule: rule(index, measured), ..Outcome::by_period(fulfilment, measured, steps) }
}

fn reach(share: &Share, index: usize, measured: &Measured) -> Reach {
    if !share.sites.is_empty() {
        return of_sites(share, index, measured);
    }
    let counts: Option<Vec<&Tally>> = measured.readings.iter().map(|one| one.figure.counts()).collect();
    match (counts, measured.requirement.gathering) {
        (Some(counts), None | Some(Gathering::Sum)) => {
            let (least, most) = of_counts(&counts, index, measured.is_complete(), share.if_none);
            let none = share.if_none.filter(|_| measured.is_complete() && of_all(&counts, index).is_none());
            let steps = [counts_step(&counts, index)].into_iter().chain(none.map(TraceStep::NobodyCountsAs));
            Reach { least, most, steps: steps.collect() }
        }
        // Percentages cannot be added up.
        (None, Some(Gathering::Sum)) => {
            Reach { least: Ratio::zero(), most: Edge::at(Ratio::one()), steps: vec![TraceStep::SharesWithoutCounts] }
        }
        // Where the plan says how quarters become a year, that is agreed, and governs counts too.
        (Some(_) | None, Some(Gathering::Latest | Gathering::Average | Gathering::YearToDate)) | (None, None) => {
            of_shares(share.if_none, index, measured)
        }
    }
}

/// Counted inside a limit, of all. What is counted twice over by mistake is not more than all.
fn counted(counts: &[&Tally], index: usize) -> (u128, u128) {
    let total: u128 = counts.iter().map(|tally| u128::from(tally.total.0)).sum();
    let within: u128 = counts.iter().filter_map(|tally| tally.within.get(index)).map(|count| u128::from(count.0)).sum();
    (within.min(total), total)
}

/// With all periods counted the share is known, if there is anything to count. Before that nobody knows how many will
/// come: they can lower the share to near nothing, and raise it to near the whole; to the whole only if none is late yet.
/// Where there is nothing to count, the plan can say what that counts as.
fn of_counts(counts: &[&Tally], index: usize, is_complete: bool, if_none: Option<IfNone>) -> (Ratio, Edge) {
    let (within, total) = counted(counts, index);
    match of_all(counts, index).or(if_none.map(of_none)) {
        Some(share) if is_complete => (share.clone(), Edge::at(share)),
        Some(_) | None => (Ratio::zero(), Edge { value: Ratio::one(), is_reached: within == total }),
    }
}

/// All of nothing, or none of it.
fn of_none(none: IfNone) -> Ratio {
    match none {
        IfNone::Met => Ratio::one(),
        IfNone::NotMet => Ratio::zero(),
    }
}

/// The share that counts give together. None where there was nobody to count among.
pub(in crate::score) fn of_all(counts: &[&Tally], index: usize) -> Option<Ratio> {
    let (within, total) = counted(counts, index);
    Ratio::from(within).over(&Ratio::from(total))
}

/// The share that one figure gives: of its counts, or as it was reported without any. None for one that has neither, and where
/// there was nobody to count among.
pub(in crate::score) fn of_figure(figure: &Figure, index: usize) -> Option<Ratio> {
    match figure.counts() {
        Some(tally) => of_all(&[tally], index),
        None => figure.share(index).map(Ratio::from),
    }
}

/// The places that weigh anything, each with its part of the whole. A place of 0 pct. counts nothing, whatever it reports.
pub(in crate::score) fn weights(sites: &[Site]) -> Vec<(&Site, Ratio)> {
    let whole: Ratio = sites.iter().map(|site| Ratio::from(site.share)).sum();
    let weighty = sites.iter().filter(|site| !site.share.value().is_zero());
    weighty.filter_map(|site| Some((site, Ratio::from(site.share).over(&whole)?))).collect()
}

fn counts_step(counts: &[&Tally], index: usize) -> TraceStep {
    let Some(share) = of_all(counts, index) else {
        return if counts.is_empty() { TraceStep::NothingMeasured } else { TraceStep::NobodyToCount };
    };
    let term = |tally: &&Tally| CountedTerm {
        within: tally.within.get(index).copied().unwrap_or(Count(0)),
        total: tally.total,
    };
    TraceStep::Counts { terms: counts.iter().map(term).collect(), sum: sum(counts, index), share }
}

fn sum(counts: &[&Tally], index: usize) -> CountedTerm {
    let (within, total) = counted(counts, index);
    let count = |number| Count(u64::try_from(number).unwrap_or(u64::MAX));
    CountedTerm { within: count(within), total: count(total) }
}

/// Each place's own share, weighed.
fn of_sites(share: &Share, index: usize, measured: &Measured) -> Reach {
    let (mut least, mut most, mut is_reached, mut terms) = (Ratio::zero(), Ratio::zero(), true, Vec::new());
    for (site, weight) in weights(&share.sites) {
        let tallies: Vec<Option<&Tally>> = measured.readings.iter().map(|one| one.figure.at_site(&site.name)).collect();
        let is_complete = measured.is_complete() && tallies.iter().all(Option::is_some);
        let counts: Vec<&Tally> = tallies.into_iter().flatten().collect();
        let (site_least, site_most) = of_counts(&counts, index, is_complete, share.if_none);
        least = &least + &(&weight * &site_least);
        most = &most + &(&weight * &site_most.value);
        is_reached &= site_most.is_reached;
        let counted = (!counts.is_empty()).then(|| sum(&counts, index));
        terms.push(SiteTerm { name: site.name.clone(), weight: site.share, counted });
    }
    let step = TraceStep::Sites { terms, share: Span { least: least.clone(), most: most.clone() } };
    Reach { least, most: Edge { value: most, is_reached }, steps: vec![step] }
}

/// Shares of periods: only by the rule that the plan states.
fn of_shares(if_none: Option<IfNone>, index: usize, measured: &Measured) -> Reach {
    // One that has no counts says a share, or nothing.
    let of_none = |figure: &Figure| figure.counts().and(if_none).map(of_none);
    let in_percent = |figure| of_figure(figure, index).or_else(|| of_none(figure)).map(|share| share.in_percent());
    let values: Option<Vec<Ratio>> = measured.readings.iter().map(|one| in_percent(one.figure)).collect();
    let open = |step| Reach { least: Ratio::zero(), most: Edge::at(Ratio::one()), steps: vec![step] };
    let Some(values) = values else { return open(TraceStep::NobodyInAPeriod) };
    let hundredth = |percent: &Ratio| percent.over(&Ratio::from(100_u64)).unwrap_or_else(Ratio::zero);
    match gather(measured.requirement, &values, measured) {
        (Gathered::Known(percent), step) => {
            let share = hundredth(&percent);
            Reach { least: share.clone(), most: Edge::at(share), steps: vec![step] }
        }
        (Gathered::Part { sum, missing, all }, step) => {
            // Each missing quarter lies between 0 and 100 pct.
            let mean = |sum: &Ratio| sum.over(&Ratio::from(all)).map_or_else(Ratio::zero, |mean| hundredth(&mean));
            let highest = &sum + &(&Ratio::from(missing) * &Ratio::from(100_u64));
            Reach { least: mean(&sum), most: Edge::at(mean(&highest)), steps: vec![step] }
        }
        (Gathered::Unknown, step) => open(step),
    }
}
