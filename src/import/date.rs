//! Dates as agencies' files have them, read byte by byte: no row of a case file costs an allocation for a date.

use chrono::{Datelike, NaiveDate};

use crate::quantity::{Date, month_name};

/// A day of the calendar as a number, so that two of them differ by a subtraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i32);

/// What a field is that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFault {
    NotADate,
    /// `30-02-2023`
    NotInCalendar,
    /// `23-06-23`
    ShortYear,
    /// `31-12-9999`, `01-01-1753`: what some programs write for no day at all.
    FarYear,
}

impl Day {
    /// How many days later it is than another; below 0 when it is earlier.
    pub fn after(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The same day of a later month, or that month's last where it has no such day.
    pub fn plus_months(self, months: u32) -> Self {
        let day = NaiveDate::from_num_days_from_ce_opt(self.0);
        day.and_then(|day| day.checked_add_months(chrono::Months::new(months))).map_or(Self(i32::MAX), |day| day.into())
    }

    /// The day of the calendar.
    pub fn date(self) -> Option<Date> {
        NaiveDate::from_num_days_from_ce_opt(self.0).map(Date)
    }

    fn of(year: i32, month: u32, day: u32) -> Result<Self, DateFault> {
        match year {
            1900..2200 => {}
            1000..=9999 if NaiveDate::from_ymd_opt(year, month, day).is_some() => return Err(DateFault::FarYear),
            _ => return Err(DateFault::NotADate),
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from).ok_or(DateFault::NotInCalendar)
    }
}

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        Self(day.num_days_from_ce())
    }
}

impl From<Date> for Day {
    fn from(day: Date) -> Self {
        day.0.into()
    }
}

/// `23-06-2023`, `23.6.2023`, `23/6 2023`, `23. juni 2023`, `den 23. jun. 2023`, `2023-06-23`, `20230623`; each of them
/// with a time of day after it, which says nothing here unless it is that of another place: `2025-03-31T22:30:00Z` is the
/// first of April in Denmark. None for an empty field.
pub(super) fn read(field: &[u8]) -> Option<Result<Day, DateFault>> {
    let field = trimmed(field);
    (!field.is_empty()).then(|| read_whole(field))
}

/// The two numbers before the year where a day is written as America writes it too: `03/04/2025`.
fn slashed(field: &[u8]) -> Option<(u32, u32)> {
    let (first, rest) = digits(trimmed(field));
    let (second, rest) = digits(rest.strip_prefix(b"/")?);
    let (year, _) = digits(rest.strip_prefix(b"/")?);
    let is_form = first.len() <= 2 && second.len() <= 2 && year.len() == 4;
    number(first).zip(number(second)).filter(|_| is_form)
}

/// Whether some bytes can hold a day whose month stands first: a stroke between two figures.
pub(super) fn may_have_month_first(bytes: &[u8]) -> bool {
    let is_between = |three: &[u8]| matches!(three, [b'0'..=b'9', b'/', b'0'..=b'9']);
    bytes.contains(&b'/') && bytes.windows(3).any(is_between)
}

/// Whether a day can only be read with its month first: `1/13/2025`.
pub(super) fn is_month_first(field: &[u8]) -> bool {
    slashed(field).is_some_and(|(first, second)| (1..=12).contains(&first) && (13..=31).contains(&second))
}

/// Whether a day can be read with its month first as well: `03/04/2025`.
pub(super) fn is_ambiguous(field: &[u8]) -> bool {
    let is_month = |part: u32| (1..=12).contains(&part);
    slashed(field).is_some_and(|(first, second)| is_month(first) && is_month(second) && first != second)
}

/// Without spaces at its ends: also those that do not break, in either encoding.
fn trimmed(field: &[u8]) -> &[u8] {
    const SPACES: [&[u8]; 3] = [b"\xc2\xa0", b"\xe2\x80\xaf", b"\xa0"];
    let mut field = field.trim_ascii();
    while let Some(rest) = SPACES.iter().find_map(|space| field.strip_suffix(*space).or(field.strip_prefix(*space))) {
        field = rest.trim_ascii();
    }
    field
}

fn read_whole(field: &[u8]) -> Result<Day, DateFault> {
    match field {
        [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] => {
            let [year, month, day] = [number(&[*a, *b, *c, *d]), number(&[*e, *f]), number(&[*g, *h])];
            match (year, month, day) {
                (Some(year), Some(month), Some(day)) if is_time(rest) => {
                    Day::of(year as i32, month, day).and_then(|day| in_denmark(day, rest))
                }
                _ => read_parts(field),
            }
        }
        [_, _, _, _, _, _, _, _] if number(field).is_some() => {
            let [year, month, day] = [&field[..4], &field[4..6], &field[6..]].map(|part| number(part).unwrap_or(0));
            Day::of(year as i32, month, day)
        }
        _ => read_parts(field),
    }
}

