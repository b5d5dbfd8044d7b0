//! Evaluations: marks added up over all evaluators, and the plan's table from score to fulfilment.

use crate::plan::{Conversion, Evaluation, Figure, Grid};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, open};
use crate::score::Span;
use crate::score::period::Measured;
use crate::score::text;

pub(super) fn outcome(schema: &Evaluation, measured: &Measured) -> Outcome {
    let mut grids: Vec<&Grid> = Vec::new();
    for reading in &measured.readings {
        if let Figure::Evaluation(filled) = reading.figure {
            grids.extend(filled);
        }
    }
    let score = score(schema, &grids);
    let line = score_line(schema, &grids, &score);
    let rule = rule(schema);
    let Some(conversion) = &schema.conversion else {
        return Outcome { is_set: false, ..Outcome::set(open(), rule, measured, vec![line]) };
    };
    let fulfilment = convert(conversion, &score);
    let mut arithmetic = vec![line];
    if fulfilment.is_closed() {
        arithmetic.push(format!("Opfyldelse {}", text::share(fulfilment.least.ratio(), measured.decimals)));
    }
    Outcome::set(fulfilment, rule, measured, arithmetic)
}

fn rule(schema: &Evaluation) -> String {
    let most = format!("Højst {} point fra hver og {} fra alle", schema.most_by_one(), schema.most_by_all());
    match &schema.conversion {
        None => format!("{most}; hvordan scoren bliver til opfyldelse, er ikke fastsat."),
        Some(steps) => {
            let steps: Vec<String> =
                steps.iter().map(|step| format!("fra {} point {}", step.from, step.fulfilment)).collect();
            format!("{most}; {}.", steps.join(", "))
        }
    }
}

/// What the marks add up to; an evaluator who is missing can give the least or the most. One who is there twice is not
/// counted: `check` says so.
fn score(schema: &Evaluation, grids: &[&Grid]) -> Span<Ratio> {
    let fields = (schema.topics.len() as u64).saturating_mul(schema.subjects.len() as u64);
    let lowest = schema.scale.iter().map(|(mark, _)| u64::from(*mark)).min().unwrap_or(0);
    let by_one = |evaluator: &String| match given_by(evaluator, grids).as_slice() {
        [only] => Span::exactly(sum(only)),
        _ => Span { least: Ratio::from(fields.saturating_mul(lowest)), most: Ratio::from(schema.most_by_one()) },
    };
    let all: Vec<Span<Ratio>> = schema.evaluators.iter().map(by_one).collect();
    Span { least: all.iter().map(|one| one.least.clone()).sum(), most: all.iter().map(|one| one.most.clone()).sum() }
}

fn given_by<'a>(evaluator: &str, grids: &[&'a Grid]) -> Vec<&'a Grid> {
    grids.iter().filter(|grid| grid.evaluator == evaluator).copied().collect()
}

fn sum(grid: &Grid) -> Ratio {
    Ratio::from(grid.marks.iter().flatten().map(|mark| u64::from(*mark)).sum::<u64>())
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

fn score_line(schema: &Evaluation, grids: &[&Grid], score: &Span<Ratio>) -> String {
    let by_one = |evaluator: &String| match given_by(evaluator, grids).as_slice() {
        [only] => format!("{evaluator} {}", sum(only).shown(0)),
        _ => format!("{evaluator} mangler"),
    };
    let terms = text::sum(schema.evaluators.iter().map(by_one));
    if score.is_closed() {
        format!("{terms} = {} point", score.least.shown(0))
    } else {
        format!("{terms}: mellem {} og {} point", score.least.shown(0), score.most.shown(0))
    }
}

/// `Lovkontoret 10 point`: what each gave.
pub(super) fn grids_text(grids: &[Grid]) -> String {
    let given: Vec<String> =
        grids.iter().map(|grid| format!("{} {} point", grid.evaluator, sum(grid).shown(0))).collect();
    given.join(", ")
}
