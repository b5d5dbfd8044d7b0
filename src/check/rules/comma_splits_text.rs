//! A comma in `[ ]` that makes two of one text.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::source::{At, Sources};

pub static CHECK: Check = Check { rule: rule!("comma-splits-text", Severity::Warning), run };

/// A text that begins with one of these goes on from another.
const GOES_ON: [&str; 27] = [
    "at",
    "bl",
    "da",
    "der",
    "dog",
    "dvs",
    "eller",
    "fordi",
    "herunder",
    "hvilket",
    "hvis",
    "hvor",
    "hvoraf",
    "hvorefter",
    "hvorved",
    "idet",
    "jf",
    "ligesom",
    "medmindre",
    "men",
    "mens",
    "når",
    "og",
    "samt",
    "som",
    "således",
    "så",
];

fn run(facts: &Facts, report: &mut Report) {
    for (_, items) in facts.written.lists.iter().filter(|(at, _)| facts.sources.written(*at).starts_with('[')) {
        for pair in items.windows(2) {
            let [one, next] = pair else { continue };
            if splits(facts.sources, *one, *next) {
                let (before, after) = (facts.sources.written(*one), facts.sources.written(*next));
                let message = say!("comma-splits-text", before = before, after = after);
                let help = say!("comma-splits-text.help", before = before, after = after);
                report.push(CHECK.rule.finding(*next, message).help(help));
            }
        }
    }
}

/// Whether the comma between two items may belong to a text or to a number.
fn splits(sources: &Sources, one: At, next: At) -> bool {
    let (before, after) = (sources.written(one), sources.written(next));
    let is_plain = |text: &str| !text.is_empty() && !text.starts_with(['"', '\'', '[', '{']);
    if !is_plain(before) || !is_plain(after) {
        return false;
    }
    let is_number = before.ends_with(|one: char| one.is_ascii_digit())
        && after.starts_with(|one: char| one.is_ascii_digit())
        && between(sources, one, next) == Some(",");
    let word = &after[..after.find(|one: char| !one.is_alphabetic()).unwrap_or(after.len())];
    is_number || (GOES_ON.contains(&word) && after.len() > word.len())
}

/// What stands between two nodes of a file.
fn between(sources: &Sources, one: At, next: At) -> Option<&str> {
    let (one, next) = (sources.node(one)?, sources.node(next)?);
    sources.file(one.file).text.get(one.span.end..next.span.start)
}
