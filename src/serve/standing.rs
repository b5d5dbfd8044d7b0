//! How a plan stands, in the few figures that a row of the overview has room for.

use serde::Serialize;

use super::due::{DueView, due};
use super::findings::{FindingTotal, count};
use super::shelf::PlanKey;
use crate::dossier::Dossier;
use crate::language::{Language, Message, say};
use crate::plan::State;
use crate::quantity::{Date, Points, Ratio};
use crate::score::{Scorecard, points_of, score};
use crate::workspace::Inspected;

#[derive(Debug, Clone, Serialize)]
pub(super) struct PlanStanding {
    pub address: String,
    pub ministry: String,
    pub ministry_name: String,
    pub institution: String,
    pub year: String,
    pub title: String,
    pub state: &'static str,
    pub state_said: String,
    pub findings: FindingTotal,
    /// None in a plan without weights, and in one that cannot be read.
    pub points: Option<PointStanding>,
    /// What is due in the next days, and what is overdue.
    pub due: Vec<DueView>,
    pub line: Option<LineView>,
}

/// A plan's points: reached for certain, open, lost for certain.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PointStanding {
    reached: String,
    open: String,
    lost: String,
    /// In thousandths of the whole, for the eye.
    reached_share: u32,
    open_share: u32,
    /// For who sorts by it.
    #[serde(skip)]
    pub exact: Ratio,
    is_example: bool,
}

/// The days of a plan as a line, in thousandths of its length.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LineView {
    quarters: Vec<u32>,
    due: Vec<u32>,
    /// None before the plan begins and after it ends.
    today: Option<u32>,
    alt: String,
}

/// How a plan stands on a day.
pub(super) fn standing(language: Language, key: &PlanKey, plan: &Inspected, today: Date) -> PlanStanding {
    let [ministry, institution, year] = key.0.clone();
    let (state, said) = state(plan);
    let dossier = plan.known.readable();
    let card = dossier.map(|dossier| score(dossier.amended.latest(), dossier.results(), None));
    let all = dossier.zip(card.as_ref()).map(|(dossier, card)| due(dossier, card, today)).unwrap_or_default();
    let days: Vec<Date> = all.iter().map(|one| one.day).collect();
    PlanStanding {
        address: key.address(&[]),
        institution: dossier.map_or(institution, |dossier| dossier.amended.signed().institution.name.clone()),
        title: dossier.map_or_else(|| year.clone(), |dossier| dossier.amended.signed().title.clone()),
        ministry_name: dossier.map_or_else(|| ministry.clone(), |one| one.amended.signed().ministry.name.clone()),
        ministry,
        year,
        state,
        state_said: said.say_in(language),
        findings: count(plan),
        points: card.as_ref().filter(|_| !plan.has_errors()).and_then(points),
        due: all.iter().map(|one| one.view(today, language)).collect(),
        line: dossier.map(|dossier| line(language, dossier, &days, today)),
    }
}

/// How far a plan has come, as the style knows it and in words.
pub(super) fn state(plan: &Inspected) -> (&'static str, Message) {
    let Some(dossier) = plan.known.readable() else { return ("unreadable", say!("serve.state.unreadable")) };
    let is_locked = dossier.seal.as_ref().and_then(|seal| seal.locked.as_ref()).is_some_and(|lock| lock.plan.is_some());
    match dossier.amended.signed().state {
        State::Draft => ("draft", say!("serve.state.draft")),
        State::ToSign => ("to-sign", say!("serve.state.to-sign")),
        State::Signed if is_locked => ("locked", say!("serve.state.locked")),
        State::Signed => ("signed", say!("serve.state.signed")),
    }
}

fn points(card: &Scorecard) -> Option<PointStanding> {
    let total = card.total.as_ref()?;
    let whole = Ratio::from(Points::WHOLE_PLAN);
    let shown = |one: &Ratio| points_of(one, &whole, card.decimals).to_string();
    let (open, lost) = (&total.most - &total.least, &whole - &total.most);
    Some(PointStanding {
        reached: shown(&total.least),
        reached_share: share(&total.least, &whole),
        open_share: share(&open, &whole),
        open: shown(&open),
        lost: shown(&lost),
        exact: total.least.clone(),
        is_example: card.is_example,
    })
}

fn line(language: Language, dossier: &Dossier, due: &[Date], today: Date) -> LineView {
    let plan = dossier.amended.latest();
    let days = plan.period.days;
    let length = days.last.days_after(days.first).unsigned_abs() + 1;
    let place = |day: Date| {
        let gone = u64::try_from(day.days_after(days.first) + 1).unwrap_or(0);
        share(&Ratio::from(gone.min(length)), &Ratio::from(length))
    };
    let own = due.iter().filter(|day| days.contains(**day));
    let alt = say!("serve.line", first = days.first.0, last = days.last.0, count = own.clone().count());
    LineView {
        quarters: plan.period.quarters().iter().map(|quarter| place(quarter.days.last)).collect(),
        due: own.map(|day| place(*day)).collect(),
        today: days.contains(today).then(|| place(today)),
        alt: alt.say_in(language),
    }
}

/// A part of a whole in thousandths, for the eye.
fn share(part: &Ratio, whole: &Ratio) -> u32 {
    let scaled = (part * &Ratio::from(1000_u64)).over(whole).unwrap_or_else(Ratio::zero);
    u32::try_from(scaled.round_half_away(0).0.mantissa()).unwrap_or(0)
}
