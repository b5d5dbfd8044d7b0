//! Periods: from one day to another, and the parts of a year.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Date, year};

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

    /// A month of a year, from 1.
    pub fn month(year: i32, number: u32) -> Option<Self> {
        Self::of_months(year, number, number)
    }

    /// The period from the first day of one month to the last day of another, of the same year.
    fn of_months(year: i32, first: u32, last: u32) -> Option<Self> {
        let next = if last == 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(year, last + 1, 1)
        };
        Some(Self { first: Date(NaiveDate::from_ymd_opt(year, first, 1)?), last: Date(next?.pred_opt()?) })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} til {}", self.first, self.last)
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
}

impl PartOfYear {
    /// The days it means in a plan's year. None for a year outside the calendar.
    pub fn days(self, year: i32) -> Option<Period> {
        match self {
            Self::Whole => Period::of_months(year, 1, 12),
            Self::Quarter(quarter) => Period::of_months(year, u32::from(quarter) * 3 - 2, u32::from(quarter) * 3),
            Self::Half(half) => Period::of_months(year, u32::from(half) * 6 - 5, u32::from(half) * 6),
            Self::Days(period) => Some(period),
        }
    }

    /// The words of a quarter or a half-year, with or without the year after it: `2. kvartal`, `2. kvartal 2023`.
    pub(super) fn named(text: &str) -> Option<(Self, Option<i32>)> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (number, unit, year) = match words[..] {
            [number, unit] => (number, unit, None),
            [number, unit, of] => (number, unit, Some(year(of)?)),
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

impl fmt::Display for PartOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("hele året"),
            Self::Quarter(number) => write!(f, "{number}. kvartal"),
            Self::Half(number) => write!(f, "{number}. halvår"),
            Self::Days(period) => write!(f, "{period}"),
        }
    }
}

/// The year that a period begins in.
impl Period {
    pub fn year(&self) -> i32 {
        self.first.0.year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_have_their_days() {
        let days = |text: &str| text.parse::<PartOfYear>().unwrap().days(2024).unwrap().to_string();
        assert_eq!(days("1. kvartal"), "1. januar 2024 til 31. marts 2024");
        assert_eq!(days("2. halvår"), "1. juli 2024 til 31. december 2024");
        assert_eq!(days("hele året"), "1. januar 2024 til 31. december 2024");
        assert_eq!(days("1. februar 2024 til 29. februar 2024"), "1. februar 2024 til 29. februar 2024");
    }

    #[test]
    fn a_fifth_quarter_is_refused() {
        for text in ["5. kvartal", "3. halvår", "Q1", "kvartal"] {
            assert!(text.parse::<PartOfYear>().is_err(), "{text}");
        }
        assert!("31. december 2023 til 1. januar 2023".parse::<Period>().is_err());
    }
}
