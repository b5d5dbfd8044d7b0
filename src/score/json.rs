//! A scorecard as JSON: every number exactly and as it is shown.

use serde_json::{Value, json};

use super::{Mark, Progress, Reached, Scorecard, Span, TracedFigure, points, points_of, share};
use crate::quantity::{Decimals, Points, Ratio};

pub fn to_json(card: &Scorecard) -> Value {
    let decimals = card.decimals;
    let removed: Vec<Value> = card.removed.iter().map(|one| mark(one, decimals)).collect();
    let goals: Vec<Value> = card.goals.iter().map(|goal| mark(&goal.mark, decimals)).collect();
    json!({
        "as_of": card.as_of.map(|day| day.0.to_string()),
        "is_example": card.is_example,
        "total": span(&card.total, &|one| points_of(one, &Points::WHOLE_PLAN.into(), decimals)),
        "goals": goals,
        "removed": removed,
    })
}

fn mark(one: &Mark, decimals: Decimals) -> Value {
    let worth = |one: &Ratio| points(one, decimals);
    let whole = &one.worth.clone().unwrap_or_else(Ratio::zero);
    let points = |one: &Ratio| points_of(one, whole, decimals);
    let share = |one: &Ratio| share(one, decimals);
    let figures: Vec<Value> = one.trace.figures.iter().map(figure).collect();
    let parts: Vec<Value> = one.parts.iter().map(|part| mark(part, decimals)).collect();
    json!({
        "address": one.address.to_string(),
        "name": one.name,
        "status": one.status.word(),
        "worth": one.worth.as_ref().map(|one| number(one, &worth)),
        "fulfilment": span(&one.fulfilment.map(|one| one.ratio().clone()), &share),
        "points": one.points.as_ref().map(|one| span(one, &points)),
        "expected": one.expected.as_ref().map(|expected| json!({
            "what": expected.what.to_string(),
            "period": expected.period,
        })),
        "progress": one.progress.as_ref().map(|one| progress(one, decimals)),
        "trace": { "rule": one.trace.rule, "figures": figures, "arithmetic": one.trace.arithmetic },
        "parts": parts,
    })
}

/// What a report shows of a measure: its quarters, its deadline, what is missing.
fn progress(progress: &Progress, decimals: Decimals) -> Value {
    let reached =
        |one: &Reached| json!({ "exact": one.value.to_string(), "shown": one.shown.to_string(), "meets": one.meets });
    let series = progress.series.as_ref().map(|series| {
        let by_period = series
            .points
            .iter()
            .map(|point| json!({ "period": point.period, "reached": point.reached.as_ref().map(reached) }));
        let bounds = series.target.bounds.iter();
        json!({
            "unit": series.unit.trim(),
            "target": series.target.words,
            "bounds": bounds.map(|bound| number(bound, &|one| points(one, decimals))).collect::<Vec<_>>(),
            "adds_up": series.adds_up,
            "points": by_period.collect::<Vec<_>>(),
            "so_far": series.so_far.as_ref().map(reached),
        })
    });
    let delivery = progress.delivery.map(|delivery| {
        json!({
            "due": delivery.due.0.to_string(),
            "on": delivery.on.map(|day| day.0.to_string()),
            "is_overdue": delivery.is_overdue,
            "is_unreported": delivery.is_unreported,
        })
    });
    json!({ "missing": progress.missing, "delivery": delivery, "series": series })
}

fn figure(figure: &TracedFigure) -> Value {
    json!({
        "period": figure.period,
        "text": figure.text,
        "source": figure.source,
        "reporter": figure.reporter,
        "updated": figure.updated.0.to_string(),
        "is_example": figure.is_example,
    })
}

fn span(span: &Span<Ratio>, shown: &dyn Fn(&Ratio) -> String) -> Value {
    json!({ "least": number(&span.least, shown), "most": number(&span.most, shown) })
}

fn number(ratio: &Ratio, shown: &dyn Fn(&Ratio) -> String) -> Value {
    json!({ "exact": ratio.to_string(), "shown": shown(ratio) })
}
