//! Exact ratios: what is divided stays whole until it is shown.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Number, Percent, Points};

/// A ratio of two whole numbers of any size: 65/12 added twelve times is 65, which no decimal gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(BigRational);

impl Ratio {
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// So many of so many. None when there are none to count among.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        Self::from(part).over(&Self::from(whole))
    }

    /// Divided by another. None when that is zero.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.0.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// Its hundredfold: a share as a number of percent.
    pub fn in_percent(&self) -> Self {
        self * &Self::from(100_u64)
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The one rounding, for display alone: to so many decimals, halves away from zero; to as many as a decimal can hold, where
    /// it cannot hold these.
    pub fn round_half_away(&self, decimals: u32) -> Number {
        let round = |decimals: u32| {
            let whole = (&self.0 * BigInt::from(10).pow(decimals)).round().to_integer();
            Decimal::try_from_i128_with_scale(whole.to_i128()?, decimals).ok()
        };
        // No sum of numbers with 15 digits comes near what a decimal can hold without decimals.
        Number((0..=decimals).rev().find_map(round).unwrap_or(Decimal::MAX))
    }

    /// As a number when it is one of few decimals; else rounded to `decimals`.
    pub fn shown(&self, decimals: u32) -> Number {
        let number = self.round_half_away(decimals);
        Number(number.0.normalize())
    }
}

/// `65/12`, or `5`.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl From<u64> for Ratio {
    fn from(number: u64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

impl From<u128> for Ratio {
    fn from(number: u128) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

impl From<Decimal> for Ratio {
    fn from(number: Decimal) -> Self {
        Self(BigRational::new(number.mantissa().into(), BigInt::from(10).pow(number.scale())))
    }
}

impl From<Number> for Ratio {
    fn from(number: Number) -> Self {
        number.0.into()
    }
}

/// 85 pct. is 85/100.
impl From<Percent> for Ratio {
    fn from(share: Percent) -> Self {
        (share.value() / Decimal::ONE_HUNDRED).into()
    }
}

impl From<Points> for Ratio {
    fn from(points: Points) -> Self {
        points.value().into()
    }
}

impl Add for &Ratio {
    type Output = Ratio;

    fn add(self, other: Self) -> Ratio {
        Ratio(&self.0 + &other.0)
    }
}

impl Sub for &Ratio {
    type Output = Ratio;

    fn sub(self, other: Self) -> Ratio {
        Ratio(&self.0 - &other.0)
    }
}

impl Mul for &Ratio {
    type Output = Ratio;

    fn mul(self, other: Self) -> Ratio {
        Ratio(&self.0 * &other.0)
    }
}

impl Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(ratios: I) -> Self {
        ratios.fold(Self::zero(), |sum, ratio| &sum + &ratio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        text.parse::<Number>().unwrap().into()
    }

    #[test]
    fn twelve_twelfths_of_65_are_65() {
        let part = ratio("65").over(&Ratio::from(12_u64)).unwrap();
        let sum: Ratio = std::iter::repeat_n(part, 12).sum();
        assert_eq!(sum, Ratio::from(65_u64));
    }

    #[test]
    fn halves_round_away_from_zero_and_nothing_is_counted_among_none() {
        let shown = |text: &str, decimals| ratio(text).round_half_away(decimals).to_string();
        assert_eq!([shown("2,25", 1), shown("−2,25", 1), shown("2,2499", 1)], ["2,3", "−2,3", "2,2"]);
        assert_eq!(shown("5", 1), "5,0");
        assert_eq!(Ratio::of(0, 0), None);
    }
}
