//! A scorecard as those who answer for it set it: told apart from what was computed, which stays as it was.

use super::scorecard::{Scorecard, ScoredGoal};
use super::{Span, Status, total};
use crate::plan::{Adjusted, AnnualReport, Verdict};
use crate::quantity::Fulfilment;

/// The scorecard with the goals that a report adjusts as they are set. Where it is set only that one is partly met, its points
/// are those that were computed.
pub fn adjusted(card: &Scorecard, report: &AnnualReport) -> Scorecard {
    let goals: Vec<ScoredGoal> = card.goals.iter().map(|goal| adjusted_goal(goal, report)).collect();
    let total = card.total.as_ref().map(|_| total(&goals));
    Scorecard { goals, total, ..card.clone() }
}

fn adjusted_goal(goal: &ScoredGoal, report: &AnnualReport) -> ScoredGoal {
    let Some(adjustment) = report.adjustment(&goal.number) else { return goal.clone() };
    let mut mark = goal.mark.clone();
    if let Some(share) = adjustment.to.share() {
        mark.fulfilment = Span::exactly(Fulfilment::clamped(share));
        mark.points = mark.worth.as_ref().map(|worth| mark.fulfilment.map(|one| worth * one.ratio()));
    }
    mark.status = match adjustment.to {
        Adjusted::Verdict(Verdict::Partly) => Status::Partly,
        Adjusted::Verdict(Verdict::Met | Verdict::NotMet) | Adjusted::Share(_) => Status::of(&mark.fulfilment, true),
    };
    ScoredGoal { mark, ..goal.clone() }
}
