//! The form in which a plan's figures for a period are reported: a row for each requirement that is demanded in it.

use std::collections::BTreeMap;

use super::field::{FieldChoice, FieldForm, FormField};
use super::figure::{self, FigureField};
use super::standing::{DeskError, RowNow, Standings, standings};
use crate::blank::HeadField;
use crate::document::targets;
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::language::say;
use crate::plan::{
    Address, DemandKind, Figure, Goal, Observation, Plan, Reporting, Requirement, Results, Sheet, window,
};
use crate::prose::markdown;
use crate::quantity::{Date, PartOfYear, Period, YES};
use crate::score::Span;
use crate::source::Sources;
use crate::words::Words;
use crate::workspace::Inspected;

/// What is to be filled in for a period.
#[derive(Debug, Clone)]
pub struct ReportForm {
    pub period: PartOfYear,
    pub days: Period,
    /// What is said of the period as a whole.
    pub head: Vec<(HeadField, FormField)>,
    /// In the order of the plan.
    pub rows: Vec<ReportRow>,
    /// The plan's points as they stand, seen from the period's last day. None in a plan without weights.
    pub total: Option<Span<crate::quantity::Number>>,
    /// The results that it was made of: files that have another one have changed since.
    pub seen: Fingerprint,
}

/// How far the reporting of a period is, without what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportReach {
    pub days: Period,
    /// Requirements whose figure is due, and those of them that have one.
    pub due: usize,
    pub reported: usize,
}

/// What is filled in for a goal, a requirement or a part of one.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// How the names of its fields begin.
    pub key: String,
    pub address: Address,
    /// The area of its goal.
    pub area: String,
    /// In the plan's words.
    pub name: String,
    /// How deep it stands in its goal.
    pub depth: usize,
    /// What is to be reached; of several tiers, each.
    pub targets: Vec<String>,
    pub owner: Option<String>,
    /// The part of the year that its figure is for: less than the form's where it is measured in less.
    pub period: PartOfYear,
    pub due: WhenDue,
    pub fields: Vec<(FigureField, FormField)>,
    /// Of the earlier figures that stand beside its fields.
    pub previous: Option<PartOfYear>,
    pub now: Option<RowNow>,
    pub(super) days: Period,
}

/// Whether a figure is to be reported for the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenDue {
    Now,
    Later,
    /// It was delivered before.
    Done,
    /// Its parts are measured, or nothing can be yet.
    Never,
}

/// The beginning of a row's names: of its address, so that a form finds its rows again after the plan has changed.
fn key(address: &Address) -> String {
    format!("k{}", Fingerprint::of_bytes(address.to_string().as_bytes()).short())
}

/// Whether a name can be that of a row's field.
pub(super) fn is_of_row(name: &str) -> bool {
    let key = name.strip_prefix('k').and_then(|rest| rest.split_once('-')).map(|(key, _)| key);
    key.is_some_and(|key| key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Every goal and everything in it, once, with the requirement it means and what that is in.
pub(super) fn demanded(plan: &Plan) -> Vec<(&Goal, Address, Vec<&Requirement>)> {
    let mut all: Vec<(&Goal, Address, Vec<&Requirement>)> = Vec::new();
    for (_, goal) in plan.goals() {
        let first = all.len();
        for (address, chain) in goal.addresses() {
            match all[first..].iter_mut().find(|(_, known, _)| *known == address) {
                // A goal with one requirement says nothing of its own.
                Some(known) => known.2 = chain,
                None => all.push((goal, address, chain)),
            }
        }
    }
    all
}

/// The last of a chain, where it is measured itself.
pub(super) fn measured<'a>(chain: &[&'a Requirement]) -> Option<&'a Requirement> {
    chain.last().copied().filter(|one| one.parts().is_empty())
}

pub(super) fn reach(inspected: &Inspected, period: PartOfYear) -> Result<ReportReach, DeskError> {
    let (_, results, days, plan) = asked(inspected, period)?;
    let mut reach = ReportReach { days, due: 0, reported: 0 };
    for (_, address, chain) in demanded(plan) {
        if due(plan, &chain, &address, results, days) == WhenDue::Now {
            reach.due += 1;
            let has_figure = |days: Period| {
                let of_it = reported(results, days, &address);
                of_it.is_some_and(|(_, one)| one.figure.is_some() || one.compared.is_some())
            };
            reach.reported += usize::from(has_figure(days) || has_figure(own_days(plan, &chain, days)));
        }
    }
    Ok(reach)
}

