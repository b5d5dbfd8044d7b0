//! The days of a plan, and where its years, half-years, quarters and months lie in them. Nothing else knows it.

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use super::period::YearPart;
use super::{Date, PartOfYear, Period, YearName};

/// A plan's days, and from when its quarters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlanPeriod {
    #[serde(flatten)]
    pub days: Period,
    /// None where the plan does not say it: by the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<CountedFrom>,
}

/// From when a plan's years, half-years and quarters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CountedFrom {
    /// From 1 January.
    Calendar,
    /// From the plan's first day.
    Beginning,
}

impl CountedFrom {
    pub const ALL: [Self; 2] = [Self::Calendar, Self::Beginning];

    /// Its words in `kvartaler`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calendar => "kalenderårets",
            Self::Beginning => "fra periodens begyndelse",
        }
    }
}

/// A quarter of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanQuarter {
    /// 1 to 4, in its year.
    pub number: u8,
    /// As this plan names it: with its year where it has several.
    pub part: PartOfYear,
    /// Those of its days that the plan has.
    pub days: Period,
}

impl PlanPeriod {
    /// From the first day of a calendar year to the last. None for a year outside the calendar.
    pub fn calendar_year(year: i32) -> Option<Self> {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).map(Date);
        Some(Self { days: Period { first: day(1, 1)?, last: day(12, 31)? }, counted: None })
    }

    /// All days of a part, also those before the plan begins and after it ends. A part that names no year is of the first
    /// year that has it on days of the plan. None for a year that the plan has not by that name.
    pub fn whole(&self, part: PartOfYear) -> Option<Period> {
        match part {
            PartOfYear::Days(days) => Some(days),
            PartOfYear::WholePeriod => Some(self.days),
            PartOfYear::OfYear(part, year) => {
                let is_named_so = self.in_year(year.begins, YearPart::Whole).map(YearName::of) == Some(year);
                self.in_year(year.begins, part).filter(|_| is_named_so)
            }
            PartOfYear::Whole => self.first_of(YearPart::Whole),
            PartOfYear::Quarter(number) => self.first_of(YearPart::Quarter(number)),
            PartOfYear::Half(number) => self.first_of(YearPart::Half(number)),
        }
    }

    fn first_of(&self, part: YearPart) -> Option<Period> {
        let all = || self.years().filter_map(|year| self.in_year(year, part));
        all().find(|days| days.within(&self.days).is_some()).or_else(|| all().next())
    }

    /// The days of the plan that a part has: a plan that begins in February has two months in its first quarter. Where it has
    /// none of them, all days of the part.
    pub fn days_of(&self, part: PartOfYear) -> Period {
        match self.whole(part) {
            Some(days) if part == PartOfYear::Days(days) => days,
            Some(days) => days.within(&self.days).unwrap_or(days),
            None => self.days,
        }
    }

    /// Whether a part has to name its year.
    pub fn has_several_years(&self) -> bool {
        self.years().nth(1).is_some()
    }

    /// What a part without a year can be, where that is more than one.
    pub fn readings(&self, part: PartOfYear) -> Vec<PartOfYear> {
        let part = match part {
            PartOfYear::Whole => YearPart::Whole,
            PartOfYear::Quarter(number) => YearPart::Quarter(number),
            PartOfYear::Half(number) => YearPart::Half(number),
            PartOfYear::Days(_) | PartOfYear::OfYear(..) | PartOfYear::WholePeriod => return Vec::new(),
        };
        let named: Vec<PartOfYear> = self.parts(part).map(|(year, _)| PartOfYear::OfYear(part, year)).collect();
        if named.len() > 1 { named } else { Vec::new() }
    }

    /// Its years, in order, each with the days that the plan has of it.
    pub fn in_years(&self) -> Vec<(YearName, Period)> {
        self.parts(YearPart::Whole).collect()
    }

    /// Its quarters, in order.
    pub fn quarters(&self) -> Vec<PlanQuarter> {
        let has_several = self.has_several_years();
        let of_number = |number| {
            self.parts(YearPart::Quarter(number)).map(move |(year, days)| {
                let part = YearPart::Quarter(number).of(Some(year).filter(|_| has_several));
                PlanQuarter { number, part, days }
            })
        };
        let mut quarters: Vec<PlanQuarter> = (1..=4).flat_map(of_number).collect();
        quarters.sort_by_key(|quarter| quarter.days.first);
        quarters
    }

    /// The quarter with a number: in one year its own, in several as they are counted from the plan's beginning.
    pub fn quarter(&self, number: u32) -> Option<PlanQuarter> {
        let quarters = self.quarters();
        match self.has_several_years() {
            true => quarters.get(usize::try_from(number).ok()?.checked_sub(1)?).copied(),
            false => quarters.into_iter().find(|quarter| u32::from(quarter.number) == number),
        }
    }

    /// The quarters that are followed by another of the plan, each with its number.
    pub fn quarters_on_the_way(&self) -> Vec<u32> {
        let last = match self.has_several_years() {
            true => u32::try_from(self.quarters().len()).unwrap_or(u32::MAX).saturating_sub(1),
            false => 3,
        };
        (1..=last).filter(|number| self.quarter(*number).is_some()).collect()
    }

    /// The year that a quarter is the last of, in a plan that has several.
    pub fn year_that_ends_with(&self, quarter: &PlanQuarter) -> Option<PartOfYear> {
        let mut years = self.in_years().into_iter().filter(|_| self.has_several_years());
        let (year, _) = years.find(|(_, days)| days.last == quarter.days.last)?;
        Some(PartOfYear::OfYear(YearPart::Whole, year))
    }

    /// Whether it has days of a calendar year.
    pub fn has_days_in(&self, year: i32) -> bool {
        (self.days.first.year()..=self.days.last.year()).contains(&year)
    }

    /// The quarter that a day lies in. None for a day outside the plan.
    pub fn quarter_of(&self, day: Date) -> Option<PlanQuarter> {
        self.quarters().into_iter().find(|quarter| quarter.days.contains(day))
    }

    /// The quarters that these days consist of. None when they begin or end inside one.
    pub fn quarters_in(&self, days: Period) -> Option<Vec<PlanQuarter>> {
        let inside: Vec<PlanQuarter> =
            self.quarters().into_iter().filter(|quarter| days.covers(&quarter.days)).collect();
        is_made_of(days, inside.first()?.days, inside.last()?.days).then_some(inside)
    }

    /// How many months these days consist of. None when they begin or end inside one.
    pub fn months_in(&self, days: Period) -> Option<u64> {
        let month = |year, month| self.months_of(year, month, 1)?.within(&self.days);
        let all = self.years().flat_map(|year| (0..12).filter_map(move |number| month(year, number)));
        let inside: Vec<Period> = all.filter(|month| days.covers(month)).collect();
        is_made_of(days, *inside.first()?, *inside.last()?).then_some(inside.len() as u64)
    }

    /// Each year's part that the plan has days of, with those days.
    fn parts(&self, part: YearPart) -> impl Iterator<Item = (YearName, Period)> + '_ {
        let name = |year| self.in_year(year, YearPart::Whole).map(YearName::of);
        self.years().filter_map(move |year| Some((name(year)?, self.in_year(year, part)?.within(&self.days)?)))
    }

    /// The years that the plan has days of, by when each begins.
    fn years(&self) -> impl Iterator<Item = i32> + '_ {
        let begins = self.days.first.0.year();
        let is_begun = |year: &i32| self.months_of(*year, 0, 12).is_some_and(|days| days.first <= self.days.last);
        (begins..).take_while(is_begun)
    }

    fn in_year(&self, year: i32, part: YearPart) -> Option<Period> {
        let (before, length) = part.months();
        self.months_of(year, before, length)
    }

    /// Some months of the year that begins in a calendar year: so many of them, with so many before.
    fn months_of(&self, year: i32, before: u32, length: u32) -> Option<Period> {
        let begins = self.days.first.0;
        let (origin, years) = match self.counted {
            None | Some(CountedFrom::Calendar) => (NaiveDate::from_ymd_opt(year, 1, 1)?, 0),
            Some(CountedFrom::Beginning) => (begins, i64::from(year) - i64::from(begins.year())),
        };
        let at = |months: u32| {
            let months = years * 12 + i64::from(months);
            let distance = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
            if months < 0 { origin.checked_sub_months(distance) } else { origin.checked_add_months(distance) }
        };
        Some(Period { first: Date(at(before)?), last: Date(at(before + length)?.pred_opt()?) })
    }
}

