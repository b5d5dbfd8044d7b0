//! Summed counts: a row for a case type and a quarter, with how many there were and how many kept each limit.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::account::Fault;
use super::column::SumColumns;
use super::counter::{Counter, Judged, Subject, Verdict, field};
use super::text::{decode, fold, shown};
use crate::plan::Step;
use crate::quantity::{Count, PartOfYear, Period};

/// What summed counts were given for, and on which row.
pub(super) type Reported = BTreeMap<Vec<u8>, u64>;

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
    let period = match columns.period {
        Some(column) => period(counter, &decode(field(record, column)))?,
        None => only_period(counter)?,
    };
    let Some(period) = period else { return Ok(Verdict::Outside) };
    let given = counts(&subject, columns, record)?;
    let key = key(&subject, period, field(record, columns.kind));
    if counter.reported.len() >= MOST_ROWS {
        return Err((Fault::Repeated, format!("more than {MOST_ROWS} rows of summed counts")));
    }
    if let Some(first) = counter.reported.get(&key) {
        return Err((Fault::Repeated, format!("case type and period stand on row {first} already: keep one of them")));
    }
    counter.reported.insert(key, row);
    let first = counter.rules.counter(subject.index, subject.site, period);
    let counters = &mut counter.tally.counts[first..first + given.len()];
    counters.iter_mut().zip(given).for_each(|(sum, more)| *sum += more);
    counter.note_counted(subject.index, period);
    Ok(Verdict::Counted)
}

fn key(subject: &Subject, period: usize, kind: &[u8]) -> Vec<u8> {
    let mut key = format!("{}/{}/{period}/", subject.index, subject.site).into_bytes();
    key.extend(kind);
    key
}

/// How many in all, then how many within each limit.
fn counts(subject: &Subject, columns: &SumColumns, record: &ByteRecord) -> Result<Vec<u64>, (Fault, String)> {
    let total = count("i alt", field(record, columns.total))?;
    let mut counts = vec![total];
    for tier in &subject.target.share.tiers {
        let (Step::Within(limit) | Step::AtMost(limit)) = tier.step;
        let Some((_, column)) = columns.limits.iter().find(|(one, _)| *one == limit) else {
            let reason =
                format!("{} has a limit of {limit}, and no column is `inden for {limit}`", subject.target.address);
            return Err((Fault::Count, format!("{reason}: name it under `kolonner` in the mapping")));
        };
        let within = count(&format!("inden for {limit}"), field(record, *column))?;
        if within > total {
            return Err((Fault::Count, format!("{within} within {limit}, of {total}: correct one of them")));
        }
        counts.push(within);
    }
    Ok(counts)
}

fn count(name: &str, field: &[u8]) -> Result<u64, (Fault, String)> {
    let text = decode(field);
    let text = text.trim();
    if text.is_empty() {
        return Err((Fault::Count, format!("`{name}` is empty: write 0 where there were none")));
    }
    match text.parse::<Count>() {
        Ok(Count(count)) if count <= MOST_COUNTED => Ok(count),
        Ok(_) => Err((Fault::Count, format!("`{name}` is `{}`, more than can be", shown(text)))),
        Err(_) => Err((
            Fault::Count,
            format!("`{name}` is `{}`, which is no count: write a whole number such as `1.705`", shown(text)),
        )),
    }
}

/// Which of the periods a row is for; none where it is for another.
fn period(counter: &Counter, text: &str) -> Result<Option<usize>, (Fault, String)> {
    let Some((part, year)) = part(text) else {
        let reason =
            format!("`kvartal` is `{}`: write `1. kvartal`, `K1`, `2023K1` or `1. halvår`", shown(text.trim()));
        return Err((Fault::Period, reason));
    };
    let rules = counter.rules;
    if year.is_some_and(|year| year != rules.year) {
        return Ok(None);
    }
    let Some(days) = part.days(rules.year) else { return Ok(None) };
    let asked: Vec<&Period> = rules.periods.iter().map(|(_, asked)| asked).collect();
    // A plan that begins in February has two months in its first quarter.
    let is_whole =
        |asked: &&Period| asked.covers(&days) || rules.periods.iter().any(|(one, own)| *one == part && own == *asked);
    if let Some(place) = asked.iter().position(is_whole) {
        return Ok(Some(place));
    }
    if asked.iter().any(|asked| asked.within(&days).is_some()) {
        let reason =
            format!("the counts are for {part}, which is more than one period: ask for it with --period '{part}'");
        return Err((Fault::Period, reason));
    }
    Ok(None)
}

/// Without a column of periods, all rows are for the one that is asked for.
fn only_period(counter: &Counter) -> Result<Option<usize>, (Fault, String)> {
    match counter.rules.periods.as_slice() {
        [_] => Ok(Some(0)),
        _ => Err((
            Fault::Period,
            "no column is `kvartal`: say which period the file is for with --quarter or --period".to_owned(),
        )),
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
