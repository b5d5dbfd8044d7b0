//! Exact ratios: what is divided stays whole until it is shown.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Number, Percent, Points};

/// A ratio of two whole numbers of any size: 65/12 added twelve times is 65, which no decimal gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ratio(RatioForm);

/// In lowest terms, and small wherever it can be: what is equal has the same form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum RatioForm {
    /// Nearly all that a plan counts. What is below the line is above zero.
    Small(i64, i64),
    Large(Box<BigRational>),
}

impl Ratio {
    pub fn zero() -> Self {
        Self(RatioForm::Small(0, 1))
    }

    pub fn one() -> Self {
        Self(RatioForm::Small(1, 1))
    }

    /// One whole number above another that is not zero, by what both are multiples of.
    fn lowest(above: i128, below: i128) -> Self {
        let divisor = greatest_divisor(above.unsigned_abs(), below.unsigned_abs());
        let lowest = |number: i128| {
            let size = i64::try_from(number.unsigned_abs() / divisor).ok()?;
            Some(if (number < 0) == (below < 0) { size } else { -size })
        };
        match (lowest(above), lowest(below)) {
            (Some(above), Some(below)) => Self(RatioForm::Small(above, below)),
            _ => Self::large(BigRational::new(above.into(), below.into())),
        }
    }

    fn large(ratio: BigRational) -> Self {
        match (ratio.numer().to_i64().filter(|above| *above != i64::MIN), ratio.denom().to_i64()) {
            (Some(above), Some(below)) => Self(RatioForm::Small(above, below)),
            _ => Self(RatioForm::Large(Box::new(ratio))),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            RatioForm::Small(above, below) => BigRational::new_raw((*above).into(), (*below).into()),
            RatioForm::Large(ratio) => (**ratio).clone(),
        }
    }

    /// What is above and below the line of both, with room for a sum of two products. None where one is not small.
    fn small(&self, other: &Self) -> Option<[i128; 4]> {
        match (&self.0, &other.0) {
            (RatioForm::Small(above, below), RatioForm::Small(other_above, other_below)) => {
                Some([*above, *below, *other_above, *other_below].map(i128::from))
            }
            (RatioForm::Large(_), _) | (_, RatioForm::Large(_)) => None,
        }
    }

    /// So many of so many. None when there are none to count among.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        Self::from(part).over(&Self::from(whole))
    }

    /// Divided by another. None when that is zero.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| match self.small(other) {
            Some([a, b, c, d]) => Self::lowest(a * d, b * c),
            None => Self::large(self.big() / other.big()),
        })
    }

    /// Its hundredfold: a share as a number of percent.
    pub fn in_percent(&self) -> Self {
        self * &Self::from(100_u64)
    }

    pub fn is_zero(&self) -> bool {
        match &self.0 {
            RatioForm::Small(above, _) => *above == 0,
            RatioForm::Large(ratio) => ratio.is_zero(),
        }
    }

    /// The nearest whole number to so many tenths, hundredths, …, halves away from zero. None where it is too large for a decimal.
    fn rounded(&self, decimals: u32) -> Option<i128> {
        if let RatioForm::Small(above, below) = &self.0
            && let Some(above) = 10_i128.checked_pow(decimals).and_then(|unit| unit.checked_mul((*above).into()))
        {
            let (whole, rest) = (above / i128::from(*below), above % i128::from(*below));
            let is_up = rest.unsigned_abs() * 2 >= u128::from(below.unsigned_abs());
            return Some(if is_up { whole + rest.signum() } else { whole });
        }
        (self.big() * BigInt::from(10).pow(decimals)).round().to_integer().to_i128()
    }

    /// The one rounding, for display alone: to so many decimals, halves away from zero; to as many as a decimal can hold, where
    /// it cannot hold these.
    pub fn round_half_away(&self, decimals: u32) -> Number {
        let round = |decimals: u32| Decimal::try_from_i128_with_scale(self.rounded(decimals)?, decimals).ok();
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
        write!(f, "{}", self.big())
    }
}