/// The results of a plan, the days of one of its periods, and how it reads on the last of them.
fn asked(inspected: &Inspected, period: PartOfYear) -> Result<(&Dossier, &Results, Period, &Plan), DeskError> {
    let dossier = inspected.known.whole().ok_or(DeskError::Unreadable)?;
    let results = &dossier.reported.as_ref().ok_or(DeskError::Unreadable)?.results;
    let whole = &dossier.amended.signed().period;
    let days =
        whole.whole(period).and_then(|days| days.within(&whole.days)).ok_or(DeskError::OutsidePlan { period })?;
    Ok((dossier, results, days, dossier.amended.as_of(days.last)))
}

pub(super) fn form(inspected: &Inspected, period: PartOfYear, today: Date) -> Result<ReportForm, DeskError> {
    let (dossier, results, days, plan) = asked(inspected, period)?;
    let words = Words::new(&dossier.texts, plan);
    let standings = standings(inspected, days.last);
    let of = |standings: &Option<Standings>, address: &Address| {
        standings.as_ref().and_then(|known| known.rows.get(address).cloned())
    };
    let demanded = demanded(plan);
    let rows = demanded.into_iter().map(|(goal, address, chain)| {
        let due = due(plan, &chain, &address, results, days);
        // What is there already is shown where it stands.
        let own_days = Some(days).filter(|days| reported(results, *days, &address).is_some());
        let own_days = own_days.unwrap_or_else(|| self::own_days(plan, &chain, days));
        let requirement = chain.last().copied();
        let deadline = chain.iter().rev().find_map(|one| one.deadline);
        let key = key(&address);
        let reported = reported(results, own_days, &address).map(|(_, one)| one);
        let previous = previous(results, own_days, &address, requirement);
        ReportRow {
            fields: fields(&key, measured(&chain), reported, previous.map(|(_, one)| one)),
            now: of(&standings, &address),
            previous: previous.map(|(sheet, _)| sheet.period),
            area: goal.area.clone(),
            name: requirement.map_or_else(|| goal.area.clone(), Requirement::words),
            depth: address.steps.len(),
            targets: requirement.map(|one| targets(one, deadline, &words)).unwrap_or_default(),
            owner: goal.owner_of(&chain).map(str::to_owned),
            period: if own_days == days { period } else { PartOfYear::Days(own_days) },
            due,
            days: own_days,
            key,
            address,
        }
    });
    let rows = rows.collect();
    let head = head(results, days, today);
    let total = standings.and_then(|standings| standings.total);
    Ok(ReportForm { period, days, head, rows, total, seen: seen(&inspected.sources, results) })
}

/// The days that a figure is for: those of the period on which it is measured. A date says by itself whether it is in time.
fn own_days(plan: &Plan, chain: &[&Requirement], days: Period) -> Period {
    let Some(requirement) = measured(chain) else { return days };
    match requirement.demand.measure().reporting() {
        Reporting::EachPeriod | Reporting::AtTheEnd => {
            let (window, _) = window(plan, chain);
            days.within(&window).unwrap_or(days)
        }
        Reporting::Jointly | Reporting::Dated | Reporting::Nothing => days,
    }
}

fn due(plan: &Plan, chain: &[&Requirement], address: &Address, results: &Results, days: Period) -> WhenDue {
    let Some(requirement) = measured(chain).filter(|one| one.demand.kind() != DemandKind::Later) else {
        return WhenDue::Never;
    };
    let (window, last) = window(plan, chain);
    let is_now = match requirement.demand.measure().reporting() {
        Reporting::EachPeriod => days.within(&window).is_some(),
        Reporting::AtTheEnd | Reporting::Jointly => days.contains(window.last),
        Reporting::Dated => {
            let earlier = results.of(address).filter(|(sheet, _)| sheet.days.last < days.first);
            let is_there = |one: &Observation| matches!(one.figure, Some(Figure::Delivery { on: Some(_), .. }));
            if earlier.map(|(_, one)| one).any(is_there) {
                return WhenDue::Done;
            }
            last <= days.last
        }
        Reporting::Nothing => return WhenDue::Never,
    };
    if is_now { WhenDue::Now } else { WhenDue::Later }
}

/// What is reported of something for exactly these days.
pub(super) fn reported<'a>(
    results: &'a Results,
    days: Period,
    address: &Address,
) -> Option<(&'a Sheet, &'a Observation)> {
    let sheets = results.sheets.iter().filter(|sheet| sheet.days == days);
    let mut all = sheets.flat_map(|sheet| sheet.observations.iter().map(move |one| (sheet, one)));
    all.find(|(_, one)| one.of == *address)
}

