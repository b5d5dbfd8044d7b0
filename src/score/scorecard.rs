//! The scorecard: what a plan has reached, and why.

use super::{Expected, Progress, Span, Status, Trace, points_of};
use crate::plan::{Address, PlanNumber, StageTime, Step, Weight};
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

    /// It and all its parts, from the outside in.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.parts.iter().flat_map(Self::walk));
        all
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
