//! What earlier versions mean for a later one: targets that held for a part of the year, and what is no longer there.

use std::collections::BTreeMap;

use super::{Version, same_target};
use crate::plan::{
    Address, Allonge, EarlierTarget, Joined, Origin, Plan, PlanNumber, Removed, RemovedItem, Reporting, Requirement,
    window,
};
use crate::quantity::{Date, Period};

/// Every version with what it has from those before it.
pub(super) fn with_history(versions: &[Version], allonger: &[Allonge]) -> Vec<Version> {
    let past = past(versions);
    (1..=versions.len()).filter_map(|count| with_past(versions.get(..count)?, &past, allonger)).collect()
}

fn with_past(versions: &[Version], past: &GoalsInTime, allonger: &[Allonge]) -> Option<Version> {
    let (now, _) = versions.split_last()?;
    let mut plan = now.plan.clone();
    for goal in plan.groups.iter_mut().flat_map(|group| &mut group.goals) {
        let all = past.get(&goal.number).map_or(&[][..], Vec::as_slice);
        let by_now = all.partition_point(|seen| seen.days.first <= now.days.first);
        let whole = Address::of(goal);
        give(&mut goal.requirements, &whole, 0, &all[..by_now], &|held| end(now, held, allonger));
    }
    plan.removed.extend(expired(versions));
    Some(Version { plan, ..now.clone() })
}

/// Something in an earlier version, as far as it takes to know it again.
struct EarlierItem<'a> {
    days: Period,
    plan: &'a Plan,
    address: Address,
    chain: Vec<&'a Requirement>,
}

impl<'a> EarlierItem<'a> {
    fn requirement(&self) -> Option<&'a Requirement> {
        self.chain.last().copied()
    }
}

/// Each goal's requirements in every version, in order of time.
type GoalsInTime<'a> = BTreeMap<&'a PlanNumber, Vec<EarlierItem<'a>>>;

fn past(versions: &[Version]) -> GoalsInTime<'_> {
    let mut past = GoalsInTime::new();
    for version in versions {
        for (_, goal) in version.plan.goals() {
            let all = goal.addresses().into_iter().filter(|(_, chain)| !chain.is_empty());
            let seen = |(address, chain)| EarlierItem { days: version.days, plan: &version.plan, address, chain };
            past.entry(&goal.number).or_default().extend(all.map(seen));
        }
    }
    past
}

/// The same requirement in two versions: as deep, brought in by the same hand, and at some time under the same address.
fn is_same(address: &Address, depth: usize, one: &Requirement, seen: &EarlierItem) -> bool {
    let Some(other) = seen.requirement() else { return false };
    seen.chain.len() == depth + 1
        && other.history.added == one.history.added
        && (seen.address == *address
            || one.history.former.contains(&seen.address)
            || other.history.former.contains(address))
}

/// A target with the days on which it held.
struct EarlierDemand<'a> {
    days: Period,
    seen: &'a EarlierItem<'a>,
    requirement: &'a Requirement,
}

type End<'a> = &'a dyn Fn(&Requirement) -> Date;

fn give(siblings: &mut [Requirement], within: &Address, depth: usize, past: &[EarlierItem], end: End) {
    let addresses = within.parts(siblings);
    for (part, address) in siblings.iter_mut().zip(addresses) {
        if let Some(parts) = part.demand.measure_mut().parts_mut() {
            give(parts, &address, depth + 1, past, end);
        }
        let mut targets = targets(part, &address, depth, past);
        let Some(newest) = targets.pop().filter(|_| !targets.is_empty()) else { continue };
        let joined = joined(&newest, &targets);
        let spread = part.history.spread;
        let mut earlier: Vec<EarlierTarget> = targets.iter().filter_map(counted).collect();
        earlier.iter_mut().for_each(|one| one.requirement.history.spread = spread);
        let days = Period { first: newest.days.first, last: end(part) };
        match joined {
            Some(Joined::NewestAllYear) => {}
            Some(Joined::Newest) => part.history.days = Some(days),
            Some(Joined::All | Joined::Equal | Joined::Shares(_)) | None => {
                part.history.days = Some(days);
                part.history.earlier = earlier;
            }
        }
        part.history.joined = joined;
    }
}

