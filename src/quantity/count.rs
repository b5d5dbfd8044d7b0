//! Counts: how many there are.

use crate::language::{Message, say};
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::{Malformed, Number, show_decimal};

/// A whole number, 0 or more. Written `412`, `1.705` or `1705`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Count(pub u64);

impl FromStr for Count {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number: Number = text.parse()?;
        let count = Some(number.0).filter(|number| number.fract().is_zero()).and_then(|number| number.to_u64());
        count.map(Self).ok_or_else(|| Malformed::new(say!("malformed.count", text = text.trim()), whole_form(number)))
    }
}

/// How a whole number is written, after one that is none: with three decimals it may be thousands.
pub fn whole_form(number: Number) -> Message {
    if number.0.scale() == 3 {
        say!("form.count-thousands", number = show_decimal(number.0 * Decimal::ONE_THOUSAND).trim_end_matches(",000"))
    } else {
        say!("form.count-example")
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_decimal(Decimal::from(self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_and_show() {
        assert_eq!("1.705".parse::<Count>().unwrap(), Count(1705));
        assert_eq!(Count(1705).to_string(), "1.705");
        assert!("12,345".parse::<Count>().unwrap_err().help.to_string().contains("`12.345`"));
        for text in ["-1", "2,5", "tre", "", "31 sager"] {
            assert!(text.parse::<Count>().is_err(), "{text}");
        }
    }
}
