//! All findings of a run.

use std::collections::BTreeSet;

use super::{Finding, Severity};
use crate::language::Message;
use crate::source::{Place, Sources};

/// Findings in the order a reader meets their places, each once.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

/// How many findings of each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FindingCount {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl FindingCount {
    /// How many there are of this level and of those above it.
    pub fn up_to(self, level: Severity) -> usize {
        match level {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }

    pub fn add(&mut self, level: Severity) {
        match level {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}

impl Report {
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    pub fn merge(&mut self, other: Self) {
        self.extend(other.findings);
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Adds a note to every finding after the first so many.
    pub fn note_after(&mut self, count: usize, note: &Message) {
        self.findings.iter_mut().skip(count).for_each(|finding| finding.notes.push(note.clone()));
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Keeps the first of those that say the same of the same place.
    pub fn say_once(&mut self, sources: &Sources) {
        let mut seen = BTreeSet::new();
        self.findings.retain(|finding| {
            let place = sources.spot(&finding.primary.place).map(|(file, span)| (file, span.start, span.end));
            seen.insert((finding.rule.name, place, finding.message.clone()))
        });
    }

    /// Gives every finding of a rule a level.
    pub fn set_level(&mut self, rule: &str, level: Severity) {
        self.findings.iter_mut().filter(|finding| finding.rule.name == rule).for_each(|finding| finding.level = level);
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Severity::Error)
    }

    /// Orders by file and place.
    pub fn sort(&mut self, sources: &Sources) {
        let start = |place: &Place| sources.spot(place).map(|(file, span)| (file, span.start));
        self.findings.sort_by_cached_key(|finding| (start(&finding.primary.place), finding.rule.name));
    }
}
