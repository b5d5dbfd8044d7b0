//! The pages, each a file with its routes, its answer and a template of the same name in `templates/serve/`.

mod allonge;
mod asset;
mod document;
mod event;
mod file;
mod history;
mod ministry;
mod overview;
mod plan;
mod question;
mod report;
mod shown;
mod sign;
mod upload;

use std::sync::Arc;

use serde::Serialize;

use super::error::PageError;
use super::router::{Route, Visit};
use super::shelf::PlanKey;
use super::standing::state;
use super::workbench::Workbench;
use crate::desk::DeskError;
use crate::language::{Message, Telling, say};
use crate::workspace::{Held, Inspected, Purpose, Workspace, hold};

/// Every page. The first route that fits an address answers it.
pub(super) static ALL: &[&[Route]] = &[
    overview::ROUTES,
    plan::ROUTES,
    document::ROUTES,
    file::ROUTES,
    question::ROUTES,
    shown::ROUTES,
    sign::ROUTES,
    report::ROUTES,
    allonge::ROUTES,
    upload::ROUTES,
    history::ROUTES,
    ministry::ROUTES,
    event::ROUTES,
    asset::ROUTES,
];

/// The pages of a plan that are reached from each of its pages: the last part of the address, and what it is called.
static OF_PLAN: &[(&str, PageName)] = &[
    ("", || say!("serve.nav.plan")),
    ("indberetning", || say!("serve.report.label.nav")),
    ("allonge", || say!("serve.allonge.label.nav")),
    ("underskrift", || say!("serve.nav.sign")),
    ("historik", || say!("serve.history.label.nav")),
];

/// What a page is called.
type PageName = fn() -> Message;

/// What stands above every page of a plan.
#[derive(Debug, Serialize)]
pub(super) struct PlanHead {
    address: String,
    institution: String,
    title: String,
    state: &'static str,
    state_said: String,
    pages: Vec<PlanLink>,
}

#[derive(Debug, Serialize)]
struct PlanLink {
    address: String,
    said: String,
    is_here: bool,
}

pub(super) fn head(bench: &Workbench, visit: &Visit, key: &PlanKey, plan: &Inspected) -> PlanHead {
    let (state, said) = state(plan);
    let named = plan.known.plan();
    let here = visit.rest().is_empty().then(|| visit.request.path.get(4).map_or("", String::as_str));
    let link = |(part, said): &(&str, PageName)| PlanLink {
        address: key.address(&[part]),
        said: bench.say(&said()),
        is_here: here == Some(part),
    };
    PlanHead {
        address: key.address(&[]),
        institution: named.map_or_else(|| key.0[1].clone(), |plan| plan.institution.name.clone()),
        title: named.map_or_else(|| key.0[2].clone(), |plan| plan.title.clone()),
        state,
        state_said: bench.say(&said),
        pages: OF_PLAN.iter().map(link).collect(),
    }
}

/// The plan of a page below `/plan/*/*/*`, as it is now.
pub(super) fn plan_of(bench: &Workbench, visit: &Visit) -> Result<Arc<Workspace>, PageError> {
    bench.shelf.plan(&visit.plan_key()).ok_or(PageError::NotFound)
}

/// The one plan that a page was read for.
fn plan_in(workspace: &Workspace) -> Result<&Arc<Inspected>, PageError> {
    workspace.plan().map_err(|_| PageError::NotFound)
}

fn refused(error: &DeskError) -> PageError {
    PageError::Refused(error.message())
}

/// The plan of a page, read while its folder is held: no other run of this program writes until the hold is let go.
fn plan_held(bench: &Workbench, visit: &Visit) -> Result<(Option<Held>, Arc<Workspace>), PageError> {
    let folder = plan_in(&*plan_of(bench, visit)?)?.folder.clone();
    let held = hold(&folder, Purpose::Changing, &|| {}).ok();
    let workspace = bench.shelf.read_alone(&folder).ok_or(PageError::NotFound)?;
    Ok((held, workspace))
}
