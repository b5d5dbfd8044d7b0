//! A text refers to a footnote that it does not have, or has one that it does not refer to.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::prose;

pub static CHECK: Check = Check {
    rule: Rule { name: "dangling-footnote", level: Level::Warning, page: include_str!("dangling-footnote.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for (at, text) in walk::texts(facts.sources).filter(|(_, text)| text.contains("[^")) {
        // What is no footnote after reading stays in the text as it was written.
        let read = prose::parse(text).to_text();
        for (start, _) in read.match_indices("[^") {
            let Some(length) = read[start..].find(']') else { break };
            let mark = &read[start..=start + length];
            let (message, help) = if read[start + length + 1..].starts_with(':') {
                (
                    format!("nothing refers to the footnote `{mark}`"),
                    format!("put `{mark}` where it belongs in the text"),
                )
            } else {
                (format!("the text has no footnote `{mark}`"), format!("write it below the text: `{mark}: …`"))
            };
            report.push(CHECK.rule.finding(walk::snippet(facts.sources, at, mark), message).help(help));
        }
    }
}
