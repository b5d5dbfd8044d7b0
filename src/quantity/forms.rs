//! Times as people write them: read, or refused with the form that says each: `31-12-2021` is written `31. december 2021`.

use crate::language::{Message, say};
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use super::date::{MONTHS, month_named};
use super::{Date, Malformed, OtherForm, PartOfYear, Period, YearPart, is_digits, year};

impl FromStr for Date {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        let read = match words[..] {
            [day, month, year] if day.ends_with('.') => {
                let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month));
                let day = day.strip_suffix('.').filter(|day| day.len() <= 2 && is_digits(day));
                match (day.and_then(|day| day.parse().ok()), month, super::year(year)) {
                    (Some(day), Some(month), Some(year)) => Some(NaiveDate::from_ymd_opt(year, month as u32 + 1, day)),
                    _ => None,
                }
            }
            [iso] if is_iso(iso) => Some(NaiveDate::parse_from_str(iso, "%Y-%m-%d").ok()),
            _ => None,
        };
        let problem = match read {
            Some(Some(date)) => return Ok(Self(date)),
            Some(None) => say!("malformed.day", text = text),
            None => say!("malformed.date", text = text),
        };
        Err(TextForm::or(date(text), || say!("form.date")).malformed(problem, text))
    }
}

/// How a text is written that is not written so.
pub(super) struct TextForm {
    help: Message,
    /// The form, where the text can mean nothing else.
    form: Option<String>,
}

impl TextForm {
    fn told(help: Message) -> Self {
        Self { help, form: None }
    }

    /// `write …`
    fn write(form: impl ToString, is_clear: bool) -> Self {
        let form = form.to_string();
        Self { help: say!("form.write", form = form), form: Some(form).filter(|_| is_clear) }
    }

    /// From one day to another.
    fn from_to(first: Date, last: Date, is_clear: bool) -> Self {
        let form = format!("{first} til {last}");
        let help = say!("form.from-to", first = first.to_string(), last = last.to_string());
        Self { help, form: Some(form).filter(|_| is_clear) }
    }

    pub(super) fn or(known: Option<Self>, otherwise: impl FnOnce() -> Message) -> Self {
        known.unwrap_or_else(|| Self::told(otherwise()))
    }

    pub(super) fn malformed(self, problem: Message, text: &str) -> Malformed {
        let form = self.form.map(|form| OtherForm::new(text, form));
        Malformed::new(problem, self.help).meant(form)
    }
}

/// `2023-06-23`: a year is four digits, and has no sign.
fn is_iso(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_right) && year(&text[..4]).is_some()
}

impl FromStr for Period {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let help = || say!("form.period");
        let malformed = |problem: Message| TextForm::or(period(text), help).malformed(problem, text);
        let (first, last) =
            text.split_once(" til ").ok_or_else(|| malformed(say!("malformed.period", text = text.trim())))?;
        let day = |day: &str| {
            day.parse().map_err(|error: Malformed| match period(text) {
                Some(form) => form.malformed(error.problem, text),
                None => error,
            })
        };
        let period = Self { first: day(first)?, last: day(last)? };
        if period.first > period.last {
            return Err(Malformed::new(say!("malformed.backwards", text = text.trim()), help()));
        }
        Ok(period)
    }
}

impl FromStr for PartOfYear {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        match text {
            "hele året" => return Ok(Self::Whole),
            "hele perioden" => return Ok(Self::WholePeriod),
            _ => {}
        }
        if let Some((part, year)) = YearPart::named(text) {
            return Ok(part.of(year));
        }
        if text.contains(" til ") {
            return text.parse().map(Self::Days);
        }
        let form = TextForm::or(part_of_year(text), || say!("form.part-of-year"));
        Err(form.malformed(say!("part-of-year", text = text), text))
    }
}

/// How a text that is no date is written, where that can be told.
fn date(text: &str) -> Option<TextForm> {
    let day = bare(text);
    // What is to be there before a day is not there on it.
    let is_clear = !text.trim_start().starts_with("inden ") && is_clear(day);
    if let Some(date) = numeric(day).or_else(|| in_words(day)) {
        return Some(TextForm::write(date, is_clear));
    }
    let (day, month) = day_and_month(day)?;
    Some(TextForm::told(say!("form.add-year", day = day, month = month)))
}

