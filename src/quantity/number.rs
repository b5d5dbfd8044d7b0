//! Decimal numbers as Danish writes them: `2,5`, `1.234,5`.

use crate::language::{Message, say};
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Malformed, OtherForm, is_digits, pointed};

/// A decimal number, exactly as written: `2,50` keeps its zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Number(#[serde(serialize_with = "exactly")] pub Decimal);

/// More than any plan needs, and few enough that no sum of numbers and no share of one can overflow.
const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 9;

impl FromStr for Number {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let malformed = |help: Message| Malformed::new(say!("malformed.number", text = text), help);
        let form = || say!("form.number");
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
        if let Some(number) = pointed(text).filter(|number| !number.contains(char::is_whitespace)) {
            let form = OtherForm::new(text, &number);
            return Err(malformed(say!("form.thousands", number = number)).meant(Some(form)));
        }
        if digits.ends_with(',') || !(fraction.is_empty() || is_digits(fraction)) {
            return Err(malformed(form()));
        }
        let groups: Vec<&str> = whole.split('.').collect();
        if !groups.iter().all(|group| is_digits(group)) {
            return Err(malformed(form()));
        }
        let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        if !grouped {
            let comma = digits.replacen('.', ",", 1);
            // Three figures behind a point are thousands; more of them nobody can be sure of.
            let is_clear = groups.len() == 2 && fraction.is_empty() && groups[1].len() < 3;
            let form = OtherForm::new(text, format!("{sign}{comma}"));
            let malformed = malformed(say!("form.decimals", number = format!("{sign}{comma}")));
            return Err(malformed.meant(Some(form).filter(|_| is_clear)));
        }
        // `12,000`: twelve with three decimals, or as many thousands?
        if groups.len() == 1
            && (1..=999).contains(&whole.parse().unwrap_or(0))
            && fraction.len() == 3
            && fraction.ends_with('0')
        {
            let decimals = format!("{whole},{fraction}");
            let decimals = decimals.trim_end_matches('0').trim_end_matches(',');
            let (thousands, decimals) = (format!("{sign}{whole}.{fraction}"), format!("{sign}{decimals}"));
            return Err(malformed(say!("form.thousands-or-decimals", thousands = thousands, decimals = decimals)));
        }
        if groups.concat().len() > MOST_DIGITS || fraction.len() > MOST_DECIMALS {
            return Err(malformed(say!("form.number-size", digits = MOST_DIGITS, decimals = MOST_DECIMALS)));
        }
        let plain = if fraction.is_empty() {
            format!("{sign}{}", groups.concat())
        } else {
            format!("{sign}{}.{fraction}", groups.concat())
        };
        Decimal::from_str_exact(&plain).map(Number).map_err(|_| malformed(form()))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_decimal(self.0))
    }
}

/// Writes a decimal the Danish way, its decimals as they are: `1.234,50`.
pub fn show_decimal(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut shown = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        shown.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(',');
        shown.push_str(fraction);
    }
    shown
}

/// A decimal as its digits, and never through a float: `2,50` and `2,5` are the same.
pub(super) fn exactly<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&value.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_written() {
        for text in ["0", "2,5", "2,50", "226,6", "1.234,5", "−3", "12.345.678"] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_decimal_point_is_refused_and_the_comma_is_shown() {
        let error = "2.5".parse::<Number>().unwrap_err();
        assert_eq!(error.help.to_string(), "write the decimals after a comma: `2,5`");
    }

    #[test]
    fn thousands_take_a_point() {
        for (text, form) in [
            ("12,000", "`12.000`"),
            ("12,000", "`12`"),
            ("9,500", "`9.500`"),
            ("9,500", "`9,5`"),
            ("12 000", "`12.000`"),
            ("1\u{a0}234,5", "`1.234,5`"),
            ("-3 000", "`-3.000`"),
        ] {
            let error = text.parse::<Number>().unwrap_err();
            assert!(error.help.to_string().contains(form), "{text}: {}", error.help);
        }
        for text in ["0,500", "1.234,500", "9,505", "1234,500"] {
            assert!(text.parse::<Number>().is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", ",", "2,", ",5", "1e3", "1.23.456", "0x1", "ti", "1 000", "٣", "1234567890123456"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
