//! Numbers with a meaning: points, percent, time limits, periods, deadlines.
//!
//! In: text as people write it (`85 pct.`, `31 dage`, `udgangen af 2. kvartal`). Out: typed values, or [`Malformed`]
//! that says what is wrong and how it is written. Each type's `FromStr` and `Display` are each other's opposites.
//!
//! Decimals are kept as written; what is divided is a [`Ratio`]; no binary floating point enters. Nothing here reads a clock.

mod amount;
mod count;
mod date;
mod deadline;
mod decimals;
mod fulfilment;
mod number;
mod percent;
mod period;
mod points;
mod ratio;

pub use amount::{Amount, Range, TimeLimit, TimeUnit};
pub use count::Count;
pub use date::{Date, month_name};
pub use deadline::Deadline;
pub use decimals::Decimals;
pub use fulfilment::Fulfilment;
pub use number::{Number, show_decimal};
pub use percent::Percent;
pub use period::{PartOfYear, Period};
pub use points::Points;
pub use ratio::Ratio;

/// A text that is not the quantity it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct Malformed {
    /// What is wrong, naming the text.
    pub problem: String,
    /// How it is written, as an example to copy.
    pub help: String,
}

impl Malformed {
    pub(crate) fn new(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: help.into() }
    }
}

/// Splits `31 dage` into `31` and `dage`, at the first white space.
fn split_unit(text: &str) -> Option<(&str, &str)> {
    let (number, unit) = text.trim().split_once(char::is_whitespace)?;
    Some((number, unit.trim()))
}
