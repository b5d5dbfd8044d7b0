//! What something is: a key by its description, a requirement by what it demands and what it has reached.

use std::ops::Range;
use std::path::Path;

use super::cursor::{Cursor, CursorPlace, CursorStep};
use super::keys::expected;
use super::named::{NamedHere, named, word_at};
use super::seen::SeenPlans;
use crate::language::Language;
use crate::plan::Address;
use crate::schema;
use crate::score::{Mark, score};
use crate::words::Words;
use crate::workspace::Inspected;

pub(super) fn hover(
    path: &Path,
    text: &str,
    byte: usize,
    language: Language,
    seen: Option<&SeenPlans>,
) -> Option<(String, Range<usize>)> {
    let here = word_at(path, text, byte);
    let cursor = &here.cursor;
    let is_item = cursor.steps.last() == Some(&CursorStep::Item);
    if cursor.place == CursorPlace::Key && (!is_item || is_key(text, cursor)) {
        return Some((key(path, text, cursor, language)?, cursor.word.clone()));
    }
    let told = |(inspected, file)| {
        if here.names_shared_goals() {
            return shared_goals(inspected);
        }
        match named(inspected, file, &here)? {
            NamedHere::Part(address) => part(inspected, &address),
            NamedHere::File(_) => None,
        }
    };
    Some((seen?.reading(path).find_map(told)?, cursor.word.clone()))
}

/// The goals that the ministry sets for all, a line each.
pub(super) fn shared_goals(inspected: &Inspected) -> Option<String> {
    let plan = inspected.known.readable()?.amended.latest();
    let shared = plan.goals().map(|(_, goal)| goal).filter(|goal| goal.is_shared);
    let lines: Vec<String> = shared.map(|goal| format!("- {} {}", goal.number, goal.area)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Whether what stands there is a key: its colon follows.
fn is_key(text: &str, cursor: &Cursor) -> bool {
    text[cursor.word.end..].trim_start_matches(['"', '\'']).starts_with(':')
}

fn key(path: &Path, text: &str, cursor: &Cursor, language: Language) -> Option<String> {
    let name = &text[cursor.word.clone()];
    let at = expected(schema::record_of(path)?, &cursor.steps);
    let (record, key) = at.keys(&[]).into_iter().find(|(_, key)| key.name == name)?;
    schema::described(&format!("{}.{}", record.name, key.name), language)
}

/// What a goal, a requirement or a part of one demands, and how it stands by what is reported.
fn part(inspected: &Inspected, address: &Address) -> Option<String> {
    let dossier = inspected.known.readable()?;
    let plan = dossier.amended.latest();
    let card = score(plan, dossier.results(), None);
    let goal = card.goals.iter().find(|goal| goal.number == address.goal)?;
    // A goal with one requirement says nothing of its own.
    let mark: &Mark = goal.mark.walk().into_iter().rfind(|mark| mark.address == *address)?;
    let words = Words::new(&dossier.texts, plan);
    let mut lines = vec![format!("**{}**", words.full_name(mark)), words.rule(&mark.trace.rule)];
    lines.extend(
        mark.trace.figures.iter().map(|figure| format!("- {}: {}", figure.period, words.figure(figure, &mark.trace))),
    );
    let mut stands = vec![words.state(mark.state()), words.fulfilment(mark, card.decimals)];
    let points = words.points(mark, card.decimals);
    if !points.is_empty() {
        stands.push(format!("{points} {}", words.word("point")));
    }
    lines.push(stands.join(" · "));
    Some(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n"))
}
