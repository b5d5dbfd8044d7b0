//! Amounts of money.

use crate::language::say;
use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::number::exactly;
use super::{Malformed, Number, Ratio, show_decimal};

/// Kroner and øre, not negative. Written `120.000 kr.` or `94.500,50 kr.`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Kroner(#[serde(serialize_with = "exactly")] Decimal);

impl Kroner {
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// An amount that was computed, in whole kroner, and whether it was whole before.
    pub fn rounded(amount: &Ratio) -> (Self, bool) {
        let Number(whole) = amount.round_half_away(0);
        (Self(whole), Ratio::from(whole) == *amount)
    }

    /// By how much two amounts differ.
    pub fn apart(self, other: Self) -> Self {
        Self((self.0 - other.0).abs())
    }
}

/// Adds up to the øre.
impl Sum for Kroner {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

impl From<Kroner> for Ratio {
    fn from(amount: Kroner) -> Self {
        amount.0.into()
    }
}

impl FromStr for Kroner {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let form = say!("form.kroner");
        let Some(number) = ["kr.", "kroner", "kr"].iter().find_map(|unit| text.strip_suffix(unit)) else {
            return Err(Malformed::new(say!("malformed.kroner", text = text), form));
        };
        let Number(value) = number.trim().parse()?;
        if value < Decimal::ZERO || value.scale() > 2 {
            return Err(Malformed::new(say!("malformed.kroner-size", text = text), form));
        }
        Ok(Self(value))
    }
}

impl fmt::Display for Kroner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kr.", show_decimal(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_and_show() {
        for (written, shown) in
            [("120.000 kr.", "120.000 kr."), ("94500,50 kr", "94.500,50 kr."), ("0 kroner", "0 kr.")]
        {
            assert_eq!(written.parse::<Kroner>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["120.000", "-1 kr.", "1,005 kr.", "120 000 kr.", "10 pct.", "kr."] {
            assert!(text.parse::<Kroner>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_computed_amount_is_rounded_to_whole_kroner() {
        let half = Ratio::of(189_001, 2).unwrap();
        assert_eq!(Kroner::rounded(&half), ("94.501 kr.".parse().unwrap(), false));
        assert_eq!(Kroner::rounded(&Ratio::from(94_000_u64)), ("94.000 kr.".parse().unwrap(), true));
    }
}
