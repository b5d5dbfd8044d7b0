//! How figures of several periods become one, where they are not counts that are added up.

use crate::plan::{Gathering, Requirement};
use crate::quantity::{Period, Ratio};

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

/// The figures of a window, one a reading in its order, by the plan's rule; with the line that says so. What it shows can
/// be told from the bounds that it is held against.
pub(super) fn gather(
    requirement: &Requirement,
    values: &[Ratio],
    bounds: &[Ratio],
    measured: &Measured,
) -> (Gathered, String) {
    let shown = |value: &Ratio| text::beside(value, bounds);
    if let ([value], true) = (values, measured.is_complete()) {
        return (Gathered::Known(value.clone()), format!("Tallet dækker hele perioden: {}.", shown(value)));
    }
    match requirement.gathering {
        None => (
            Gathered::Unknown,
            "Planen siger ikke, hvordan perioderne samles; kun et tal for hele perioden tæller.".into(),
        ),
        Some(rule @ (Gathering::Latest | Gathering::YearToDate)) => {
            let closing =
                measured.readings.iter().zip(values).find(|(one, _)| one.sheet.days.last == measured.window.last);
            match closing {
                Some((one, value)) => {
                    let what = if rule == Gathering::Latest { "Seneste tal" } else { "År til dato" };
                    (Gathered::Known(value.clone()), format!("{what}: {} ({}).", shown(value), one.sheet.period))
                }
                None => (Gathered::Unknown, "Det seneste tal i perioden er ikke opgjort.".into()),
            }
        }
        Some(Gathering::Sum) => {
            let sum: Ratio = values.iter().cloned().sum();
            let line = format!("{} = {}", text::sum(values.iter().map(shown)), shown(&sum));
            if measured.is_complete() { (Gathered::Known(sum), line) } else { (Gathered::Unknown, line) }
        }
        Some(Gathering::Average) => average(values, bounds, measured),
    }
}

/// Every quarter counts the same: a half-year's figure stands for two. Where figures are for months, each month does.
fn average(values: &[Ratio], bounds: &[Ratio], measured: &Measured) -> (Gathered, String) {
    let shown = |value: &Ratio| text::beside(value, bounds);
    let Some((unit, lengths, missing)) = Unit::ALL.into_iter().find_map(|unit| unit.measure(measured)) else {
        let line = "Tallene dækker ikke hele måneder og kan ikke samles til et gennemsnit.";
        return (Gathered::Unknown, line.into());
    };
    let all = lengths.iter().sum::<u64>() + missing;
    let sum: Ratio = values.iter().zip(&lengths).map(|(value, length)| value * &Ratio::from(*length)).sum();
    let terms = values.iter().zip(&lengths).map(|(value, length)| match length {
        1 => shown(value),
        _ => format!("{length} × {}", shown(value)),
    });
    let terms = text::sum(terms);
    match sum.over(&Ratio::from(all)) {
        Some(mean) if missing == 0 => (Gathered::Known(mean.clone()), format!("({terms}) / {all} = {}", shown(&mean))),
        Some(_) => {
            (Gathered::Part { sum, missing, all }, format!("{terms}; {missing} af {all} {} mangler.", unit.word()))
        }
        None => (Gathered::Unknown, "Intet er opgjort.".into()),
    }
}

/// What counts the same in a mean.
#[derive(Clone, Copy)]
enum Unit {
    Quarter,
    Month,
}

impl Unit {
    const ALL: [Self; 2] = [Self::Quarter, Self::Month];

    fn word(self) -> &'static str {
        match self {
            Self::Quarter => "kvartaler",
            Self::Month => "måneder",
        }
    }

    /// How many of them each figure is for, and how many are missing. None where some days are not whole ones.
    fn measure(self, measured: &Measured) -> Option<(Self, Vec<u64>, u64)> {
        let length = |days: Period| match self {
            Self::Quarter => measured.calendar.quarters(days).map(|quarters| quarters.len() as u64),
            Self::Month => measured.calendar.months(days),
        };
        let lengths = measured.readings.iter().map(|one| length(one.sheet.days)).collect::<Option<_>>()?;
        let missing = measured.gaps.iter().map(|gap| length(*gap)).sum::<Option<u64>>()?;
        Some((self, lengths, missing))
    }
}
