//! *Historik*: the plan as it reads on two days, or in two years, beside each other, with the changed words marked.

use std::sync::Arc;

use serde::Serialize;

use super::super::error::PageError;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_of};
use crate::diff::diff;
use crate::document::{PlanReading, difference};
use crate::language::say;
use crate::quantity::Date;
use crate::render::html_fragment;
use crate::workspace::Workspace;

pub(super) static ROUTES: &[Route] = &[Route::page("/plan/*/*/*/historik", history)];

/// The fields of the form: what is read before, and what is read after.
const OLD: &str = "fra";
const NEW: &str = "til";

#[derive(Debug, Serialize)]
struct HistoryPage {
    head: PlanHead,
    readings: Vec<(String, String)>,
    old: String,
    new: String,
    /// As markup, which is escaped already. None where there are no two.
    document: Option<String>,
}

/// A plan of the institution as it reads from a day.
struct YearReading {
    /// `2023@2023-10-01`
    value: String,
    said: String,
    workspace: Arc<Workspace>,
    day: Date,
}

/// All years of the institution, each from its first day and from each on which allonger changed it.
fn readings(bench: &Workbench, visit: &Visit) -> Vec<YearReading> {
    let key = visit.plan_key();
    let own = bench.shelf.folders().into_iter().filter(|(other, _)| other.0[..2] == key.0[..2]);
    let mut all = Vec::new();
    for (other, folder) in own {
        let Some(workspace) = bench.shelf.plan_in(&folder) else { continue };
        let Some(amended) = workspace.plan().ok().and_then(|plan| plan.known.amended()) else { continue };
        for version in amended.versions() {
            let (year, day) = (&other.0[2], version.days.first);
            let said = match version.allonger.as_slice() {
                [] => say!("serve.history.signed", year = year, day = day),
                numbers => {
                    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
                    say!("serve.history.amended", year = year, day = day, numbers = numbers)
                }
            };
            let value = format!("{year}@{}", day.0);
            all.push(YearReading { value, said: bench.say(&said), workspace: Arc::clone(&workspace), day });
        }
    }
    all
}

fn history(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let key = visit.plan_key();
    let readings = readings(bench, visit);
    let query = &visit.request.query;
    // The newest reading of this year, beside the one before it.
    let own = readings.iter().rposition(|one| one.value.split('@').next() == Some(key.0[2].as_str()));
    let before = own.and_then(|own| own.checked_sub(1)).or(own);
    let chosen = |field: &str, usual: Option<usize>| {
        let asked = query.filled(field).and_then(|value| readings.iter().find(|one| one.value == value));
        asked.or_else(|| usual.and_then(|usual| readings.get(usual)))
    };
    let (old, new) = (chosen(OLD, before), chosen(NEW, own));
    let document = match old.zip(new) {
        Some((old, new)) => beside(bench, old, new)?,
        None => None,
    };
    let value = |one: Option<&YearReading>| one.map(|one| one.value.clone()).unwrap_or_default();
    let page = HistoryPage {
        head: head(bench, visit, &key, plan),
        old: value(old),
        new: value(new),
        readings: readings.iter().map(|one| (one.value.clone(), one.said.clone())).collect(),
        document,
    };
    visit.page(bench, "history.html.jinja", &page)
}

fn beside(bench: &Workbench, old: &YearReading, new: &YearReading) -> Result<Option<String>, PageError> {
    let dossier = |one: &YearReading| {
        let plan = one.workspace.plan().ok().cloned();
        plan.filter(|plan| plan.known.whole().is_some())
    };
    let Some((before, after)) = dossier(old).zip(dossier(new)) else { return Ok(None) };
    let Some((before, after)) = before.known.whole().zip(after.known.whole()) else { return Ok(None) };
    let (one, other) = (before.amended.as_of(old.day), after.amended.as_of(new.day));
    let (one, other) = (PlanReading { plan: one, day: old.day }, PlanReading { plan: other, day: new.day });
    let (document, _) = difference(one, other, &diff(one.plan, other.plan), &after.texts);
    Ok(document.as_ref().map(|document| html_fragment(document, &bench.documents, None)).transpose()?)
}
