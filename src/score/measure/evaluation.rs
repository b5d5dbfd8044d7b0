//! Evaluations: marks added up over all evaluators, and the plan's table from score to fulfilment.

use crate::plan::{Conversion, Evaluation, Figure, Grid};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, fulfilled, open};
use crate::score::Span;
use crate::score::period::Measured;
use crate::score::trace::TraceStep;

pub(super) fn outcome(schema: &Evaluation, measured: &Measured) -> Outcome {
    let mut grids: Vec<&Grid> = Vec::new();
    for reading in &measured.readings {
        if let Figure::Evaluation(filled) = reading.figure {
            grids.extend(filled);
        }
    }
    let score = score(schema, &grids);
    let step = score_step(schema, &grids, &score);
    let Some(conversion) = &schema.conversion else {
        return Outcome { is_set: false, ..Outcome::set(open(), measured, vec![step]) };
    };
    let fulfilment = convert(conversion, &score);
    let steps = [step].into_iter().chain(fulfilled(&fulfilment)).collect();
    Outcome::set(fulfilment, measured, steps)
}

/// What the marks add up to; an evaluator who is missing can give the least or the most. One who is there twice is not
/// counted: `check` says so.
fn score(schema: &Evaluation, grids: &[&Grid]) -> Span<Ratio> {
    let fields = (schema.topics.len() as u64).saturating_mul(schema.subjects.len() as u64);
    let lowest = schema.scale.iter().map(|(mark, _)| u64::from(*mark)).min().unwrap_or(0);
    let by_one = |evaluator: &String| match given_by(evaluator, grids).as_slice() {
        [only] => Span::exactly(Ratio::from(only.sum())),
        _ => Span { least: Ratio::from(fields.saturating_mul(lowest)), most: Ratio::from(schema.most_by_one()) },
    };
    let all: Vec<Span<Ratio>> = schema.evaluators.iter().map(by_one).collect();
    Span { least: all.iter().map(|one| one.least.clone()).sum(), most: all.iter().map(|one| one.most.clone()).sum() }
}

fn given_by<'a>(evaluator: &str, grids: &[&'a Grid]) -> Vec<&'a Grid> {
    grids.iter().filter(|grid| grid.evaluator == evaluator).copied().collect()
}

/// The step with the highest `fra` that the score reaches; over all scores that are still possible.
fn convert(steps: &[Conversion], score: &Span<Ratio>) -> Span<Fulfilment> {
    let at = |score: &Ratio| {
        let reached = steps.iter().filter(|step| Ratio::from(step.from) <= *score);
        reached.max_by_key(|step| step.from).map_or_else(Fulfilment::none, |step| step.fulfilment.into())
    };
    let inside =
        steps.iter().map(|step| Ratio::from(step.from)).filter(|from| *from > score.least && *from <= score.most);
    let mut all: Vec<Fulfilment> = inside.map(|from| at(&from)).collect();
    all.push(at(&score.least));
    all.sort();
    let least = all.first().cloned().unwrap_or_else(Fulfilment::none);
    Span { least, most: all.last().cloned().unwrap_or_else(Fulfilment::full) }
}

/// What each gave.
fn score_step(schema: &Evaluation, grids: &[&Grid], score: &Span<Ratio>) -> TraceStep {
    let given = schema.evaluators.iter().map(|evaluator| match given_by(evaluator, grids).as_slice() {
        [only] => (evaluator.clone(), Some(Ratio::from(only.sum()))),
        _ => (evaluator.clone(), None),
    });
    TraceStep::Score { given: given.collect(), score: score.clone() }
}
