//! Summed counts: a row for a case type and a quarter, with how many there were and how many kept each limit.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::account::{Judged, RejectionKind, RowVerdict};
use super::column::{OF_QUERY, SumColumns};
use super::counter::{Counter, RowSubject, field};
use super::date::{self, Day};
use super::reported::Sum;
use super::text::{decode, fold, shown};
use crate::language::{Message, say};
use crate::plan::Step;
use crate::quantity::{Count, Date, PartOfYear, Period, PlanPeriod, YearName, YearPart, month_name};

/// More than any report has: a file with more is one of cases, or of something else.
const MOST_ROWS: usize = 100_000;
/// Ten million times what any institution decides in a year, and few enough that no sum of them overflows.
const MOST_COUNTED: u64 = 1_000_000_000_000;

pub(super) fn judge(
    counter: &mut Counter,
    row: u64,
    target: usize,
    columns: &SumColumns,
    record: &ByteRecord,
) -> Judged {
    let subject = counter.subject(target, columns.site, record)?;
    let Some((period, month)) = period_of(counter, columns, record)? else { return Ok(RowVerdict::Outside) };
    let counts = counts(&subject, columns, record)?;
    let key = key(&subject, period, &month, columns, record);
    if counter.reported.len() >= MOST_ROWS {
        return Err((RejectionKind::Repeated, say!("sums.too-many", most = MOST_ROWS)));
    }
    let open = open(&subject, columns, record)?;
    let (target, site, unused) = (subject.index, subject.site, counter.unused());
    let sum = Sum { file: counter.reported.file, row, target, site, period, counts, open, unused };
    counter.reported.add(key, sum);
    Ok(RowVerdict::Counted)
}

/// Of the result of a query: a row that says why cases are not counted is none of sums.
pub(super) fn counted(columns: &SumColumns, record: &ByteRecord) -> Result<(), (RejectionKind, Message)> {
    let text = |column: usize| shown(decode(field(record, column)).trim());
    let why = columns.open.as_ref().and_then(|open| open.why_not).map(text).filter(|why| !why.is_empty());
    match why {
        None => Ok(()),
        Some(why) => {
            let (count, kind) = (text(columns.total), text(columns.kind));
            Err((RejectionKind::Form, say!("sums.not-counted", count = count, kind = kind, why = why)))
        }
    }
}

/// What a row is for: two spellings of it are one.
fn key(subject: &RowSubject, period: usize, month: &str, columns: &SumColumns, record: &ByteRecord) -> Vec<u8> {
    let kind = fold(&decode(field(record, columns.kind)));
    let mut key = format!("{}/{}/{period}/{month}/{kind}", subject.index, subject.site);
    for column in &columns.added {
        key += "/";
        key += &fold(&decode(field(record, *column)));
    }
    key.into_bytes()
}

