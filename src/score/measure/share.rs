//! Shares of units within a limit. The year's share is that of the counts added up, and a mean of quarters' shares only where
//! the plan says so.

use crate::plan::{Figure, Gathering, IfNone, Share, Site, Step, Tally, Tier};
use crate::quantity::{Decimals, Percent, Ratio};

use super::{Outcome, step_text};
use crate::score::Span;
use crate::score::credit::{self, Edge};
use crate::score::gather::{Gathered, gather};
use crate::score::period::Measured;
use crate::score::text;

/// Where a share can end: at the least, and at or near the most.
struct Reach {
    least: Ratio,
    most: Edge,
    line: String,
}

pub(super) fn outcome(share: &Share, measured: &Measured) -> Outcome {
    match share.tiers.first() {
        Some(tier) => tier_outcome(share, 0, tier, measured),
        None => super::not_set("Kravet har ingen grænse.".into()),
    }
}

/// Each tier by its name.
pub(in crate::score) fn tiers(share: &Share, measured: &Measured) -> Vec<(String, Outcome)> {
    let tiers = share.tiers.iter().enumerate();
    let outcome =
        |index, tier| Outcome { figures: measured.traced(Some(index)), ..tier_outcome(share, index, tier, measured) };
    tiers.map(|(index, tier)| (step_text(tier.step), outcome(index, tier))).collect()
}

fn tier_outcome(share: &Share, index: usize, tier: &Tier, measured: &Measured) -> Outcome {
    let target = Ratio::from(tier.share);
    let credit = &measured.requirement.credit;
    let reach = reach(share, index, tier.share, measured);
    // Targets and steps are written in percent.
    let fulfilled = |value: &Ratio, is_reached| {
        credit::at_least(&target.in_percent(), credit, &Edge { value: value.in_percent(), is_reached })
    };
    let fulfilment =
        Span { least: fulfilled(&reach.least, true), most: fulfilled(&reach.most.value, reach.most.is_reached) };
    let rule = rule(share, tier, measured);
    let mut arithmetic = vec![reach.line];
    if fulfilment.is_closed() {
        let sign = if fulfilment.least.is_full() { "er nået" } else { "er ikke nået" };
        arithmetic.push(format!(
            "Målet på {} {sign}: opfyldelse {}",
            tier.share,
            text::share(fulfilment.least.ratio(), measured.decimals)
        ));
    }
    Outcome::by_period(fulfilment, rule, measured, arithmetic)
}

fn rule(share: &Share, tier: &Tier, measured: &Measured) -> String {
    let limit = match tier.step {
        Step::Within(limit) => format!("inden for {limit} (dagen selv tæller med)"),
        Step::AtMost(limit) => format!("med højst {limit}"),
    };
    let sites = if share.sites.is_empty() { "" } else { ", stederne vejet sammen" };
    let credit = credit::phrase(&measured.requirement.credit, &|number| format!("{number} pct."));
    let none = share.if_none.map_or_else(String::new, |none| format!("; er der ingen, er det {}", none.word()));
    format!("Mindst {} {limit}{sites}; {credit}{none}.", tier.share)
}

