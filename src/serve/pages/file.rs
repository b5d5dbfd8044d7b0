//! A file of a plan in an editor: its text, what is wrong in it, and saving it.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::super::error::PageError;
use super::super::findings::{FindingView, findings};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::save::{NotSaved, OpenFile, file_of, is_kept, open, save};
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_of};
use crate::language::{Message, Telling, say};

pub(super) static ROUTES: &[Route] =
    &[Route::page("/plan/*/*/*/fil/**", file), Route::change("/plan/*/*/*/fil/**", saved)];

#[derive(Debug, Serialize)]
struct FilePage {
    head: PlanHead,
    name: String,
    address: String,
    /// Where the editor asks what is wrong, what can stand somewhere and what it means.
    questions: String,
    /// Where the documents are told that the value of a line stands in.
    shown_in: String,
    text: String,
    base: String,
    line: String,
    /// Whether nobody writes it here, and why.
    locked: Option<String>,
    is_saved: bool,
    /// Why it was not saved.
    problems: Vec<String>,
    /// What another program has written meanwhile, beside what was to be written.
    changes: Vec<ChangedText>,
    findings: Vec<FindingView>,
    /// The editor's own words.
    words: String,
}

/// A line of a file that is the same in both, only in what stands there now, or only in what was to be written.
#[derive(Debug, Serialize)]
struct ChangedText {
    kind: &'static str,
    text: String,
}

fn file(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let (name, opened) = opened(bench, visit)?;
    let page = page(bench, visit, &name, &opened)?;
    visit.page(bench, "file.html.jinja", &page)
}

/// The file that an address names.
fn opened(bench: &Workbench, visit: &Visit) -> Result<(String, OpenFile), PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let name = visit.rest().join("/");
    let path = file_of(&bench.shelf, plan, &name).ok_or(PageError::NotFound)?;
    let opened = open(&bench.shelf, &path).map_err(PageError::Refused)?;
    Ok((name, opened))
}

fn page(bench: &Workbench, visit: &Visit, name: &str, opened: &OpenFile) -> Result<FilePage, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let key = visit.plan_key();
    let locked = if is_kept(&opened.path) {
        Some(say!("serve.file.kept"))
    } else {
        bench.is_read_only.then(|| say!("serve.read-only"))
    };
    let mut own = findings(&workspace, &key, bench.language);
    own.retain(|one| one.place.as_ref().is_some_and(|place| place.file == name));
    Ok(FilePage {
        head: head(bench, visit, &key, plan),
        address: key.address(&["fil", name]),
        questions: key.address(&["spm", name]),
        shown_in: key.address(&["viser", name]),
        name: name.to_owned(),
        text: opened.text.clone(),
        base: opened.base.to_string(),
        line: visit.request.query.filled("linje").unwrap_or("1").to_owned(),
        locked: locked.map(|why| bench.say(&why)),
        is_saved: visit.request.query.get("gemt").is_some(),
        problems: Vec::new(),
        changes: Vec::new(),
        findings: own,
        words: words(bench),
    })
}

fn saved(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let name = visit.rest().join("/");
    let path = file_of(&bench.shelf, plan, &name).ok_or(PageError::NotFound)?;
    let form = visit.request.form();
    let missing = || PageError::Refused(say!("serve.malformed"));
    let text = form.get("tekst").ok_or_else(missing)?;
    let base = form.get("grundlag").ok_or_else(missing)?;
    let refused = match save(&bench.shelf, plan, &path, text, base) {
        Ok(()) => {
            bench.bell.ring();
            let line = form.filled("linje").unwrap_or("1");
            return Ok(WebResponse::to(&format!("{}?gemt=1&linje={line}", visit.plan_key().address(&["fil", &name]))));
        }
        Err(refused) => refused,
    };
    // What was written is not lost: it stands in the form again.
    let (status, problems, opened) = match refused {
        NotSaved::ChangedMeanwhile(now) => (409, vec![say!("serve.file.changed")], Some(now)),
        NotSaved::Kept => (403, vec![say!("serve.file.kept")], None),
        NotSaved::Signed(changes) => (403, [vec![say!("serve.file.signed")], changes].concat(), None),
        NotSaved::Unreadable(why) => (422, vec![why], None),
        NotSaved::Unwritable(why) => (422, vec![why.message()], None),
    };
    let changes = opened.as_ref().map(|now| changed(&now.text, &text.replace("\r\n", "\n"))).unwrap_or_default();
    let now = match opened {
        Some(now) => now,
        None => open(&bench.shelf, &path).map_err(PageError::Refused)?,
    };
    let mut page = page(bench, visit, &name, &now)?;
    text.clone_into(&mut page.text);
    page.problems = problems.iter().map(|one: &Message| bench.say(one)).collect();
    page.changes = changes;
    visit.page_with(status, bench, "file.html.jinja", &page)
}

/// What stands there now, and what was to be written: the lines that differ, with two of those around them.
fn changed(now: &str, wanted: &str) -> Vec<ChangedText> {
    let diff = TextDiff::from_lines(now, wanted);
    let groups = diff.grouped_ops(2);
    let lines = groups.iter().flatten().flat_map(|one| diff.iter_changes(one));
    let shown = lines.map(|line| ChangedText {
        kind: match line.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "theirs",
            ChangeTag::Insert => "ours",
        },
        text: line.value().trim_end().to_owned(),
    });
    shown.collect()
}

/// What the editor says itself.
fn words(bench: &Workbench) -> String {
    let words = [
        ("find", say!("serve.editor.find")),
        ("replace", say!("serve.editor.replace")),
        ("next", say!("serve.editor.next")),
        ("previous", say!("serve.editor.previous")),
        ("all", say!("serve.editor.all")),
        ("case", say!("serve.editor.case")),
        ("pattern", say!("serve.editor.pattern")),
        ("word", say!("serve.editor.word")),
        ("replace-one", say!("serve.editor.replace-one")),
        ("replace-all", say!("serve.editor.replace-all")),
        ("close", say!("serve.editor.close")),
        ("completions", say!("serve.editor.completions")),
        ("findings", say!("serve.plan.findings")),
        ("no-findings", say!("serve.plan.no-findings")),
    ];
    let pairs = words.map(|(name, said)| (name.to_owned(), serde_json::Value::from(bench.say(&said))));
    serde_json::Value::Object(pairs.into_iter().collect()).to_string()
}