/// Which of the periods a row is for, and what part of it: by its columns of quarters, months and days, in the plan's year.
/// None where it is for another.
fn period_of(
    counter: &Counter,
    columns: &SumColumns,
    record: &ByteRecord,
) -> Result<Option<(usize, String)>, (RejectionKind, Message)> {
    let text = |column: usize| decode(field(record, column)).trim().to_owned();
    let mut year = None;
    if let Some(column) = columns.year {
        let written = text(column);
        year = crate::quantity::year(&written);
        match year {
            Some(year) if !counter.rules.period.has_days_in(year) => return Ok(None),
            Some(_) => {}
            None => {
                let reason = say!("sums.year", shown = shown(&written));
                return Err((RejectionKind::Period, reason));
            }
        }
    }
    let quarter = columns.period.map(|column| match columns.open {
        Some(_) => period_of_query(counter, &text(column)),
        None => period(counter, &text(column), year),
    });
    let quarter = quarter.transpose()?;
    let month = columns.month.map(|column| month(&text(column))?.days(year, &counter.rules.period)).transpose()?;
    let day = columns.day.map(|column| day(field(record, column))).transpose()?;
    let mut found = None;
    let mut part = String::new();
    for (days, name) in
        [month.map(|days| (days, "måned")), day.map(|day| (Some((day, day)), "dag"))].into_iter().flatten()
    {
        let Some((first, last)) = days else { return Ok(None) };
        let rules = counter.rules;
        let place = rules.days.iter().position(|(from, to)| *from <= first && last <= *to);
        let Some(place) = place else {
            let is_cut = rules.days.iter().any(|(from, to)| first <= *to && *from <= last);
            if is_cut {
                let reason = say!("sums.month-in-several");
                return Err((RejectionKind::Period, reason.to_owned()));
            }
            return Ok(None);
        };
        if found.is_some_and(|found| found != place) {
            return Err((RejectionKind::Period, say!("sums.month-and-day")));
        }
        found = Some(place);
        part += &format!("{name}{first:?}");
    }
    match (quarter, found) {
        (Some(None), _) => Ok(None),
        (Some(Some(quarter)), Some(found)) if quarter != found => {
            Err((RejectionKind::Period, say!("sums.month-and-quarter")))
        }
        (Some(Some(quarter)), _) => Ok(Some((quarter, part))),
        (None, Some(found)) => Ok(Some((found, part))),
        (None, None) => Ok(only_period(counter)?.map(|period| (period, part))),
    }
}

/// A month, of the plan's year where it names none.
struct Month {
    number: u32,
    year: Option<i32>,
}

impl Month {
    /// Its first and its last day, in the year that is told beside it; none for one that the plan has not.
    fn days(&self, beside: Option<i32>, plan: &PlanPeriod) -> Result<Option<(Day, Day)>, (RejectionKind, Message)> {
        let named = self.year.or(beside);
        let of_year = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, self.number, 1)?;
            let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
            Some(Period { first: Date(first), last: Date(last) })
        };
        let years = plan.days.first.year()..=plan.days.last.year();
        let years = years.filter(|year| named.is_none_or(|named| named == *year));
        let all: Vec<Period> = years.filter_map(of_year).collect();
        let own: Vec<&Period> = all.iter().filter(|month| month.within(&plan.days).is_some()).collect();
        match own.as_slice() {
            [_, _, ..] => {
                Err((RejectionKind::Period, say!("sums.month-of-several-years", month = month_name(self.number))))
            }
            [only] => Ok(Some(**only)),
            [] => Ok(all.first().copied()),
        }
        .map(|days| days.map(|days| (days.first.into(), days.last.into())))
    }
}

/// `april`, `apr.`, `4`, `04`, `2025-04`, `april 2025`.
fn month(text: &str) -> Result<Month, (RejectionKind, Message)> {
    let folded = fold(text).replace(['.', '-'], " ");
    let (mut number, mut year) = (None, None);
    for word in folded.split_whitespace() {
        let named = (1..=12).find(|month| {
            let name = month_name(*month);
            name == word || word.len() >= 3 && name.starts_with(word)
        });
        match (named, word.parse::<u32>()) {
            (Some(named), _) if number.is_none() => number = Some(named),
            (None, Ok(month @ 1..=12)) if number.is_none() && word.len() <= 2 => number = Some(month),
            (None, Ok(_)) if year.is_none() && word.len() == 4 => year = crate::quantity::year(word),
            _ => number = None.or(Some(0)),
        }
    }
    match number.filter(|number| *number > 0) {
        Some(number) => Ok(Month { number, year }),
        None => Err((RejectionKind::Period, say!("sums.month", shown = shown(text)))),
    }
}

fn day(field: &[u8]) -> Result<Day, (RejectionKind, Message)> {
    match date::read(field) {
        Some(Ok(day)) => Ok(day),
        _ => {
            let text = decode(field);
            Err((RejectionKind::Period, say!("sums.day", shown = shown(text.trim()))))
        }
    }
}

