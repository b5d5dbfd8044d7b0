//! Points: what a requirement weighs in a plan of 100.

use crate::language::say;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::number::exactly;
use super::{Malformed, Number, Percent, show_decimal};

/// Points, not negative. Written `65`, `2,5` or `35 point`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Points(#[serde(serialize_with = "exactly")] Decimal);

impl Points {
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// What the weights of a plan add up to.
    pub const WHOLE_PLAN: Self = Self(Decimal::ONE_HUNDRED);

    /// The number of points as a decimal.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// A share of them: 60 pct. of 7,5.
    pub fn share(self, share: Percent) -> Self {
        Self(self.0 * share.value() / Decimal::ONE_HUNDRED)
    }

    /// `2,5 point`.
    pub fn with_unit(self) -> String {
        format!("{self} point")
    }
}

impl FromStr for Points {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let trimmed = text.trim();
        let number = trimmed.strip_suffix("point").map_or(trimmed, str::trim_end);
        match number.parse::<Number>() {
            Ok(Number(value)) if value >= Decimal::ZERO => Ok(Self(value)),
            Ok(_) => Err(Malformed::new(say!("malformed.negative-points", text = trimmed), say!("form.points-least"))),
            Err(error) if number.contains('.') => Err(error),
            Err(_) => Err(Malformed::new(say!("malformed.points", text = trimmed), say!("form.points"))),
        }
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_decimal(self.0.normalize()))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_read_and_show() {
        for (written, shown) in [("65", "65"), ("2,5", "2,5"), ("35 point", "35"), ("2,50", "2,5"), ("0", "0")] {
            assert_eq!(written.parse::<Points>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn eight_weights_of_a_plan_are_exactly_the_whole() {
        let weights = ["65", "5", "10", "5", "2,5", "2,5", "5", "5"];
        let sum: Points = weights.iter().map(|weight| weight.parse::<Points>().unwrap()).sum();
        assert_eq!(sum, Points::WHOLE_PLAN);
    }

    #[test]
    fn negative_points_and_percent_are_refused() {
        assert!("-1".parse::<Points>().is_err());
        assert!("50 pct.".parse::<Points>().is_err());
    }
}
