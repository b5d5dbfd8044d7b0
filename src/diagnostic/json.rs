//! Findings for programs.

use serde::Serialize;

use super::{Finding, Label, Severity};
use crate::language::{Language, Message};
use crate::source::{Replacement, Sources};

/// A finding as one JSON object.
pub fn to_json(finding: &Finding, sources: &Sources, language: Language) -> serde_json::Value {
    // Texts and whole numbers only: there is nothing in it that JSON could refuse.
    serde_json::to_value(show(finding, sources, language)).unwrap_or_default()
}

#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    level: Severity,
    /// Which of its rule's sentences it is, and what that is filled with.
    id: &'a str,
    arguments: serde_json::Value,
    message: String,
    place: Option<ShownPlace>,
    related: Vec<ShownPlace>,
    notes: Vec<String>,
    help: Option<String>,
    /// What is to be written instead, where there is one right way out.
    fix: Vec<ShownReplacement>,
}

#[derive(Serialize)]
struct ShownReplacement {
    file: String,
    /// Bytes in the file.
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct ShownPlace {
    file: String,
    line: usize,
    column: usize,
    /// Bytes in the file.
    start: usize,
    end: usize,
    label: String,
}

fn show<'a>(finding: &'a Finding, sources: &Sources, language: Language) -> Shown<'a> {
    let said = |message: &Message| message.say_in(language);
    let place = |label: &Label| {
        sources.locate(&label.place).map(|location| ShownPlace {
            file: sources.file(location.file).path.to_string_lossy().into_owned(),
            line: location.line,
            column: location.column,
            start: location.span.start,
            end: location.span.end,
            label: label.text.as_ref().map(said).unwrap_or_default(),
        })
    };
    Shown {
        code: finding.rule.name,
        level: finding.level,
        id: finding.message.id,
        arguments: finding.message.arguments_as_json(),
        message: said(&finding.message),
        place: place(&finding.primary),
        related: finding.related.iter().filter_map(place).collect(),
        notes: finding.notes.iter().map(said).collect(),
        help: finding.help.as_ref().map(said),
        fix: finding.fix.iter().map(|one| shown_replacement(one, sources)).collect(),
    }
}

fn shown_replacement(one: &Replacement, sources: &Sources) -> ShownReplacement {
    let file = sources.file(one.file);
    let span = file.as_written(&one.span);
    ShownReplacement {
        file: file.path.to_string_lossy().into_owned(),
        start: span.start,
        end: span.end,
        text: one.text.clone(),
    }
}
