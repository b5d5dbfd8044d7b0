//! A document of a plan as a live page, beside what is wrong with it; and the same as PDF.

use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{FindingView, findings};
use super::super::origin::{OriginView, origins};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_of};
use crate::document::DocumentId;
use crate::render::{CopyKind, html_fragment};
use crate::words::danish::capital;
use crate::workspace::Inspected;

pub(super) static ROUTES: &[Route] = &[
    Route::page("/plan/*/*/*/dokument/*", document),
    Route::page("/plan/*/*/*/pdf/*", pdf),
    Route::page("/plan/*/*/*/farve.css", colour),
];

#[derive(Debug, Serialize)]
struct DocumentPage {
    head: PlanHead,
    title: String,
    /// As markup, which is escaped already. None while the plan has errors.
    document: Option<String>,
    findings: Vec<FindingView>,
    pdf: String,
    /// What was pointed at, and where it comes from.
    pointed: String,
    origins: Vec<OriginView>,
}

fn document(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let key = visit.plan_key();
    let file = visit.rest().first().copied().unwrap_or_default();
    let id = named(plan, file);
    let view = id.as_ref().and_then(|id| plan.view(id));
    let page = view.map(|view| html_fragment(view, &bench.documents)).transpose()?;
    let title = DocumentId::from_path(&format!("{}/{file}", key.0.join("/"))).ok_or(PageError::NotFound)?.title();
    let query = &visit.request.query;
    let pointed = query.get("ord").unwrap_or_default();
    let page = DocumentPage {
        head: head(bench, visit, &key, plan),
        title: capital(&title),
        document: page,
        findings: findings(&workspace, &key, bench.language),
        pdf: key.address(&["pdf", file]),
        origins: origins(plan, &key, query.get("afsnit").unwrap_or_default(), pointed),
        pointed: pointed.to_owned(),
    };
    visit.page(bench, "document.html.jinja", &page)
}

/// The ministry's own colour, in which the pages of a plan are set as its documents are.
fn colour(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let own = plan.known.plan().map(|plan| format!(":root {{ --accent: {}; }}\n", plan.ministry.look.colour_code()));
    Ok(WebResponse::new(200, "text/css; charset=utf-8", own.unwrap_or_default()))
}

/// The document of a plan with a name, if it can be made.
fn named(plan: &Inspected, file: &str) -> Option<DocumentId> {
    plan.documents().find(|id| id.kind.file_name(id.number) == file).cloned()
}

/// The copy that is asked for; else the one to read.
fn pdf(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let file = visit.rest().first().copied().unwrap_or_default();
    let id = named(plan, file).ok_or(PageError::NotFound)?;
    let (copy, name) = match visit.request.query.get("udgave") {
        Some("underskrift") => (CopyKind::Signing, file.to_owned()),
        Some("felter") => (CopyKind::Fields, format!("{file}-med-felter")),
        _ => (CopyKind::Reading, format!("{file}-til-læsning")),
    };
    let bytes = workspace.pdf_of(&id, copy)?.ok_or(PageError::NotFound)?;
    let place = if copy == CopyKind::Reading { "inline" } else { "attachment" };
    let name = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let disposition = format!("{place}; filename*=UTF-8''{name}.pdf");
    Ok(WebResponse::new(200, "application/pdf", bytes).with("Content-Disposition", disposition))
}
