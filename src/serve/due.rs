//! What is to be done with a plan, and by when: what is to be delivered, reported, followed up and signed.

use serde::Serialize;

use crate::dossier::Dossier;
use crate::language::{Language, Message, say};
use crate::plan::{Plan, PlanDocument, Signed, Signer, State};
use crate::quantity::Date;
use crate::score::{Delivery, Mark, Scorecard};
use crate::words::Words;

/// So many days ahead are told.
pub(super) const AHEAD: i64 = 90;
/// And so many of them are soon.
pub(super) const SOON: i64 = 30;

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DueItem {
    pub day: Date,
    pub what: Message,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct DueView {
    /// `overdue`, `soon` or `later`, as the style knows it.
    when: &'static str,
    day: String,
    pub days: i64,
    what: String,
}

impl DueItem {
    pub fn view(&self, today: Date, language: Language) -> DueView {
        let days = self.day.days_after(today);
        let when = match days {
            ..0 => "overdue",
            0..=SOON => "soon",
            _ => "later",
        };
        DueView {
            when,
            day: say!("serve.day", day = self.day.0).say_in(language),
            days,
            what: self.what.say_in(language),
        }
    }
}

/// All that is due of a plan until so many days after today, the first first. What is overdue is due still.
pub(super) fn due(dossier: &Dossier, card: &Scorecard, today: Date) -> Vec<DueItem> {
    let signed = dossier.amended.signed();
    let plan = dossier.amended.latest();
    let mut all = Vec::new();
    if signed.state == State::Signed || !signed.documents.contains(&PlanDocument::Contract) {
        all.extend(deliverables(dossier, plan, card, today));
        all.extend(quarters(dossier, plan));
    } else {
        all.extend(unsigned(&signed.signers, signed.period.days.first, |who| say!("serve.due.sign-plan", who = who)));
    }
    let open = dossier.amended.allonger().iter().filter(|one| one.state != State::Signed && !one.is_example);
    for allonge in open {
        let number = allonge.number;
        all.extend(unsigned(&allonge.signers, allonge.from, |who| {
            say!("serve.due.sign-allonge", number = number, who = who)
        }));
    }
    all.retain(|one| one.day.days_after(today) <= AHEAD);
    all.sort_by_key(|one| one.day);
    all
}

/// What is to be delivered, and has not been told to be.
fn deliverables(dossier: &Dossier, plan: &Plan, card: &Scorecard, today: Date) -> Vec<DueItem> {
    let words = Words::new(&dossier.texts, plan);
    let measured = |mark: &&Mark| mark.parts.is_empty();
    let of_goals = card.goals.iter().flat_map(|goal| goal.mark.walk()).filter(measured);
    let awaited = of_goals.filter_map(|mark| {
        let progress = mark.progress.as_ref()?;
        let what = words.full_name(mark);
        match progress.delivery? {
            Delivery::On(_) => None,
            Delivery::Overdue | Delivery::Unreported => {
                Some(DueItem { day: progress.due, what: say!("serve.due.late", what = what) })
            }
            Delivery::Awaited if progress.due < today => {
                Some(DueItem { day: progress.due, what: say!("serve.due.late", what = what) })
            }
            Delivery::Awaited => Some(DueItem { day: progress.due, what: say!("serve.due.deliver", what = what) }),
        }
    });
    awaited.collect()
}

/// The quarters for which nothing is reported, each with the follow-up that is written on it.
fn quarters(dossier: &Dossier, plan: &Plan) -> Vec<DueItem> {
    let reported = |last: Date| dossier.results().sheets.iter().any(|sheet| sheet.days.last == last);
    let quarters = plan.period.quarters();
    let last = quarters.len();
    let open = quarters.iter().enumerate().filter(|(_, quarter)| !reported(quarter.days.last));
    let item = |(place, quarter): (usize, &crate::quantity::PlanQuarter)| {
        let number = (place + 1).to_string();
        let what = if place + 1 == last {
            say!("serve.due.report-year", quarter = number)
        } else {
            say!("serve.due.report", quarter = number)
        };
        DueItem { day: quarter.days.last, what }
    };
    open.map(item).collect()
}

/// Who has not signed what is to be in force on a day.
fn unsigned(signers: &[Signer], day: Date, what: impl Fn(String) -> Message) -> Vec<DueItem> {
    let open = signers.iter().filter(|signer| signer.signed == Signed::NotYet);
    let name =
        |signer: &Signer| signer.name.clone().unwrap_or_else(|| format!("{}, {}", signer.title, signer.organisation));
    open.map(|signer| DueItem { day, what: what(name(signer)) }).collect()
}
