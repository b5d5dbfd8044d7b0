//! Amounts with a unit, time limits and ranges: `7 dage pr. medarbejder`, `31 dage`, `3-4`.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Malformed, Number, split_unit};

/// A number with the unit that its author gives it: `7 dage pr. medarbejder`, `95 pct.`
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Amount {
    pub number: Number,
    pub unit: String,
}

impl FromStr for Amount {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (number, unit) = split_unit(text).unwrap_or((text.trim(), ""));
        Ok(Self { number: number.parse()?, unit: unit.to_owned() })
    }
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

impl FromStr for TimeLimit {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let malformed = || {
            Malformed::new(
                format!("`{text}` is not a limit of time"),
                "a limit is a whole number and a unit: `31 dage`, `1 dag`, `10 minutter`, `6 måneder`",
            )
        };
        let (count, unit) = split_unit(text).ok_or_else(malformed)?;
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

/// A range with both ends included: `3-4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Range {
    pub least: Number,
    pub most: Number,
}

impl FromStr for Range {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let help = "a range has its lower end first: `3-4`";
        let (least, most) = text
            .split_once(['-', '–'])
            .ok_or_else(|| Malformed::new(format!("`{}` is not a range", text.trim()), help))?;
        let (least, most): (Number, Number) = (least.parse()?, most.parse()?);
        if least.0 > most.0 || least.0 < Decimal::ZERO {
            return Err(Malformed::new(format!("`{}` runs backwards", text.trim()), help));
        }
        Ok(Self { least, most })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.least, self.most)
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
}
