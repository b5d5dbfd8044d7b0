//! Deadlines: the last day something may be done.

use crate::language::say;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::forms::TextForm;
use super::{Date, Malformed, PartOfYear, PlanPeriod, YearName, YearPart, forms, year};

/// When something must be done, in the words of the plan. A deadline is a day: `udgangen af 2. kvartal` is 30 June,
/// `medio 2018` 30 June, `ultimo 2020` 31 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Deadline {
    Day(Date),
    /// `udgangen af 2. kvartal 2023`; without a year, the plan's own.
    EndOf(YearPart, Option<YearName>),
    /// `i 1. halvår`: done inside that part of the year, at the latest on its last day.
    Within(YearPart, Option<YearName>),
    Middle(i32),
    End(i32),
    /// `med årsrapporten 15. marts 2024`: after the plan has ended.
    WithReport(Date),
}

impl Deadline {
    /// The last day in time, for a plan of that period. None for a year that the plan has not by that name.
    pub fn day(self, plan: &PlanPeriod) -> Option<Date> {
        match self {
            Self::Day(day) | Self::WithReport(day) => Some(day),
            Self::EndOf(part, year) | Self::Within(part, year) => plan.whole(part.of(year)).map(|days| days.last),
            Self::Middle(year) => NaiveDate::from_ymd_opt(year, 6, 30).map(Date),
            Self::End(year) => NaiveDate::from_ymd_opt(year, 12, 31).map(Date),
        }
    }

    /// How a sentence says it, with the year spelled out: `senest ved udgangen af 2. kvartal 2023`.
    pub fn in_words(self, plan: &PlanPeriod) -> String {
        match self {
            Self::Day(day) => format!("senest den {day}"),
            Self::EndOf(part, year) => format!("senest ved udgangen af {}", plan.end_in_words(part.of(year))),
            Self::Within(part, year) => format!("i {}", plan.in_words(part.of(year))),
            Self::Middle(year) => format!("medio {year}"),
            Self::End(year) => format!("ultimo {year}"),
            Self::WithReport(day) => format!("med årsrapporten, senest den {day}"),
        }
    }

    /// How a line of its own says it: `udgangen af 2. kvartal 2023`, `30. juni 2023`.
    pub fn as_due(self, plan: &PlanPeriod) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::EndOf(part, year) => format!("udgangen af {}", plan.end_in_words(part.of(year))),
            Self::Within(part, year) => format!("i {}", plan.in_words(part.of(year))),
            Self::Middle(year) => format!("medio {year}"),
            Self::End(year) => format!("ultimo {year}"),
            Self::WithReport(day) => format!("med årsrapporten, senest den {day}"),
        }
    }

    /// The year that it names, with the part of it.
    pub fn part(self) -> Option<PartOfYear> {
        match self {
            Self::EndOf(part, year) | Self::Within(part, year) => Some(part.of(year)),
            Self::Day(_) | Self::Middle(_) | Self::End(_) | Self::WithReport(_) => None,
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
            YearPart::named(rest).map(|(part, year)| Self::EndOf(part, year))
        } else if let Some(rest) = text.strip_prefix("med årsrapporten") {
            let day = rest.trim_start_matches(',').trim_start();
            let day = day.strip_prefix("senest ").unwrap_or(day);
            day.strip_prefix("den ").unwrap_or(day).parse().ok().map(Self::WithReport)
        } else if let Some(rest) = text.strip_prefix("i ") {
            YearPart::named(rest)
                .filter(|(part, _)| *part != YearPart::Whole)
                .map(|(part, year)| Self::Within(part, year))
        } else if let Some(rest) = text.strip_prefix("medio ") {
            year(rest).map(Self::Middle)
        } else if let Some(rest) = text.strip_prefix("ultimo ") {
            year(rest).map(Self::End)
        } else {
            return match text.parse() {
                Ok(day) => Ok(Self::Day(day)),
                Err(error) if error.problem.id == "malformed.day" => Err(error),
                Err(_) => Err(malformed(text)),
            };
        };
        read.ok_or_else(|| malformed(text))
    }
}

fn malformed(text: &str) -> Malformed {
    let form = TextForm::or(forms::deadline(text), || say!("form.deadline"));
    form.malformed(say!("malformed.deadline", text = text.trim()), text)
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::EndOf(part, year) => write!(f, "udgangen af {}", part.of(*year)),
            Self::Within(part, year) => write!(f, "i {}", part.of(*year)),
            Self::Middle(year) => write!(f, "medio {year}"),
            Self::End(year) => write!(f, "ultimo {year}"),
            Self::WithReport(day) => write!(f, "med årsrapporten {day}"),
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
    use crate::quantity::CountedFrom;

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
            ("med årsrapporten 15. marts 2024", "15. marts 2024"),
        ] {
            let deadline: Deadline = text.parse().unwrap();
            assert_eq!(deadline.day(&PlanPeriod::calendar_year(2023).unwrap()).unwrap().to_string(), day);
            assert_eq!(deadline.to_string(), text);
        }
    }

    #[test]
    fn a_school_year_counts_its_own_quarters() {
        let days = "1. august 2016 til 31. juli 2017".parse().unwrap();
        let year = PlanPeriod { days, counted: Some(CountedFrom::Beginning) };
        for (text, words) in [
            ("udgangen af 1. kvartal", "senest ved udgangen af 1. kvartal (31. oktober 2016)"),
            ("i 2. halvår", "i 2. halvår (februar–juli 2017)"),
            ("udgangen af 2016/17", "senest ved udgangen af skoleåret 2016/17"),
            ("med årsrapporten, senest den 1. oktober 2017", "med årsrapporten, senest den 1. oktober 2017"),
        ] {
            assert_eq!(text.parse::<Deadline>().unwrap().in_words(&year), words);
        }
        assert!("udgangen af 1. kvartal 2016".parse::<Deadline>().unwrap().day(&year).is_none());
    }

    #[test]
    fn words_that_name_no_day_are_refused() {
        for text in ["snarest", "udgangen af året", "2. kvartal", "medio juni", "i maj", "i 2023", "med årsrapporten"]
        {
            assert!(text.parse::<Deadline>().is_err(), "{text}");
        }
    }
}
