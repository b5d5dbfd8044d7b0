//! *Indlæsning*: an agency's files from Excel and CSV, with the account of their rows and the difference to be written shown before
//! anything is.

use std::path::Path;

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::super::error::PageError;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_held, plan_in, plan_of};
use crate::desk::{DeskError, FileDraft, Upload, UploadAnswer, account_lines};
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, say};
use crate::quantity::{self, Date, PartOfYear};
use crate::schema::folder;
use crate::workspace::{Edit, Workspace};

pub(super) static ROUTES: &[Route] = &[
    Route::page("/plan/*/*/*/import", empty),
    Route::files("/plan/*/*/*/import/se", 64 << 20, looked_at),
    Route::change("/plan/*/*/*/import", written),
];

const HERE: &str = "import";
/// The fields of the form, and those that carry what was shown.
const FILES: &str = "filer";
const PERIOD: &str = "periode";
const UPDATED: &str = "opdateret";
const REPORTER: &str = "indberettet-af";
const SOURCE: &str = "kilde";
const NAME: &str = "fil-";
const TEXT: &str = "tekst-";
const BEFORE: &str = "for-";

#[derive(Debug, Default, Serialize)]
struct UploadForm {
    updated: String,
    reporter: String,
    source: String,
    period: String,
    periods: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct UploadPage {
    head: PlanHead,
    address: String,
    report: String,
    form: UploadForm,
    told: Option<String>,
    problems: Vec<String>,
    accounts: Vec<AccountView>,
    rejected: Vec<RejectedView>,
    files: Vec<FileView>,
}

/// What became of a file's rows.
#[derive(Debug, Serialize)]
struct AccountView {
    name: String,
    rows: u64,
    lines: Vec<(u64, String)>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RejectedView {
    file: String,
    row: u64,
    reason: String,
}

/// A file that would be written, with its lines beside those that are there.
#[derive(Debug, Serialize)]
struct FileView {
    name: String,
    /// What is there now, as a fingerprint; nothing for a new file.
    before: String,
    text: String,
    lines: Vec<LineDifference>,
}

#[derive(Debug, Serialize)]
struct LineDifference {
    side: &'static str,
    text: String,
}

fn empty(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let told = visit.request.query.get("gemt").map(|_| say!("serve.report.saved"));
    let form = UploadForm { updated: visit.today.to_string(), ..UploadForm::default() };
    page(bench, visit, 200, (&workspace, form), None, told, Vec::new())
}

fn looked_at(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let parts = visit.request.parts();
    let text = |name: &str| {
        let part = parts.iter().find(|part| part.name == name && part.file_name.is_none());
        part.map(|part| String::from_utf8_lossy(part.bytes).trim().to_owned()).unwrap_or_default()
    };
    let form = UploadForm {
        updated: text(UPDATED),
        reporter: text(REPORTER),
        source: text(SOURCE),
        period: text(PERIOD),
        periods: Vec::new(),
    };
    let files = parts.iter().filter(|part| part.name == FILES && !part.bytes.is_empty());
    let files: Vec<(String, Vec<u8>)> =
        files.filter_map(|part| Some((part.file_name.clone()?, part.bytes.to_vec()))).collect();
    let updated = form.updated.parse::<Date>().ok().or_else(|| quantity::day(&form.updated));
    let mut problems = Vec::new();
    if files.is_empty() {
        problems.push(say!("serve.import.no-file"));
    }
    let Some(updated) = updated.filter(|_| problems.is_empty()) else {
        if updated.is_none() {
            problems.push(say!("desk.updated-missing"));
        }
        return page(bench, visit, 422, (&workspace, form), None, Some(say!("desk.wrong")), problems);
    };
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let upload = Upload {
        files,
        period: form.period.parse::<PartOfYear>().ok(),
        updated,
        reporter: filled(&form.reporter),
        source: filled(&form.source),
        is_example: false,
    };
    match workspace.upload(&upload) {
        Ok(answer) => {
            let told = if answer.files.is_empty() { say!("serve.report.nothing") } else { say!("serve.import.look") };
            let problems = answer.refusals.clone();
            let status = if problems.is_empty() { 200 } else { 422 };
            page(bench, visit, status, (&workspace, form), Some(&answer), Some(told), problems)
        }
        Err(error) => {
            let problems = vec![error.message()];
            page(bench, visit, 422, (&workspace, form), None, Some(say!("desk.wrong")), problems)
        }
    }
}

/// Writes what was shown, where the files are still what they were then.
fn written(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let (_held, workspace) = plan_held(bench, visit)?;
    let fields = visit.request.form();
    let own = plan_in(&workspace)?.folder.join(folder::RESULTS);
    let mut edits = Vec::new();
    for place in 0.. {
        let Some(name) = fields.get(&format!("{NAME}{place}")) else { break };
        let text = fields.get(&format!("{TEXT}{place}")).unwrap_or_default().replace("\r\n", "\n");
        let before = fields.get(&format!("{BEFORE}{place}")).unwrap_or_default();
        let is_name = Path::new(name).components().count() == 1 && name.ends_with(".yaml") && !name.starts_with('.');
        let path = own.join(name);
        let there = bench.shelf.files.read(&path, u64::MAX).ok();
        let is_inside = there.is_none() || bench.shelf.holds(&path);
        if !is_name || !is_inside {
            return Err(PageError::NotFound);
        }
        if there.as_deref().map(|bytes| Fingerprint::of_bytes(bytes).to_string()).unwrap_or_default() != before {
            return Err(PageError::Refused(DeskError::Changed.message()));
        }
        // A file keeps the ends of its lines.
        let is_in_two = there.as_deref().is_some_and(|bytes| bytes.windows(2).any(|two| two == b"\r\n"));
        let text = if is_in_two { text.replace('\n', "\r\n") } else { text };
        let real = bench.shelf.files.real(&path).unwrap_or_else(|_| path.clone());
        edits.push(if there.is_some() { Edit::replacing(real, text) } else { Edit::new(path, text) });
    }
    let after = workspace.inspect_with(plan_in(&workspace)?, &edits);
    if after.known.results().is_none() {
        return Err(PageError::Refused(DeskError::Unreadable.message()));
    }
    for edit in &edits {
        edit.save().map_err(|error| PageError::Refused(error.message()))?;
    }
    bench.changed(&edits.iter().filter_map(|edit| bench.shelf.files.real(&edit.path).ok()).collect::<Vec<_>>());
    Ok(WebResponse::to(&format!("{}?gemt=ja", visit.plan_key().address(&[HERE]))))
}

fn page(
    bench: &Workbench,
    visit: &Visit,
    status: u16,
    (workspace, mut form): (&Workspace, UploadForm),
    answer: Option<&UploadAnswer>,
    told: Option<Message>,
    problems: Vec<Message>,
) -> Result<WebResponse, PageError> {
    let plan = plan_in(workspace)?;
    let key = visit.plan_key();
    let amended = plan.known.amended();
    let quarters = amended.into_iter().flat_map(|amended| amended.signed().period.quarters());
    form.periods = quarters.map(|quarter| (quarter.part.to_string(), quarter.part.to_string())).collect();
    let account = |(name, lines): (String, Vec<(u64, Message)>), file: &crate::import::FileAccount| AccountView {
        name,
        rows: file.account.read,
        lines: lines.into_iter().map(|(number, what)| (number, bench.say(&what))).collect(),
        notes: file.notes.iter().map(|note| bench.say(note)).collect(),
    };
    let accounts = answer.map(|answer| {
        let all = account_lines(&answer.imported).into_iter().zip(&answer.imported.files);
        all.map(|(lines, file)| account(lines, file)).collect()
    });
    let rejected = answer.iter().flat_map(|answer| &answer.rejected);
    let rejected =
        rejected.map(|(file, row, reason)| RejectedView { file: file.clone(), row: *row, reason: bench.say(reason) });
    let page = UploadPage {
        head: head(bench, visit, &key, plan),
        address: key.address(&[HERE]),
        report: key.address(&["indberetning"]),
        form,
        told: told.map(|told| bench.say(&told)),
        problems: problems.iter().map(|one| bench.say(one)).collect(),
        accounts: accounts.unwrap_or_default(),
        rejected: rejected.collect(),
        files: answer.map(|answer| answer.files.iter().map(file_view).collect()).unwrap_or_default(),
    };
    visit.page_with(status, bench, "import.html.jinja", &page)
}

fn file_view(file: &FileDraft) -> FileView {
    let old = file.before.as_deref().unwrap_or_default();
    let diff = TextDiff::from_lines(old, &file.after);
    let line = |change: similar::Change<&str>| LineDifference {
        side: match change.tag() {
            ChangeTag::Equal => "both",
            ChangeTag::Delete => "old",
            ChangeTag::Insert => "new",
        },
        text: change.value().trim_end().to_owned(),
    };
    FileView {
        name: file.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        before: file.before.as_ref().map(|text| Fingerprint::of_bytes(text.as_bytes()).to_string()).unwrap_or_default(),
        text: file.after.clone(),
        lines: diff.iter_all_changes().map(line).collect(),
    }
}
