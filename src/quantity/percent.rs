//! Percent: shares from 0 to 100.

use crate::language::say;
use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::number::exactly;
use super::{Malformed, Number, show_decimal};

/// A share of a whole in percent. Written `85 pct.` or `85 %`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Percent(#[serde(serialize_with = "exactly")] Decimal);

/// The ways in which percent are written, the one that is shown first.
pub(super) const SIGNS: [&str; 4] = ["pct.", "%", "procent", "pct"];

impl Percent {
    pub const WHOLE: Self = Self(Decimal::ONE_HUNDRED);
    /// The unit of percent, as it is shown.
    pub const UNIT: &str = SIGNS[0];

    /// So many percent of a whole; None of what is no part of one.
    pub fn new(value: Decimal) -> Option<Self> {
        (value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED).then_some(Self(value))
    }

    /// Whether a text means percent: it ends with their sign.
    pub fn is_meant(text: &str) -> bool {
        number(text).is_some()
    }

    /// The number before `pct.`
    pub fn value(self) -> Decimal {
        self.0
    }
}

/// What stands before the sign.
fn number(text: &str) -> Option<&str> {
    SIGNS.iter().find_map(|sign| text.trim().strip_suffix(sign))
}

impl FromStr for Percent {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let form = say!("form.percent");
        let Some(number) = number(text) else {
            return Err(Malformed::new(say!("malformed.percent", text = text), form));
        };
        let Number(value) = number.trim().parse::<Number>()?;
        Self::new(value).ok_or_else(|| Malformed::new(say!("malformed.percent-size", text = text), form))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", show_decimal(self.0.normalize()), Self::UNIT)
    }
}

/// Adds up; the sum of shares may exceed the whole, which `check` tells.
impl Sum for Percent {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        Self(shares.map(|share| share.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_and_show() {
        for (written, shown) in
            [("85 pct.", "85 pct."), ("70%", "70 pct."), ("2,5 pct.", "2,5 pct."), ("0 pct.", "0 pct.")]
        {
            assert_eq!(written.parse::<Percent>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn a_bare_number_or_more_than_the_whole_is_refused() {
        for text in ["85", "0,85", "101 pct.", "-1 pct.", "pct."] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
