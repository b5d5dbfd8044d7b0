//! What reports say of a plan and its results as they stand on a day: the pieces that they share.
//!
//! In: plan, results, scorecard, words. Out: blocks of the view. Every figure is the scorecard's, rounded here for the
//! first time.

pub(super) mod adjustments;
pub(super) mod attention;
pub(super) mod changes;
pub(super) mod course;
pub(super) mod dates;
pub(super) mod days;
pub(super) mod deviation;
pub(super) mod glance;
pub(super) mod history;
pub(super) mod line;
pub(super) mod matrix;
pub(super) mod news;
pub(super) mod progress;
pub(super) mod rules;
pub(super) mod scores;
pub(super) mod squares;
pub(super) mod summary;
pub(super) mod trace;
pub(super) mod undecided;
pub(super) mod verdict;

pub(super) use attention::NewsPage;

use super::change::numbers;
use super::table::{spanning, table, without, words_cell};
use super::trail::Trail;
use crate::amend::Amended;
use crate::plan::{Address, Allonge, Change, Goal, GoalGroup, Observation, Plan, Results};
use crate::quantity::Date;
use crate::score::{Mark, Scorecard, ScoredGoal};
use crate::source::At;
use crate::words::Words;

/// `PRØ`: an institution's name that fits over a column.
pub(super) fn short_name(plan: &Plan) -> &str {
    plan.institution.short_name.as_deref().unwrap_or(&plan.institution.name)
}

/// A plan with its results, as they stand on a day.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// As it reads on the day.
    pub plan: &'a Plan,
    pub amended: &'a Amended,
    pub day: Date,
    pub results: &'a Results,
    pub card: &'a Scorecard,
    pub words: &'a Words<'a>,
}

impl<'a> Standing<'a> {
    /// Every group with its goals, each with what it has reached.
    pub fn groups(&self) -> impl Iterator<Item = (&'a GoalGroup, Vec<(&'a Goal, &'a ScoredGoal)>)> + use<'a> {
        let Self { plan, card, .. } = *self;
        let scored = |goal: &'a Goal| Some((goal, card.goals.iter().find(|one| one.number == goal.number)?));
        plan.groups.iter().map(move |group| (group, group.goals.iter().filter_map(scored).collect()))
    }

    pub fn goals(&self) -> impl Iterator<Item = (&'a Goal, &'a ScoredGoal)> + use<'a> {
        self.groups().flat_map(|(_, goals)| goals)
    }

    /// The goals that allonger have taken out of a group.
    pub fn removed_from(&self, group: &'a GoalGroup) -> impl Iterator<Item = &'a Mark> + use<'a> {
        let amended = self.amended;
        let goals = self.card.removed.iter().filter(|mark| mark.address.steps.is_empty());
        goals.filter(move |mark| amended.group_of(&mark.address.goal) == Some(&group.number))
    }

    /// The requirements that allonger have taken out of a goal.
    pub fn removed_of(&self, goal: &'a Goal) -> impl Iterator<Item = &'a Mark> + use<'a> {
        self.card.removed.iter().filter(|mark| mark.address.goal == goal.number && !mark.address.steps.is_empty())
    }

    /// Where it was reported on something last, by its day.
    pub fn reported(&self, address: &Address) -> At {
        self.reported_where(|one| one.of == *address)
    }

    fn reported_where(&self, is_it: impl Fn(&Observation) -> bool) -> At {
        let by_now = self.results.sheets.iter().filter(|sheet| sheet.days.last <= self.day);
        let of_it = by_now.flat_map(|sheet| sheet.observations.iter().map(move |one| (sheet.days.last, one)));
        let of_it = of_it.filter(|(_, one)| is_it(one));
        of_it.max_by_key(|(day, _)| *day).map(|(_, one)| one.at).unwrap_or_default()
    }

    /// Of what is said of the whole: the plan, and what was reported last.
    pub fn trail(&self) -> Trail {
        let by_now = self.results.sheets.iter().filter(|sheet| sheet.days.last <= self.day);
        let last = by_now.max_by_key(|sheet| sheet.days.last);
        Trail { of: self.plan.at, reported: last.map(|sheet| sheet.at).unwrap_or_default() }
    }

    /// Of a goal: what it demands, and what was reported last on anything in it.
    pub fn trail_of(&self, goal: &Goal) -> Trail {
        Trail { of: goal.at, reported: self.reported_where(|one| one.of.goal == goal.number) }
    }

    /// Of what allonger have taken out: the change that did it.
    pub fn trail_of_gap(&self, gap: &Mark) -> Trail {
        let removed = self.plan.removed.iter().find(|one| one.address == gap.address);
        let by = removed.and_then(|one| self.amended.allonger().iter().find(|allonge| allonge.number == one.by));
        by.map(|allonge| Trail::to(allonge.at)).unwrap_or_default()
    }

    /// What allonger have changed by its day.
    pub fn changes(&self) -> impl Iterator<Item = (&'a Allonge, &'a Change)> + use<'a> {
        self.amended.changes(self.day)
    }

    /// Whether the plan's days have gone.
    pub fn has_ended(&self) -> bool {
        self.day >= self.plan.period.days.last
    }

    /// Whether an allonge that it stands on is made up.
    pub fn stands_on_example(&self) -> bool {
        self.amended.in_effect(self.day).any(|allonge| allonge.is_example)
    }

    /// Whether anything that it says is made up.
    pub fn is_example(&self) -> bool {
        self.card.is_example || self.stands_on_example()
    }

    /// `Mål- og resultatplan 2023 med allonge 1 (eksempel)`.
    pub fn plan_with_allonger(&self) -> String {
        let title = &self.plan.title;
        let numbers = numbers(self.amended.in_effect(self.day));
        let phrase = if self.stands_on_example() { "plan med allonger, eksempel" } else { "plan med allonger" };
        match numbers.as_str() {
            "" => title.clone(),
            numbers => self.words.say(phrase, &[("titel", title), ("numre", &numbers)]),
        }
    }
}
