//! Findings as a page shows them: each with its line, which leads into its file.

use std::path::Path;

use serde::Serialize;

use super::shelf::base_of;
use super::{address, shelf::PlanKey};
use crate::diagnostic::{Finding, FindingCount, Severity};
use crate::files::composed;
use crate::language::Language;
use crate::source::Sources;
use crate::workspace::{Inspected, Workspace};

#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    /// `error`, as the style knows it.
    level: &'static str,
    level_said: String,
    code: &'static str,
    title: &'static str,
    message: String,
    more: Vec<String>,
    pub place: Option<FindingPlace>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingPlace {
    /// From the folder of ministries.
    pub file: String,
    pub line: usize,
    /// None where the file is none that the workbench opens.
    pub address: Option<String>,
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct FindingTotal {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl FindingTotal {
    /// Whether a plan is worse than another: by errors first.
    pub fn rank(&self) -> (usize, usize, usize) {
        (self.errors, self.warnings, self.notes)
    }
}

/// All that is found in a plan and in what it shares with its ministry, the worst first.
pub(super) fn findings(workspace: &Workspace, key: &PlanKey, language: Language) -> Vec<FindingView> {
    let Ok(plan) = workspace.plan() else { return Vec::new() };
    let mut all: Vec<(Severity, FindingView)> = Vec::new();
    let of_plan = |finding: &Finding| (finding.level, view(finding, plan, key, language));
    plan.check_texts();
    all.extend(plan.findings().findings().iter().map(of_plan));
    all.sort_by_key(|(level, _)| *level);
    all.into_iter().map(|(_, view)| view).collect()
}

pub(super) fn count(plan: &Inspected) -> FindingTotal {
    let mut count = FindingCount::default();
    plan.report.findings().iter().for_each(|finding| count.add(finding.level));
    FindingTotal { errors: count.errors, warnings: count.warnings, notes: count.notes }
}

fn view(finding: &Finding, plan: &Inspected, key: &PlanKey, language: Language) -> FindingView {
    let mut lines = finding.lines(language).into_iter();
    FindingView {
        level: finding.level.name(),
        level_said: finding.level.said().say_in(language),
        code: finding.rule.name,
        title: finding.rule.title(language),
        message: lines.next().unwrap_or_default(),
        more: lines.collect(),
        place: place(finding, &plan.sources, base_of(plan), key),
    }
}

fn place(finding: &Finding, sources: &Sources, base: &Path, key: &PlanKey) -> Option<FindingPlace> {
    let location = sources.locate(&finding.primary.place)?;
    let file = sources.file(location.file);
    let name = shown(base, &file.path);
    let address = (!file.is_template && !file.is_unread).then(|| line_address(key, &name, location.line));
    Some(FindingPlace { file: name, line: location.line, address })
}

/// A file's name from the folder of ministries, with `/` between folders.
pub(super) fn shown(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    composed(&below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// Where a file of a plan is opened, at a line.
pub(super) fn line_address(key: &PlanKey, name: &str, line: usize) -> String {
    format!("{}?linje={line}", key.address(&["fil", name]))
}

impl PlanKey {
    /// An address below the plan's own.
    pub fn address(&self, below: &[&str]) -> String {
        let own = ["plan", &self.0[0], &self.0[1], &self.0[2]];
        address(&own.into_iter().chain(below.iter().copied()).collect::<Vec<_>>())
    }
}
