//! A line of a text that can be read in two ways: as a list or as a part of its sentence.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::prose::{Doubt, LineReading, MOST_DEPTH, depth, doubts};

pub static CHECK: Check = Check { rule: rule!("unclear-line", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    // A title or a name stands on one line; what is filled into a template is not known here.
    let texts = facts.written.texts.iter().filter(|(at, text)| text.contains('\n') && !is_template(facts, *at));
    for (at, text) in texts.filter(|(_, text)| depth(text) <= MOST_DEPTH) {
        for doubt in walk::distinct(doubts(text)) {
            let (shown, message, help) = told(&doubt);
            let place = walk::snippet(facts.sources, *at, shown);
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
fn told(doubt: &Doubt) -> (&str, Message, Message) {
    match doubt {
        Doubt::Interrupts { line, mark, reading: LineReading::Text } => {
            (line, say!("unclear-line.sentence", mark = mark), say!("unclear-line.interrupts-help", mark = mark))
        }
        Doubt::Interrupts { line, mark, reading: LineReading::Markup } => {
            (line, say!("unclear-line.list", mark = mark), say!("unclear-line.interrupts-help", mark = mark))
        }
        Doubt::Skips { line, mark, counted } => (
            line,
            say!("unclear-line.skips", mark = mark, counted = counted),
            say!("unclear-line.skips-help", counted = counted, number = mark.trim_end_matches(['.', ')'])),
        ),
        Doubt::MoreThan { line } => (line, say!("unclear-line.more-than"), say!("unclear-line.more-than-help")),
        Doubt::BeyondHead { text } => {
            (text, say!("unclear-line.beyond-head", text = text), say!("unclear-line.beyond-head-help"))
        }
    }
}