/// How many in all, then how many within each limit.
fn counts(
    subject: &RowSubject,
    columns: &SumColumns,
    record: &ByteRecord,
) -> Result<Vec<u64>, (RejectionKind, Message)> {
    let total = count("i alt", field(record, columns.total))?;
    let mut counts = vec![total];
    for tier in &subject.target.share.tiers {
        let (Step::Within(limit) | Step::AtMost(limit)) = tier.step;
        let Some((_, column)) = columns.limits.iter().find(|(one, _)| *one == limit) else {
            let address = &subject.target.address;
            return Err((RejectionKind::Count, say!("sums.no-limit", address = address, limit = limit)));
        };
        let within = count(&format!("inden for {limit}"), field(record, *column))?;
        if within > total {
            return Err((RejectionKind::Count, say!("sums.within", within = within, limit = limit, total = total)));
        }
        counts.push(within);
    }
    Ok(counts)
}

/// How many were undecided, then how many of those over each limit; nothing where the file does not say it.
fn open(subject: &RowSubject, columns: &SumColumns, record: &ByteRecord) -> Result<Vec<u64>, (RejectionKind, Message)> {
    let Some(open) = &columns.open else { return Ok(Vec::new()) };
    let mut counts = vec![count(OF_QUERY, field(record, open.total))?];
    for tier in &subject.target.share.tiers {
        let over = open.over.iter().find(|(limit, _)| *limit == tier.step.limit());
        let over = over.map(|(limit, column)| count(&format!("{OF_QUERY} over {limit}"), field(record, *column)));
        counts.push(over.transpose()?.unwrap_or(0));
    }
    Ok(counts)
}

fn count(name: &str, field: &[u8]) -> Result<u64, (RejectionKind, Message)> {
    let text = decode(field);
    let text = text.trim();
    if text.is_empty() {
        return Err((RejectionKind::Count, say!("sums.empty", name = name)));
    }
    match text.parse::<Count>() {
        Ok(Count(count)) if count <= MOST_COUNTED => Ok(count),
        Ok(_) => Err((RejectionKind::Count, say!("sums.too-large", name = name, shown = shown(text)))),
        Err(_) => Err((RejectionKind::Count, say!("sums.no-count", name = name, shown = shown(text)))),
    }
}

/// Which of the periods a row is for; none where it is for another.
fn period(counter: &Counter, text: &str, beside: Option<i32>) -> Result<Option<usize>, (RejectionKind, Message)> {
    let Some((part, year)) = part(text) else {
        let reason = say!("sums.quarter", shown = shown(text.trim()));
        return Err((RejectionKind::Period, reason));
    };
    let rules = counter.rules;
    let year = year.or(beside);
    let part = calendars(part, year, &rules.period)?;
    if year.is_some_and(|year| !rules.period.has_days_in(year)) {
        return Ok(None);
    }
    let part = of_year(part, year, &rules.period);
    if let Some(one) = rules.period.readings(part).first() {
        let reason = say!("sums.several-years", part = part, one = one.to_string());
        return Err((RejectionKind::Period, reason));
    }
    let Some(days) = rules.period.whole(part) else { return Ok(None) };
    let asked: Vec<&Period> = rules.periods.iter().map(|(_, asked)| asked).collect();
    // A plan that begins in February has two months in its first quarter.
    let is_whole =
        |asked: &&Period| asked.covers(&days) || rules.periods.iter().any(|(one, own)| *one == part && own == *asked);
    if let Some(place) = asked.iter().position(is_whole) {
        return Ok(Some(place));
    }
    if asked.iter().any(|asked| asked.within(&days).is_some()) {
        let reason = say!("sums.longer", part = part);
        return Err((RejectionKind::Period, reason));
    }
    Ok(None)
}

/// A query names a quarter as the plan does.
fn period_of_query(counter: &Counter, text: &str) -> Result<Option<usize>, (RejectionKind, Message)> {
    let part: Result<PartOfYear, _> = text.trim().parse();
    let part = part.map_err(|_| (RejectionKind::Period, say!("sums.quarter", shown = shown(text.trim()))))?;
    Ok(counter.rules.periods.iter().position(|(one, _)| *one == part))
}

