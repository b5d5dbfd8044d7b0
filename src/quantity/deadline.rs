//! Deadlines: the last day something may be done.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Date, Malformed, PartOfYear, forms, year};

/// When something must be done, in the words of the plan. A deadline is a day: `udgangen af 2. kvartal` is 30 June,
/// `medio 2018` 30 June, `ultimo 2020` 31 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Deadline {
    Day(Date),
    /// `udgangen af 2. kvartal 2023`; without a year, the plan's own.
    EndOf(PartOfYear, Option<i32>),
    /// `i 1. halvår`: done inside that part of the year, at the latest on its last day.
    Within(PartOfYear, Option<i32>),
    Middle(i32),
    End(i32),
}

impl Deadline {
    /// The last day in time, for a plan of that year. None for a year outside the calendar.
    pub fn day(self, plan_year: i32) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::EndOf(part, year) | Self::Within(part, year) => {
                part.days(year.unwrap_or(plan_year)).map(|period| period.last)
            }
            Self::Middle(year) => NaiveDate::from_ymd_opt(year, 6, 30).map(Date),
            Self::End(year) => NaiveDate::from_ymd_opt(year, 12, 31).map(Date),
        }
    }

    /// How a sentence says it, with the year spelled out: `senest ved udgangen af 2. kvartal 2023`.
    pub fn in_words(self, plan_year: i32) -> String {
        let named = |part: PartOfYear, year: Option<i32>| match part {
            PartOfYear::Whole => format!("{}", year.unwrap_or(plan_year)),
            PartOfYear::Quarter(_) | PartOfYear::Half(_) | PartOfYear::Days(_) => {
                format!("{part} {}", year.unwrap_or(plan_year))
            }
        };
        match self {
            Self::Day(day) => format!("senest den {day}"),
            Self::EndOf(part, year) => format!("senest ved udgangen af {}", named(part, year)),
            Self::Within(part, year) => format!("i {}", named(part, year)),
            Self::Middle(year) => format!("medio {year}"),
            Self::End(year) => format!("ultimo {year}"),
        }
    }
}

impl FromStr for Deadline {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        // A deadline is the last day without saying so.
        let latest = text.strip_prefix("senest ").map_or(text, str::trim_start);
        let latest = latest.strip_prefix("den ").map_or(latest, str::trim_start);
        if latest != text {
            return latest.parse().map_err(|_| malformed(text));
        }
        let read = if let Some(rest) = text.strip_prefix("udgangen af ") {
            match year(rest) {
                Some(year) => Some(Self::EndOf(PartOfYear::Whole, Some(year))),
                None => PartOfYear::named(rest).map(|(part, year)| Self::EndOf(part, year)),
            }
        } else if let Some(rest) = text.strip_prefix("i ") {
            PartOfYear::named(rest).map(|(part, year)| Self::Within(part, year))
        } else if let Some(rest) = text.strip_prefix("medio ") {
            year(rest).map(Self::Middle)
        } else if let Some(rest) = text.strip_prefix("ultimo ") {
            year(rest).map(Self::End)
        } else {
            return match text.parse() {
                Ok(day) => Ok(Self::Day(day)),
                Err(error) if error.problem.contains("calendar") => Err(error),
                Err(_) => Err(malformed(text)),
            };
        };
        read.ok_or_else(|| malformed(text))
    }
}

fn malformed(text: &str) -> Malformed {
    let forms = "write `udgangen af 2. kvartal`, `i 1. halvår`, `medio 2023`, `ultimo 2023` or a date: `30. juni 2023`";
    Malformed::new(format!("`{text}` is not a deadline"), forms::deadline(text).unwrap_or_else(|| forms.to_owned()))
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_year = |f: &mut fmt::Formatter<'_>, part: &PartOfYear, year: &Option<i32>| match (part, year) {
            (PartOfYear::Whole, Some(year)) => write!(f, "{year}"),
            (_, Some(year)) => write!(f, "{part} {year}"),
            (_, None) => write!(f, "{part}"),
        };
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::EndOf(part, year) => f.write_str("udgangen af ").and_then(|()| with_year(f, part, year)),
            Self::Within(part, year) => f.write_str("i ").and_then(|()| with_year(f, part, year)),
            Self::Middle(year) => write!(f, "medio {year}"),
            Self::End(year) => write!(f, "ultimo {year}"),
        }
    }
}

/// The year of a day.
impl Date {
    pub fn year(self) -> i32 {
        self.0.year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_a_day() {
        for (text, day) in [
            ("udgangen af 2. kvartal", "30. juni 2023"),
            ("udgangen af 4. kvartal 2024", "31. december 2024"),
            ("udgangen af 1. halvår", "30. juni 2023"),
            ("udgangen af 2023", "31. december 2023"),
            ("i 3. kvartal", "30. september 2023"),
            ("medio 2018", "30. juni 2018"),
            ("ultimo 2020", "31. december 2020"),
            ("15. maj 2023", "15. maj 2023"),
        ] {
            let deadline: Deadline = text.parse().unwrap();
            assert_eq!(deadline.day(2023).unwrap().to_string(), day);
            assert_eq!(deadline.to_string(), text);
        }
    }

    #[test]
    fn words_that_name_no_day_are_refused() {
        for text in ["snarest", "udgangen af året", "2. kvartal", "medio juni", "i maj"] {
            assert!(text.parse::<Deadline>().is_err(), "{text}");
        }
    }
}
