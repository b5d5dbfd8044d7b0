//! Percent: shares from 0 to 100.

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

impl Percent {
    pub const WHOLE: Self = Self(Decimal::ONE_HUNDRED);

    /// The number before `pct.`
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl FromStr for Percent {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let form = "a share is written with its unit: `85 pct.`";
        let number = ["pct.", "%", "procent", "pct"].iter().find_map(|unit| text.strip_suffix(unit));
        let Some(number) = number else {
            return Err(Malformed::new(format!("`{text}` is not a share"), form));
        };
        match number.trim().parse::<Number>()? {
            Number(value) if value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED => Ok(Self(value)),
            _ => Err(Malformed::new(format!("`{text}` is not between 0 and 100 pct."), form)),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pct.", show_decimal(self.0.normalize()))
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