/// An agency counts by the calendar. Where the plan does not, a quarter with its year is those months of that year; one without
/// could be either's.
fn calendars(part: PartOfYear, year: Option<i32>, plan: &PlanPeriod) -> Result<PartOfYear, (RejectionKind, Message)> {
    if plan.is_by_calendar() || part == PartOfYear::Whole && year.is_none() {
        return Ok(part);
    }
    let Some(year) = year else {
        let reason = say!("sums.calendar", part = part, first = plan.days.first);
        return Err((RejectionKind::Period, reason));
    };
    let days = PlanPeriod::calendar_year(year).and_then(|calendar| calendar.whole(part));
    Ok(days.map_or(part, PartOfYear::Days))
}

/// The part of the year that is told beside it, in a plan that has several.
fn of_year(part: PartOfYear, year: Option<i32>, plan: &PlanPeriod) -> PartOfYear {
    let year = year.filter(|_| plan.has_several_years()).map(|begins| {
        let named = plan.in_years().into_iter().map(|(name, _)| name).find(|name| name.begins == begins);
        named.unwrap_or(YearName { begins, is_split: false })
    });
    match part {
        PartOfYear::Whole => YearPart::Whole.of(year),
        PartOfYear::Quarter(number) => YearPart::Quarter(number).of(year),
        PartOfYear::Half(number) => YearPart::Half(number).of(year),
        PartOfYear::Days(_) | PartOfYear::OfYear(..) | PartOfYear::WholePeriod => part,
    }
}

/// Without a column of periods, all rows are for the one that is asked for.
fn only_period(counter: &Counter) -> Result<Option<usize>, (RejectionKind, Message)> {
    match counter.rules.periods.as_slice() {
        [_] => Ok(Some(0)),
        _ => Err((RejectionKind::Period, say!("sums.no-quarter"))),
    }
}

/// `1. kvartal`, `1. kvartal 2023`, `K1`, `2023K1`, `Q1-2023`, `1`, `1. halvår`, `hele året`, `2023`.
fn part(text: &str) -> Option<(PartOfYear, Option<i32>)> {
    let spaced: String = fold(text).chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    let (mut number, mut year, mut word) = (None, None, String::new());
    let mut rest = spaced.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|one: char| one.is_ascii_digit() != first.is_ascii_digit()).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        match (first.is_ascii_digit(), token.len()) {
            (true, 4) if year.is_none() => year = Some(token.parse().ok()?),
            (true, 1) if number.is_none() => number = Some(token.parse::<u8>().ok()?),
            (true, _) => return None,
            (false, _) => word.push_str(token),
        }
        rest = after;
    }
    let part = match (word.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), number) {
        ("kvartal" | "kvt" | "kv" | "k" | "q" | "", Some(quarter @ 1..=4)) => PartOfYear::Quarter(quarter),
        ("halvår" | "h", Some(half @ 1..=2)) => PartOfYear::Half(half),
        ("hele året" | "året" | "år", None) => PartOfYear::Whole,
        ("", None) if year.is_some() => PartOfYear::Whole,
        _ => return None,
    };
    Some((part, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_agencies_write_them() {
        for (text, wanted) in [
            ("1. kvartal", "1. kvartal"),
            ("K1", "1. kvartal"),
            ("Q4", "4. kvartal"),
            ("3", "3. kvartal"),
            ("2. KVT.", "2. kvartal"),
            ("1. halvår", "1. halvår"),
            ("hele året", "hele året"),
        ] {
            assert_eq!(
                part(text).map(|(part, year)| (part.to_string(), year)),
                Some((wanted.to_owned(), None)),
                "{text}"
            );
        }
        for text in ["2023K1", "K1 2023", "2023-Q1", "1. kvartal 2023", "Q1/2023"] {
            assert_eq!(part(text), Some((PartOfYear::Quarter(1), Some(2023))), "{text}");
        }
        for text in ["", "5. kvartal", "K5", "3. halvår", "januar", "K12", "1 1", "12023"] {
            assert_eq!(part(text), None, "{text}");
        }
    }
}
