//! The scorecard: what a plan has reached, and why.

use super::{Delivery, Expected, MarkState, Progress, Span, Status, Trace, points_of};
use crate::plan::{Address, Expectation, PlanNumber, StageTime, Step, Verdict, Weight};
use crate::quantity::{Date, Decimals, Fulfilment, Number, Period, Points, Ratio};

/// What a plan has reached and can still reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    pub goals: Vec<ScoredGoal>,
    /// What allonger have taken out, goals and parts of goals: gaps that count nothing.
    pub removed: Vec<Mark>,
    /// In points. None in a plan without weights.
    pub total: Option<Span<Ratio>>,
    /// The day it is seen from; None before anything is reported.
    pub as_of: Option<Date>,
    /// Some of its figures are examples, not what the institution has published.
    pub is_example: bool,
    /// How its points and percent are shown.
    pub decimals: Decimals,
}

impl Scorecard {
    /// The plan's points as they are shown, at the least and at the most. None in a plan without weights.
    pub fn total_shown(&self) -> Option<Span<Number>> {
        let total = self.total.as_ref()?;
        Some(total.map(|one| points_of(one, &Points::WHOLE_PLAN.into(), self.decimals)))
    }

    /// Whether its goals have weights.
    pub fn is_weighed(&self) -> bool {
        self.total.is_some()
    }

    /// How many of its goals have each status; those that none has are left out.
    pub fn counts(&self) -> Vec<(usize, Status)> {
        counted(self.goals.iter().map(|goal| goal.mark.status))
    }
}

/// How many there are of each status; those that none has are left out.
pub fn counted(all: impl Iterator<Item = Status> + Clone) -> Vec<(usize, Status)> {
    let count = |status| all.clone().filter(|one| *one == status).count();
    Status::ALL.map(|status| (count(status), status)).into_iter().filter(|(count, _)| *count > 0).collect()
}

/// What goals weigh together, and their points; None where one of them has none.
pub fn together<'a>(goals: impl Iterator<Item = &'a ScoredGoal> + Clone) -> (Option<Ratio>, Option<Span<Ratio>>) {
    let worth: Option<Vec<Ratio>> = goals.clone().map(|goal| goal.mark.worth.clone()).collect();
    let spans: Option<Vec<&Span<Ratio>>> = goals.map(|goal| goal.mark.points.as_ref()).collect();
    let sum = |spans: Vec<&Span<Ratio>>| Span {
        least: spans.iter().map(|span| span.least.clone()).sum(),
        most: spans.iter().map(|span| span.most.clone()).sum(),
    };
    (worth.map(|all| all.into_iter().sum()), spans.map(sum))
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScoredGoal {
    pub number: PlanNumber,
    pub weight: Weight,
    pub mark: Mark,
}

/// What a goal, a requirement or a part of one has reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// A tier has that of its requirement.
    pub address: Address,
    /// The author's own: `a`, `1`.
    pub label: Option<String>,
    pub name: MarkName,
    /// What it weighs of the plan's points, where that follows from what is stated.
    pub worth: Option<Ratio>,
    pub fulfilment: Span<Fulfilment>,
    /// Its target is missed for certain, although what that gives is open: the plan does not say what "delvist" counts for.
    pub is_missed: bool,
    /// Worth times fulfilment.
    pub points: Option<Span<Ratio>>,
    pub status: Status,
    pub trace: Trace,
    /// How far it has come, where it is measured itself and not by its parts.
    pub progress: Option<Progress>,
    pub expected: Option<Expected>,
    pub parts: Vec<Mark>,
}

impl Mark {
    /// The part that it consists of, and that is measured in its place: a goal with one requirement says nothing of its own.
    pub fn only_part(&self) -> Option<&Self> {
        match self.parts.as_slice() {
            [part] if part.address == self.address => Some(part),
            _ => None,
        }
    }

    /// Whether it can still be met in full.
    pub fn can_be_met(&self) -> bool {
        self.fulfilment.most.is_full() && !self.is_missed
    }

    /// Whether the figures still allow what its institution expects.
    pub fn allows(&self, expected: &Expected) -> bool {
        let span = &self.fulfilment;
        match expected.what {
            Expectation::Verdict(Verdict::Met) => self.can_be_met(),
            Expectation::Verdict(Verdict::Partly) => !span.most.is_none() && !span.least.is_full(),
            Expectation::Verdict(Verdict::NotMet) => span.least.is_none(),
            Expectation::Share(expected) => {
                let expected = Fulfilment::from(expected);
                span.least <= expected && expected <= span.most
            }
        }
    }

    /// It and all its parts, from the outside in.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.parts.iter().flat_map(Self::walk));
        all
    }

    /// How it stands. What has parts stands as they do, where a rule says how they count.
    pub fn state(&self) -> MarkState {
        match self.status {
            Status::Met => MarkState::Met,
            Status::Partly => MarkState::Partly,
            Status::NotMet => MarkState::NotMet,
            Status::Removed => MarkState::Removed,
            Status::NotMeasured | Status::NotSet if self.parts.is_empty() => self.while_open(),
            Status::NotMeasured => self.together(),
            Status::NotSet => match self.together() {
                MarkState::NotDue => MarkState::NotDue,
                MarkState::Met
                | MarkState::Partly
                | MarkState::NotMet
                | MarkState::OnTarget
                | MarkState::BelowTarget
                | MarkState::NotReported
                | MarkState::Undecided
                | MarkState::Removed => MarkState::Undecided,
            },
        }
    }

    /// Of several parts that are not all decided.
    fn together(&self) -> MarkState {
        let all: Vec<MarkState> = self.parts.iter().map(Self::state).collect();
        let has = |state: MarkState| all.contains(&state);
        if has(MarkState::Undecided) {
            MarkState::Undecided
        } else if has(MarkState::BelowTarget) || has(MarkState::NotMet) || has(MarkState::Partly) {
            MarkState::BelowTarget
        } else if has(MarkState::NotReported) {
            MarkState::NotReported
        } else if has(MarkState::OnTarget) {
            MarkState::OnTarget
        } else {
            MarkState::NotDue
        }
    }

    /// Of what is measured itself.
    fn while_open(&self) -> MarkState {
        let Some(progress) = &self.progress else { return MarkState::Undecided };
        match self.so_far() {
            Some(true) => return MarkState::OnTarget,
            Some(false) => return MarkState::BelowTarget,
            None => {}
        }
        match (progress.delivery, self.status) {
            (Some(Delivery::Awaited), _) => MarkState::NotDue,
            _ if !progress.missing.is_empty() => MarkState::NotReported,
            (_, Status::NotSet) => MarkState::Undecided,
            (_, Status::NotMeasured | Status::Met | Status::Partly | Status::NotMet | Status::Removed) => {
                MarkState::NotDue
            }
        }
    }

    /// Whether the figures so far keep the target. None where they say nothing of it yet: what adds up can still come.
    pub fn so_far(&self) -> Option<bool> {
        let series = self.progress.as_ref()?.series.as_ref().filter(|series| !series.adds_up)?;
        series.so_far.as_ref().map(|reached| reached.meets)
    }
}

/// What a mark is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkName {
    /// In the plan's own words: `Fast-track, 1. gang`.
    Own(String),
    /// So many requirements that have no title together.
    Parts(usize),
    /// A tier, by its limit.
    Tier(Step),
    /// One of several targets in the year, by its days; None for the whole year.
    Target(Option<Period>),
    /// One of several targets on the way.
    Stage(StageTime),
}
