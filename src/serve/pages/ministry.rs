//! What a ministry's institutions have reached in a year, side by side: the ministry's own document as a live page.

use std::path::Path;

use serde::Serialize;

use super::super::error::PageError;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::shelf::PlanKey;
use super::super::workbench::Workbench;
use crate::render::html_fragment;
use crate::words::danish::capital;

pub(super) static ROUTES: &[Route] = &[Route::page("/ministerium/*/*", ministry)];

/// The quarters that it can be seen from the end of.
const QUARTERS: [&str; 4] = ["1", "2", "3", "4"];

#[derive(Debug, Serialize)]
struct MinistryPage {
    title: String,
    address: String,
    /// As markup, which is escaped already. None where there is nothing to show.
    document: Option<String>,
    quarters: [(&'static str, &'static str); 4],
    chosen: String,
    /// The plans that it is made of, with their years.
    plans: Vec<(String, String)>,
}

fn ministry(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let [ministry, year] = visit.parts[..] else { return Err(PageError::NotFound) };
    let chosen = visit.request.query.filled("kvartal").unwrap_or_default();
    let quarter = QUARTERS.contains(&chosen).then(|| chosen.parse().ok()).flatten();
    let known = bench.shelf.ministry(ministry, year, quarter).ok_or(PageError::NotFound)?;
    let id = known.documents().next();
    let view = id.and_then(|id| known.view(id));
    let document = view.map(|view| html_fragment(view, &bench.documents, None)).transpose()?;
    let own = bench.shelf.folders().into_iter().filter(|(key, _)| key.0[0] == ministry && key.0[2] == year);
    let page = MinistryPage {
        title: id.map_or_else(|| format!("{ministry} {year}"), |id| capital(&id.title())),
        address: super::super::address(&["ministerium", ministry, year]),
        document,
        quarters: QUARTERS.map(|quarter| (quarter, quarter)),
        chosen: chosen.to_owned(),
        plans: own.map(|(key, folder)| (key.address(&[]), name(bench, &key, &folder))).collect(),
    };
    visit.page(bench, "ministry.html.jinja", &page)
}

/// Its institution; of a plan that cannot be read, that of its folder.
fn name(bench: &Workbench, key: &PlanKey, folder: &Path) -> String {
    let workspace = bench.shelf.plan_in(folder);
    let plan = workspace.as_ref().and_then(|workspace| workspace.plan().ok());
    let known = plan.and_then(|plan| plan.known.plan());
    known.map_or_else(|| key.0[1].clone(), |plan| plan.institution.name.clone())
}
