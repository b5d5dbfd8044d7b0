//! A text refers to a footnote that it does not have, or has one that it does not refer to.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;

pub static CHECK: Check = Check { rule: rule!("dangling-footnote", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for (at, text) in facts.written.texts.iter().filter(|(_, text)| text.contains("[^")) {
        // What is no footnote after reading stays in the text as it was written.
        let Some(read) = walk::without_markup(text) else { continue };
        for (mark, is_note) in walk::distinct(marks(&read)) {
            let (message, help) = if is_note {
                (say!("dangling-footnote.unused", mark = mark), say!("dangling-footnote.unused-help", mark = mark))
            } else {
                (say!("dangling-footnote.missing", mark = mark), say!("dangling-footnote.missing-help", mark = mark))
            };
            report.push(CHECK.rule.finding(walk::snippet(facts.sources, *at, mark), message).help(help));
        }
    }
}

/// Every `[^1]`, and whether it begins a footnote.
fn marks(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.match_indices("[^").filter_map(|(start, _)| {
        let length = text[start..].find([']', '\n']).filter(|length| text[start + length..].starts_with(']'))?;
        Some((&text[start..=start + length], text[start + length + 1..].starts_with(':')))
    })
}
