//! What rows are counted for: the plan's shares of cases, each with its clock, its limits and what it leaves out.

use crate::diagnostic::nearest;
use crate::language::{Message, say};
use crate::load::{Mapping, Meaning, addresses, listed};
use crate::plan::{Address, Clock, Demand, Plan, Requirement, Share};
use crate::quantity::{PartOfYear, Period, PlanPeriod, TimeLimit, TimeUnit};

use super::date::Day;
use super::text::{fold, shown};

/// A requirement that rows can be counted for.
#[derive(Debug)]
pub(super) struct CountedRequirement<'a> {
    pub address: Address,
    pub share: &'a Share,
    /// What starts the clock, and how far it may go, a tier each; or why cases cannot be counted one by one.
    pub rule: Result<(Clock, Vec<Limit>), Message>,
    /// What the plan leaves out, by its place in [`Rules::reasons`].
    pub excluding: Vec<usize>,
    pub title: Option<&'a str>,
    /// Its names, folded.
    names: Vec<String>,
    /// Where its counters begin.
    first: usize,
}

/// How far a case's clock may go.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    Days(i32),
    Months(u32),
}

impl Limit {
    pub fn is_kept(self, from: Day, to: Day) -> bool {
        match self {
            Self::Days(days) => to.after(from) <= days,
            Self::Months(months) => to <= from.plus_months(months),
        }
    }
}

/// What a case type in a file means.
#[derive(Debug, Clone)]
pub(super) enum CaseType {
    Target(usize),
    /// The mapping leaves it out, for this reason.
    LeftOut(usize),
    /// It means nothing, or too much: why, and the way out.
    Unknown(Message),
}

/// Plan, mapping and periods, ready to count by.
pub(super) struct Rules<'a> {
    pub targets: Vec<CountedRequirement<'a>>,
    pub periods: Vec<(PartOfYear, Period)>,
    /// The first and the last day of each period.
    pub days: Vec<(Day, Day)>,
    pub period: PlanPeriod,
    /// Why rows are left out; the first of them is that of cases that the mapping leaves out by its words.
    pub reasons: Vec<String>,
    /// Words in the column of exclusions, folded, each with its reason.
    pub excluded_words: Vec<(String, usize)>,
    /// What stands in a field that holds nothing, folded.
    pub blank: Vec<String>,
    plan: &'a Plan,
    kinds: Vec<(String, CaseType)>,
    /// How many counters there are.
    pub counters: usize,
}

impl<'a> Rules<'a> {
    pub fn new(plan: &'a Plan, mapping: &'a Mapping, parts: &[PartOfYear]) -> Self {
        let periods: Vec<(PartOfYear, Period)> = parts.iter().map(|part| (*part, plan.period.days_of(*part))).collect();
        let days = periods.iter().map(|(_, days)| (days.first.into(), days.last.into())).collect();
        let mut rules = Self {
            targets: Vec::new(),
            periods,
            days,
            period: plan.period,
            reasons: Vec::new(),
            excluded_words: Vec::new(),
            blank: mapping.blank.iter().map(|text| fold(text)).collect(),
            plan,
            kinds: Vec::new(),
            counters: 0,
        };
        for (_, goal) in plan.goals() {
            for (address, chain) in goal.addresses() {
                if let Some(Demand::Share(share)) = chain.last().map(|one| &one.demand) {
                    rules.add(address, &chain, share, mapping);
                }
            }
        }
        for (word, reason) in &mapping.excluded {
            let reason = rules.reason(reason);
            rules.excluded_words.push((fold(word), reason));
        }
        for (name, meaning) in &mapping.kinds {
            let kind = match meaning {
                Meaning::LeftOut => CaseType::LeftOut(rules.reason(&format!("sagstypen {name}"))),
                Meaning::Requirement(address) => rules.of_address(address),
            };
            rules.kinds.push((fold(name), kind));
        }
        rules
    }

