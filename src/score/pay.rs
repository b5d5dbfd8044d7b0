//! What a scorecard comes to in result pay.

use super::{Scorecard, ScoredGoal, Span, together};
use crate::plan::{Pay, PayFrame, PayRule};
use crate::quantity::{Points, Ratio};

/// What a frame comes to, before anything is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct PaidFrame {
    /// Of its goals, by their weights. None where they have none.
    pub fulfilment: Option<Span<Ratio>>,
    /// Of its amount. None where the rule gives none.
    pub share: Option<Span<Ratio>>,
    /// In kroner, exactly.
    pub amount: Option<Span<Ratio>>,
}

/// What each frame comes to, in the order of the frames.
pub fn paid(pay: &Pay, card: &Scorecard) -> Vec<PaidFrame> {
    let frame = |frame: &PayFrame| {
        let fulfilment = fulfilment(frame, card);
        let share = fulfilment.as_ref().and_then(|span| share(&pay.rule, span));
        let ceiling = Ratio::from(frame.ceiling);
        let amount = share.as_ref().map(|share| share.map(|one| &ceiling * one));
        PaidFrame { fulfilment, share, amount }
    };
    pay.frames.iter().map(frame).collect()
}

/// What all frames come to together. None where one of them comes to nothing that is known.
pub fn paid_in_all(frames: &[PaidFrame]) -> Option<Span<Ratio>> {
    let amounts: Option<Vec<&Span<Ratio>>> = frames.iter().map(|frame| frame.amount.as_ref()).collect();
    let amounts = amounts?;
    Some(Span {
        least: amounts.iter().map(|span| span.least.clone()).sum(),
        most: amounts.iter().map(|span| span.most.clone()).sum(),
    })
}

/// The points of a frame's goals, of those that they can give.
fn fulfilment(frame: &PayFrame, card: &Scorecard) -> Option<Span<Ratio>> {
    if frame.goals.is_empty() {
        let whole = Ratio::from(Points::WHOLE_PLAN);
        return of_whole(card.total.as_ref()?, &whole);
    }
    let counted = |goal: &&ScoredGoal| frame.counts(&goal.number);
    let (worth, points) = together(card.goals.iter().filter(counted));
    match (worth, points) {
        (Some(worth), Some(points)) => of_whole(&points, &worth),
        // A weight that is not set leaves all open.
        (Some(_) | None, _) => card.is_weighed().then(|| Span { least: Ratio::zero(), most: Ratio::one() }),
    }
}

fn of_whole(points: &Span<Ratio>, whole: &Ratio) -> Option<Span<Ratio>> {
    Some(Span { least: points.least.over(whole)?, most: points.most.over(whole)? })
}

fn share(rule: &PayRule, fulfilment: &Span<Ratio>) -> Option<Span<Ratio>> {
    match rule {
        PayRule::Proportional => Some(fulfilment.clone()),
        PayRule::Steps(steps) => Some(fulfilment.map(|reached| {
            let taken = steps.iter().filter(|step| Ratio::from(step.from) <= *reached).max_by_key(|step| step.from);
            taken.map_or_else(Ratio::zero, |step| step.share.into())
        })),
        PayRule::Decided => None,
    }
}
