//! A plan: how it stands, what is wrong with it, its documents and its files.

use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{FindingView, findings, line_address, shown};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::shelf::{PlanKey, base_of};
use super::super::standing::PlanStanding;
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_of};
use crate::workspace::Inspected;

pub(super) static ROUTES: &[Route] = &[Route::page("/plan/*/*/*", plan)];

#[derive(Debug, Serialize)]
struct PlanPage {
    head: PlanHead,
    standing: PlanStanding,
    findings: Vec<FindingView>,
    documents: Vec<DocumentLink>,
    files: Vec<FileLink>,
}

/// A document that there is.
#[derive(Debug, Serialize)]
struct DocumentLink {
    title: String,
    address: String,
    pdf: String,
}

/// A file that the plan was read from.
#[derive(Debug, Serialize)]
struct FileLink {
    name: String,
    /// None where it lies outside the folder served.
    address: Option<String>,
}

fn plan(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let key = visit.plan_key();
    let page = PlanPage {
        head: head(bench, visit, &key, plan),
        standing: bench.standing(&key, plan, visit.today),
        findings: findings(&workspace, &key, bench.language),
        documents: documents(plan, &key),
        files: files(bench, plan, &key),
    };
    visit.page(bench, "plan.html.jinja", &page)
}

fn documents(plan: &Inspected, key: &PlanKey) -> Vec<DocumentLink> {
    let link = |id: &crate::document::DocumentId| {
        let file = id.kind.file_name(id.number);
        DocumentLink {
            title: crate::words::danish::capital(&id.title()),
            address: key.address(&["dokument", &file]),
            pdf: key.address(&["pdf", &file]),
        }
    };
    plan.documents().map(link).collect()
}

fn files(bench: &Workbench, plan: &Inspected, key: &PlanKey) -> Vec<FileLink> {
    let own = plan.sources.files().filter(|(_, file)| !file.is_template && !file.is_unread);
    let link = |path: &std::path::Path| {
        let name = shown(base_of(plan), path);
        let address = bench.shelf.holds(path).then(|| line_address(key, &name, 1));
        FileLink { name, address }
    };
    let mut links: Vec<FileLink> = own.map(|(_, file)| link(&file.path)).collect();
    links.sort_by(|one, other| one.name.cmp(&other.name));
    links.dedup_by(|one, other| one.name == other.name);
    links
}
