//! How figures of several periods become one, where they are not counts that are added up.

use crate::plan::{Gathering, Requirement};
use crate::quantity::{Period, Ratio};

use super::period::Measured;
use super::trace::{MeanSpan, MeanTerm, TraceStep};

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

/// The figures of a window, one a reading in its order, by the plan's rule; with the step that says so.
pub(super) fn gather(requirement: &Requirement, values: &[Ratio], measured: &Measured) -> (Gathered, TraceStep) {
    if let ([value], true) = (values, measured.is_complete()) {
        return (Gathered::Known(value.clone()), TraceStep::WholePeriod(value.clone()));
    }
    match requirement.gathering {
        None => (Gathered::Unknown, TraceStep::GatheringNotSet),
        Some(gathering @ (Gathering::Latest | Gathering::YearToDate)) => {
            let closing =
                measured.readings.iter().zip(values).find(|(one, _)| one.sheet.days.last == measured.window.last);
            match closing {
                Some((one, value)) => {
                    let (value, period) = (value.clone(), one.sheet.period);
                    (Gathered::Known(value.clone()), TraceStep::Last { gathering, value, period })
                }
                None => (Gathered::Unknown, TraceStep::LastMissing),
            }
        }
        Some(Gathering::Sum) => {
            let sum: Ratio = values.iter().cloned().sum();
            let step = TraceStep::Sum { terms: values.to_vec(), sum: sum.clone() };
            if measured.is_complete() { (Gathered::Known(sum), step) } else { (Gathered::Unknown, step) }
        }
        Some(Gathering::Average) => average(values, measured),
    }
}

/// Every quarter counts the same: a half-year's figure stands for two. Where figures are for months, each month does.
fn average(values: &[Ratio], measured: &Measured) -> (Gathered, TraceStep) {
    let Some((span, lengths, missing)) = spans(measured) else { return (Gathered::Unknown, TraceStep::NoMean) };
    let all = lengths.iter().sum::<u64>() + missing;
    let (sum, terms) = weighted(values, &lengths);
    match sum.over(&Ratio::from(all)) {
        Some(mean) if missing == 0 => (Gathered::Known(mean.clone()), TraceStep::Mean { terms, all, mean }),
        Some(_) => (Gathered::Part { sum, missing, all }, TraceStep::PartOfMean { terms, missing, all, span }),
        None => (Gathered::Unknown, TraceStep::NothingMeasured),
    }
}

/// The mean of what is reported, its terms, and of how many quarters or months. None where some days are no whole ones.
pub(super) fn mean(values: &[Ratio], measured: &Measured) -> Option<(Ratio, Vec<MeanTerm>, u64)> {
    let (_, lengths, _) = spans(measured)?;
    let all = lengths.iter().sum::<u64>();
    let (sum, terms) = weighted(values, &lengths);
    Some((sum.over(&Ratio::from(all))?, terms, all))
}

fn weighted(values: &[Ratio], lengths: &[u64]) -> (Ratio, Vec<MeanTerm>) {
    let terms = values.iter().zip(lengths).map(|(value, times)| MeanTerm { value: value.clone(), times: *times });
    (values.iter().zip(lengths).map(|(value, length)| value * &Ratio::from(*length)).sum(), terms.collect())
}

fn spans(measured: &Measured) -> Option<(MeanSpan, Vec<u64>, u64)> {
    [MeanSpan::Quarter, MeanSpan::Month].into_iter().find_map(|span| lengths(span, measured))
}

/// How many quarters or months each figure is for, and how many are missing. None where some days are not whole ones.
fn lengths(span: MeanSpan, measured: &Measured) -> Option<(MeanSpan, Vec<u64>, u64)> {
    let length = |days: Period| match span {
        MeanSpan::Quarter => measured.plan.quarters_in(days).map(|quarters| quarters.len() as u64),
        MeanSpan::Month => measured.plan.months_in(days),
    };
    let lengths = measured.readings.iter().map(|one| length(one.sheet.days)).collect::<Option<_>>()?;
    let missing = measured.gaps.iter().map(|gap| length(*gap)).sum::<Option<u64>>()?;
    Some((span, lengths, missing))
}