/// Day, month and year in the Danish order, with whatever stands between.
fn read_parts(field: &[u8]) -> Result<Day, DateFault> {
    let field =
        [&b"den "[..], b"d. ", b"Den ", b"D. "].iter().find_map(|lead| field.strip_prefix(*lead)).unwrap_or(field);
    let (day, rest) = digits(field);
    let rest = between(rest);
    let (month, rest) = match rest.first() {
        Some(first) if first.is_ascii_digit() => {
            let (month, rest) = digits(rest);
            (number(month).filter(|_| month.len() <= 2), rest)
        }
        _ => word(rest),
    };
    let rest = between(rest);
    let (year, rest) = digits(rest);
    match (number(day).filter(|_| day.len() <= 2), month, number(year)) {
        (Some(_), Some(_), Some(_)) if year.len() == 2 && is_time(rest) => Err(DateFault::ShortYear),
        (Some(day), Some(month), Some(number)) if year.len() == 4 && is_time(rest) => {
            Day::of(number as i32, month, day)
        }
        _ => Err(DateFault::NotADate),
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

fn digits(field: &[u8]) -> (&[u8], &[u8]) {
    field.split_at(field.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(field.len()))
}

/// What can stand between two parts of a date: one mark, and spaces around it.
fn between(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii_start();
    field
        .strip_prefix(b".")
        .or(field.strip_prefix(b"-"))
        .or(field.strip_prefix(b"/"))
        .unwrap_or(field)
        .trim_ascii_start()
}

/// A month's name, whole or its first three letters: `juni`, `jun.`, `sept.`
fn word(field: &[u8]) -> (Option<u32>, &[u8]) {
    let (name, rest) = field.split_at(field.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(field.len()));
    let is_named = |month: &u32| {
        let whole = month_name(*month).as_bytes();
        name.len() >= 3 && name.len() <= whole.len() && whole[..name.len()].eq_ignore_ascii_case(name)
    };
    ((1..=12).find(is_named), rest)
}

/// Nothing, or a time of day: `T10:15:00Z`, ` 10.15`.
fn is_time(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b'T' | b' ', time @ ..] => {
            time.first().is_some_and(u8::is_ascii_digit)
                && time.iter().all(|byte| byte.is_ascii_digit() || b":.,+-Z".contains(byte))
        }
        _ => false,
    }
}

/// The day that it is in Denmark at a time of another place: `T22:30:00Z`, `T22:30+00:00`. A time without a place is
/// Danish already.
fn in_denmark(day: Day, time: &[u8]) -> Result<Day, DateFault> {
    let Some(at) = at_offset(time) else { return Ok(day) };
    let (minutes, offset) = at.ok_or(DateFault::NotADate)?;
    let utc = day.0 * MINUTES + minutes - offset;
    Ok(Day((utc + summer_or_winter(utc)).div_euclid(MINUTES)))
}

/// A day in minutes.
const MINUTES: i32 = 24 * 60;

/// The minutes after midnight, and how many its place is before UTC: None of a time without a place, nothing of one that no
/// clock shows anywhere.
fn at_offset(time: &[u8]) -> Option<Option<(i32, i32)>> {
    let [b'T' | b' ', clock @ ..] = time else { return None };
    let (hours, rest) = digits(clock);
    let (minutes, _) = digits(rest.strip_prefix(b":")?);
    let place = clock.iter().position(|byte| matches!(byte, b'Z' | b'+' | b'-'))?;
    let offset = match (clock[place], &clock[place + 1..]) {
        (b'Z', []) => Some(0),
        (sign, rest) => {
            let (hours, rest) = rest.split_at_checked(2)?;
            let ahead = in_minutes(hours, rest.strip_prefix(b":").unwrap_or(rest), 14);
            ahead.map(|ahead| if sign == b'-' { -ahead } else { ahead })
        }
    };
    Some(in_minutes(hours, minutes, 24).zip(offset))
}

/// Hours and minutes in minutes. None of more hours than so many, or of a minute that no hour has.
fn in_minutes(hours: &[u8], minutes: &[u8], most: u32) -> Option<i32> {
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    let hours = number(hours).filter(|hours| *hours <= most)?;
    i32::try_from(hours * 60 + minutes).ok().filter(|_| minutes < 60)
}

