//! Plan and allonger → the plan as it reads on each day.
//!
//! In: a signed plan, and changes that have found their spots in it. Out: [`Amended`]: a [`Version`] for each stretch of
//! days on which the same allonger are in force. Pure: no file, no clock, no YAML.
//!
//! On any day, the allonger in force on it are applied in the order of their numbers, the signed plan at the bottom: a
//! later one builds on what the earlier ones in force have made. Each must find what it changes and quotes in every one of
//! these versions; where it does not, two allonger are in conflict, and `load`, which reads a change against the version it
//! is for, refuses the later. A draft is in force on no day; how the plan would read with it is kept apart.

mod apply;
mod history;
mod spot;
mod timeline;

pub use apply::{By, apply, keep_parts, same_target};
pub use spot::Spot;
pub use timeline::{InForcePeriod, timeline};

use crate::plan::{Allonge, Change, Plan, PlanNumber, Results};
use crate::quantity::{Date, Period};

/// A plan with its allonger.
#[derive(Debug, Clone, PartialEq)]
pub struct Amended {
    signed: Plan,
    allonger: Vec<Allonge>,
    versions: Vec<Version>,
    proposed: Vec<Version>,
}

/// The plan on the days on which it reads the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub days: Period,
    pub plan: Plan,
    /// The numbers of the allonger in force, in their order. None of them: the plan as it was signed.
    pub allonger: Vec<u32>,
}

impl Amended {
    /// Of versions in order of time that cover the plan's period without gaps. `proposed` are those in which drafts count
    /// too; none where there are no drafts.
    pub fn new(signed: Plan, allonger: Vec<Allonge>, versions: Vec<Version>, proposed: Vec<Version>) -> Self {
        let versions = history::with_history(&versions, &allonger);
        let proposed = history::with_history(&proposed, &allonger);
        Self { signed, allonger, versions, proposed }
    }

    /// A plan without allonger.
    pub fn unchanged(plan: Plan) -> Self {
        let version = Version { days: plan.period.days, plan: plan.clone(), allonger: Vec::new() };
        Self { signed: plan, allonger: Vec::new(), versions: vec![version], proposed: Vec::new() }
    }

    /// The plan as it was signed.
    pub fn signed(&self) -> &Plan {
        &self.signed
    }

    /// Every allonge by its number, drafts among them.
    pub fn allonger(&self) -> &[Allonge] {
        &self.allonger
    }

    /// In order of time.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// How the plan would read if its drafts were signed. None of them without drafts.
    pub fn proposed(&self) -> &[Version] {
        &self.proposed
    }

    /// How the plan reads when its period ends, or has ended.
    pub fn latest(&self) -> &Plan {
        self.versions.last().map_or(&self.signed, |version| &version.plan)
    }

    /// The plan as it reads on a day.
    pub fn as_of(&self, day: Date) -> &Plan {
        if !self.allonger.iter().any(|allonge| allonge.state == crate::plan::State::Signed && allonge.from <= day) {
            return &self.signed;
        }
        let version = self.versions.iter().find(|version| day <= version.days.last);
        version.map_or(self.latest(), |version| &version.plan)
    }

    /// The plan as it reads on a day if its drafts are signed: what a further allonge builds on.
    pub fn proposed_on(&self, day: Date) -> &Plan {
        let version = self.proposed.iter().find(|version| version.days.contains(day));
        version.map_or_else(|| self.as_of(day), |version| &version.plan)
    }

    /// The plan that a scorecard is for: as it reads on the day that is asked for, or on the last that is reported for; the
    /// latest while nothing is.
    pub fn seen_from(&self, day: Option<Date>, results: &Results) -> &Plan {
        let reported = || results.sheets.iter().map(|sheet| sheet.days.last).max();
        day.or_else(reported).map_or(self.latest(), |day| self.as_of(day))
    }

    /// The signed allonger that have taken effect by a day, those that have ended since among them.
    pub fn in_effect(&self, day: Date) -> impl Iterator<Item = &Allonge> {
        self.allonger.iter().filter(move |one| one.state == crate::plan::State::Signed && one.from <= day)
    }

    /// The signed allonger that hold on a day.
    pub fn in_force(&self, day: Date) -> impl Iterator<Item = &Allonge> {
        self.in_effect(day).filter(move |one| one.until.is_none_or(|until| day <= until))
    }

    /// The group that a goal stands in, or stood in before it was taken out. None where there never was one.
    pub fn group_of(&self, goal: &PlanNumber) -> Option<&PlanNumber> {
        let versions = self.versions.iter().chain(&self.proposed).map(|version| &version.plan);
        let mut goals = [&self.signed].into_iter().chain(versions).flat_map(Plan::goals);
        goals.find(|(_, one)| one.number == *goal).map(|(group, _)| &group.number)
    }

    /// What has been changed by a day, in the order in which it was agreed: the matter of a table of changes.
    pub fn changes(&self, day: Date) -> impl Iterator<Item = (&Allonge, &Change)> {
        self.in_effect(day).flat_map(|allonge| allonge.changes.iter().map(move |change| (allonge, change)))
    }
}
