//! Periods: from one day to another, and the parts of a year as a plan names them. Which days a part is, a
//! [`PlanPeriod`](super::PlanPeriod) knows.

use crate::language::say;
use std::fmt;
use std::str::FromStr;

use chrono::Datelike;
use serde::{Serialize, Serializer};

use super::{Date, Malformed, is_digits, year};

/// From one day to another, both included. Written `1. januar 2023 til 31. december 2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    pub first: Date,
    pub last: Date,
}

impl Period {
    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether every day of `other` is in it.
    pub fn covers(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The days that both have. None when they have none in common.
    pub fn within(&self, other: &Self) -> Option<Self> {
        let common = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (common.first <= common.last).then_some(common)
    }

    /// How many days it has.
    pub fn length(&self) -> u64 {
        u64::try_from(self.last.days_after(self.first) + 1).unwrap_or(0)
    }

    /// Whether it runs over no New Year.
    pub fn is_in_one_year(&self) -> bool {
        self.first.year() == self.last.year()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} til {}", self.first, self.last)
    }
}

/// A year of a plan by its name: `2019`, or `2018/19` where it ends in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YearName {
    pub begins: i32,
    pub is_split: bool,
}

impl YearName {
    /// The year that these days are called after.
    pub fn of(days: Period) -> Self {
        let (begins, ends) = (days.first.0.year(), days.last.0.year());
        Self { begins, is_split: begins != ends }
    }
}

impl FromStr for YearName {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = match text.split_once('/') {
            None => year(text).map(|begins| Self { begins, is_split: false }),
            Some((begins, ends)) => year(begins)
                .filter(|begins| ends.len() == 2 && is_digits(ends) && ends.parse() == Ok((begins + 1).rem_euclid(100)))
                .map(|begins| Self { begins, is_split: true }),
        };
        read.ok_or_else(|| Malformed::new(say!("malformed.year", text = text), say!("form.year-name")))
    }
}

impl fmt::Display for YearName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_split {
            write!(f, "{}/{:02}", self.begins, (self.begins + 1).rem_euclid(100))
        } else {
            write!(f, "{}", self.begins)
        }
    }
}

/// A year alone is its number.
impl Serialize for YearName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_split { serializer.collect_str(self) } else { serializer.serialize_i32(self.begins) }
    }
}

/// The part of the plan's year in which something is measured or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum PartOfYear {
    Whole,
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    Days(Period),
    /// Of the year that is named, in a plan that has several: `2019`, `2. kvartal 2019`, `1. halvår 2018/19`.
    OfYear(YearPart, YearName),
    /// All of the plan's days: `hele perioden`.
    WholePeriod,
}

/// A part of whichever year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum YearPart {
    Whole,
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
}

impl YearPart {
    /// The same, of the year that is named; without one, of the plan's own.
    pub fn of(self, year: Option<YearName>) -> PartOfYear {
        match (self, year) {
            (part, Some(year)) => PartOfYear::OfYear(part, year),
            (Self::Whole, None) => PartOfYear::Whole,
            (Self::Quarter(number), None) => PartOfYear::Quarter(number),
            (Self::Half(number), None) => PartOfYear::Half(number),
        }
    }

    /// The months of a year that it has: how many are before it, and how many are in it.
    pub(super) fn months(self) -> (u32, u32) {
        match self {
            Self::Whole => (0, 12),
            Self::Quarter(number) => (u32::from(number.saturating_sub(1)) * 3, 3),
            Self::Half(number) => (u32::from(number.saturating_sub(1)) * 6, 6),
        }
    }

    /// The words of a year, a quarter or a half-year, with or without the year after it: `2. kvartal`, `2. kvartal 2023`, `2023`.
    pub(super) fn named(text: &str) -> Option<(Self, Option<YearName>)> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (number, unit, year) = match words[..] {
            [year] => return year.parse().ok().map(|year| (Self::Whole, Some(year))),
            [number, unit] => (number, unit, None),
            [number, unit, of] => (number, unit, Some(of.parse().ok()?)),
            _ => return None,
        };
        let part = match (number, unit) {
            ("1.", "kvartal") => Self::Quarter(1),
            ("2.", "kvartal") => Self::Quarter(2),
            ("3.", "kvartal") => Self::Quarter(3),
            ("4.", "kvartal") => Self::Quarter(4),
            ("1.", "halvår") => Self::Half(1),
            ("2.", "halvår") => Self::Half(2),
            _ => return None,
        };
        Some((part, year))
    }
}

impl fmt::Display for YearPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("hele året"),
            Self::Quarter(number) => write!(f, "{number}. kvartal"),
            Self::Half(number) => write!(f, "{number}. halvår"),
        }
    }
}

impl fmt::Display for PartOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => YearPart::Whole.fmt(f),
            Self::Quarter(number) => YearPart::Quarter(*number).fmt(f),
            Self::Half(number) => YearPart::Half(*number).fmt(f),
            Self::Days(period) => write!(f, "{period}"),
            Self::OfYear(YearPart::Whole, year) => write!(f, "{year}"),
            Self::OfYear(part, year) => write!(f, "{part} {year}"),
            Self::WholePeriod => f.write_str("hele perioden"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_written_as_it_is_read() {
        for text in ["hele året", "hele perioden", "1. kvartal", "2. halvår", "2019", "2018/19", "3. kvartal 2018/19"]
        {
            assert_eq!(text.parse::<PartOfYear>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_fifth_quarter_is_refused() {
        for text in ["5. kvartal", "3. halvår", "Q1", "kvartal", "2018/20", "2018/2019", "2018/", "1. kvartal 18/19"] {
            assert!(text.parse::<PartOfYear>().is_err(), "{text}");
        }
        assert!("31. december 2023 til 1. januar 2023".parse::<Period>().is_err());
    }
}
