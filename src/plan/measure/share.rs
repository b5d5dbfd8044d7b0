//! A share of units within a limit: `mindst 85 pct. inden for 31 dage`.

use serde::Serialize;

use super::{Assumption, Combination, Measure, PartWeight, PartialCredit, Reporting, Target};
use crate::language::say;
use crate::plan::Gathering;
use crate::quantity::{Percent, TimeLimit};
use crate::source::At;

/// A share of units within a limit (2020 1.5; 2023 1.1, 1.2; 2024 1.1, 1.2).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    pub unit: Unit,
    /// Which units: `Fast-track, 1. gang`.
    pub population: String,
    /// One step, or several tiers on one population.
    pub tiers: Vec<Tier>,
    /// How several tiers become one fulfilment.
    pub combination: Option<Combination>,
    /// What is counted with in the meantime, where the plan does not say.
    #[serde(skip)]
    pub assumption: Option<Assumption>,
    /// Weights by place (2023 1.2 a); empty when places do not differ.
    pub sites: Vec<Site>,
    /// What it counts as where there is nothing to count among. Where the plan does not say, that stays open.
    pub if_none: Option<IfNone>,
}

/// What a share of nothing counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum IfNone {
    Met,
    NotMet,
}

impl IfNone {
    pub const ALL: [Self; 2] = [Self::Met, Self::NotMet];

    /// Its word in `hvis ingen`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "opfyldt",
            Self::NotMet => "ikke opfyldt",
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Unit {
    Cases,
    WorkingDays,
    Calls,
    Enquiries,
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Cases, Self::WorkingDays, Self::Calls, Self::Enquiries];

    /// Its key in a requirement, and its word in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cases => "sager",
            Self::WorkingDays => "hverdage",
            Self::Calls => "opkald",
            Self::Enquiries => "henvendelser",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tier {
    pub at: At,
    pub share: Percent,
    pub step: Step,
    pub weight: Option<PartWeight>,
}

/// The limit that a unit must keep, in the words of the plan. Both include the limit itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Step {
    /// `inden for 31 dage`.
    Within(TimeLimit),
    /// `højst 10 dage`.
    AtMost(TimeLimit),
}

impl Step {
    pub fn limit(self) -> TimeLimit {
        match self {
            Self::Within(limit) | Self::AtMost(limit) => limit,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Site {
    pub name: String,
    /// 0 pct. is allowed, and shown.
    pub share: Percent,
}

/// What starts the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Clock {
    /// The day of the application (2020, 2023, 2024).
    Application,
    /// The day the case is fully informed: net time (2018 1.5).
    FullyInformed,
}

impl Clock {
    pub const ALL: [Self; 2] = [Self::Application, Self::FullyInformed];

    /// Its word in `uret starter`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Application => "ansøgning",
            Self::FullyInformed => "fuldt oplyst",
        }
    }
}

impl Share {
    pub const NAME: &str = "andel inden for en grænse";
    pub const KEYS: &[&str] =
        &[Unit::Cases.word(), Unit::WorkingDays.word(), Unit::Calls.word(), Unit::Enquiries.word()];
}

impl Measure for Share {
    fn key(&self) -> &'static str {
        self.unit.word()
    }

    fn what(&self) -> String {
        self.population.clone()
    }

    fn target(&self, tier: usize) -> Option<Target> {
        self.tiers.get(tier).map(|tier| Target::share(tier.share))
    }

    fn reporting(&self) -> Reporting {
        Reporting::EachPeriod
    }

    fn partial_credit(&self) -> PartialCredit {
        match self.target(0) {
            Some(target) => PartialCredit::Nearness(target),
            None => PartialCredit::Never(say!("never.share")),
        }
    }

    /// What is agreed governs counts too. Where nothing is, counts are added up; places that have weights are always counted.
    fn gatherings(&self) -> &'static [Gathering] {
        if self.sites.is_empty() { &Gathering::ALL } else { &[] }
    }

    /// A share does not, although its counts do: the year's is that of the counts added up.
    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }

    /// Cases go without saying.
    fn counted(&self) -> Option<&'static str> {
        (self.unit != Unit::Cases).then(|| self.unit.word())
    }

    fn if_none(&self) -> Option<IfNone> {
        self.if_none
    }

    fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    fn parts_key(&self) -> Option<&'static str> {
        Some("trin")
    }

    fn combination(&self) -> Option<Combination> {
        self.combination
    }

    fn take_combination(&mut self) -> Option<Combination> {
        self.combination.take()
    }

    fn assumption(&self) -> Option<&Assumption> {
        self.assumption.as_ref()
    }

    fn set_combination(&mut self, rule: Combination) {
        self.combination = Some(rule);
    }

    fn weighs_parts(&self) -> bool {
        self.tiers.iter().all(|tier| tier.weight.is_some_and(|weight| weight != PartWeight::NotSet))
    }

    fn keep_target(&mut self) {
        self.combination = None;
        self.assumption = None;
        self.tiers.iter_mut().for_each(|tier| tier.weight = None);
    }
}
