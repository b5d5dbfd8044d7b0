//! A text that someone has still to write (2020 plan, 2.1: "[DEP INDSÆTTER POINTGIVNING]").

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;

pub static CHECK: Check = Check { rule: rule!("open-placeholder", Severity::Warning), run };

/// Words that begin like this, in brackets, ask for something to be written.
const ASKING: [&str; 7] = ["indsæt", "udfyld", "tilføj", "mangle", "afvent", "afklar", "skriv"];
/// Words that stand, in brackets, for what they name.
const STANDING_IN: [&str; 6] = ["dato", "navn", "beløb", "tal", "tekst", "xx"];
const MOST_IN_BRACKETS: usize = 200;
const MARKS: [&str; 3] = ["TBD", "TODO", "N.N."];

fn run(facts: &Facts, report: &mut Report) {
    for (at, text) in &facts.written.texts {
        for placeholder in walk::distinct(in_brackets(text).into_iter().chain(words(text))) {
            report.push(
                CHECK
                    .rule
                    .finding(
                        walk::snippet(facts.sources, *at, placeholder),
                        say!("open-placeholder", placeholder = placeholder),
                    )
                    .help(say!("open-placeholder.help")),
            );
        }
    }
}

/// `[indsæt dato]`; not `[a](b)`, `[^1]` and other brackets.
fn in_brackets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('[') {
        let close = text[open..].char_indices().take(MOST_IN_BRACKETS).find(|(_, one)| *one == ']');
        let Some((length, _)) = close else { continue };
        let bracket = &text[open..=open + length];
        let is_link = text[open + length + 1..].starts_with(['(', '[', ':']);
        let mut words =
            bracket.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
        let asks =
            |word: String| ASKING.iter().any(|asking| word.starts_with(asking)) || STANDING_IN.contains(&word.as_str());
        if !is_link && !bracket.starts_with("[^") && words.any(asks) {
            found.push(bracket);
        }
    }
    found
}

/// `xx pct.`, `XX,X mio. kr.`, `20XX`, `TBD`, `????`.
fn words(text: &str) -> Vec<&str> {
    let asks = text.contains("???");
    // Every one of them has one of these.
    let can_ask = |word: &&str| word.bytes().any(|byte| matches!(byte, b'x' | b'X' | b'?' | b'T' | b'N'));
    text.split_whitespace()
        .filter(can_ask)
        .map(|word| {
            word.trim_matches(|one: char| matches!(one, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '”' | '*'))
        })
        .filter(|word| {
            let plain = word.trim_end_matches('.');
            let is_crosses = ['x', 'X'].iter().any(|cross| {
                let is_left = |one: char| one == *cross || one.is_ascii_digit() || one == ',' || one == '.';
                plain.chars().all(is_left) && plain.matches(*cross).count() > 1
            });
            is_crosses || MARKS.contains(word) || MARKS.contains(&plain) || (asks && word.contains("???"))
        })
        .collect()
}