fn is_made_of(days: Period, first: Period, last: Period) -> bool {
    first.first == days.first && last.last == days.last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(days: &str, counted: CountedFrom) -> PlanPeriod {
        PlanPeriod { days: days.parse().unwrap(), counted: Some(counted) }
    }

    fn days(period: &PlanPeriod, part: &str) -> String {
        period.days_of(part.parse().unwrap()).to_string()
    }

    fn quarters(period: &PlanPeriod) -> Vec<String> {
        period.quarters().iter().map(|quarter| format!("{}: {}", quarter.part, quarter.days)).collect()
    }

    #[test]
    fn parts_of_a_calendar_year_have_their_days() {
        let year = PlanPeriod::calendar_year(2024).unwrap();
        assert_eq!(days(&year, "1. kvartal"), "1. januar 2024 til 31. marts 2024");
        assert_eq!(days(&year, "2. halvår"), "1. juli 2024 til 31. december 2024");
        for text in ["hele året", "hele perioden", "2024"] {
            assert_eq!(days(&year, text), "1. januar 2024 til 31. december 2024");
        }
        assert_eq!(days(&year, "1. februar 2024 til 29. februar 2024"), "1. februar 2024 til 29. februar 2024");
    }

    #[test]
    fn a_plan_that_begins_in_february_has_two_months_in_its_first_quarter() {
        let plan = period("1. februar 2025 til 30. november 2025", CountedFrom::Calendar);
        assert_eq!(days(&plan, "1. kvartal"), "1. februar 2025 til 31. marts 2025");
        assert_eq!(plan.whole(PartOfYear::Quarter(1)).unwrap().to_string(), "1. januar 2025 til 31. marts 2025");
        assert_eq!(days(&plan, "hele året"), "1. februar 2025 til 30. november 2025");
    }

    #[test]
    fn a_school_year_has_its_own_quarters_where_the_plan_says_so() {
        let year = period("1. august 2016 til 31. juli 2017", CountedFrom::Beginning);
        assert_eq!(
            quarters(&year),
            [
                "1. kvartal: 1. august 2016 til 31. oktober 2016",
                "2. kvartal: 1. november 2016 til 31. januar 2017",
                "3. kvartal: 1. februar 2017 til 30. april 2017",
                "4. kvartal: 1. maj 2017 til 31. juli 2017",
            ]
        );
        assert_eq!(days(&year, "2. halvår"), "1. februar 2017 til 31. juli 2017");
        assert_eq!(days(&year, "2016/17"), "1. august 2016 til 31. juli 2017");
        assert!(year.whole("1. kvartal 2016".parse().unwrap()).is_none(), "the plan has no year 2016");
        assert_eq!(year.months_in(year.days), Some(12));
        assert!(!year.has_several_years());
    }

    #[test]
    fn in_the_quarters_of_the_calendar_a_school_year_has_five() {
        let year = period("1. august 2016 til 31. juli 2017", CountedFrom::Calendar);
        assert_eq!(
            quarters(&year),
            [
                "3. kvartal 2016: 1. august 2016 til 30. september 2016",
                "4. kvartal 2016: 1. oktober 2016 til 31. december 2016",
                "1. kvartal 2017: 1. januar 2017 til 31. marts 2017",
                "2. kvartal 2017: 1. april 2017 til 30. juni 2017",
                "3. kvartal 2017: 1. juli 2017 til 31. juli 2017",
            ]
        );
        assert_eq!(days(&year, "1. kvartal"), "1. januar 2017 til 31. marts 2017", "there is one in the plan");
        let readings: Vec<String> = year.readings(PartOfYear::Quarter(3)).iter().map(ToString::to_string).collect();
        assert_eq!(readings, ["3. kvartal 2016", "3. kvartal 2017"]);
        assert!(year.readings(PartOfYear::Quarter(4)).is_empty());
    }

    #[test]
    fn a_frame_of_several_years_names_them() {
        let frame = period("1. januar 2018 til 31. december 2021", CountedFrom::Calendar);
        let years: Vec<String> = frame.in_years().iter().map(|(year, _)| year.to_string()).collect();
        assert_eq!(years, ["2018", "2019", "2020", "2021"]);
        assert_eq!(days(&frame, "2. kvartal 2020"), "1. april 2020 til 30. juni 2020");
        assert_eq!(days(&frame, "hele perioden"), "1. januar 2018 til 31. december 2021");
        assert_eq!(frame.readings(PartOfYear::Whole).len(), 4);
        let frame = period("1. august 2018 til 31. juli 2021", CountedFrom::Beginning);
        let years: Vec<String> = frame.in_years().iter().map(|(year, _)| year.to_string()).collect();
        assert_eq!(years, ["2018/19", "2019/20", "2020/21"]);
        assert_eq!(days(&frame, "1. kvartal 2019/20"), "1. august 2019 til 31. oktober 2019");
    }

    #[test]
    fn quarters_that_begin_on_the_last_day_of_a_month_leave_no_day_out() {
        let plan = period("31. august 2025 til 30. august 2026", CountedFrom::Beginning);
        let quarters = plan.quarters();
        for pair in quarters.windows(2) {
            assert_eq!(pair[0].days.last.day_after(), Some(pair[1].days.first));
        }
        assert_eq!(quarters.last().unwrap().days.last, plan.days.last);
    }

    #[test]
    fn days_are_whole_quarters_or_they_are_not() {
        let year = PlanPeriod::calendar_year(2025).unwrap();
        let numbers = |text: &str| {
            let quarters = year.quarters_in(text.parse().unwrap())?;
            Some(quarters.iter().map(|quarter| quarter.number).collect::<Vec<u8>>())
        };
        assert_eq!(numbers("1. april 2025 til 31. december 2025"), Some(vec![2, 3, 4]));
        assert_eq!(numbers("1. april 2025 til 30. december 2025"), None);
        assert_eq!(numbers("1. maj 2025 til 31. maj 2025"), None);
        assert_eq!(year.months_in("1. maj 2025 til 30. juni 2025".parse().unwrap()), Some(2));
    }
}
