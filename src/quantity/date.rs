//! Calendar dates as Danish writes them.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// A day. Written `23. juni 2023` or `2023-06-23`; shown in the first form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Date(pub NaiveDate);

impl Date {
    pub fn day_before(self) -> Option<Self> {
        self.0.pred_opt().map(Self)
    }

    pub fn day_after(self) -> Option<Self> {
        self.0.succ_opt().map(Self)
    }

    /// How many days later it is than another; below 0 when it is earlier.
    pub fn days_after(self, other: Self) -> i64 {
        (self.0 - other.0).num_days()
    }
}

pub(super) const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// The name of a month, 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// The number of a month, by its name or the first three or four letters of it: `oktober`, `Okt.`
pub(super) fn month_named(text: &str) -> Option<u32> {
    let name = text.trim_end_matches('.').to_lowercase();
    let is_of = |month: &str| month == name || (3..=4).contains(&name.len()) && month.starts_with(&name);
    MONTHS.iter().position(|month| is_of(month)).and_then(|place| u32::try_from(place + 1).ok())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {} {}", self.0.day(), month_name(self.0.month()), self.0.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_mean_the_same_day() {
        assert_eq!("23. juni 2023".parse::<Date>().unwrap(), "2023-06-23".parse::<Date>().unwrap());
        assert_eq!("2023-06-23".parse::<Date>().unwrap().to_string(), "23. juni 2023");
    }

    #[test]
    fn days_that_do_not_exist_are_told_apart_from_what_is_no_date() {
        assert!("30. februar 2023".parse::<Date>().unwrap_err().problem.to_string().contains("calendar"));
        assert!("2023-02-30".parse::<Date>().unwrap_err().problem.to_string().contains("calendar"));
        for text in
            ["-2025-1-01", "+2025-1-01", "2025-+1-01", "0025-01-01", "1. maj +2025", "+1. maj 2025", "1.. maj 2025"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for text in ["23/6 2023", "2023", "23 juni 2023", "juni", "23. juno 2023", "aaaa-bb-cc"] {
            assert!(text.parse::<Date>().unwrap_err().problem.to_string().contains("not a date"), "{text}");
        }
    }
}
