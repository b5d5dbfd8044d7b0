//! A text or the budget refers to a section or a goal that the plan does not have.

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, nearest, rule};
use crate::language::{Message, say};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("dangling-reference", Severity::Error), run };

/// What stands between the numbers of one reference: `afsnit 2.3, 2.4 og 2.7`.
const BETWEEN: [&str; 6] = [", ", " og ", " samt ", " eller ", "-", "–"];

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let goals: Vec<String> = plan.goals().map(|(_, goal)| goal.number.to_string()).collect();
    let backgrounds = plan.groups.iter().filter_map(|group| group.background.as_ref()?.number.as_ref());
    let numbered = plan.groups.iter().map(|group| &group.number).chain(backgrounds);
    let sections: Vec<String> =
        plan.sections.iter().map(|section| &section.number).chain(numbered).map(ToString::to_string).collect();
    for (at, text) in walk::texts(facts.sources) {
        for (word, number) in walk::distinct(references(text)) {
            let known = if word == "afsnit" { &sections } else { &goals };
            // `FN's mål 12.7`: the plan's own goals begin with the numbers of its groups.
            let foreign = word == "mål" && !goals.iter().any(|goal| chapter(goal) == chapter(number));
            if foreign || known.iter().any(|one| one == number) {
                continue;
            }
            let is_section = word == "afsnit";
            let place = walk::snippet(facts.sources, at, number);
            let finding = CHECK.rule.finding(place, say!("dangling-reference", section = is_section, number = number));
            report.push(finding.help(help(is_section, number, known)));
        }
    }
    if let Some(budget) = &plan.budget {
        let own: Vec<String> = plan.sections.iter().map(|section| section.number.to_string()).collect();
        let number = budget.section.to_string();
        if !own.contains(&number) {
            let finding = CHECK
                .rule
                .finding(budget.at.key(schema::budget::SECTION), say!("dangling-reference.budget", number = number));
            report.push(finding.help(help(true, &number, &own)));
        }
    }
}

fn help(is_section: bool, number: &str, known: &[String]) -> Message {
    match nearest(number, known.iter().map(String::as_str)) {
        Some(near) => say!("did-you-mean", near = near),
        None if known.is_empty() => say!("dangling-reference.none", section = is_section),
        None => say!("dangling-reference.known", known = known),
    }
}

fn chapter(number: &str) -> Option<&str> {
    number.split('.').next()
}

/// Every `afsnit 2.7`, `resultatkrav 1.9` and `mål 1.9`, with each of the numbers that follow the word.
fn references(text: &str) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    for word in ["afsnit", "resultatkrav", "mål"] {
        for (start, _) in text.match_indices(word) {
            let Some(rest) = text[start + word.len()..].strip_prefix([' ', '\u{a0}', '\n']) else { continue };
            let before = &text[..start];
            if before.chars().next_back().is_some_and(|one| one.is_alphanumeric() || one == '-')
                || is_of_another(before)
            {
                continue;
            }
            let (numbers, after) = numbers(rest.trim_start());
            if !leads_elsewhere(after) {
                found.extend(numbers.into_iter().map(|number| (word, number)));
            }
        }
    }
    found
}

/// The numbers of two parts or more at the beginning of a text, and what follows them.
fn numbers(mut text: &str) -> (Vec<&str>, &str) {
    let mut found = Vec::new();
    loop {
        let length = text.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(text.len());
        let number = text[..length].trim_end_matches('.');
        if number.split('.').count() < 2 || number.split('.').any(str::is_empty) {
            return (found, text);
        }
        found.push(number);
        text = &text[number.len()..];
        match BETWEEN.iter().find_map(|between| text.strip_prefix(between)) {
            Some(rest) => text = rest,
            None => return (found, text),
        }
    }
}

/// `lovens afsnit 2.7`, `FN's mål 1.3`: the word before says whose it is.
fn is_of_another(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    word.len() > 1
        && word.ends_with('s')
        && !["planens", "kontraktens", "styrelsens", "nævnets", "dens"].contains(&word.as_str())
}

/// `afsnit 2.7 i finansloven`: the words after say whose it is.
fn leads_elsewhere(after: &str) -> bool {
    let own = ["i denne", "i planen", "i mål- og", "i kontrakten"];
    let after = after.trim_start();
    ["i ", "af ", "fra "].iter().any(|word| after.starts_with(word))
        && !own.iter().any(|words| after.starts_with(words))
}
