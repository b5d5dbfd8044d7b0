//! *Allonge*: a new target for a requirement, the old beside the new, as the plan's next allonge.

use serde::Serialize;

use super::super::error::PageError;
use super::super::fields::{ErrorLink, FieldView, filled, links, view};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;
use super::report::{said_points, said_span};
use super::{PlanHead, head, plan_held, plan_in, plan_of, refused};
use crate::desk::{AllongeAnswer, AllongeForm, FieldError, Filled};
use crate::language::{Message, Telling, say};
use crate::workspace::Workspace;

pub(super) static ROUTES: &[Route] = &[
    Route::page("/plan/*/*/*/allonge", list),
    Route::page("/plan/*/*/*/allonge/*", shown),
    Route::question("/plan/*/*/*/allonge/*/se", tried),
    Route::change("/plan/*/*/*/allonge/*", saved),
];

const HERE: &str = "allonge";

#[derive(Debug, Serialize)]
struct AllongesPage {
    head: PlanHead,
    allonges: Vec<AllongeRow>,
    amendable: Vec<AmendableRow>,
    told: Option<String>,
}

/// An allonge that there is.
#[derive(Debug, Serialize)]
struct AllongeRow {
    number: u32,
    from: String,
    state: &'static str,
    reason: String,
}

/// A requirement that can be given another target.
#[derive(Debug, Serialize)]
struct AmendableRow {
    address: String,
    title: String,
    targets: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AllongePage {
    head: PlanHead,
    address: String,
    list: String,
    number: u32,
    title: String,
    old: Vec<String>,
    new: Vec<String>,
    /// How the requirement stands before and after.
    stands: Option<[StandingView; 2]>,
    fields: Vec<FieldView>,
    errors: Vec<ErrorLink>,
    remarks: Vec<String>,
    told: Option<String>,
    /// The file that would be written, and where.
    file: Option<(String, String)>,
}

/// How a requirement stands, with its points and those of the plan.
#[derive(Debug, Serialize)]
struct StandingView {
    word: String,
    points: Option<String>,
    total: Option<String>,
}

fn list(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = plan_in(&workspace)?;
    let key = visit.plan_key();
    let amendable = workspace.amendable().map_err(|error| refused(&error))?;
    let row = |one: crate::desk::Amendable| {
        let address = one.address.to_string();
        let title = if address.ends_with(&one.name) { address.clone() } else { format!("{address} {}", one.name) };
        AmendableRow { address: key.address(&[HERE, &address]), title, targets: one.targets }
    };
    let allonges = plan.known.amended().into_iter().flat_map(|amended| amended.allonger());
    let allonges = allonges.map(|one| AllongeRow {
        number: one.number,
        from: one.from.to_string(),
        state: one.state.word(),
        reason: one.reason.to_text(),
    });
    let told =
        visit.request.query.filled("skrevet").map(|number| bench.say(&say!("serve.allonge.saved", number = number)));
    let page = AllongesPage {
        head: head(bench, visit, &key, plan),
        allonges: allonges.collect(),
        amendable: amendable.into_iter().map(row).collect(),
        told,
    };
    visit.page(bench, "allonges.html.jinja", &page)
}

fn wanted<'a>(visit: &'a Visit) -> &'a str {
    visit.rest().first().copied().unwrap_or_default()
}

fn form(workspace: &Workspace, visit: &Visit) -> Result<AllongeForm, PageError> {
    let form = workspace.allonge_form(wanted(visit), visit.today).map_err(|error| refused(&error))?;
    form.ok_or(PageError::NotFound)
}

fn shown(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let form = form(&workspace, visit)?;
    page(bench, visit, 200, (&workspace, &form), &Filled::new(), None, None)
}

fn tried(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    answered(bench, visit, &workspace, &filled(visit.request))
}

fn answered(
    bench: &Workbench,
    visit: &Visit,
    workspace: &Workspace,
    filled: &Filled,
) -> Result<WebResponse, PageError> {
    let form = form(workspace, visit)?;
    let answer = workspace.allonge(wanted(visit), filled, visit.today).map_err(|error| refused(&error))?;
    let (status, told) = match answer.file {
        Some(_) => (200, say!("serve.allonge.tried")),
        None => (422, say!("desk.wrong")),
    };
    page(bench, visit, status, (workspace, &form), filled, Some(&answer), Some(told))
}

fn saved(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let (_held, workspace) = plan_held(bench, visit)?;
    let filled = filled(visit.request);
    let form = form(&workspace, visit)?;
    let answer = workspace.allonge(wanted(visit), &filled, visit.today).map_err(|error| refused(&error))?;
    let Some(file) = &answer.file else { return answered(bench, visit, &workspace, &filled) };
    if let Err(error) = file.edit.save() {
        let told = Some(error.message());
        return page(bench, visit, 409, (&workspace, &form), &filled, Some(&answer), told);
    }
    let written: Vec<_> = bench.shelf.files.real(&file.path).into_iter().collect();
    bench.changed(&written);
    let here = visit.plan_key().address(&[HERE]);
    Ok(WebResponse::to(&format!("{here}?skrevet={}", form.number)))
}

fn page(
    bench: &Workbench,
    visit: &Visit,
    status: u16,
    (workspace, form): (&Workspace, &AllongeForm),
    filled: &Filled,
    answer: Option<&AllongeAnswer>,
    told: Option<Message>,
) -> Result<WebResponse, PageError> {
    let plan = plan_in(workspace)?;
    let key = visit.plan_key();
    let errors: &[FieldError] = answer.map_or(&[], |answer| &answer.errors);
    let address = form.address.to_string();
    let title = if address.ends_with(&form.name) { address.clone() } else { format!("{address} {}", form.name) };
    let file = answer.and_then(|answer| answer.file.as_ref());
    let file = file.map(|file| {
        let path = file.path.strip_prefix(&plan.folder).unwrap_or(&file.path);
        (path.display().to_string(), file.after.clone())
    });
    let page = AllongePage {
        head: head(bench, visit, &key, plan),
        address: key.address(&[HERE, &address]),
        list: key.address(&[HERE]),
        number: form.number,
        title,
        old: form.targets.clone(),
        new: answer.map(|answer| answer.targets.clone()).unwrap_or_default(),
        stands: answer.and_then(|answer| answer.stands.as_ref()).map(|both| {
            both.each_ref().map(|one| StandingView {
                word: one.row.word.clone(),
                points: said_points(bench, &one.row),
                total: one.total.as_ref().map(|total| said_span(bench, total)),
            })
        }),
        fields: form.fields.iter().map(|field| view(bench, field, filled, errors)).collect(),
        errors: links(bench, errors, form.fields.iter().map(|field| (String::new(), field))),
        remarks: answer.iter().flat_map(|answer| &answer.remarks).map(|one| bench.say(one)).collect(),
        told: told.map(|told| bench.say(&told)),
        file,
    };
    visit.page_with(status, bench, "allonge.html.jinja", &page)
}
