//! A line of a text that can be read in two ways: as a list or as a part of its sentence.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::prose::{Doubt, LineReading, MOST_DEPTH, depth, doubts};

pub static CHECK: Check =
    Check { rule: Rule { name: "unclear-line", level: Severity::Warning, page: include_str!("unclear-line.md") }, run };

fn run(facts: &Facts, report: &mut Report) {
    // A title or a name stands on one line; what is filled into a template is not known here.
    let texts = walk::texts(facts.sources).filter(|(at, text)| text.contains('\n') && !is_template(facts, *at));
    for (at, text) in texts.filter(|(_, text)| depth(text) <= MOST_DEPTH) {
        for doubt in walk::distinct(doubts(text)) {
            let (shown, message, help) = told(&doubt);
            let place = walk::snippet(facts.sources, at, shown);
            report.push(CHECK.rule.finding(place, message).help(help));
        }
    }
}

/// Whether a text stands in a template of the ministry's or the plan's own.
fn is_template(facts: &Facts, at: crate::source::At) -> bool {
    let file = facts.sources.node(at).map(|node| facts.sources.file(node.file));
    file.is_some_and(|file| file.path.extension().is_some_and(|ending| ending == "jinja"))
}

/// What is marked, what is said of it, and the way out.
fn told(doubt: &Doubt) -> (&str, String, String) {
    match doubt {
        Doubt::Interrupts { line, mark, reading: LineReading::Text } => (
            line,
            format!(
                "`{mark}` begins a line within a paragraph: it is printed as a part of the sentence, not as a list"
            ),
            format!(
                "for a list put an empty line above it; for the sentence write `\\{mark}`, or begin the line elsewhere"
            ),
        ),
        Doubt::Interrupts { line, mark, reading: LineReading::Markup } => (
            line,
            format!(
                "`{mark}` begins a line within a paragraph: it is printed as a list, not as a part of the sentence"
            ),
            format!(
                "for a list put an empty line above it; for the sentence write `\\{mark}`, or begin the line elsewhere"
            ),
        ),
        Doubt::Skips { line, mark, counted } => (
            line,
            format!(
                "`{mark}` does not follow the number before it: it is printed as it is written, not as `{counted}.`"
            ),
            format!("write `{counted}.`, or, where it is no list, `{}\\.`", mark.trim_end_matches(['.', ')'])),
        ),
        Doubt::MoreThan { line } => (
            line,
            "`>` begins a line: it is printed as a quotation, not as *more than*".to_owned(),
            "for *more than* write `\\>`, or the words `over` or `mere end`".to_owned(),
        ),
        Doubt::BeyondHead { text } => (
            text,
            format!("`{text}` stands beyond the last column of its table: it is printed in that column"),
            "give the head of the table as many cells, or put a backslash before `|` within a cell".to_owned(),
        ),
    }
}
