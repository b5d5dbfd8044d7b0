//! What mends the findings at a place, where each has one right way out.

use std::ops::Range;
use std::path::Path;

use super::seen::{SeenPlans, TextEdit};
use crate::diagnostic::Finding;
use crate::language::Message;
use crate::source::Sources;

/// What mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorFix {
    pub rule: &'static str,
    pub title: Message,
    pub edits: Vec<TextEdit>,
}

/// Those of the findings that are shown within these bytes of a file.
pub(super) fn fixes(path: &Path, bytes: &Range<usize>, seen: &SeenPlans) -> Vec<EditorFix> {
    let is_here = |finding: &Finding, sources: &Sources| {
        let place = sources.spot(&finding.primary.place);
        let fixed = finding.fix.iter().map(|one| (one.file, one.span.clone()));
        place.into_iter().chain(fixed).any(|(file, span)| {
            seen.whole_path(&sources.file(file).path) == path && span.start <= bytes.end && bytes.start <= span.end
        })
    };
    let mut found = Vec::new();
    for (finding, sources) in seen.findings().filter(|(finding, sources)| is_here(finding, sources)) {
        let Some(title) = finding.way_out() else { continue };
        let edits = finding
            .fix
            .iter()
            .map(|one| TextEdit { place: seen.place_of(sources, one.file, &one.span), text: one.text.clone() });
        let fix = EditorFix { rule: finding.rule.name, title, edits: edits.collect() };
        // Plans that share a file share its findings.
        if !found.contains(&fix) && seen.mends(finding, sources) {
            found.push(fix);
        }
    }
    found
}
