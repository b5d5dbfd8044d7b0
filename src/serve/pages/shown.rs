//! The way back: in which documents something stands that a line of a file gives, and where in them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{line_address, shown};
use super::super::origin::{NAMES, OriginPlace, SHOWN, id_before, named_places, places_named};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::shelf::base_of;
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_of};
use crate::render::html_fragment;
use crate::source::Place;
use crate::words::danish::capital;
use crate::workspace::Inspected;

pub(super) static ROUTES: &[Route] = &[Route::page("/plan/*/*/*/viser/**", shown_in)];

#[derive(Debug, Serialize)]
struct ShownPage {
    head: PlanHead,
    name: String,
    line: usize,
    /// The line in its file.
    back: String,
    value: String,
    documents: Vec<ShownDocument>,
}

#[derive(Debug, Serialize)]
struct ShownDocument {
    title: String,
    address: String,
}

fn shown_in(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let key = visit.plan_key();
    let name = visit.rest().join("/");
    let line = visit.request.query.filled("linje").and_then(|line| line.parse().ok()).unwrap_or(1);
    let value = value_at(plan, &name, line);
    let mut documents = Vec::new();
    for id in plan.documents() {
        let Some(view) = plan.view(id) else { continue };
        let markup = html_fragment(view, &bench.documents, Some(named_places(plan)))?;
        if let Some((places, part)) = place_in(&markup, plan, &name, line) {
            let address = key.address(&["dokument", &id.kind.file_name(id.number)]);
            let places = utf8_percent_encode(places, NON_ALPHANUMERIC);
            documents
                .push(ShownDocument { title: capital(&id.title()), address: format!("{address}?vis={places}#{part}") });
        }
    }
    let back = line_address(&key, &name, line);
    let page = ShownPage { head: head(bench, visit, &key, plan), name, line, back, value, documents };
    visit.page(bench, "shown.html.jinja", &page)
}

/// The longest value that begins on a line of a file.
fn value_at(plan: &Inspected, name: &str, line: usize) -> String {
    let is_there = |at: crate::source::At| {
        plan.sources.locate(&Place::from(at)).is_some_and(|location| {
            location.line == line && shown(base_of(plan), &plan.sources.file(location.file).path) == name
        })
    };
    let values = plan.sources.scalars().filter(|(at, _)| is_there(*at)).map(|(_, value)| value.trim());
    values.max_by_key(|value| value.len()).unwrap_or_default().to_owned()
}

/// The part of a document that is made of a line of a file: the narrowest, by the places that it names, and by its name in the
/// page. None where none is.
fn place_in<'a>(markup: &'a str, plan: &Inspected, name: &str, line: usize) -> Option<(&'a str, &'a str)> {
    let of_line = markup.match_indices(NAMES).filter_map(|(at, named)| {
        let names = markup.get(at + named.len()..)?.split('"').next()?;
        let places = places_named(plan, names);
        let length = places.iter().filter(|place| place.holds_line(plan, name, line)).map(OriginPlace::length).min()?;
        Some((length, names, id_before(markup, at).unwrap_or(SHOWN)))
    });
    of_line.min_by_key(|(length, ..)| *length).map(|(_, names, id)| (names, id))
}
