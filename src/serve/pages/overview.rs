//! *Oversigt*: every institution and year with its state, its findings, its points and what is due, filtered and sorted.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::due::{AHEAD, DueView, SOON};
use super::super::error::PageError;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::standing::PlanStanding;
use super::super::workbench::Workbench;

pub(super) static ROUTES: &[Route] = &[Route::page("/", overview)];

/// The fields of the form above the table.
const INSTITUTION: &str = "institution";
const YEAR: &str = "aar";
const STATE: &str = "tilstand";
const SORTED: &str = "sorter";

#[derive(Debug, Serialize)]
struct OverviewPage<'a> {
    plans: Vec<PlanStanding>,
    /// What is due soon of the plans that are shown, and in all of the time ahead.
    ahead: [DueList; 2],
    /// The ministries and their years, each with its own document.
    ministries: BTreeSet<(String, String)>,
    /// How many there are, shown or not.
    all: usize,
    /// What can be chosen: values with their words.
    institutions: BTreeSet<(String, String)>,
    years: BTreeSet<(String, String)>,
    states: BTreeSet<(&'static str, String)>,
    chosen: ChosenRows<'a>,
}

/// What is due within some days, the first first; what is overdue is due still.
#[derive(Debug, Serialize)]
struct DueList {
    days: i64,
    rows: Vec<DueRow>,
}

#[derive(Debug, Serialize)]
struct DueRow {
    address: String,
    plan: String,
    due: DueView,
}

/// What the form above the table says.
#[derive(Debug, Serialize)]
struct ChosenRows<'a> {
    institution: &'a str,
    year: &'a str,
    state: &'a str,
    sorted: &'a str,
}

fn overview(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let mut plans: Vec<PlanStanding> = Vec::new();
    for (key, folder) in bench.shelf.folders() {
        let workspace = bench.shelf.plan_in(&folder);
        let Some(plan) = workspace.as_ref().and_then(|workspace| workspace.plan().ok()) else { continue };
        plans.push(bench.standing(&key, plan, visit.today));
    }
    let all = plans.len();
    let ministry = |plan: &PlanStanding| {
        let address = super::super::address(&["ministerium", &plan.ministry, &plan.year]);
        (format!("{}, {}", plan.ministry_name, plan.year), address)
    };
    let ministries = plans.iter().map(ministry).collect();
    let twice = |text: &String| (text.clone(), text.clone());
    let institutions: BTreeSet<_> = plans.iter().map(|plan| twice(&plan.institution)).collect();
    let years: BTreeSet<_> = plans.iter().map(|plan| twice(&plan.year)).collect();
    let states: BTreeSet<_> = plans.iter().map(|plan| (plan.state, plan.state_said.clone())).collect();
    let query = &visit.request.query;
    let wants = |field: &str, own: &str| query.filled(field).is_none_or(|wanted| wanted == own);
    plans.retain(|plan| wants(INSTITUTION, &plan.institution) && wants(YEAR, &plan.year) && wants(STATE, plan.state));
    let ahead = [SOON, AHEAD].map(|days| due_within(&plans, days));
    let sorted = query.filled(SORTED).unwrap_or_default();
    sort(&mut plans, sorted);
    let chosen = |field: &str| query.filled(field).unwrap_or_default();
    let chosen = ChosenRows { institution: chosen(INSTITUTION), year: chosen(YEAR), state: chosen(STATE), sorted };
    visit.page(
        bench,
        "overview.html.jinja",
        &OverviewPage { plans, ahead, ministries, all, institutions, years, states, chosen },
    )
}

fn due_within(plans: &[PlanStanding], days: i64) -> DueList {
    let of_plan = |plan: &PlanStanding| {
        let name = format!("{}, {}", plan.institution, plan.year);
        let row = |due: &DueView| DueRow { address: plan.address.clone(), plan: name.clone(), due: due.clone() };
        plan.due.iter().filter(|due| due.days <= days).map(row).collect::<Vec<_>>()
    };
    let mut rows: Vec<DueRow> = plans.iter().flat_map(of_plan).collect();
    rows.sort_by_key(|row| row.due.days);
    DueList { days, rows }
}

/// The newest year first, and in a year by institution, unless something else is asked for.
fn sort(plans: &mut [PlanStanding], by: &str) {
    plans.sort_by(|one, other| other.year.cmp(&one.year).then_with(|| one.institution.cmp(&other.institution)));
    match by {
        "institution" => plans.sort_by(|one, other| one.institution.cmp(&other.institution)),
        "frist" => plans.sort_by_key(|plan| plan.due.first().map_or(i64::MAX, |due| due.days)),
        "fund" => plans.sort_by_key(|plan| std::cmp::Reverse(plan.findings.rank())),
        "point" => plans.sort_by(|one, other| {
            let exact = |plan: &PlanStanding| plan.points.as_ref().map(|points| points.exact.clone());
            exact(other).cmp(&exact(one))
        }),
        _ => {}
    }
}
