//! How exactly points and percent are shown. What is computed is never rounded.

use crate::language::say;
use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{Malformed, Number, Ratio};

/// At most so many decimals: 1 where a plan says nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Decimals(u32);

impl Decimals {
    /// More than this tells nobody more.
    const MOST: u32 = 6;
    /// A number that lies nearer to a bound than this cannot be written beside it.
    const TELLING: u32 = 18;

    pub const TWO: Self = Self(2);

    /// A number, rounded for the eye, halves away from zero.
    pub fn shown(self, ratio: &Ratio) -> Number {
        ratio.shown(self.0)
    }

    /// Whether numbers that are rounded one by one add up to their sum, rounded once.
    pub fn add_up<'a>(self, parts: impl IntoIterator<Item = &'a Ratio>) -> bool {
        let parts: Vec<&Ratio> = parts.into_iter().collect();
        let rounded: Ratio = parts.iter().map(|part| Ratio::from(self.shown(part))).sum();
        let sum: Ratio = parts.into_iter().cloned().sum();
        rounded == self.shown(&sum).into()
    }

    /// A number beside its bounds: with as many decimals as it takes to tell it from each that it is not.
    pub fn shown_beside(self, ratio: &Ratio, bounds: &[impl Borrow<Ratio>]) -> Number {
        let shown = self.shown(ratio);
        let is_taken_for = |bound: &Ratio| bound != ratio && shown == self.shown(bound);
        match bounds.iter().any(|bound| is_taken_for(bound.borrow())) && self.0 < Self::TELLING {
            true => Self(self.0 + 1).shown_beside(ratio, bounds),
            false => shown,
        }
    }
}

impl Default for Decimals {
    fn default() -> Self {
        Self(1)
    }
}

impl fmt::Display for Decimals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Decimals {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let decimals = text.parse().ok().filter(|decimals| *decimals <= Self::MOST && text.len() == 1);
        decimals
            .map(Self)
            .ok_or_else(|| Malformed::new(say!("malformed.decimals", text = text), say!("form.decimals-number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest number that can be written, and one that differs from it as little as can be: at some number of decimals
    /// neither can be held any more.
    #[test]
    fn no_number_is_so_long_that_another_is_shown() {
        let longest = Ratio::from(999_999_999_999_999_u64);
        let third = &longest - &Ratio::of(1, 3).unwrap();
        let hair = &longest - &Ratio::of(1, u64::MAX).unwrap();
        assert_eq!(Decimals::TWO.shown_beside(&third, &[&longest]).to_string(), "999.999.999.999.998,67");
        for decimals in [Decimals::default(), Decimals::TWO, Decimals(Decimals::MOST), Decimals(Decimals::TELLING)] {
            assert_eq!(decimals.shown_beside(&hair, std::slice::from_ref(&longest)), longest.shown(0), "{decimals}");
        }
        let sum: Ratio = std::iter::repeat_n(longest, 1_000).sum();
        assert_eq!(Decimals(Decimals::TELLING).shown(&sum).to_string(), "999.999.999.999.999.000");
    }

    #[test]
    fn a_third_is_shown_with_as_many_as_are_asked_for() {
        let third = Ratio::of(1, 3).unwrap();
        let shown = |text: &str| text.parse::<Decimals>().unwrap().shown(&third).to_string();
        assert_eq!([shown("0"), shown("1"), shown("4")], ["0", "0,3", "0,3333"]);
        for text in ["7", "-1", "1,5", "", "01", "to"] {
            assert!(text.parse::<Decimals>().is_err(), "{text}");
        }
    }
}
