//! A scorecard as JSON: every number exactly and as it is shown, every fact as it is said elsewhere.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::plan::{Allonge, GoalGroup, Plan};
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{
    BesideTarget, Delivery, Mark, Progress, Scorecard, ScoredGoal, Span, Status, Trace, TracedFigure, points,
    points_of, together,
};
use crate::words::Words;

pub fn to_json(card: &Scorecard, plan: &Plan, in_force: &[&Allonge], words: &Words) -> Value {
    Json { words, decimals: card.decimals }.card(card, plan, in_force)
}

/// What everything is shown with.
struct Json<'a> {
    words: &'a Words<'a>,
    decimals: Decimals,
}

impl Json<'_> {
    fn card(&self, card: &Scorecard, plan: &Plan, in_force: &[&Allonge]) -> Value {
        let removed: Vec<Value> = card.removed.iter().map(|one| self.mark(one)).collect();
        let allonge = |one: &&Allonge| json!({ "number": one.number, "is_example": one.is_example });
        let goals: Vec<Value> = card.goals.iter().map(|goal| self.mark(&goal.mark)).collect();
        json!({
            "as_of": card.as_of.map(|day| day.0.to_string()),
            "is_example": card.is_example,
            "total": card.total.as_ref().map(|total| self.points(total, &Points::WHOLE_PLAN.into())),
            "statuses": self.statuses(card.goals.iter().map(|goal| &goal.mark).chain(&card.removed)),
            "groups": plan.groups.iter().map(|group| self.group(group, card)).collect::<Vec<_>>(),
            "goals": goals,
            "removed": removed,
            "allonger": in_force.iter().map(allonge).collect::<Vec<_>>(),
        })
    }

    /// What the goals of a group reach together.
    fn group(&self, group: &GoalGroup, card: &Scorecard) -> Value {
        let is_of_group = |scored: &&ScoredGoal| group.goals.iter().any(|goal| goal.number == scored.number);
        let goals = card.goals.iter().filter(is_of_group);
        let (worth, reached) = together(goals.clone());
        // Where a goal has no weight yet, the group can be worth up to the whole plan.
        let most = worth.clone().unwrap_or_else(|| Points::WHOLE_PLAN.into());
        json!({
            "number": group.number.to_string(),
            "title": group.title,
            "worth": worth.as_ref().map(|worth| self.plain(worth)),
            "points": reached.as_ref().map(|reached| self.points(reached, &most)),
            "statuses": self.statuses(goals.map(|goal| &goal.mark)),
        })
    }

    /// How many goals have each status, by keys that no ministry changes.
    fn statuses<'a>(&self, marks: impl Iterator<Item = &'a Mark>) -> Value {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let goals = marks.filter(|mark| mark.address.steps.is_empty());
        goals.for_each(|goal| *counts.entry(key(goal.status)).or_default() += 1);
        json!(counts)
    }

    fn mark(&self, one: &Mark) -> Value {
        let words = self.words;
        let points = one.points.as_ref().zip(one.worth.as_ref());
        let share = |one: &Ratio| words.share(one, self.decimals);
        let parts: Vec<Value> = one.parts.iter().map(|part| self.mark(part)).collect();
        json!({
            "address": one.address.to_string(),
            "name": words.name(&one.name),
            "status": words.status(one.status),
            "status_key": key(one.status),
            "state": words.state(one.state()),
            "worth": one.worth.as_ref().map(|one| self.plain(one)),
            "fulfilment": span(&one.fulfilment.map(|one| one.ratio().clone()), &share),
            "points": points.map(|(points, worth)| self.points(points, worth)),
            "expected": one.expected.as_ref().map(|expected| json!({
                "what": words.expectation(expected.what),
                "period": expected.period.to_string(),
            })),
            "progress": one.progress.as_ref().map(|one| self.progress(one)),
            "trace": self.trace(&one.trace),
            "parts": parts,
        })
    }

    /// What a report shows of a measure: its quarters, its deadline, what is missing.
    fn progress(&self, progress: &Progress) -> Value {
        let reached = |one: &BesideTarget| json!({ "exact": one.value.to_string(), "shown": one.shown.to_string(), "meets": one.meets });
        let series = progress.series.as_ref().map(|series| {
            let by_period = series.points.iter().map(
                |point| json!({ "period": point.period.to_string(), "reached": point.reached.as_ref().map(reached) }),
            );
            let bounds = series.target.bound.exact_ends();
            json!({
                "unit": series.target.unit().trim(),
                "target": self.words.bound(&series.target.bound),
                "bounds": bounds.iter().map(|bound| self.plain(bound)).collect::<Vec<_>>(),
                "adds_up": series.adds_up,
                "points": by_period.collect::<Vec<_>>(),
                "so_far": series.so_far.as_ref().map(reached),
            })
        });
        let delivery = progress.delivery.map(|delivery| {
            let on = if let Delivery::On(day) = delivery { Some(day.0.to_string()) } else { None };
            json!({
                "due": progress.due.0.to_string(),
                "on": on,
                "is_overdue": delivery == Delivery::Overdue,
                "is_unreported": delivery == Delivery::Unreported,
            })
        });
        let missing: Vec<String> = progress.missing.iter().map(ToString::to_string).collect();
        json!({ "missing": missing, "delivery": delivery, "series": series })
    }

    fn trace(&self, trace: &Trace) -> Value {
        let figures: Vec<Value> = trace.figures.iter().map(|figure| self.figure(figure, trace)).collect();
        json!({
            "rule": self.words.rule(&trace.rule),
            "figures": figures,
            "arithmetic": self.words.steps(trace, self.decimals),
        })
    }

    fn figure(&self, figure: &TracedFigure, trace: &Trace) -> Value {
        json!({
            "period": figure.period.to_string(),
            "text": self.words.figure(figure, trace),
            "source": figure.source,
            "reporter": figure.reporter,
            "updated": figure.updated.0.to_string(),
            "is_example": figure.is_example,
        })
    }

    fn plain(&self, one: &Ratio) -> Value {
        number(one, &|one| points(one, self.decimals).to_string())
    }

    fn points(&self, one: &Span<Ratio>, worth: &Ratio) -> Value {
        span(one, &|one| points_of(one, worth, self.decimals).to_string())
    }
}

fn key(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Partly => "partly",
        Status::NotMet => "not_met",
        Status::NotMeasured => "not_measured",
        Status::NotSet => "not_set",
        Status::Removed => "removed",
    }
}

fn span(span: &Span<Ratio>, shown: &dyn Fn(&Ratio) -> String) -> Value {
    json!({ "least": number(&span.least, shown), "most": number(&span.most, shown) })
}

fn number(ratio: &Ratio, shown: &dyn Fn(&Ratio) -> String) -> Value {
    json!({ "exact": ratio.to_string(), "shown": shown(ratio) })
}
