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
mod forms;
mod fraction;
mod fulfilment;
mod kroner;
mod number;
mod percent;
mod period;
mod period_words;
mod plan_period;
mod points;
mod ratio;
mod said;

pub use amount::{Amount, Range, TimeLimit, TimeUnit};
pub use count::{Count, whole_form};
pub use date::{Date, month_name};
pub use deadline::Deadline;
pub use decimals::Decimals;
pub use forms::day;
pub use fraction::Fraction;
pub use fulfilment::Fulfilment;
pub use kroner::Kroner;
pub use number::{Number, show_decimal};
pub use percent::Percent;
pub use period::{PartOfYear, Period, YearName, YearPart};
pub use plan_period::{CountedFrom, PlanPeriod, PlanQuarter};
pub use points::Points;
pub use ratio::Ratio;

use crate::language::{Message, Telling, in_words, say};
use std::fmt;
use std::str::FromStr;

/// What stands where a quantity would, and nobody has decided it.
pub const NOT_SET: &str = "ikke fastsat";

/// How a question is answered with yes and no, in plans, results and workbooks.
pub const YES: &str = "ja";
pub const NO: &str = "nej";

/// A text that is not the quantity it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Malformed {
    /// What is wrong, naming the text.
    pub problem: Message,
    /// How it is written, as an example to copy.
    pub help: Message,
    /// The same as it is to be written, where it can mean one thing only.
    pub form: Option<Box<OtherForm>>,
}

/// A part of a text, and the form that says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherForm {
    written: String,
    form: String,
}

impl OtherForm {
    fn new(written: &str, form: impl fmt::Display) -> Self {
        Self { written: written.trim().to_owned(), form: form.to_string() }
    }

    /// The whole text with the part in its other form. None where the part does not stand there once.
    pub fn within(&self, text: &str) -> Option<String> {
        (text.matches(&self.written).count() == 1).then(|| text.replace(&self.written, &self.form))
    }
}

in_words!(Malformed);

impl Telling for Malformed {
    fn message(&self) -> Message {
        self.problem.clone()
    }
}

impl Malformed {
    pub(crate) fn new(problem: Message, help: Message) -> Self {
        Self { problem, help, form: None }
    }

    /// The form that says the same without a doubt.
    fn meant(self, form: Option<OtherForm>) -> Self {
        Self { form: form.map(Box::new), ..self }
    }
}

/// Splits `31 dage` into `31` and `dage`, `95%` into `95` and `%`: where the number ends. The unit is empty where there is
/// none.
fn split_unit(text: &str) -> (&str, &str) {
    let text = text.trim();
    let is_of_number = |(at, one): (usize, char)| {
        one.is_ascii_digit() || matches!(one, '.' | ',') || (at == 0 && matches!(one, '-' | '−'))
    };
    let end = text.char_indices().find(|one| !is_of_number(*one)).map_or(text.len(), |(at, _)| at);
    (&text[..end], text[end..].trim())
}

/// A year as a plan names it: four digits and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(pub i32);

impl FromStr for Year {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let malformed = || Malformed::new(say!("malformed.year", text = text), say!("form.year"));
        year(text).map(Self).ok_or_else(malformed)
    }
}

/// A year: four digits and nothing else.
pub fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let is_year = text.len() == 4 && !text.starts_with('0') && text.bytes().all(|one| one.is_ascii_digit());
    text.parse().ok().filter(|_| is_year)
}

/// `12 000` as it is to be written: `12.000`. None for what is no number with spaces between its thousands.
fn pointed(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let mut pointed = words.next().filter(|first| is_digits(first.trim_start_matches(['-', '−'])))?.to_owned();
    let mut is_spaced = false;
    for word in words {
        let digits = &word[..word.find(',').unwrap_or(word.len())];
        let is_group = digits.len() == 3 && is_digits(digits) && !pointed.contains(',');
        pointed.push(if is_group { '.' } else { ' ' });
        pointed.push_str(word);
        is_spaced |= is_group;
    }
    is_spaced.then_some(pointed)
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
