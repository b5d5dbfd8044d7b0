//! A character that the fonts cannot show.

use std::collections::BTreeSet;

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;

pub static CHECK: Check = Check { rule: rule!("glyph-missing", Severity::Error), run };

/// More than these are counted, not named.
const MOST_NAMED: usize = 8;

fn run(facts: &Facts, report: &mut Report) {
    for (at, text) in &facts.written.texts {
        let missing: BTreeSet<char> = text.chars().filter(|one| !facts.coverage.has(*one)).collect();
        let Some(first) = text.chars().find(|one| missing.contains(one)) else { continue };
        let names: Vec<String> =
            missing.iter().take(MOST_NAMED).map(|one| format!("`{one}` (U+{:04X})", u32::from(*one))).collect();
        let more = missing.len().saturating_sub(MOST_NAMED);
        let message = match (missing.len(), more) {
            (1, _) => say!("glyph-missing.one", names = names),
            (_, 0) => say!("glyph-missing", names = names),
            _ => say!("glyph-missing.more", names = names, more = more),
        };
        let place = walk::snippet(facts.sources, *at, &first.to_string());
        report.push(CHECK.rule.finding(place, message).help(say!("glyph-missing.help")));
    }
}
