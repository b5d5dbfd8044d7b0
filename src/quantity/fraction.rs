//! Fractions of a whole, kept as they are written: `7/12`.

use crate::language::say;
use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{Malformed, Ratio};

/// So many of so many equal parts of a whole: 0 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Fraction {
    over: u32,
    under: u32,
}

impl Fraction {
    /// The two added, in parts that fit both: 7/12 and 1/4 are 10/12. None where no such parts can be written.
    pub fn plus(self, other: Self) -> Option<Self> {
        let under = self.under.checked_mul(other.under / common(self.under, other.under))?;
        let in_parts = |one: Self| one.over.checked_mul(under / one.under);
        Some(Self { over: in_parts(self)?.checked_add(in_parts(other)?)?, under })
    }
}

/// The greatest number that divides both, which are above 0.
fn common(one: u32, other: u32) -> u32 {
    if other == 0 { one } else { common(other, one % other) }
}

impl From<Fraction> for Ratio {
    fn from(Fraction { over, under }: Fraction) -> Self {
        // Nothing of 0 parts is read.
        Self::of(over.into(), under.into()).unwrap_or_else(Self::zero)
    }
}

impl FromStr for Fraction {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let malformed = || Malformed::new(say!("malformed.fraction", text = text.trim()), say!("form.fraction"));
        let whole = |text: &str| {
            let text = text.trim();
            let is_short = (1..=4).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
            if is_short { text.parse::<u32>().ok() } else { None }
        };
        let (over, under) = text.split_once('/').ok_or_else(malformed)?;
        match (whole(over), whole(under)) {
            (Some(over), Some(under)) if under > 0 => Ok(Self { over, under }),
            (Some(_) | None, _) => Err(malformed()),
        }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.over, self.under)
    }
}

#[test]
fn fractions_are_exact_and_shown_as_written() {
    let read = |text: &str| text.parse::<Fraction>().unwrap();
    assert_eq!(read(" 7 / 12").to_string(), "7/12");
    assert_eq!(read("7/12").plus(read("1/4")).unwrap().to_string(), "10/12");
    let twelfths = [read("7/12"), read("1/4"), read("2/12")].map(Ratio::from);
    assert_eq!(twelfths.into_iter().sum::<Ratio>(), Ratio::one());
    for wrong in ["7", "7/0", "-7/12", "7,5/12", "7/12/2", "/12", "7/", "12345/2"] {
        assert!(wrong.parse::<Fraction>().is_err(), "{wrong}");
    }
}
