//! What allonger have changed by the day of a report: the table of changes, and how a gap is told in the other tables.

use super::Standing;
use crate::document::requirement::mark;
use crate::document::view::PageBlock;
use crate::document::{change, prose};
use crate::plan::Removed;
use crate::score::Mark;
use crate::words::Words;

/// The table, or a sentence where nothing is changed.
pub fn view(standing: &Standing) -> PageBlock {
    let words = standing.words;
    let mut changes = standing.changes().peekable();
    if changes.peek().is_none() {
        return prose::paragraph(words.word("planen er ikke ændret"));
    }
    PageBlock::Data(change::table(changes, words))
}

/// `b) Ph.D.`; of a goal, its area.
pub fn name_of(gap: &Mark, words: &Words) -> String {
    match &gap.label {
        Some(label) => format!("{} {}", mark(label), words.name(&gap.name)),
        None => words.name(&gap.name),
    }
}

/// `udgået ved allonge 1 fra 1. juli 2025`
pub fn gone(gap: &Mark, standing: &Standing) -> String {
    let of_gap = |one: &&Removed| one.address == gap.address;
    let removed = standing.plan.removed.iter().find(of_gap);
    removed.map(|one| change::gone(one, standing.words)).unwrap_or_default()
}
