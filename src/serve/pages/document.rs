//! A document of a plan as a live page, beside what is wrong with it; and the same as PDF.

use std::sync::{Arc, PoisonError};

use minijinja::HtmlEscape;
use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{FindingView, findings};
use super::super::origin::{NAMES, OriginView, SHOWN, id_before, is_in, named_places, origins, places_named, words_of};
use super::super::response::{PDF, WebResponse};
use super::super::router::{Route, Visit};
use super::super::workbench::{PrintedDocument, Workbench};
use super::{PlanHead, head, plan_of};
use crate::document::DocumentId;
use crate::render::{CopyKind, html_fragment};
use crate::words::danish::capital;
use crate::workspace::{Inspected, Workspace};

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
    let query = &visit.request.query;
    let key = visit.plan_key();
    let file = visit.rest().first().copied().unwrap_or_default();
    let id = named(plan, file);
    let view = id.as_ref().and_then(|id| plan.view(id));
    let page = view.map(|view| html_fragment(view, &bench.documents, Some(named_places(plan)))).transpose()?;
    let page = page.map(|markup| marked(markup, query.get("vis").unwrap_or_default()));
    let title = DocumentId::from_path(&format!("{}/{file}", key.0.join("/"))).ok_or(PageError::NotFound)?.title();
    let pointed = query.get("ord").unwrap_or_default();
    let places = places_named(plan, query.get("sted").unwrap_or_default());
    let page = DocumentPage {
        head: head(bench, visit, &key, plan),
        title: capital(&title),
        document: page,
        findings: findings(&workspace, &key, bench.language),
        pdf: key.address(&["pdf", file]),
        origins: origins(plan, &key, &places, query.get("afsnit").unwrap_or_default(), pointed),
        pointed: pointed.to_owned(),
    };
    visit.page(bench, "document.html.jinja", &page)
}

/// With a mark on the first part that names these places: where the way back from a file leads to.
fn marked(markup: String, places: &str) -> String {
    let named = format!("{NAMES}{}\"", HtmlEscape(places));
    match markup.find(&named).filter(|_| !places.is_empty()) {
        Some(at) => {
            let id = if id_before(&markup, at).is_some() { String::new() } else { format!(" id=\"{SHOWN}\"") };
            format!("{}{id} data-shown=\"\"{}", &markup[..at], &markup[at..])
        }
        None => markup,
    }
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
    let bytes = match copy {
        CopyKind::Reading => printed(bench, &workspace, plan, &id, file)?,
        CopyKind::Data | CopyKind::Signing | CopyKind::Fields => {
            Arc::new(workspace.pdf_of(&id, copy)?.ok_or(PageError::NotFound)?)
        }
    };
    if let Some(heading) = visit.request.query.filled("afsnit") {
        // The reader opens it where the page stood.
        let page = page_of(&bytes, heading).unwrap_or(1);
        return Ok(WebResponse::to(&format!("{}#page={page}", visit.plan_key().address(&["pdf", file]))));
    }
    let place = if copy == CopyKind::Reading { "inline" } else { "attachment" };
    let name = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let disposition = format!("{place}; filename*=UTF-8''{name}.pdf");
    Ok(WebResponse::new(200, PDF, bytes.as_ref().clone()).with("Content-Disposition", disposition))
}

/// The copy to read, made where it is not the one that was asked for last.
fn printed(
    bench: &Workbench,
    workspace: &Workspace,
    plan: &Arc<Inspected>,
    id: &DocumentId,
    file: &str,
) -> Result<Arc<Vec<u8>>, PageError> {
    let known = bench.printed.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(known) = known.filter(|one| Arc::ptr_eq(&one.of, plan) && one.file == file) {
        return Ok(known.bytes);
    }
    let bytes = Arc::new(workspace.pdf_of(id, CopyKind::Reading)?.ok_or(PageError::NotFound)?);
    let made = PrintedDocument { of: Arc::clone(plan), file: file.to_owned(), bytes: Arc::clone(&bytes) };
    *bench.printed.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
    Ok(bytes)
}

/// The page of a PDF on which what stands under a heading begins.
fn page_of(bytes: &[u8], heading: &str) -> Option<usize> {
    let contents = lopdf::Document::load_mem(bytes).and_then(|pdf| pdf.get_toc()).ok()?;
    let wanted = words_of(heading);
    let found = contents.toc.iter().find(|one| words_of(&one.title) == wanted);
    let near = || contents.toc.iter().find(|one| is_in(&words_of(&one.title), &wanted));
    found.or_else(near).map(|one| one.page)
}
