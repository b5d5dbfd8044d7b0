//! What the editor asks of a text that is not saved yet: what is wrong in it, what can stand somewhere, what something means. Nothing
//! is written, and nothing of it is kept.

use std::path::Path;
use std::sync::PoisonError;

use serde_json::{Value, json};

use super::super::error::PageError;
use super::super::positions::{byte_of, place_of};
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::save::file_of;
use super::super::workbench::Workbench;
use super::plan_of;
use crate::diagnostic::Severity;
use crate::editor::Editor;
use crate::language::{Language, say};

pub(super) static ROUTES: &[Route] = &[Route::question("/plan/*/*/*/spm/**", question)];

fn question(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    let path = file_of(&bench.shelf, plan, &visit.rest().join("/")).ok_or(PageError::NotFound)?;
    let path = bench.shelf.files.here().unwrap_or_default().join(path);
    let form = visit.request.form();
    let malformed = || PageError::Refused(say!("serve.malformed"));
    let text = form.get("tekst").ok_or_else(malformed)?;
    let place = form.get("sted").and_then(|place| place.parse().ok()).unwrap_or(0);
    let byte = byte_of(text, place);
    let mut editor = bench.editor.lock().unwrap_or_else(PoisonError::into_inner);
    editor.write(&path, text.to_owned());
    let answer = match visit.request.query.get("spm") {
        Some("fund") => Ok(findings(&mut editor, &path, text, bench.language)),
        Some("muligt") => Ok(completions(&mut editor, &path, text, byte, bench.language)),
        Some("betydning") => Ok(meaning(&mut editor, &path, text, byte, bench.language)),
        _ => Err(PageError::NotFound),
    };
    editor.close(&path);
    Ok(WebResponse::json(&answer?))
}

fn findings(editor: &mut Editor, path: &Path, text: &str, language: Language) -> Value {
    let Some(seen) = editor.seen(path) else { return json!({ "fund": [] }) };
    let of_file = seen.findings().filter_map(|(finding, sources)| {
        let (file, span) = sources.spot(&finding.primary.place)?;
        (seen.whole_path(&sources.file(file).path) == path).then(|| {
            json!({
                "fra": place_of(text, span.start),
                "til": place_of(text, span.end),
                "niveau": match finding.level {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "info",
                },
                "kode": finding.rule.name,
                "tekst": finding.lines(language).join("\n"),
            })
        })
    });
    let mut all: Vec<Value> = Vec::new();
    for one in of_file {
        // Plans that share a file find the same in it.
        if !all.contains(&one) {
            all.push(one);
        }
    }
    json!({ "fund": all })
}

fn completions(editor: &mut Editor, path: &Path, text: &str, byte: usize, language: Language) -> Value {
    let all = editor.complete(path, byte, language);
    let replaced = all.first().map_or(byte..byte, |one| one.replaces.clone());
    let same = all.iter().filter(|one| one.replaces == replaced);
    let shown =
        same.map(|one| json!({ "navn": one.label, "kort": one.detail, "langt": one.documentation, "tekst": one.text }));
    json!({
        "fra": place_of(text, replaced.start),
        "til": place_of(text, replaced.end),
        "muligt": shown.collect::<Vec<_>>(),
    })
}

fn meaning(editor: &mut Editor, path: &Path, text: &str, byte: usize, language: Language) -> Value {
    match editor.hover(path, byte, language) {
        Some((told, bytes)) => {
            json!({ "tekst": told, "fra": place_of(text, bytes.start), "til": place_of(text, bytes.end) })
        }
        None => json!({}),
    }
}
