//! Amounts with a unit, time limits and ranges: `7 dage pr. medarbejder`, `31 dage`, `3-4`, `-2 til 2 pct.`

use crate::language::say;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::percent::SIGNS;
use super::{Malformed, Number, OtherForm, Percent, pointed, split_unit};

/// A number with the unit that its author gives it: `7 dage pr. medarbejder`, `95 pct.`
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Amount {
    pub number: Number,
    pub unit: String,
}

impl FromStr for Amount {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (number, unit) = split_unit(text);
        let unit = unit_named(text, unit)?;
        // What is no number is named as a whole: `to møder`.
        let number = if number.is_empty() { text } else { number };
        Ok(Self { number: number.parse()?, unit })
    }
}

/// A unit in the one way that it is shown: a percent sign is `pct.` It begins with a letter or a sign, never with a digit.
fn unit_named(text: &str, unit: &str) -> Result<String, Malformed> {
    let begins_well = |first: char| first.is_alphabetic() || "%‰€$£°(/".contains(first);
    if !unit.is_empty() && !unit.starts_with(begins_well) {
        let pointed = pointed(text);
        let help = match &pointed {
            Some(number) => say!("form.thousands", number = number),
            None => say!("form.number-and-unit"),
        };
        let form = pointed.map(|number| OtherForm::new(text, number));
        return Err(Malformed::new(say!("malformed.number-with-unit", text = text.trim()), help).meant(form));
    }
    let percent = SIGNS.iter().find_map(|sign| unit.strip_prefix(sign));
    let percent = percent.filter(|rest| !rest.starts_with(char::is_alphanumeric));
    Ok(percent.map_or_else(|| unit.to_owned(), |rest| format!("{}{rest}", Percent::UNIT)))
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.unit.is_empty() { write!(f, "{}", self.number) } else { write!(f, "{} {}", self.number, self.unit) }
    }
}

/// How long something may take. `inden for 31 dage` includes day 31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct TimeLimit {
    pub count: u32,
    pub unit: TimeUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum TimeUnit {
    Minutes,
    Hours,
    Days,
    WorkingDays,
    Weeks,
    Months,
}

/// Singular and plural of each unit; the first spelling is the one shown.
const UNITS: &[(TimeUnit, &[&str], &[&str])] = &[
    (TimeUnit::Minutes, &["minut", "min."], &["minutter", "min."]),
    (TimeUnit::Hours, &["time"], &["timer"]),
    (TimeUnit::Days, &["dag"], &["dage"]),
    (TimeUnit::WorkingDays, &["hverdag"], &["hverdage"]),
    (TimeUnit::Weeks, &["uge"], &["uger"]),
    (TimeUnit::Months, &["måned"], &["måneder"]),
];

impl TimeUnit {
    /// How it is written, one and many.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let named = UNITS.iter().filter(move |(unit, ..)| *unit == self);
        named.flat_map(|(_, one, many)| one.iter().chain(*many).map(|word| word.trim_end_matches('.')))
    }
}

impl FromStr for TimeLimit {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let malformed = || Malformed::new(say!("malformed.limit", text = text.trim()), say!("form.limit"));
        let (count, unit) = split_unit(text);
        let count: u32 = count.parse().map_err(|_| malformed())?;
        let (unit, ..) =
            UNITS.iter().find(|(_, one, many)| one.contains(&unit) || many.contains(&unit)).ok_or_else(malformed)?;
        Ok(Self { count, unit: *unit })
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, one, many) = UNITS.iter().find(|(unit, ..)| *unit == self.unit).unwrap_or(&UNITS[0]);
        write!(f, "{} {}", self.count, if self.count == 1 { one[0] } else { many[0] })
    }
}

