//! *Indberetning*: the figures of a period as a form, with those of the period before and the targets beside them, and the points
//! as they come.

use serde::Serialize;

use super::super::error::PageError;
use super::super::fields::{ErrorLink, FieldView, filled, links, view};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_held, plan_in, plan_of, refused};
use crate::desk::{
    DeskError, FieldError, FigureField, Filled, FormField, ReportDraft, ReportForm, ReportReach, ReportRow, RowNow,
    WhenDue,
};
use crate::language::{Message, Telling, say};
use crate::quantity::{Number, PartOfYear};
use crate::score::Span;
use crate::workspace::{Inspected, Workspace};

pub(super) static ROUTES: &[Route] = &[
    Route::page("/plan/*/*/*/indberetning", periods),
    Route::page("/plan/*/*/*/indberetning/*", shown),
    Route::question("/plan/*/*/*/indberetning/*/point", tried),
    Route::change("/plan/*/*/*/indberetning/*", saved),
];

/// The name of this page in an address.
const HERE: &str = "indberetning";

#[derive(Debug, Serialize)]
struct PeriodsPage {
    head: PlanHead,
    periods: Vec<PeriodRow>,
}

/// A period that can be reported, with how far it is.
#[derive(Debug, Serialize)]
struct PeriodRow {
    address: String,
    period: String,
    days: String,
    /// None of the whole: what is reported by the quarter is not missing there.
    reach: Option<PeriodReach>,
}

#[derive(Debug, Serialize)]
struct PeriodReach {
    /// Requirements that are due, and those of them with a figure.
    due: usize,
    reported: usize,
    has_ended: bool,
}

#[derive(Debug, Serialize)]
struct ReportPage {
    head: PlanHead,
    address: String,
    periods: String,
    period: String,
    days: String,
    /// Which files it was made of.
    seen: String,
    fields: Vec<FieldView>,
    goals: Vec<GoalView>,
    total: Option<String>,
    total_before: Option<String>,
    errors: Vec<ErrorLink>,
    /// What became of the form: nothing yet, or in words.
    told: Option<String>,
    /// What came meanwhile by another program: the fields whose value is another in the file now.
    meanwhile: Vec<MeanwhileView>,
    /// The files that would be written.
    files: Vec<String>,
}

#[derive(Debug, Serialize)]
struct MeanwhileView {
    field: String,
    label: String,
    there: String,
}

#[derive(Debug, Serialize)]
struct GoalView {
    title: String,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    key: String,
    /// Its address and its name.
    title: String,
    targets: Vec<String>,
    owner: Option<String>,
    due: &'static str,
    /// Where it is not the form's.
    period: Option<String>,
    previous: Option<String>,
    figure: Vec<FieldView>,
    words: Vec<FieldView>,
    /// Whether the figure can be told in another way.
    has_others: bool,
    /// Whether anything of a field that is folded away is filled in, or wrong.
    is_open: bool,
    state: Option<String>,
    points: Option<String>,
    remarks: Vec<String>,
}

fn periods(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = plan_in(&workspace)?;
    let key = visit.plan_key();
    let amended = plan.known.amended().ok_or_else(|| refused(&DeskError::Unreadable))?;
    let quarters = amended.signed().period.quarters().into_iter().map(|quarter| quarter.part);
    let address = |period: PartOfYear| key.address(&[HERE, &period.to_string()]);
    let row = |period: PartOfYear| {
        let reach = workspace.report_reach(period).map_err(|error| refused(&error))?;
        let ReportReach { days, due, reported } = reach;
        Ok(PeriodRow {
            address: address(period),
            period: period.to_string(),
            days: days.to_string(),
            reach: Some(PeriodReach { due, reported, has_ended: days.last < visit.today }),
        })
    };
    let mut periods = quarters.map(row).collect::<Result<Vec<_>, PageError>>()?;
    let whole = PartOfYear::WholePeriod;
    let days = amended.signed().period.days.to_string();
    periods.push(PeriodRow { address: address(whole), period: whole.to_string(), days, reach: None });
    visit.page(bench, "report_periods.html.jinja", &PeriodsPage { head: head(bench, visit, &key, plan), periods })
}

fn period(visit: &Visit) -> Result<PartOfYear, PageError> {
    let text = visit.rest().first().copied().unwrap_or_default();
    text.parse().map_err(|_| PageError::NotFound)
}

