//! A link or a mark of another language that is written so that it is none.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;

pub static CHECK: Check = Check { rule: rule!("markup-kept", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for (at, text) in facts.written.texts.iter().filter(|(_, text)| text.contains("](") || text.contains("<span")) {
        // What is no markup after reading stays in the text as it was written; what was escaped is meant as text.
        let Some(read) = walk::without_markup(text) else { continue };
        let kept = links(&read).map(|link| (link, say!("markup-kept.link")));
        let kept = kept.chain(marks(&read).map(|mark| (mark, say!("markup-kept.language"))));
        for (piece, help) in walk::distinct(kept.filter(|(piece, _)| text.contains(piece))) {
            let place = walk::snippet(facts.sources, *at, piece);
            report.push(CHECK.rule.finding(place, say!("markup-kept", piece = piece)).help(help));
        }
    }
}

/// `[words](address)`, no image.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("](").filter_map(|(middle, _)| {
        let start = text[..middle].rfind(['[', '\n']).filter(|start| text[*start..].starts_with('['))?;
        let length = text[middle..].find([')', '\n']).filter(|length| text[middle + length..].starts_with(')'))?;
        (!text[..start].ends_with('!')).then(|| &text[start..=middle + length])
    })
}

/// `<span lang=…>`.
fn marks(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("<span lang").filter_map(|(start, _)| {
        let length = text[start..].find(['>', '\n']).filter(|length| text[start + length..].starts_with('>'))?;
        Some(&text[start..=start + length])
    })
}