/// How many minutes Denmark is before UTC: two hours from the last Sunday of March, 01:00 UTC, to that of October.
fn summer_or_winter(utc: i32) -> i32 {
    let year = NaiveDate::from_num_days_from_ce_opt(utc.div_euclid(MINUTES)).map_or(0, |day| day.year());
    let turn = |month: u32| {
        let last = NaiveDate::from_ymd_opt(year, month, 31)?;
        let sunday = last.num_days_from_ce() - i32::try_from(last.weekday().num_days_from_sunday()).ok()?;
        Some(sunday * MINUTES + 60)
    };
    match (turn(3), turn(10)) {
        (Some(spring), Some(autumn)) if spring <= utc && utc < autumn => 120,
        _ => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<Result<String, DateFault>> {
        let date = |day: Day| Date(NaiveDate::from_num_days_from_ce_opt(day.0).unwrap()).to_string();
        read(text.as_bytes()).map(|day| day.map(date))
    }

    #[test]
    fn a_day_is_read_however_danish_writes_it() {
        for text in [
            "2023-06-23",
            "23-06-2023",
            "23.06.2023",
            "23/06/2023",
            "23/6 2023",
            "23/6-2023",
            "23.6.2023",
            "23. juni 2023",
            "den 23. juni 2023",
            "d. 23. jun. 2023",
            "23 JUNI 2023",
            " 23-06-2023 ",
            "20230623",
            "2023-06-23T10:15:00Z",
            "2023-06-23 10:15",
            "23-06-2023 10.15",
            "23-jun-2023",
        ] {
            assert_eq!(shown(text), Some(Ok("23. juni 2023".into())), "{text}");
        }
        assert_eq!(shown("29-02-2024"), Some(Ok("29. februar 2024".into())));
        assert_eq!(shown("  "), None);
    }

    #[test]
    fn a_time_of_another_place_is_the_danish_day() {
        for (text, day) in [
            ("2025-03-31T22:30:00Z", "1. april 2025"),
            ("2025-03-31T21:59:59Z", "31. marts 2025"),
            ("2025-03-31 22:30:00+00:00", "1. april 2025"),
            ("2025-04-01T00:30:00+02:00", "1. april 2025"),
            ("2025-01-31T22:30:00Z", "31. januar 2025"),
            ("2025-01-31T23:00:00Z", "1. februar 2025"),
            ("2025-03-30T00:59:00Z", "30. marts 2025"),
            ("2025-10-25T22:00:00Z", "26. oktober 2025"),
            ("2025-10-26T22:59:00Z", "26. oktober 2025"),
            ("2025-12-31T18:00:00-05:00", "1. januar 2026"),
            ("2025-01-01T03:00:00+0900", "31. december 2024"),
            ("2025-03-31T22:30:00.000Z", "1. april 2025"),
            ("2025-03-31T22:30:00", "31. marts 2025"),
            ("2025-03-31T00:00:00Z", "31. marts 2025"),
        ] {
            assert_eq!(shown(text), Some(Ok(day.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_space_that_does_not_break() {
        for text in ["23-06-2023\u{a0}", "\u{a0}23-06-2023", "23-06-2023 \u{202f}\u{a0}"] {
            assert_eq!(shown(text), Some(Ok("23. juni 2023".into())), "{text}");
        }
        assert_eq!(read(b"23-06-2023\xa0"), read(b"23-06-2023"));
        assert_eq!(shown("\u{a0}"), None);
    }

    #[test]
    fn a_month_before_its_day_and_a_year_without_cases_are_told_apart() {
        for (text, is) in [("1/13/2025", true), ("02/28/2025", true), ("13/1/2025", false), ("1-13-2025", false)] {
            assert_eq!(is_month_first(text.as_bytes()), is, "{text}");
        }
        for text in ["31-12-9999", "01-01-1753", "9999-12-31"] {
            assert_eq!(shown(text), Some(Err(DateFault::FarYear)), "{text}");
        }
        for (text, is) in [("03/04/2025", true), ("3-4-2025", false), ("3/3/2025", false), ("3/4 2025", false)] {
            assert_eq!(is_ambiguous(text.as_bytes()), is, "{text}");
        }
        assert!(!is_ambiguous(b"3. april 2025") && !is_ambiguous(b"2025-03-04"));
    }

    #[test]
    fn what_is_no_day_is_told_apart() {
        for text in ["30-02-2023", "2023-02-29", "00-01-2023", "31. april 2023", "20231301"] {
            assert_eq!(shown(text), Some(Err(DateFault::NotInCalendar)), "{text}");
        }
        for text in ["23-06-23", "1/1 23"] {
            assert_eq!(shown(text), Some(Err(DateFault::ShortYear)), "{text}");
        }
        for text in [
            "i går",
            "2023",
            "06/2023",
            "23-06-2023x",
            "0023-06-01",
            "123-06-2023",
            "23--06-2023",
            "23. ju 2023",
            "\0",
            "45100",
            "#DIV/0!",
            "23. juno 2023",
            "2023-06-23T",
            "2025-03-31T22222223:30:00Z",
            "2025-03-31T21:3214748364:00Z",
            "2025-03-31T25:30:00Z",
            "2025-03-31T22:30:00+99:00",
        ] {
            assert_eq!(shown(text), Some(Err(DateFault::NotADate)), "{text}");
        }
    }

    #[test]
    fn months_are_added_to_the_last_day_that_there_is() {
        let day = |text: &str| read(text.as_bytes()).unwrap().unwrap();
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2023-06-23").plus_months(6), day("2023-12-23"));
    }
}