/// Of two numbers that are not both zero.
fn greatest_divisor(one: u128, other: u128) -> u128 {
    let (mut larger, mut smaller) = (one, other);
    while smaller != 0 {
        // Most are small, and a processor divides those at once.
        let rest = match (u64::try_from(larger), u64::try_from(smaller)) {
            (Ok(larger), Ok(smaller)) => u128::from(larger % smaller),
            (Ok(_) | Err(_), _) => larger % smaller,
        };
        (larger, smaller) = (smaller, rest);
    }
    larger
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.small(other) {
            Some([a, b, c, d]) => (a * d).cmp(&(c * b)),
            None => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u64> for Ratio {
    fn from(number: u64) -> Self {
        Self::lowest(number.into(), 1)
    }
}

impl From<u128> for Ratio {
    fn from(number: u128) -> Self {
        Self::large(BigRational::from_integer(number.into()))
    }
}

impl From<Decimal> for Ratio {
    fn from(number: Decimal) -> Self {
        // A decimal has at most 28 of them.
        Self::lowest(number.mantissa(), 10_i128.pow(number.scale()))
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
        match self.small(other) {
            Some([a, b, c, d]) => Ratio::lowest(a * d + c * b, b * d),
            None => Ratio::large(self.big() + other.big()),
        }
    }
}

impl Sub for &Ratio {
    type Output = Ratio;

    fn sub(self, other: Self) -> Ratio {
        match self.small(other) {
            Some([a, b, c, d]) => Ratio::lowest(a * d - c * b, b * d),
            None => Ratio::large(self.big() - other.big()),
        }
    }
}

impl Mul for &Ratio {
    type Output = Ratio;

    fn mul(self, other: Self) -> Ratio {
        match self.small(other) {
            Some([a, b, c, d]) => Ratio::lowest(a * c, b * d),
            None => Ratio::large(self.big() * other.big()),
        }
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

    /// What is small is reckoned in other ways than what is large: both come to the same, at every border between them.
    #[test]
    fn small_and_large_ratios_are_reckoned_alike() {
        let borders = [0, 1, 2, 3, 6, 1 << 31, (1 << 31) + 1, 1 << 62, i64::MAX - 1, i64::MAX].map(i128::from);
        let above = borders.into_iter().flat_map(|one| [one, -one]).chain([i64::MIN.into(), i128::from(u64::MAX)]);
        let each: Vec<(i128, i128)> =
            above.flat_map(|above| [1, 3, 1 << 32, i64::MAX.into()].map(|below: i128| (above, below))).collect();
        let ratio = |(above, below)| Ratio::lowest(above, below);
        let exact = |(above, below): (i128, i128)| BigRational::new(above.into(), below.into());
        for one in &each {
            assert_eq!(ratio(*one).big(), exact(*one));
            for decimals in [0, 1, 2, 18] {
                let rounded = (exact(*one) * BigInt::from(10).pow(decimals)).round().to_integer().to_i128();
                assert_eq!(ratio(*one).rounded(decimals), rounded, "{one:?}");
            }
            for other in &each {
                let ((a, b), (x, y)) = ((ratio(*one), ratio(*other)), (exact(*one), exact(*other)));
                assert_eq!((&a + &b).big(), &x + &y, "{one:?} {other:?}");
                assert_eq!((&a - &b).big(), &x - &y, "{one:?} {other:?}");
                assert_eq!((&a * &b).big(), &x * &y, "{one:?} {other:?}");
                assert_eq!(a.over(&b).map(|ratio| ratio.big()), (!y.is_zero()).then(|| &x / &y), "{one:?} {other:?}");
                assert_eq!((a.cmp(&b), a == b), (x.cmp(&y), x == y), "{one:?} {other:?}");
                // Taken away again, it is the one that it was, in the same form.
                assert_eq!(&(&a + &b) - &b, a, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn halves_round_away_from_zero_and_nothing_is_counted_among_none() {
        let shown = |text: &str, decimals| ratio(text).round_half_away(decimals).to_string();
        assert_eq!([shown("2,25", 1), shown("−2,25", 1), shown("2,2499", 1)], ["2,3", "−2,3", "2,2"]);
        assert_eq!(shown("5", 1), "5,0");
        assert_eq!(Ratio::of(0, 0), None);
    }
}
