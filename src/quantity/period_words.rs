//! How Danish says a part of a plan's period: `2. kvartal 2023`, `1. kvartal (august–oktober 2016)`, `skoleåret 2016/17`.

use chrono::Datelike;

use super::{Date, PartOfYear, Period, PlanPeriod, YearName, YearPart, month_name};

impl PlanPeriod {
    /// A part as a sentence says it, with its year; with its months where the plan's quarters are not those of the calendar.
    pub fn in_words(&self, part: PartOfYear) -> String {
        match part {
            PartOfYear::Days(days) => days.to_string(),
            PartOfYear::WholePeriod => self.in_years_in_words(),
            PartOfYear::Whole if !self.has_several_years() => self.in_years_in_words(),
            PartOfYear::Whole => self.of_year(YearPart::Whole, part),
            PartOfYear::Quarter(number) => self.of_year(YearPart::Quarter(number), part),
            PartOfYear::Half(number) => self.of_year(YearPart::Half(number), part),
            PartOfYear::OfYear(named, _) => self.of_year(named, part),
        }
    }

    /// The end of a part: `2. kvartal 2023`, or with the day where the plan's quarters are not those of the calendar.
    pub(super) fn end_in_words(&self, part: PartOfYear) -> String {
        let is_in_a_year = matches!(
            part,
            PartOfYear::Quarter(_)
                | PartOfYear::Half(_)
                | PartOfYear::OfYear(YearPart::Quarter(_) | YearPart::Half(_), _)
        );
        match self.whole(part) {
            Some(days) if is_in_a_year && !self.is_by_calendar() => format!("{part} ({})", days.last),
            Some(_) | None => self.in_words(part),
        }
    }

    /// The plan's years, short, for a heading: `2023`, `2016/17`, `2018–2021`.
    pub fn short_name(&self) -> String {
        let (first, last) = (self.days.first.year(), self.days.last.year());
        let is_short =
            last == first + 1 && self.days.last.0 < self.days.first.0.with_year(last).unwrap_or(self.days.last.0);
        if first == last || is_short { YearName::of(self.days).to_string() } else { format!("{first}–{last}") }
    }

    /// Whether its quarters are those of the calendar, and no word is needed on which months they are.
    pub fn is_by_calendar(&self) -> bool {
        let first = self.whole(PartOfYear::Quarter(1)).map(|days| days.first.0);
        first.is_none_or(|first| (first.day(), first.month()) == (1, 1))
    }

    fn in_years_in_words(&self) -> String {
        let Period { first, last } = self.days;
        let is_whole_years = is_day(first, 1, 1) && is_day(last, 31, 12);
        let is_school_year = is_day(first, 1, 8) && is_day(last, 31, 7) && last.year() == first.year() + 1;
        match first.year() == last.year() {
            true => first.year().to_string(),
            false if is_whole_years => format!("{}–{}", first.year(), last.year()),
            false if is_school_year => format!("skoleåret {}", YearName::of(self.days)),
            false => format!("perioden {first} – {last}"),
        }
    }

    fn of_year(&self, named: YearPart, part: PartOfYear) -> String {
        let Some(days) = self.whole(part) else { return part.to_string() };
        match named {
            YearPart::Whole => Self { days, ..*self }.in_years_in_words(),
            YearPart::Quarter(_) | YearPart::Half(_) if self.is_by_calendar() => {
                format!("{named} {}", days.first.year())
            }
            YearPart::Quarter(_) | YearPart::Half(_) => format!("{part} ({})", months(days)),
        }
    }
}

fn is_day(date: Date, day: u32, month: u32) -> bool {
    (date.0.day(), date.0.month()) == (day, month)
}

/// `august–oktober 2016`, `november 2016 – januar 2017`; days that are no whole months by the first and the last of them.
fn months(days: Period) -> String {
    let (first, last) = (days.first.0, days.last.0);
    let is_whole = first.day() == 1 && days.last.day_after().is_some_and(|next| next.0.day() == 1);
    let (from, to) = (month_name(first.month()), month_name(last.month()));
    match (is_whole, first.year() == last.year()) {
        (true, true) => format!("{from}–{to} {}", last.year()),
        (true, false) => format!("{from} {} – {to} {}", first.year(), last.year()),
        (false, true) => format!("{}. {from} – {}", first.day(), days.last),
        (false, false) => format!("{} – {}", days.first, days.last),
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::{CountedFrom, PlanPeriod};

    fn said(days: &str, counted: CountedFrom, part: &str) -> String {
        PlanPeriod { days: days.parse().unwrap(), counted: Some(counted) }.in_words(part.parse().unwrap())
    }

    #[test]
    fn a_part_is_said_as_the_plan_counts_it() {
        let (year, school) = ("1. januar 2025 til 31. december 2025", "1. august 2016 til 31. juli 2017");
        let (calendar, beginning) = (CountedFrom::Calendar, CountedFrom::Beginning);
        for (days, counted, part, words) in [
            (year, calendar, "2. kvartal", "2. kvartal 2025"),
            (year, beginning, "2. kvartal", "2. kvartal 2025"),
            (year, calendar, "hele året", "2025"),
            (school, calendar, "4. kvartal", "4. kvartal 2016"),
            (school, beginning, "1. kvartal", "1. kvartal (august–oktober 2016)"),
            (school, beginning, "2. kvartal", "2. kvartal (november 2016 – januar 2017)"),
            (school, beginning, "2. halvår", "2. halvår (februar–juli 2017)"),
            (school, beginning, "hele året", "skoleåret 2016/17"),
            (
                "5. september 2016 til 4. september 2017",
                beginning,
                "1. kvartal",
                "1. kvartal (5. september – 4. december 2016)",
            ),
            ("1. januar 2018 til 31. december 2021", calendar, "hele perioden", "2018–2021"),
            ("1. januar 2018 til 31. december 2021", calendar, "2019", "2019"),
            ("1. januar 2018 til 31. december 2021", calendar, "1. halvår 2019", "1. halvår 2019"),
            ("1. august 2018 til 31. juli 2021", beginning, "2019/20", "skoleåret 2019/20"),
            (
                "1. september 2018 til 31. august 2019",
                beginning,
                "hele året",
                "perioden 1. september 2018 – 31. august 2019",
            ),
        ] {
            assert_eq!(said(days, counted, part), words, "{days}");
        }
    }

    #[test]
    fn a_heading_has_the_years_short() {
        let short = |days: &str| PlanPeriod { days: days.parse().unwrap(), counted: None }.short_name();
        assert_eq!(short("1. februar 2025 til 30. november 2025"), "2025");
        assert_eq!(short("1. august 2016 til 31. juli 2017"), "2016/17");
        assert_eq!(short("1. januar 2018 til 31. december 2021"), "2018–2021");
        assert_eq!(short("1. januar 2018 til 31. december 2019"), "2018–2019");
        assert_eq!(short("1. august 2018 til 31. juli 2021"), "2018–2021");
    }
}
