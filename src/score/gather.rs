//! How figures of several periods become one, where they are not counts that are added up.

use crate::plan::{Gathering, Requirement};
use crate::quantity::Ratio;

use super::period::Measured;
use super::text;

/// What the figures say of the whole window.
pub(super) enum Gathered {
    Known(Ratio),
    /// A mean of quarters, some of which are missing.
    Part {
        /// The figures so far, each by its quarters.
        sum: Ratio,
        missing: u64,
        all: u64,
    },
    Unknown,
}

/// The figures of a window, one a reading in its order, by the plan's rule; with the line that says so.
pub(super) fn gather(requirement: &Requirement, values: &[Ratio], measured: &Measured) -> (Gathered, String) {
    let shown = |value: &Ratio| value.shown(2).to_string();
    if let ([value], true) = (values, measured.is_complete()) {
        return (Gathered::Known(value.clone()), format!("Tallet dækker hele perioden: {}.", shown(value)));
    }
    match requirement.gathering {
        None => (
            Gathered::Unknown,
            "Planen siger ikke, hvordan perioderne samles; kun et tal for hele perioden tæller.".into(),
        ),
        Some(Gathering::Latest) => {
            let closing =
                measured.readings.iter().zip(values).find(|(one, _)| one.sheet.days.last == measured.window.last);
            match closing {
                Some((one, value)) => {
                    (Gathered::Known(value.clone()), format!("Seneste tal: {} ({}).", shown(value), one.sheet.period))
                }
                None => (Gathered::Unknown, "Det seneste tal i perioden er ikke opgjort.".into()),
            }
        }
        Some(Gathering::Sum) => {
            let sum: Ratio = values.iter().cloned().sum();
            let line = format!("{} = {}", text::sum(values.iter().map(shown)), shown(&sum));
            if measured.is_complete() { (Gathered::Known(sum), line) } else { (Gathered::Unknown, line) }
        }
        Some(Gathering::Average) => average(values, measured),
    }
}

/// Every quarter counts the same: a half-year's figure stands for two.
fn average(values: &[Ratio], measured: &Measured) -> (Gathered, String) {
    let lengths: Option<Vec<u64>> =
        measured.readings.iter().map(|one| Some(measured.calendar.quarters(one.sheet.days)?.len() as u64)).collect();
    let missing: Option<u64> =
        measured.gaps.iter().map(|gap| Some(measured.calendar.quarters(*gap)?.len() as u64)).sum();
    let (Some(lengths), Some(missing)) = (lengths, missing) else {
        return (Gathered::Unknown, "Tallene dækker ikke hele kvartaler og kan ikke samles til et gennemsnit.".into());
    };
    let all = lengths.iter().sum::<u64>() + missing;
    let sum: Ratio = values.iter().zip(&lengths).map(|(value, length)| value * &Ratio::from(*length)).sum();
    let terms = values.iter().zip(&lengths).map(|(value, length)| match length {
        1 => value.shown(2).to_string(),
        _ => format!("{length} × {}", value.shown(2)),
    });
    let terms = text::sum(terms);
    match sum.over(&Ratio::from(all)) {
        Some(mean) if missing == 0 => (Gathered::Known(mean.clone()), format!("({terms}) / {all} = {}", mean.shown(2))),
        Some(_) => (Gathered::Part { sum, missing, all }, format!("{terms}; {missing} af {all} kvartaler mangler.")),
        None => (Gathered::Unknown, "Intet er opgjort.".into()),
    }
}
