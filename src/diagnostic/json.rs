//! Findings for programs.

use serde::Serialize;

use super::{Finding, Label, Severity};
use crate::source::Sources;

/// A finding as one JSON object.
pub fn to_json(finding: &Finding, sources: &Sources) -> serde_json::Value {
    // Texts and whole numbers only: there is nothing in it that JSON could refuse.
    serde_json::to_value(show(finding, sources)).unwrap_or_default()
}

#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    level: Severity,
    message: &'a str,
    place: Option<ShownPlace<'a>>,
    related: Vec<ShownPlace<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct ShownPlace<'a> {
    file: String,
    line: usize,
    column: usize,
    /// Bytes in the file.
    start: usize,
    end: usize,
    label: &'a str,
}

fn show<'a>(finding: &'a Finding, sources: &Sources) -> Shown<'a> {
    let place = |label: &'a Label| {
        sources.locate(&label.place).map(|location| ShownPlace {
            file: sources.file(location.file).path.to_string_lossy().into_owned(),
            line: location.line,
            column: location.column,
            start: location.span.start,
            end: location.span.end,
            label: &label.text,
        })
    };
    Shown {
        code: finding.rule.name,
        level: finding.level,
        message: &finding.message,
        place: place(&finding.primary),
        related: finding.related.iter().filter_map(place).collect(),
        notes: &finding.notes,
        help: finding.help.as_deref(),
    }
}
