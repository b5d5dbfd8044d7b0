//! The small lines: a measure's figures over the year as dots around its target, all on one scale.

use super::Standing;
use super::line::Line;
use super::squares::measured;
use crate::document::table::thousandths;
use crate::document::view::{Course, CourseDot};
use crate::quantity::{Number, Period, Ratio};
use crate::score::{BesideTarget, Series};
use crate::words::danish::{bind, join};

/// How far the line of a scale reaches to each side of the target, so that its ends are numbers to remember.
const REACHES: [u64; 9] = [1, 2, 3, 5, 10, 20, 30, 50, 100];

/// What a document's small lines have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseScale {
    /// In percentage points to each side of the target.
    reach: u64,
}

impl CourseScale {
    /// Wide enough for all of these.
    pub fn of<'a, 'b: 'a>(lines: impl IntoIterator<Item = &'a Line<'b>>) -> Option<Self> {
        let far = |line: &Line| -> Vec<Ratio> {
            let Some((series, target)) = drawn(line) else { return Vec::new() };
            reached(series).map(|(_, one)| size(&(&one.value - &target))).collect()
        };
        let farthest = lines.into_iter().flat_map(far).max()?;
        let reach = REACHES.into_iter().find(|reach| Ratio::from(*reach) >= farthest).unwrap_or(REACHES[8]);
        Some(Self { reach })
    }

    /// How the lines are read; where that has been said of other lines, on which scale these are.
    pub fn legend(&self, standing: &Standing, is_read: bool) -> String {
        let phrase = if is_read { "linjerne læses igen" } else { "linjerne læses" };
        bind(&standing.words.say(phrase, &[("skala", &Number(self.reach.into()))]))
    }
}

/// The scale of all that a plan measures.
pub fn scale(standing: &Standing) -> Option<CourseScale> {
    CourseScale::of(&measured(standing))
}

/// The line of a measure. None where it has no figures in percent beside a target: of others there is no common scale.
pub fn course(line: &Line, scale: &CourseScale, standing: &Standing) -> Option<Course> {
    let (series, target) = drawn(line)?;
    let year = standing.plan.period.days;
    let reach = Ratio::from(scale.reach);
    let dots = reached(series).map(|(days, one)| {
        let away = &one.value - &target;
        let far = i32::try_from(thousandths(&size(&away), &reach)).unwrap_or(i32::MAX).min(1000);
        let at = day_of(year, days.last.days_after(year.first) + 1);
        CourseDot { at, above: if away < Ratio::zero() { -far } else { far }, meets: one.meets }
    });
    let quarters = standing.plan.period.quarters();
    let ends = quarters.iter().map(|quarter| day_of(year, quarter.days.last.days_after(year.first) + 1)).collect();
    Some(Course { dots: dots.collect(), ends, alt: bind(&alt(line, series, standing)) })
}

/// What is drawn of a measure: its figures, and the one target that they are held against.
fn drawn<'a>(line: &Line<'a>) -> Option<(&'a Series, Ratio)> {
    let series = line.progress()?.series.as_ref().filter(|one| !one.adds_up && !line.is_stage())?;
    let target = match series.target.bound.exact_ends().as_slice() {
        [target] if series.target.bound.is_in_percent() => target.clone(),
        _ => return None,
    };
    reached(series).next().map(|_| (series, target))
}

fn reached(series: &Series) -> impl Iterator<Item = (Period, &BesideTarget)> {
    series.points.iter().filter_map(|point| Some((point.days, point.reached.as_ref()?)))
}

/// A number without its sign.
pub fn size(number: &Ratio) -> Ratio {
    if *number < Ratio::zero() { &Ratio::zero() - number } else { number.clone() }
}

/// So many days of a year in thousandths of it.
fn day_of(year: Period, days: i64) -> u32 {
    let length = year.last.days_after(year.first) + 1;
    let days = u64::try_from(days.clamp(0, length)).unwrap_or(0);
    thousandths(&Ratio::from(days), &Ratio::from(u64::try_from(length).unwrap_or(1)))
}

/// `Landbrug: 1. kvartal 85,7 pct. og 2. kvartal 85,1 pct. Måltallet, 85 pct. inden for 31 dage, er nået i 2 af 2 perioder.`
fn alt(line: &Line, series: &Series, standing: &Standing) -> String {
    let words = standing.words;
    let said = series.points.iter().map(|point| match &point.reached {
        Some(reached) => format!("{} {}", point.period, series.target.written(reached.shown)),
        None => format!("{} {}", point.period, words.word("ingen tal")),
    });
    let met = reached(series).filter(|(_, one)| one.meets).count();
    words.say(
        "diagram i ord",
        &[
            ("hvad", &line.full_name(words)),
            ("tal", &join(&said.collect::<Vec<_>>())),
            ("mål", &line.target(words)),
            ("nået", &met),
            ("perioder", &series.points.len()),
        ],
    )
}
