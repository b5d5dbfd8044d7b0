//! A plan's scorecard, as it is seen from a day.

use super::{NotOnePlan, Workspace};
use crate::language::{Message, Telling, in_words, say};
use crate::plan::{Allonge, Plan, Texts};
use crate::quantity::Date;
use crate::score::{Scorecard, score};

/// The day that a plan is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenFrom {
    Day(Date),
    /// The end of it.
    Quarter(u8),
}

/// What a plan has reached.
#[derive(Debug)]
pub struct ScoredPlan<'a> {
    /// As it reads on the day.
    pub plan: &'a Plan,
    pub card: Scorecard,
    /// With the ministry's own words.
    pub texts: &'a Texts,
    /// The allonger in it.
    pub in_force: Vec<&'a Allonge>,
    /// The allonger in it that are examples, by number.
    pub examples: Vec<u32>,
}

/// A plan that is not scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    NotOnePlan(#[from] NotOnePlan),
    PlanWrong,
}

in_words!(ScoreError);

impl Telling for ScoreError {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::PlanWrong => say!("score.plan-wrong"),
        }
    }
}

impl Workspace {
    /// Scores the only plan, from a day or from the last that is reported for. None of its documents is made.
    ///
    /// # Errors
    /// There are several plans, or the one has errors.
    pub fn score(&self, from: Option<SeenFrom>) -> Result<ScoredPlan<'_>, ScoreError> {
        let inspected = self.plan()?;
        let dossier = inspected.known.whole().filter(|_| !inspected.has_errors()).ok_or(ScoreError::PlanWrong)?;
        let (amended, results) = (&dossier.amended, dossier.results());
        let as_of = from.and_then(|from| match from {
            SeenFrom::Day(day) => Some(day),
            SeenFrom::Quarter(number) => {
                amended.signed().period.quarter(number.into()).map(|quarter| quarter.days.last)
            }
        });
        let plan = amended.seen_from(as_of, results);
        let card = score(plan, results, as_of);
        let day = card.as_of.unwrap_or(plan.period.days.last);
        let changes = amended.changes(day);
        let mut examples: Vec<u32> =
            changes.filter(|(allonge, _)| allonge.is_example).map(|(allonge, _)| allonge.number).collect();
        examples.dedup();
        let in_force = amended.in_force(day).collect();
        Ok(ScoredPlan { plan, card, texts: &dossier.texts, in_force, examples })
    }
}
