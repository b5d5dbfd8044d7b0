//! The scorecard: what a plan has reached, and why.

use super::{Progress, Span, point_span, points_of, share_span};
use crate::plan::{Address, Expectation, PlanNumber, Verdict, Weight};
use crate::quantity::{Date, Decimals, Fulfilment, Points, Ratio};
use crate::source::At;

/// What a plan has reached and can still reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    pub goals: Vec<ScoredGoal>,
    /// What allonger have taken out, goals and parts of goals: gaps that count nothing.
    pub removed: Vec<Mark>,
    /// In points.
    pub total: Span<Ratio>,
    /// The day it is seen from; None before anything is reported.
    pub as_of: Option<Date>,
    /// Some of its figures are examples, not what the institution has published.
    pub is_example: bool,
    /// How its points and percent are shown.
    pub decimals: Decimals,
}

impl Scorecard {
    /// The plan's points as they are shown, at the least and at the most.
    pub fn total_shown(&self) -> Span<String> {
        self.total.map(|one| points_of(one, &Points::WHOLE_PLAN.into(), self.decimals))
    }
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
    /// Its words: `Fast-track, 1. gang`, `inden for 31 dage`.
    pub name: String,
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

    /// `39,99`, or `0 til 20` while something is open; none where it has no points of its own.
    pub fn points_shown(&self, decimals: Decimals) -> String {
        match (&self.points, &self.worth) {
            (Some(points), Some(worth)) => point_span(points, worth, decimals),
            (Some(_) | None, _) => String::new(),
        }
    }

    /// `99,98 pct.`, or `0 til 100 pct.` while something is open.
    pub fn fulfilment_shown(&self, decimals: Decimals) -> String {
        share_span(&self.fulfilment.map(|one| one.ratio().clone()), decimals)
    }

    /// It and all its parts, from the outside in.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.parts.iter().flat_map(Self::walk));
        all
    }
}

/// How far something is fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Met,
    Partly,
    NotMet,
    /// Figures are missing.
    NotMeasured,
    /// A rule, a weight or a target is missing.
    NotSet,
    /// An allonge has taken it out: it counts nothing.
    Removed,
}

impl Status {
    pub const ALL: [Self; 5] = [Self::Met, Self::Partly, Self::NotMet, Self::NotMeasured, Self::NotSet];

    /// What a fulfilment says by itself; an open one says why it is open.
    pub(super) fn of(fulfilment: &Span<Fulfilment>, is_set: bool) -> Self {
        match (fulfilment.is_closed(), is_set) {
            (true, _) if fulfilment.least.is_full() => Self::Met,
            (true, _) if fulfilment.most.is_none() => Self::NotMet,
            (true, _) => Self::Partly,
            (false, true) => Self::NotMeasured,
            (false, false) => Self::NotSet,
        }
    }

    /// As documents write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "opfyldt",
            Self::Partly => "delvist opfyldt",
            Self::NotMet => "ikke opfyldt",
            Self::NotMeasured => "ikke opgjort",
            Self::NotSet => "ikke fastsat",
            Self::Removed => "udgået",
        }
    }
}

/// Where a point comes from, for the reader who disagrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What counts, in a sentence.
    pub rule: String,
    pub figures: Vec<TracedFigure>,
    /// From the figures to the fulfilment, a step a line.
    pub arithmetic: Vec<String>,
}

/// A figure that was used, and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedFigure {
    /// `2. kvartal`.
    pub period: String,
    /// `371 af 412 inden for 31 dage`.
    pub text: String,
    pub source: Option<String>,
    pub reporter: String,
    pub updated: Date,
    pub is_example: bool,
}

/// What the institution itself expects of the year, as it said last.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub at: At,
    pub what: Expectation,
    /// The period it was said for.
    pub period: String,
}

impl Expected {
    /// Whether the figures still allow what is expected.
    pub fn is_possible(&self, span: &Span<Fulfilment>) -> bool {
        match self.what {
            Expectation::Verdict(Verdict::Met) => span.most.is_full(),
            Expectation::Verdict(Verdict::Partly) => !span.most.is_none() && !span.least.is_full(),
            Expectation::Verdict(Verdict::NotMet) => span.least.is_none(),
            Expectation::Share(expected) => {
                let expected = Fulfilment::from(expected);
                span.least <= expected && expected <= span.most
            }
        }
    }
}