/// The last figure before these days, under this address or one that the requirement had.
fn previous<'a>(
    results: &'a Results,
    days: Period,
    address: &Address,
    requirement: Option<&Requirement>,
) -> Option<(&'a Sheet, &'a Observation)> {
    let former = requirement.map(|one| one.history.former.as_slice()).unwrap_or_default();
    let earlier = results.sheets.iter().filter(|sheet| sheet.days.last < days.first);
    let all = earlier.flat_map(|sheet| sheet.observations.iter().map(move |one| (sheet, one)));
    all.filter(|(_, one)| one.figure.is_some() && (one.of == *address || former.contains(&one.of)))
        .max_by_key(|(sheet, _)| (sheet.days.last, sheet.days.first))
}

fn fields(
    key: &str,
    requirement: Option<&Requirement>,
    reported: Option<&Observation>,
    previous: Option<&Observation>,
) -> Vec<(FigureField, FormField)> {
    let texts = |one: Option<&Observation>| one.map(|one| figure::texts(one, requirement)).unwrap_or_default();
    let (now, before) = (texts(reported), texts(previous));
    let field = |asked: figure::Asked| {
        let value = now.get(&asked.what).cloned().unwrap_or_default();
        let previous = before.get(&asked.what).filter(|_| asked.what.is_of_figure()).cloned();
        let name = format!("{key}-{}", asked.what.suffix());
        (asked.what, FormField { name, label: asked.label, hint: asked.hint, form: asked.form, value, previous })
    };
    figure::fields(requirement).into_iter().map(field).collect()
}

/// The file of a period, or what the last file before it says of who reports.
fn head(results: &Results, days: Period, today: Date) -> Vec<(HeadField, FormField)> {
    let own = results.sheets.iter().find(|sheet| sheet.days == days);
    let last = results.sheets.iter().max_by_key(|sheet| (sheet.days.last, sheet.days.first));
    let alike = own.or(last);
    let field = |what: HeadField, label, hint, form, value: String| {
        (what, FormField { name: name(what).to_owned(), label, hint, form, value, previous: None })
    };
    let is_example = alike.is_some_and(|sheet| sheet.is_example);
    let yes = FieldChoice { value: YES.to_owned(), label: say!("desk.label.yes") };
    vec![
        field(
            HeadField::Updated,
            say!("desk.label.updated"),
            Some(say!("desk.date-hint")),
            FieldForm::Date,
            own.map_or(today, |sheet| sheet.updated).to_string(),
        ),
        field(
            HeadField::Reporter,
            say!("desk.label.reporter"),
            None,
            FieldForm::Line,
            alike.map(|sheet| sheet.reporter.clone()).unwrap_or_default(),
        ),
        field(
            HeadField::Source,
            say!("desk.label.sheet-source"),
            Some(say!("desk.sheet-source-hint")),
            FieldForm::Line,
            alike.and_then(|sheet| sheet.source.clone()).unwrap_or_default(),
        ),
        field(
            HeadField::Remark,
            say!("desk.label.sheet-comment"),
            None,
            FieldForm::Prose,
            own.map(|sheet| markdown(&sheet.comment)).unwrap_or_default(),
        ),
        field(
            HeadField::Example,
            say!("desk.label.is-example"),
            Some(say!("desk.is-example-hint")),
            FieldForm::Choice(vec![yes]),
            if is_example { YES.to_owned() } else { String::new() },
        ),
    ]
}

/// A field of the period as a whole, as a form names it.
pub(super) const fn name(field: HeadField) -> &'static str {
    match field {
        HeadField::Updated => "opdateret",
        HeadField::Reporter => "indberettet-af",
        HeadField::Source => "kilde",
        HeadField::Remark => "kommentar",
        HeadField::Example => "eksempel",
    }
}

/// The bytes of every file of results.
fn seen(sources: &Sources, results: &Results) -> Fingerprint {
    let files: BTreeMap<String, Fingerprint> = results
        .sheets
        .iter()
        .filter_map(|sheet| sources.node(sheet.at))
        .map(|node| sources.file(node.file))
        .map(|file| (file.path.display().to_string(), Fingerprint::of_bytes(&file.bytes())))
        .collect();
    Fingerprint::of_all(files.iter().map(|(path, sum)| (path.as_str(), *sum)))
}