fn reach(share: &Share, index: usize, target: Percent, measured: &Measured) -> Reach {
    if !share.sites.is_empty() {
        return of_sites(share, index, target, measured);
    }
    let counts: Option<Vec<&Tally>> = measured.readings.iter().map(|one| one.figure.counts()).collect();
    // Where the plan says how quarters become a year, that is agreed, and governs counts too.
    let adds_up = match measured.requirement.gathering {
        None | Some(Gathering::Sum) => true,
        Some(Gathering::Latest | Gathering::Average | Gathering::YearToDate) => false,
    };
    match counts {
        // Percentages cannot be added up.
        None if measured.requirement.gathering == Some(Gathering::Sum) => Reach {
            least: Ratio::zero(),
            most: Edge::at(Ratio::one()),
            line: "Andele uden antal kan ikke lægges sammen.".into(),
        },
        Some(counts) if adds_up => {
            let reach = of_counts(&counts, index, measured.is_complete(), share.if_none);
            let line = counts_line(&counts, index, target, measured.decimals);
            let none = share.if_none.filter(|_| measured.is_complete() && of_all(&counts, index).is_none());
            let line = match none {
                Some(none) => format!("{line} Det tæller som {}.", none.word()),
                None => line,
            };
            Reach { line, ..reach }
        }
        Some(_) | None => of_shares(share.if_none, index, target, measured),
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
fn of_counts(counts: &[&Tally], index: usize, is_complete: bool, if_none: Option<IfNone>) -> Reach {
    let (within, total) = counted(counts, index);
    let line = String::new();
    match of_all(counts, index).or(if_none.map(of_none)) {
        Some(share) if is_complete => Reach { least: share.clone(), most: Edge::at(share), line },
        Some(_) | None => {
            Reach { least: Ratio::zero(), most: Edge { value: Ratio::one(), is_reached: within == total }, line }
        }
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

/// The places that weigh anything, each with its part of the whole. A place of 0 pct. counts nothing, whatever it reports.
pub(in crate::score) fn weights(sites: &[Site]) -> Vec<(&Site, Ratio)> {
    let whole: Ratio = sites.iter().map(|site| Ratio::from(site.share)).sum();
    let weighty = sites.iter().filter(|site| !site.share.value().is_zero());
    weighty.filter_map(|site| Some((site, Ratio::from(site.share).over(&whole)?))).collect()
}

fn counts_line(counts: &[&Tally], index: usize, target: Percent, decimals: Decimals) -> String {
    let (within, total) = counted(counts, index);
    let Some(share) = of_all(counts, index) else {
        return if counts.is_empty() { "Intet er opgjort.".into() } else { "Der var ingen at tælle iblandt.".into() };
    };
    let shown = |number: u128| crate::quantity::Count(u64::try_from(number).unwrap_or(u64::MAX)).to_string();
    let terms = |pick: &dyn Fn(&Tally) -> u64| {
        let terms = text::sum(counts.iter().map(|tally| crate::quantity::Count(pick(tally)).to_string()));
        if counts.len() > 1 { format!("({terms})") } else { terms }
    };
    let within_terms = terms(&|tally| tally.within.get(index).map_or(0, |count| count.0));
    let total_terms = terms(&|tally| tally.total.0);
    let whole = if counts.len() > 1 { format!(" = {} / {}", shown(within), shown(total)) } else { String::new() };
    let share = decimals.shown_beside(&share.in_percent(), &[&Ratio::from(target).in_percent()]);
    format!("{within_terms} / {total_terms}{whole} = {share} pct.")
}

/// Each place's own share, weighed.
fn of_sites(share: &Share, index: usize, target: Percent, measured: &Measured) -> Reach {
    let (mut least, mut most, mut is_reached, mut terms) = (Ratio::zero(), Ratio::zero(), true, Vec::new());
    for (site, weight) in weights(&share.sites) {
        let tallies: Vec<Option<&Tally>> = measured.readings.iter().map(|one| one.figure.at_site(&site.name)).collect();
        let is_complete = measured.is_complete() && tallies.iter().all(Option::is_some);
        let counts: Vec<&Tally> = tallies.into_iter().flatten().collect();
        let reach = of_counts(&counts, index, is_complete, share.if_none);
        least = &least + &(&weight * &reach.least);
        most = &most + &(&weight * &reach.most.value);
        is_reached &= reach.most.is_reached;
        let (within, total) = counted(&counts, index);
        terms.push(format!("{} {} × {within}/{total}", site.name, site.share));
    }
    let value = if least == most {
        format!("{} pct.", measured.decimals.shown_beside(&least.in_percent(), &[&Ratio::from(target).in_percent()]))
    } else {
        text::share_span(&Span { least: least.clone(), most: most.clone() }, measured.decimals)
    };
    let line = format!("{} = {value}", text::sum(terms));
    Reach { least, most: Edge { value: most, is_reached }, line }
}

/// Shares of periods: only by the rule that the plan states.
fn of_shares(if_none: Option<IfNone>, index: usize, target: Percent, measured: &Measured) -> Reach {
    let value = |figure: &Figure| match figure.counts() {
        Some(tally) => of_all(&[tally], index).or(if_none.map(of_none)),
        None => figure.share(index).map(Ratio::from),
    };
    let values: Option<Vec<Ratio>> =
        measured.readings.iter().map(|one| value(one.figure).map(|share| share.in_percent())).collect();
    let open = |line: String| Reach { least: Ratio::zero(), most: Edge::at(Ratio::one()), line };
    let Some(values) = values else { return open("En periode havde ingen at tælle iblandt.".into()) };
    let hundredth = |percent: &Ratio| percent.over(&Ratio::from(100_u64)).unwrap_or_else(Ratio::zero);
    match gather(measured.requirement, &values, &[Ratio::from(target).in_percent()], measured) {
        (Gathered::Known(percent), line) => {
            let share = hundredth(&percent);
            Reach { least: share.clone(), most: Edge::at(share), line }
        }
        (Gathered::Part { sum, missing, all }, line) => {
            // Each missing quarter lies between 0 and 100 pct.
            let mean = |sum: &Ratio| sum.over(&Ratio::from(all)).map_or_else(Ratio::zero, |mean| hundredth(&mean));
            let highest = &sum + &(&Ratio::from(missing) * &Ratio::from(100_u64));
            Reach { least: mean(&sum), most: Edge::at(mean(&highest)), line }
        }
        (Gathered::Unknown, line) => open(line),
    }
}
