//! The contract as a plan reads, day after day: what a file with tracked changes is made of.

use super::contract;
use super::view::Document;
use crate::amend::Amended;
use crate::diagnostic::Report;
use crate::plan::{Plan, State, Texts};
use crate::quantity::Date;
use crate::words::Words;
use crate::words::danish::capital;

/// The contract as it reads from some day on.
#[derive(Debug, Clone, PartialEq)]
pub struct ContractReading {
    pub document: Document,
    /// By what it came to read so, and when that was agreed; nothing of the first.
    pub author: String,
    pub date: Option<Date>,
}

/// The contract as it reads on a day, or as it was signed, and after each allonge that takes effect by another day. None where a
/// text is wrong, and the report tells what.
pub fn readings(
    amended: &Amended,
    texts: &Texts,
    from: Option<Date>,
    until: Date,
) -> (Option<Vec<ContractReading>>, Report) {
    let mut report = Report::default();
    let first = from.map_or(amended.signed(), |day| amended.as_of(day));
    let mut all = vec![reading(first, texts, String::new(), None, &mut report)];
    let mut known: Vec<u32> = Vec::new();
    for version in amended.versions() {
        let new = version.allonger.iter().copied().find(|number| !known.contains(number));
        let ended = known.iter().copied().find(|number| !version.allonger.contains(number));
        let number = new.or(ended);
        known.clone_from(&version.allonger);
        let is_past = from.is_some_and(|day| version.days.first <= day);
        let Some(number) = number.filter(|_| !is_past && version.days.first <= until) else { continue };
        let by = amended.allonger().iter().find(|one| one.number == number && one.state == State::Signed);
        let words = Words::new(texts, &version.plan);
        let author = by.map(|one| words.say("allonge nr af", &[("nr", &one.number), ("dato", &one.date)]));
        report.merge(words.into_report());
        let author = author.map(|author| capital(&author)).unwrap_or_default();
        all.push(reading(&version.plan, texts, author, by.map(|one| one.date), &mut report));
    }
    (Some(all).filter(|_| !report.has_errors()), report)
}

/// The contract of a plan as it stands.
pub fn contract_of(plan: &Plan, texts: &Texts, report: &mut Report) -> Document {
    let words = Words::new(texts, plan);
    let document = contract::view(plan, &words);
    report.merge(words.into_report());
    document
}

fn reading(plan: &Plan, texts: &Texts, author: String, date: Option<Date>, report: &mut Report) -> ContractReading {
    ContractReading { document: contract_of(plan, texts, report), author, date }
}
