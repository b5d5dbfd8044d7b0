//! The numbers that authors give to sections and goals: `2.0`, `2.1`, `3.3.1`.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::language::say;
use crate::quantity::Malformed;

/// A number in a plan. It names; it is never computed, never shifts, and may leave gaps. Ordered as in a table of
/// contents: `2.10` after `2.9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PlanNumber(Vec<u32>);

impl PlanNumber {
    /// How deep it stands: 1 for `2.0` and `2`, 2 for `2.1`, 3 for `3.3.1`.
    pub fn level(&self) -> usize {
        match self.0.as_slice() {
            [.., 0] if self.0.len() > 1 => self.0.len() - 1,
            parts => parts.len(),
        }
    }

    /// Whether it stands below another: `5.1` below `5` and `5.0`.
    pub fn is_below(&self, other: &Self) -> bool {
        let level = other.level();
        self.level() > level && self.0[..level] == other.0[..level]
    }

    /// Its first part: 3 for `3.3.1`.
    pub fn chapter(&self) -> u32 {
        self.0.first().copied().unwrap_or(0)
    }
}

impl FromStr for PlanNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let malformed = || Malformed::new(say!("malformed.plan-number", text = text), say!("form.plan-number"));
        let parts: Option<Vec<u32>> = text
            .split('.')
            .map(|part| {
                part.parse().ok().filter(|_| {
                    part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
                })
            })
            .collect();
        parts.filter(|parts| parts.len() <= 4).map(Self).ok_or_else(malformed)
    }
}

impl fmt::Display for PlanNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_below_those_that_it_goes_on_from() {
        let number = |text: &str| text.parse::<PlanNumber>().unwrap();
        for (one, other, is_below) in [
            ("5.1", "5", true),
            ("5.1", "5.0", true),
            ("5.1.2", "5.1", true),
            ("5.1.2", "5.0", true),
            ("5.0", "5", false),
            ("5.1", "5.1", false),
            ("51", "5", false),
            ("6.1", "5.0", false),
        ] {
            assert_eq!(number(one).is_below(&number(other)), is_below, "{one} {other}");
        }
    }

    #[test]
    fn numbers_keep_their_form_and_their_order() {
        let number = |text: &str| text.parse::<PlanNumber>().unwrap();
        assert_eq!(number("2.10").to_string(), "2.10");
        assert!(number("2.9") < number("2.10") && number("2.0") < number("2.1") && number("2.4") < number("3.0"));
        assert_eq!(
            [number("2.0").level(), number("2.1").level(), number("3.3.1").level(), number("1").level()],
            [1, 2, 3, 1]
        );
        for text in ["", "1.", "a", "1.01", "-1", "1.2.3.4.5", "+1"] {
            assert!(text.parse::<PlanNumber>().is_err(), "{text}");
        }
    }
}
