//! The way back: in which documents the value stands that a line of a file gives.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{line_address, shown};
use super::super::origin::{is_in, words_of};
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

/// So many words of a value are looked for: what a document makes of the rest is its own.
const MOST_WORDS: usize = 6;

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
    let words: Vec<String> = words_of(&value).into_iter().take(MOST_WORDS).collect();
    let begins = value.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" ");
    let mut documents = Vec::new();
    for id in plan.documents() {
        let Some(view) = plan.view(id) else { continue };
        if is_in(&words, &words_of(&text_of(&html_fragment(view, &bench.documents)?))) {
            // A browser scrolls to words that an address names so, and marks them.
            let place = utf8_percent_encode(&begins, NON_ALPHANUMERIC);
            let address = key.address(&["dokument", &id.kind.file_name(id.number)]);
            documents
                .push(ShownDocument { title: capital(&id.title()), address: format!("{address}#:~:text={place}") });
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

/// What a reader sees of markup: a tag divides words.
fn text_of(markup: &str) -> String {
    let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = pieces.collect::<Vec<_>>().join(" ");
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (escaped, letter)| text.replace(escaped, letter))
}