fn shown(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let told = visit.request.query.get("gemt").map(|_| say!("serve.report.saved"));
    let form = workspace.report_form(period(visit)?, visit.today).map_err(|error| refused(&error))?;
    page(bench, visit, 200, &workspace, &form, &Filled::new(), None, told, false)
}

fn tried(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let filled = filled(visit.request);
    answered(bench, visit, &workspace, &filled, |draft| {
        if draft.files.is_empty() { say!("serve.report.nothing") } else { say!("serve.report.tried") }
    })
}

fn saved(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let (_held, workspace) = plan_held(bench, visit)?;
    let shelf = &bench.shelf;
    let filled = filled(visit.request);
    let period = period(visit)?;
    let draft = match workspace.report(period, &filled, visit.today) {
        Ok(draft) if draft.errors.is_empty() => draft,
        Ok(_) | Err(_) => return answered(bench, visit, &workspace, &filled, |_| say!("desk.wrong")),
    };
    if let Err(error) = draft.save(&*shelf.files) {
        let form = workspace.report_form(period, visit.today).map_err(|error| refused(&error))?;
        return page(bench, visit, 409, &workspace, &form, &filled, Some(&draft), Some(error.message()), true);
    }
    let written: Vec<_> = draft.files.iter().filter_map(|file| shelf.files.real(&file.path).ok()).collect();
    bench.changed(&written);
    let here = visit.plan_key().address(&[HERE, &period.to_string()]);
    Ok(WebResponse::to(&if written.is_empty() { here } else { format!("{here}?gemt=ja") }))
}

/// The form again, with what came of it. Where the files are others now, with what stands there.
fn answered(
    bench: &Workbench,
    visit: &Visit,
    workspace: &Workspace,
    filled: &Filled,
    told: impl Fn(&ReportDraft) -> Message,
) -> Result<WebResponse, PageError> {
    let period = period(visit)?;
    let form = workspace.report_form(period, visit.today).map_err(|error| refused(&error))?;
    match workspace.report(period, filled, visit.today) {
        Ok(draft) => {
            let (status, told) = if draft.errors.is_empty() { (200, told(&draft)) } else { (422, say!("desk.wrong")) };
            page(bench, visit, status, workspace, &form, filled, Some(&draft), Some(told), false)
        }
        Err(error @ DeskError::Changed) => {
            page(bench, visit, 409, workspace, &form, filled, None, Some(error.message()), true)
        }
        // What cannot be written by the form is said above it, and what was typed is kept.
        Err(error) => page(bench, visit, 422, workspace, &form, filled, None, Some(error.message()), false),
    }
}

#[expect(clippy::too_many_arguments, reason = "each is another part of one page")]
fn page(
    bench: &Workbench,
    visit: &Visit,
    status: u16,
    workspace: &Workspace,
    form: &ReportForm,
    filled: &Filled,
    draft: Option<&ReportDraft>,
    told: Option<Message>,
    is_changed: bool,
) -> Result<WebResponse, PageError> {
    let plan = plan_in(workspace)?;
    let key = visit.plan_key();
    let errors: &[FieldError] = draft.map_or(&[], |draft| &draft.errors);
    let of_rows = form.rows.iter().flat_map(|row| row.fields.iter().map(move |(_, field)| (title(row), field)));
    let all = form.head.iter().map(|(_, field)| (String::new(), field)).chain(of_rows);
    let meanwhile = |(of, field): (String, &FormField)| {
        let typed = filled.get(&field.name).filter(|_| is_changed)?;
        let differs = field.typed(filled) != field.value && !typed.is_empty() && !field.value.is_empty();
        let label = [of, bench.say(&field.label)].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
        differs.then(|| MeanwhileView {
            field: field.name.clone(),
            label: label.join(", "),
            there: field.value.clone(),
        })
    };
    let points = |one: &Span<Number>| said_span(bench, one);
    let page = ReportPage {
        head: head(bench, visit, &key, plan),
        address: key.address(&[HERE, &form.period.to_string()]),
        periods: key.address(&[HERE]),
        period: form.period.to_string(),
        days: form.days.to_string(),
        seen: form.seen.to_string(),
        fields: form.head.iter().map(|(_, field)| view(bench, field, filled, errors)).collect(),
        goals: goals(bench, form, filled, draft),
        total: draft.and_then(|draft| draft.total.as_ref()).or(form.total.as_ref()).map(points),
        total_before: form.total.as_ref().map(points),
        errors: links(bench, errors, all.clone()),
        told: told.map(|told| bench.say(&told)),
        meanwhile: all.filter_map(meanwhile).collect(),
        files: draft.map(|draft| draft.files.iter().map(|file| shown_path(file, plan)).collect()).unwrap_or_default(),
    };
    visit.page_with(status, bench, "report.html.jinja", &page)
}

