//! Cases one by one: each counts in the period in which it is decided, by the plan's own clock and limits.

use csv::ByteRecord;

use super::account::{Judged, RejectionKind, RowVerdict};
use super::column::CaseColumns;
use super::counter::{Counter, RowSubject, field};
use super::date::{DateFault, Day, is_ambiguous, read};
use super::target::{CountedRequirement, Limit};
use super::text::{decode, fold, shown};
use crate::language::{Message, say};
use crate::plan::Clock;
use crate::quantity::{NO, YES};

pub(super) fn judge(counter: &mut Counter, target: usize, columns: &CaseColumns, record: &ByteRecord) -> Judged {
    let subject = counter.subject(target, columns.site, record)?;
    if let Some(column) = columns.excluded
        && let Some(reason) = excluded(counter, &subject, field(record, column))?
    {
        return Ok(RowVerdict::Excluded(reason));
    }
    let (clock, limits) = match &subject.target.rule {
        Ok((clock, limits)) => (*clock, limits),
        Err(reason) => return Err((RejectionKind::Kind, reason.clone())),
    };
    let (name, start) = match clock {
        Clock::Application => ("modtaget", columns.received),
        Clock::FullyInformed => ("fuldt oplyst", columns.informed),
    };
    let Some(start) = start else { return Err((RejectionKind::Date, no_column(name, subject.target))) };
    let from = day(counter, name, field(record, start))?;
    let to = day(counter, "afgjort", field(record, columns.decided))?;
    counter.note_seen(subject.index);
    match (from, to) {
        (from, None) => {
            from.into_iter().for_each(|from| note_open(counter, &subject, limits, from, None));
            Ok(RowVerdict::Undecided)
        }
        (None, Some(_)) => Err((RejectionKind::Date, say!("case.no-clock", name = name))),
        (Some(from), Some(to)) if to < from => {
            let dates = [(name, start), ("afgjort", columns.decided)]
                .map(|(name, column)| format!("`{name}` {}", shown(&decode(field(record, column)))));
            Err((RejectionKind::Order, say!("case.order", first = dates[0], second = dates[1])))
        }
        (Some(from), Some(to)) => {
            note_open(counter, &subject, limits, from, Some(to));
            let Some(period) = counter.rules.period_of(to) else { return Ok(RowVerdict::Outside) };
            let first = counter.rules.counter(subject.index, subject.site, period);
            let counts = &mut counter.tally.counts[first..=first + limits.len()];
            counts[0] += 1;
            for (count, limit) in counts[1..].iter_mut().zip(limits) {
                *count += u64::from(limit.is_kept(from, to));
            }
            counter.note_counted(subject.index, period);
            Ok(RowVerdict::Counted)
        }
    }
}

/// A case counts when it is decided. Until then it is noted at the end of each period, beside those over the limits by then:
/// they are late whenever they are decided.
fn note_open(counter: &mut Counter, subject: &RowSubject, limits: &[Limit], from: Day, decided: Option<Day>) {
    for (period, (_, last)) in counter.rules.days.iter().enumerate() {
        if from > *last || decided.is_some_and(|day| day <= *last) {
            continue;
        }
        let first = counter.rules.counter(subject.index, subject.site, period);
        let open = &mut counter.tally.open[first..=first + limits.len()];
        open[0] += 1;
        for (count, limit) in open[1..].iter_mut().zip(limits) {
            *count += u64::from(!limit.is_kept(from, *last));
        }
    }
}

fn day(counter: &Counter, name: &str, field: &[u8]) -> Result<Option<Day>, (RejectionKind, Message)> {
    let blank = &counter.rules.blank;
    if !blank.is_empty() && blank.contains(&fold(&decode(field))) {
        return Ok(None);
    }
    match read(field) {
        None => Ok(None),
        Some(Ok(_)) if counter.head.is_month_first && is_ambiguous(field) => {
            let text = decode(field);
            Err((RejectionKind::Date, say!("case.ambiguous", name = name, shown = shown(text.trim()))))
        }
        Some(Ok(day)) => Ok(Some(day)),
        Some(Err(fault)) => {
            let text = decode(field);
            let text = shown(text.trim());
            let reason = match fault {
                DateFault::NotADate if is_word(text.as_str()) => say!("case.word", name = name, text = text),
                DateFault::FarYear => say!("case.far", name = name, text = text),
                DateFault::NotADate => {
                    say!("case.no-date", name = name, text = text)
                }
                DateFault::NotInCalendar => say!("case.no-day", name = name, text = text),
                DateFault::ShortYear => say!("case.short-year", name = name, text = text),
            };
            Err((RejectionKind::Date, reason))
        }
    }
}

/// `NULL`, `N/A`, `-`: what programs write for nothing.
fn is_word(text: &str) -> bool {
    text.len() <= 8 && text.chars().all(|one| one.is_ascii_uppercase() || "/-.()".contains(one)) || text == "null"
}

fn no_column(name: &str, target: &CountedRequirement) -> Message {
    say!("case.no-column", address = target.address, name = name)
}

/// What says that a case is left out, in small letters; [the query](super::query) takes the same words.
pub(super) const YES_WORDS: [&str; 7] = [YES, "j", "x", "1", "sand", "true", "yes"];
/// What says that it is not.
pub(super) const NO_WORDS: [&str; 7] = ["", NO, "n", "0", "falsk", "false", "no"];

/// Why a case is left out, if it is: by a word of the mapping, by the plan's own words, or by `ja` where the plan leaves
/// something out. A case that the plan does not leave out cannot be.
fn excluded(counter: &Counter, subject: &RowSubject, field: &[u8]) -> Result<Option<usize>, (RejectionKind, Message)> {
    let field = field.trim_ascii();
    if field.is_empty() || [&b"nej"[..], b"Nej", b"NEJ", b"0", b"n", b"N"].contains(&field) {
        return Ok(None);
    }
    let text = decode(field);
    let folded = fold(&text);
    let rules = counter.rules;
    if let Some((_, reason)) = rules.excluded_words.iter().find(|(word, _)| *word == folded) {
        return Ok(Some(*reason));
    }
    let own = &subject.target.excluding;
    if let Some(reason) = own.iter().find(|reason| rules.reasons.get(**reason).is_some_and(|one| fold(one) == folded)) {
        return Ok(Some(*reason));
    }
    let address = &subject.target.address;
    match folded.as_str() {
        no if NO_WORDS.contains(&no) => Ok(None),
        yes if YES_WORDS.contains(&yes) => match own.first() {
            Some(reason) => Ok(Some(*reason)),
            None => {
                Err((RejectionKind::Exclusion, say!("case.nothing-left-out", address = address, shown = shown(&text))))
            }
        },
        _ => Err((RejectionKind::Exclusion, say!("case.not-left-out", shown = shown(&text), address = address))),
    }
}