    fn add(&mut self, address: Address, chain: &[&'a Requirement], share: &'a Share, mapping: &Mapping) {
        let excluding: Vec<usize> =
            chain.iter().flat_map(|one| &one.excluding).map(|reason| self.reason(reason)).collect();
        let clock = chain.iter().rev().find_map(|one| one.clock).or(mapping.clock);
        let mut names = vec![fold(&address.to_string()), fold(&share.population)];
        let title = chain.last().and_then(|one| one.title.as_deref());
        names.extend(title.map(fold));
        let rule = clock_and_limits(&address, share, clock);
        let first = self.counters;
        self.counters += share.sites.len().max(1) * self.periods.len() * (share.tiers.len() + 1);
        self.targets.push(CountedRequirement { address, share, rule, excluding, title, names, first });
    }

    fn reason(&mut self, reason: &str) -> usize {
        self.reasons.iter().position(|one| one == reason).unwrap_or_else(|| {
            self.reasons.push(reason.to_owned());
            self.reasons.len() - 1
        })
    }

    fn of_address(&self, address: &Address) -> CaseType {
        let found = self.targets.iter().position(|target| target.address == *address);
        // `load` has seen that it is a share.
        found.map_or_else(|| CaseType::Unknown(say!("kind.no-share", address = address)), CaseType::Target)
    }

    /// What a case type means: by the mapping, by the plan's words, by an address, by how the words begin.
    pub fn kind(&self, text: &str) -> CaseType {
        let folded = fold(text);
        if let Some((_, kind)) = self.kinds.iter().find(|(name, _)| *name == folded) {
            return kind.clone();
        }
        let among = |is_it: &dyn Fn(&CountedRequirement) -> bool| -> Vec<usize> {
            self.targets.iter().enumerate().filter(|(_, target)| is_it(target)).map(|(index, _)| index).collect()
        };
        let exact = among(&|target| target.names.contains(&folded));
        let named = addresses(self.plan, text.trim());
        let addressed = among(&|target| named.contains(&target.address));
        let begun = among(&|target| target.names.iter().any(|name| begins(name, &folded)));
        match [exact, addressed, begun].into_iter().find(|found| !found.is_empty()).as_deref() {
            Some([target]) => CaseType::Target(*target),
            Some(several) => {
                let several: Vec<Address> =
                    several.iter().filter_map(|index| Some(self.targets.get(*index)?.address.clone())).collect();
                CaseType::Unknown(say!("kind.ambiguous", shown = shown(text), listed = listed(&several)))
            }
            None => CaseType::Unknown(self.unknown(text)),
        }
    }

    fn unknown(&self, text: &str) -> Message {
        let whole = self.targets.iter().map(|target| target.share.population.as_str());
        // `Fasttrak` is far from `Fast-track, 1. gang`, and near what stands before the comma.
        let short = whole.clone().filter_map(|name| name.split_once(',')).map(|(name, _)| name);
        say!("kind.unknown", shown = shown(text), near = nearest(text.trim(), whole.chain(short)))
    }

    /// Where the counters of a requirement, a place and a period begin: all, then a tier each.
    pub fn counter(&self, target: usize, site: usize, period: usize) -> usize {
        self.targets
            .get(target)
            .map_or(0, |target| target.first + (site * self.periods.len() + period) * (target.share.tiers.len() + 1))
    }

    /// The period that a day is in.
    pub fn period_of(&self, day: Day) -> Option<usize> {
        self.days.iter().position(|(first, last)| *first <= day && day <= *last)
    }
}

fn begins(name: &str, text: &str) -> bool {
    !text.is_empty() && name.strip_prefix(text).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn clock_and_limits(address: &Address, share: &Share, clock: Option<Clock>) -> Result<(Clock, Vec<Limit>), Message> {
    let clock = clock.ok_or_else(|| say!("kind.clock", address = address))?;
    let limits: Option<Vec<Limit>> = share.tiers.iter().map(|tier| limit_of(tier.step.limit())).collect();
    let uncountable = || say!("kind.limit", address = address);
    limits.map(|limits| (clock, limits)).ok_or_else(uncountable)
}

/// Working days need a calendar of holidays, hours and minutes a time of day: none of them follows from two dates.
fn limit_of(limit: TimeLimit) -> Option<Limit> {
    let days = |each: u32| limit.count.checked_mul(each).and_then(|days| i32::try_from(days).ok()).map(Limit::Days);
    match limit.unit {
        TimeUnit::Days => days(1),
        TimeUnit::Weeks => days(7),
        TimeUnit::Months => Some(Limit::Months(limit.count)),
        TimeUnit::Minutes | TimeUnit::Hours | TimeUnit::WorkingDays => None,
    }
}
