//! Small charts: each measure over its periods beside its target.

use super::Standing;
use super::glance::thousandths;
use super::line::{Line, lines};
use super::progress::columns;
use crate::document::view::{Chart, ChartBar, Charts, PageBlock, Tick};
use crate::plan::Goal;
use crate::quantity::{Period, Ratio};
use crate::score::{ScoredGoal, Series};
use crate::words::danish::{bind, join};

/// The measures of a goal. None when nothing of it has numbers.
pub fn view(standing: &Standing, goal: &Goal, scored: &ScoredGoal) -> Option<PageBlock> {
    of_lines(&lines(goal, scored), standing)
}

/// The measures among these. None when none of them has numbers.
pub fn of_lines<'a, 'b: 'a>(lines: impl IntoIterator<Item = &'a Line<'b>>, standing: &Standing) -> Option<PageBlock> {
    let charts: Vec<Chart> = lines.into_iter().filter_map(|line| chart(line, standing)).collect();
    (!charts.is_empty()).then(|| PageBlock::Charts(Charts { charts, legend: standing.words.word("søjlerne læses") }))
}

fn chart(line: &Line, standing: &Standing) -> Option<Chart> {
    let words = standing.words;
    // One number beside its own target is no course of anything.
    let series = line.progress()?.series.as_ref().filter(|series| !series.points.is_empty() && !line.is_stage())?;
    if is_below_nothing(series) {
        return None;
    }
    let scale = scale(series);
    let year = standing.plan.period.days;
    let place = |days: Period| {
        let from = day_of(year, days.first.days_after(year.first));
        let to = day_of(year, days.last.days_after(year.first) + 1);
        (from, to)
    };
    let bars = series.points.iter().filter_map(|point| {
        let reached = point.reached.as_ref()?;
        let (from, to) = place(point.days);
        let height = thousandths(&reached.value, &scale);
        Some(ChartBar { from, to, height, value: reached.shown.to_string(), meets: reached.meets })
    });
    let ticks = columns(standing).into_iter().map(|(label, days)| {
        let (from, to) = place(days);
        let is_outside = series.window.within(&days).is_none();
        Tick { from, to, label, is_outside }
    });
    let target = words.say("diagrammets mål", &[("mål", &line.target(words))]);
    let bounds = series.target.bound.exact_ends();
    Some(Chart {
        title: bind(&line.full_name(words)),
        alt: bind(&alt(line, series, standing)),
        target: bind(&target),
        lines: bounds.iter().map(|bound| thousandths(bound, &scale)).collect(),
        line_labels: bounds.iter().map(|bound| standing.plan.decimals.shown(bound).to_string()).collect(),
        bars: bars.collect(),
        ticks: ticks.collect(),
    })
}

/// Columns stand on nothing: what is below it, or is to be, cannot be one.
fn is_below_nothing(series: &Series) -> bool {
    let values = series.points.iter().filter_map(|point| Some(point.reached.as_ref()?.value.clone()));
    values.chain(series.target.bound.exact_ends()).any(|value| value < Ratio::zero())
}

/// So many days of a year in thousandths of it.
fn day_of(year: Period, days: i64) -> u32 {
    let length = year.last.days_after(year.first) + 1;
    let days = u64::try_from(days.clamp(0, length)).unwrap_or(0);
    thousandths(&Ratio::from(days), &Ratio::from(u64::try_from(length).unwrap_or(1)))
}

/// What the full height stands for: 100 pct. for shares; else a little more than the greatest number.
fn scale(series: &Series) -> Ratio {
    if series.target.bound.is_in_percent() {
        return Ratio::from(100_u64);
    }
    let values = series.points.iter().filter_map(|point| Some(point.reached.as_ref()?.value.clone()));
    let greatest = values.chain(series.target.bound.exact_ends()).max().unwrap_or_else(Ratio::one);
    let greatest = if greatest.is_zero() { Ratio::one() } else { greatest };
    let more = Ratio::of(6, 5).unwrap_or_else(Ratio::one);
    &greatest * &more
}

/// What the picture says: `1. kvartal 89,5 pct., 2. kvartal 87,2 pct. Målet, mindst 85 pct., er nået i 2 af 2 perioder.`
fn alt(line: &Line, series: &Series, standing: &Standing) -> String {
    let words = standing.words;
    let said: Vec<String> = series
        .points
        .iter()
        .map(|point| match &point.reached {
            Some(reached) => format!("{} {}", point.period, series.target.written(reached.shown)),
            None => format!("{} {}", point.period, words.word("ingen tal")),
        })
        .collect();
    let met = series.points.iter().filter(|point| point.reached.as_ref().is_some_and(|one| one.meets)).count();
    words.say(
        "diagram i ord",
        &[
            ("hvad", &line.full_name(words)),
            ("tal", &join(&said)),
            ("mål", &line.target(words)),
            ("nået", &met),
            ("perioder", &series.points.len()),
        ],
    )
}