/// What was demanded, in order of time, the same target once; what was open demanded nothing.
fn targets<'a>(
    part: &Requirement,
    address: &Address,
    depth: usize,
    past: &'a [EarlierItem<'a>],
) -> Vec<EarlierDemand<'a>> {
    let mut targets: Vec<EarlierDemand> = Vec::new();
    let same: Vec<&EarlierItem> = past.iter().filter(|seen| is_same(address, depth, part, seen)).collect();
    for in_version in same.chunk_by(|one, other| one.days == other.days) {
        // Two of the same name in one version cannot be told apart: `check` says so.
        let [seen] = in_version else { continue };
        let Some(requirement) = seen.requirement().filter(|one| one.demand.measure().unset().is_none()) else {
            continue;
        };
        match targets.last_mut() {
            Some(held) if same_target(held.requirement, requirement) => {
                *held = EarlierDemand { days: Period { last: seen.days.last, ..held.days }, seen, requirement };
            }
            _ => targets.push(EarlierDemand { days: seen.days, seen, requirement }),
        }
    }
    targets
}

/// As the allonge says that brought the newest target. Where an allonge has ended and an earlier target holds again, that
/// allonge has said it.
fn joined(newest: &EarlierDemand, earlier: &[EarlierDemand]) -> Option<Joined> {
    let is_again = earlier.iter().any(|one| same_target(one.requirement, newest.requirement));
    let before = earlier.last().filter(|_| is_again).and_then(|one| one.requirement.history.joined.clone());
    newest.requirement.history.joined.clone().or(before)
}

/// An earlier target, if any day on which it held was one on which it was measured, or due.
fn counted(held: &EarlierDemand) -> Option<EarlierTarget> {
    let (measured, due) = window(held.seen.plan, &held.seen.chain);
    let counts = match held.requirement.demand.measure().reporting() {
        Reporting::Dated => due <= held.days.last,
        Reporting::EachPeriod | Reporting::AtTheEnd | Reporting::Jointly | Reporting::Nothing => {
            measured.within(&held.days).is_some()
        }
    };
    let mut requirement = held.requirement.clone();
    requirement.history.days = Some(held.days);
    counts.then_some(EarlierTarget { requirement, days: held.days })
}

/// The last day on which a target holds, as far as is agreed.
fn end(now: &Version, requirement: &Requirement, allonger: &[Allonge]) -> Date {
    let last = now.plan.period.days.last;
    let by = requirement.history.origin.allonge();
    let until = allonger.iter().filter(|one| Some(one.number) == by).find_map(|one| one.until);
    until.map_or(last, |until| until.min(last))
}

/// What an allonge had added that has ended since: it is not there any more, and does not vanish without a word.
fn expired(versions: &[Version]) -> Vec<Removed> {
    let Some((now, before)) = versions.split_last() else { return Vec::new() };
    let mut gone: Vec<Removed> = Vec::new();
    let mut push = |address: &Address, by: u32, from: Option<Date>, was: RemovedItem| {
        let known = gone.iter().chain(&now.plan.removed);
        let is_told =
            known.map(|one| &one.address).any(|one| one.goal == address.goal && address.steps.starts_with(&one.steps));
        if let Some(from) = from.filter(|_| !is_told) {
            gone.push(Removed { address: address.clone(), was, by, from });
        }
    };
    // Where all that was in force still is, nothing has ended.
    for version in before.iter().filter(|one| !now.allonger.starts_with(&one.allonger)) {
        for (_, goal) in version.plan.goals() {
            let left = |by: u32| {
                let after = versions.iter().filter(|one| one.days.first > version.days.last);
                after.into_iter().find(|one| !one.allonger.contains(&by)).map(|one| one.days.first)
            };
            let ended = |origin: Origin| origin.allonge().filter(|by| !now.allonger.contains(by));
            let is_there = now.plan.goals().any(|(_, one)| one.number == goal.number);
            if let Some(by) = ended(goal.origin).filter(|_| !is_there) {
                push(&Address::of(goal), by, left(by), RemovedItem::Goal(Box::new(goal.clone())));
                continue;
            }
            for (address, chain) in goal.addresses() {
                let Some(one) = chain.last() else { continue };
                if let Some(by) = ended(one.history.added) {
                    push(&address, by, left(by), RemovedItem::Requirement(Box::new((*one).clone())));
                }
            }
        }
    }
    gone
}