/// A range with both ends included: `3-4`, `98-102 pct.`, `-2 til 2 pct.`
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Range {
    pub least: Number,
    pub most: Number,
    /// Of both ends; empty for things that are counted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

impl FromStr for Range {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let help = || say!("form.range");
        let no_range = || Malformed::new(say!("malformed.range", text = text.trim()), help());
        let (least, rest) = split_unit(text);
        // A unit can stand after both ends: `98 pct. - 102 pct.`
        let (first_unit, rest) = ["til", "-", "–"]
            .iter()
            .filter_map(|between| rest.split_once(between))
            .min_by_key(|(before, _)| before.len())
            .ok_or_else(no_range)?;
        let (most, unit) = split_unit(rest);
        let unit = unit_named(rest, unit)?;
        let first_unit = unit_named(text, first_unit.trim())?;
        if least.is_empty() || most.is_empty() || !(first_unit.is_empty() || first_unit == unit) {
            return Err(no_range());
        }
        let (least, most): (Number, Number) = (least.parse()?, most.parse()?);
        if least.0 > most.0 {
            return Err(Malformed::new(say!("malformed.range-backwards", text = text.trim()), help()));
        }
        Ok(Self { least, most, unit })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A dash before a minus would be two signs in a row.
        let is_signed = self.least.0 < Decimal::ZERO || self.most.0 < Decimal::ZERO;
        let between = if is_signed { " til " } else { "–" };
        write!(f, "{}{between}{}", self.least, self.most)?;
        if self.unit.is_empty() { Ok(()) } else { write!(f, " {}", self.unit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_and_show() {
        for (written, shown) in
            [("31 dage", "31 dage"), ("1 dag", "1 dag"), ("10 min.", "10 minutter"), ("6 måneder", "6 måneder")]
        {
            assert_eq!(written.parse::<TimeLimit>().unwrap().to_string(), shown);
        }
        for text in ["31", "dage", "2,5 dage", "-1 dage", "31 days"] {
            assert!(text.parse::<TimeLimit>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_and_amounts_read_and_show() {
        assert_eq!("3-4".parse::<Range>().unwrap().to_string(), "3–4");
        assert!("4-3".parse::<Range>().is_err());
        assert!("3".parse::<Range>().is_err());
        assert_eq!("7 dage pr. medarbejder".parse::<Amount>().unwrap().to_string(), "7 dage pr. medarbejder");
        assert_eq!("95 pct.".parse::<Amount>().unwrap().unit, "pct.");
    }

    #[test]
    fn a_percent_sign_is_one_unit() {
        for text in ["95%", "95 %", "95 pct.", "95 pct", "95 procent", "95\u{a0}%"] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), "95 pct.", "{text}");
        }
        assert_eq!("95 % af sagerne".parse::<Amount>().unwrap().to_string(), "95 pct. af sagerne");
        assert_eq!("2 procentpoint".parse::<Amount>().unwrap().unit, "procentpoint");
    }

    #[test]
    fn a_unit_begins_with_no_digit_and_the_point_is_shown() {
        for (text, form) in [
            ("12 000", "12.000"),
            ("12\u{a0}000", "12.000"),
            ("12\u{202f}000 sager", "12.000 sager"),
            ("1 234 567,5 kr.", "1.234.567,5 kr."),
            ("-12 000", "-12.000"),
        ] {
            let error = text.parse::<Amount>().unwrap_err();
            assert!(error.help.to_string().contains(&format!("`{form}`")), "{text}: {}", error.help);
        }
        for text in ["12 00", "7 1", "3 -4", "12'000", "1 2 3", "12.000.", "kr. 12"] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_take_a_unit_and_a_minus() {
        for (written, shown) in [
            ("-2 til 2 pct.", "−2 til 2 pct."),
            ("−2-2 pct.", "−2 til 2 pct."),
            ("-4 til -2", "−4 til −2"),
            ("98-102 pct.", "98–102 pct."),
            ("98–102%", "98–102 pct."),
            ("98 % - 102 %", "98–102 pct."),
            ("3 til 4", "3–4"),
            ("1.000-2.000 sager", "1.000–2.000 sager"),
        ] {
            let range: Range = written.parse().unwrap();
            assert_eq!(range.to_string(), shown, "{written}");
            assert_eq!(shown.parse::<Range>().unwrap(), range, "{written}");
        }
        for text in ["2 til -2", "3-4-5", "98 dage-102 pct.", "98 til", "-102 pct.", "1 000-2 000"] {
            assert!(text.parse::<Range>().is_err(), "{text}");
        }
    }
}
