//! Findings as SARIF 2.1.0, which code scanners, editors and dashboards read.
//!
//! The form: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Finding, Label, Rule};
use crate::language::Language;
use crate::source::{FileId, Location, Place, Replacement, Sources};

/// A finding as a result of a run, with its rule.
#[derive(Debug)]
pub struct SarifResult {
    rule: &'static Rule,
    result: Value,
}

/// A finding as a result of a run.
pub fn to_sarif(finding: &Finding, sources: &Sources, language: Language) -> SarifResult {
    let place = |label: &Label| location(label, sources, language);
    let mut result = json!({
        "ruleId": finding.rule.name,
        "level": finding.level.name(),
        "message": { "text": finding.lines(language).join("\n") },
        "locations": place(&finding.primary).into_iter().collect::<Vec<_>>(),
    });
    let related: Vec<Value> = finding.related.iter().filter_map(place).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = fix(finding, sources, language) {
        result["fixes"] = json!([fix]);
    }
    SarifResult { rule: finding.rule, result }
}

/// What is to be written instead. None where columns count other letters than the file has.
fn fix(finding: &Finding, sources: &Sources, language: Language) -> Option<Value> {
    let mut changes: Vec<(FileId, Vec<Value>)> = Vec::new();
    for Replacement { file, span, text, .. } in &finding.fix {
        if sources.file(*file).decomposed_letters().next().is_some() {
            return None;
        }
        let place = sources.locate(&Place::File { file: *file, span: span.clone() })?;
        let replacement = json!({
            "deletedRegion": region(&place),
            "insertedContent": { "text": text },
        });
        match changes.iter_mut().find(|(one, _)| one == file) {
            Some((_, replacements)) => replacements.push(replacement),
            None => changes.push((*file, vec![replacement])),
        }
    }
    let shown = |(file, replacements): (FileId, Vec<Value>)| json!({ "artifactLocation": { "uri": uri(&sources.file(file).path) }, "replacements": replacements });
    let changes: Vec<Value> = changes.into_iter().map(shown).collect();
    let description = finding.way_out().map(|words| words.say_in(language));
    (!changes.is_empty()).then(|| json!({ "description": { "text": description }, "artifactChanges": changes }))
}

fn region(place: &Location) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end.0,
        "endColumn": place.end.1,
    })
}

/// All results of a run as the text of a file.
pub fn to_sarif_log(results: Vec<SarifResult>, language: Language) -> String {
    let mut rules: Vec<&Rule> = results.iter().map(|one| one.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    let described: Vec<Value> = rules.iter().map(|rule| describe(rule, language)).collect();
    let results: Vec<Value> = results
        .into_iter()
        .map(|SarifResult { rule, mut result }| {
            result["ruleIndex"] = rules.iter().position(|one| one.name == rule.name).into();
            result
        })
        .collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": described,
    });
    let run = json!({
        "tool": { "driver": driver },
        // A letter is one column, whatever its bytes.
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{log:#}")
}

fn describe(rule: &Rule, language: Language) -> Value {
    let page = rule.page(language);
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.title(language) },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": rule.level.name() },
    })
}

fn location(label: &Label, sources: &Sources, language: Language) -> Option<Value> {
    let location = sources.locate(&label.place)?;
    let mut shown = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&sources.file(location.file).path) },
            "region": region(&location),
        },
    });
    if let Some(text) = &label.text {
        shown["message"] = json!({ "text": text.say_in(language) });
    }
    Some(shown)
}

/// A path as a URI: a relative one stays relative.
fn uri(path: &Path) -> String {
    const NOT_IN_A_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    let path_text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let encoded = utf8_percent_encode(&path_text, NOT_IN_A_PATH);
    if path.is_absolute() { format!("file://{encoded}") } else { encoded.to_string() }
}