fn shown_path(file: &crate::desk::FileDraft, plan: &Inspected) -> String {
    file.path.strip_prefix(&plan.folder).unwrap_or(&file.path).display().to_string()
}

fn goals(bench: &Workbench, form: &ReportForm, filled: &Filled, draft: Option<&ReportDraft>) -> Vec<GoalView> {
    let mut goals: Vec<GoalView> = Vec::new();
    let mut last = None;
    for row in &form.rows {
        if last != Some(&row.address.goal) {
            goals.push(GoalView { title: format!("{} {}", row.address.goal, row.area), rows: Vec::new() });
            last = Some(&row.address.goal);
        }
        let view = row_view(bench, row, form, filled, draft);
        if let Some(goal) = goals.last_mut() {
            goal.rows.push(view);
        }
    }
    goals
}

/// `1.1 a Fast-track`: its address, and its name where that does not say it.
fn title(row: &ReportRow) -> String {
    let address = row.address.to_string();
    if address.ends_with(&row.name) { address } else { format!("{address} {}", row.name) }
}

fn row_view(
    bench: &Workbench,
    row: &ReportRow,
    form: &ReportForm,
    filled: &Filled,
    draft: Option<&ReportDraft>,
) -> RowView {
    let errors: &[FieldError] = draft.map_or(&[], |draft| &draft.errors);
    let has_two = row.fields.iter().any(|(what, _)| *what == FigureField::Over);
    let is_figure = |what: FigureField| what.is_of_figure() && !what.is_instead_of_others(has_two);
    let (figure, words): (Vec<_>, Vec<_>) = row.fields.iter().partition(|(what, _)| is_figure(*what));
    let views = |all: &[&(FigureField, FormField)]| -> Vec<FieldView> {
        all.iter().map(|(_, field)| view(bench, field, filled, errors)).collect()
    };
    let now = draft.and_then(|draft| draft.rows.get(&row.key)).or(row.now.as_ref());
    let is_told = |(_, field): &&(FigureField, FormField)| {
        !field.typed(filled).is_empty() || errors.iter().any(|error| error.field == field.name)
    };
    let folded: Vec<_> = if row.due == WhenDue::Now { words.clone() } else { row.fields.iter().collect() };
    let remarks = draft.map(|draft| draft.remarks.as_slice()).unwrap_or_default();
    RowView {
        key: row.key.clone(),
        title: title(row),
        targets: row.targets.clone(),
        owner: row.owner.clone(),
        due: match row.due {
            WhenDue::Now => "now",
            WhenDue::Later => "later",
            WhenDue::Done => "done",
            WhenDue::Never => "never",
        },
        period: (row.period != form.period).then(|| row.period.to_string()),
        previous: row.previous.map(|period| period.to_string()),
        has_others: words.iter().any(|(what, _)| what.is_of_figure()),
        is_open: folded.iter().any(is_told),
        figure: views(&figure),
        words: views(&words),
        state: now.map(|now| now.word.clone()),
        points: now.and_then(|now| said_points(bench, now)),
        remarks: remarks.iter().filter(|(key, _)| *key == row.key).map(|(_, one)| bench.say(one)).collect(),
    }
}

pub(super) fn said_points(bench: &Workbench, now: &RowNow) -> Option<String> {
    let (points, worth) = (now.points.as_ref()?, now.worth.as_ref()?);
    Some(bench.say(&say!("serve.report.points-of", points = said_span(bench, points), worth = worth)))
}

/// `12,5`, or `10 til 20`.
pub(super) fn said_span(bench: &Workbench, span: &Span<Number>) -> String {
    if span.is_closed() {
        return bench.say(&say!("serve.report.number", number = span.least));
    }
    bench.say(&say!("serve.report.span", least = span.least, most = span.most))
}