/// How a text that is no deadline is written.
pub(super) fn deadline(text: &str) -> Option<TextForm> {
    if let Some(form) = date(text) {
        return Some(form);
    }
    let text = bare(text);
    if let Some((YearPart::Whole, Some(year))) = YearPart::named(text) {
        return Some(TextForm::told(say!("form.end-of-year", year = year)));
    }
    if YearPart::named(text).is_some() {
        return Some(TextForm::told(say!("form.end-or-in", text = text)));
    }
    let of_month = ["i ", "udgangen af ", "ultimo "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    if let Some((_, last)) = month_of(of_month) {
        let is_end = ["udgangen af ", "ultimo "].iter().any(|word| text.starts_with(word));
        let form = is_end.then(|| last.to_string());
        return Some(TextForm { help: say!("form.last-day", last = last.to_string()), form });
    }
    for (word, day) in [("primo ", 10), ("medio ", 15)] {
        if let Some((Date(first), _)) = text.strip_prefix(word).and_then(month_of) {
            let last = first.checked_add_days(Days::new(day - 1)).map(Date)?;
            return Some(TextForm::told(say!("form.last-day-such-as", last = last.to_string())));
        }
    }
    if text.contains("årsrapport") {
        return Some(TextForm::told(say!("form.with-report")));
    }
    if text.split_whitespace().any(|word| month_named(word).is_some()) {
        return Some(TextForm::told(say!("form.last-day-with-year")));
    }
    let is_of_the_year = ["året", "årets", "årsskiftet"].iter().any(|word| text.contains(word));
    is_of_the_year.then(|| TextForm::told(say!("form.end-of-2023")))
}

/// How a text that is no period is written.
fn period(text: &str) -> Option<TextForm> {
    let text = text.trim();
    if let Some(year) = year(text) {
        return Some(TextForm::told(say!("form.whole-year", year = year)));
    }
    if let Some((first, last)) = month_of(text) {
        return Some(TextForm::from_to(first, last, true));
    }
    let (first, last) =
        text.split_once(" til ").or_else(|| text.split_once(['-', '–']).filter(|_| numeric(text).is_none()))?;
    let is_clear = is_clear(bare(first)) && is_clear(bare(last));
    let last = day(last)?;
    let first = day(first).or_else(|| {
        // `1. januar - 31. december 2021`: the year stands once.
        let (day, month) = day_and_month(bare(first))?;
        NaiveDate::from_ymd_opt(last.year(), month_named(month)?, day).map(Date)
    })?;
    Some(TextForm::from_to(first, last, is_clear && first <= last))
}

/// How a text that is no part of the year is written.
fn part_of_year(text: &str) -> Option<TextForm> {
    match YearPart::named(text.trim().trim_start_matches("i ")) {
        Some((part, year)) => Some(TextForm::write(part.of(year), true)),
        None => period(text),
    }
}

/// What may stand before a day.
fn bare(text: &str) -> &str {
    let mut bare = text.trim();
    for word in ["senest ", "inden ", "den ", "d. "] {
        bare = bare.strip_prefix(word).unwrap_or(bare).trim_start();
    }
    bare
}

/// A day in any form in which it is written in Danish, the day of the month first: `23. juni 2023`, `23-06-2023`, `23/6 2023`.
pub fn day(text: &str) -> Option<Date> {
    let text = bare(text);
    text.parse().ok().or_else(|| numeric(text)).or_else(|| in_words(text))
}

/// Whether a day can mean no other one: `3-4-2021` is the 3rd of April here and the 4th of March elsewhere.
fn is_clear(day: &str) -> bool {
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    match parts[..] {
        [day, month, _] => small(day).zip(small(month)).is_none_or(|(day, month)| day > 12 || day == month),
        _ => true,
    }
}

/// `31-12-2021`, `31/12 2021`, `31.12.2021`.
fn numeric(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    date_of(day, small(month)?, year)
}

/// `1 oktober 2021`, `1. okt. 2021`, `1. Oktober 2021`.
fn in_words(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [day, month, year] = words[..] else { return None };
    date_of(day.trim_end_matches('.'), month_named(month)?, year)
}

/// `1. oktober`
fn day_and_month(text: &str) -> Option<(u32, &str)> {
    let (day, month) = text.split_once(char::is_whitespace)?;
    let day = small(day.trim_end_matches('.')).filter(|day| (1..=31).contains(day))?;
    month_named(month.trim()).map(|number| (day, super::month_name(number)))
}

/// The first and the last day of `september 2021`.
fn month_of(text: &str) -> Option<(Date, Date)> {
    let (month, of) = text.trim().split_once(char::is_whitespace)?;
    let first = NaiveDate::from_ymd_opt(year(of)?, month_named(month)?, 1)?;
    let next = first.checked_add_days(Days::new(31))?.with_day(1)?;
    Some((Date(first), Date(next.pred_opt()?)))
}

fn date_of(day: &str, month: u32, of: &str) -> Option<Date> {
    NaiveDate::from_ymd_opt(year(of)?, month, small(day)?).map(Date)
}

/// A number of one or two digits.
fn small(text: &str) -> Option<u32> {
    (text.len() <= 2 && is_digits(text)).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::quantity::{Amount, Deadline, Malformed, Number, PartOfYear, Period};
    use std::str::FromStr;

    /// Every text is refused, and each form that its help shows is taken.
    fn shown<T: FromStr<Err = Malformed>>(text: &str) -> Vec<String> {
        let error = text.parse::<T>().err().unwrap_or_else(|| panic!("`{text}` is refused"));
        let forms: Vec<String> = error.help.to_string().split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert!(!forms.is_empty(), "{text}: {}", error.help);
        for form in &forms {
            assert!(form.parse::<T>().is_ok(), "{text}: {}", error.help);
        }
        forms
    }

    #[test]
    fn a_deadline_is_refused_with_the_form_that_says_it() {
        for (text, forms) in [
            ("1. oktober", vec!["1. oktober 2023"]),
            ("senest 1. oktober", vec!["1. oktober 2023"]),
            ("31-12-2021", vec!["31. december 2021"]),
            ("senest 31/12 2021", vec!["31. december 2021"]),
            ("31.12.2021", vec!["31. december 2021"]),
            ("1 oktober 2021", vec!["1. oktober 2021"]),
            ("1. okt. 2021", vec!["1. oktober 2021"]),
            ("september 2021", vec!["30. september 2021"]),
            ("i februar 2024", vec!["29. februar 2024"]),
            ("udgangen af september 2021", vec!["30. september 2021"]),
            ("primo september 2021", vec!["10. september 2021"]),
            ("medio september 2021", vec!["15. september 2021"]),
            ("ultimo september 2021", vec!["30. september 2021"]),
            ("ultimo december", vec!["30. september 2023"]),
            ("3. kvartal", vec!["udgangen af 3. kvartal", "i 3. kvartal"]),
            ("1. halvår 2021", vec!["udgangen af 1. halvår 2021", "i 1. halvår 2021"]),
            ("med årsrapporten", vec!["med årsrapporten 15. marts 2024"]),
            ("årets udgang", vec!["udgangen af 2023"]),
            ("udgangen af året", vec!["udgangen af 2023"]),
        ] {
            assert_eq!(shown::<Deadline>(text), forms, "{text}");
        }
    }

    /// The text in the form that it can only mean.
    fn meant<T: FromStr<Err = Malformed>>(text: &str) -> Option<String> {
        text.parse::<T>().err()?.form?.within(text)
    }

    #[test]
    fn what_can_mean_one_thing_only_is_told_as_that() {
        for (text, form) in [
            ("31-12-2021", Some("31. december 2021")),
            ("3-3-2021", Some("3. marts 2021")),
            ("3-4-2021", None),
            ("3/4/2021", None),
            ("3/4 2021", Some("3. april 2021")),
            ("3.4.2021", Some("3. april 2021")),
            ("senest 31/12 2021", Some("31. december 2021")),
            ("inden 31/12 2021", None),
            ("1 okt. 2021", Some("1. oktober 2021")),
            ("1. oktober", None),
            ("september 2021", None),
            ("udgangen af september 2021", Some("30. september 2021")),
            ("medio september 2021", None),
            ("31-02-2021", None),
        ] {
            assert_eq!(meant::<Deadline>(text).as_deref(), form, "{text}");
        }
        for (text, form) in [
            ("september 2021", Some("1. september 2021 til 30. september 2021")),
            ("1. januar - 31. december 2021", Some("1. januar 2021 til 31. december 2021")),
            ("01-02-2021 til 31-12-2021", None),
            ("1. januar 2021 til 31-12-2021", Some("1. januar 2021 til 31. december 2021")),
            ("1. januar 2021 til 31-1-2020", None),
            ("2021", None),
        ] {
            assert_eq!(meant::<Period>(text).as_deref(), form, "{text}");
        }
        for (text, form) in [("2.5", Some("2,5")), ("12 000", Some("12.000")), ("12,000", None), ("1.2345", None)] {
            assert_eq!(meant::<Number>(text).as_deref(), form, "{text}");
        }
        assert_eq!(meant::<Amount>("2.5 pct.").as_deref(), Some("2,5 pct."));
        assert_eq!(meant::<PartOfYear>("i 2. kvartal").as_deref(), Some("2. kvartal"));
    }

    #[test]
    fn a_deadline_may_say_that_it_is_the_last_day() {
        for text in ["senest 1. oktober 2021", "senest den 1. oktober 2021", "den 1. oktober 2021"] {
            assert_eq!(text.parse::<Deadline>().unwrap().to_string(), "1. oktober 2021");
        }
        assert_eq!("senest udgangen af 2. kvartal".parse::<Deadline>().unwrap().to_string(), "udgangen af 2. kvartal");
    }

    #[test]
    fn a_period_is_refused_with_the_form_that_says_it() {
        let year = "1. januar 2021 til 31. december 2021";
        for text in [
            "2021",
            "1. januar 2021 - 31. december 2021",
            "1. januar – 31. december 2021",
            "1. januar til 31. december 2021",
            "01-01-2021 til 31-12-2021",
        ] {
            assert_eq!(shown::<Period>(text), [year], "{text}");
        }
        for (text, form) in [
            ("i 2021", "2021"),
            ("i 3. kvartal 2021", "3. kvartal 2021"),
            ("i 3. kvartal", "3. kvartal"),
            ("september 2021", "1. september 2021 til 30. september 2021"),
            ("1. maj - 31. august 2023", "1. maj 2023 til 31. august 2023"),
        ] {
            assert_eq!(shown::<PartOfYear>(text), [form], "{text}");
        }
    }
}
