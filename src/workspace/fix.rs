//! Findings that have one right way out, mended: each is tried on the plans first, and kept where nothing else comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inspect::inspect_all;
use super::{Edit, Findings, Inspected, Workspace, find_plans, inspect};
use crate::diagnostic::{Finding, Severity, nearest};
use crate::files::{Files, find, is_named};
use crate::load::RULES;
use crate::plan::State;
use crate::schema::{self, folder};
use crate::source::{At, NodeKind, Sources};

/// Fixes lead to what was hidden behind a fault; no file has faults so many layers deep.
const MOST_ROUNDS: usize = 12;

/// What mends one finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FixOfFinding {
    /// By their files and places.
    pub changes: Vec<FixChange>,
    finding: FindingKey,
}

/// Bytes of a file as it is written, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FixChange {
    pub path: PathBuf,
    pub start: usize,
    pub end: usize,
    /// What stands there now.
    was: String,
    pub text: String,
    /// What the value or key is read as then.
    reads: Option<String>,
}

/// A finding as it is known again: rule, message, file and line.
type FindingKey = (&'static str, String, PathBuf, usize);

/// A file with what is mended in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedFile {
    /// As people write it.
    pub path: PathBuf,
    pub edit: Edit,
    pub before: String,
    pub after: String,
    /// How many findings are mended.
    pub count: usize,
}

/// Plans with their findings mended, as far as there is no doubt.
#[derive(Debug)]
pub struct FixedPlans {
    /// Nothing is written yet.
    pub files: Vec<FixedFile>,
    /// The plans as they read with these.
    pub workspace: Workspace,
}

impl Workspace {
    /// What mends each finding that has one right way out. What is signed or locked stays as it is.
    pub fn fixes(&self) -> Vec<FixOfFinding> {
        let sealed = self.sealed_files();
        let mut fixes = BTreeSet::new();
        for found in &self.findings() {
            for finding in found.report.findings() {
                fixes.extend(fix_of(finding, found.sources()).filter(|fix| !sealed.hold(&*self.files, fix)));
            }
        }
        fixes.into_iter().collect()
    }

    /// What mends this finding, if nothing else comes of it and nothing of it is signed or locked.
    pub fn fix_of(&self, finding: &Finding, sources: &Sources) -> Option<FixOfFinding> {
        let fix = fix_of(finding, sources).filter(|fix| !self.sealed_files().hold(&*self.files, fix))?;
        self.mended(std::slice::from_ref(&fix)).map(|_| fix)
    }

    /// The plans with all of their fixes, round by round until there are no more. Each file stays byte for byte what it was but
    /// for the places of the fixes.
    pub fn fixed(&self) -> FixedPlans {
        let mut plans = self.with(&[]);
        let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for _ in 0..MOST_ROUNDS {
            let fixes = apart(plans.fixes());
            let mut kept = Vec::new();
            if let Some(mended) = plans.mended(&fixes) {
                (plans, kept) = (mended, fixes);
            } else {
                // One of them does not do: each by itself, the last of a file first, so that the places of the others stay.
                // What has moved all the same is left for the next round.
                for fix in fixes.into_iter().rev() {
                    if let Some(mended) = plans.mended(std::slice::from_ref(&fix)) {
                        plans = mended;
                        kept.push(fix);
                    }
                }
            }
            if kept.is_empty() {
                break;
            }
            for path in kept.iter().filter_map(|fix| fix.changes.first()).map(|change| &change.path) {
                *counts.entry(path.clone()).or_default() += 1;
            }
        }
        let files = counts.into_iter().filter_map(|(path, count)| {
            let (before, after) = (self.text(&path)?, plans.text(&path)?);
            // A link stays one: what it leads to is written.
            let real = self.files.real(&path).unwrap_or_else(|_| path.clone());
            Some(FixedFile { path, edit: Edit::replacing(real, after.clone()), before, after, count })
        });
        FixedPlans { files: files.collect(), workspace: plans }
    }

    /// The plans with these fixes. None where anything else would change than what they mean, or where more would be wrong.
    pub fn mended(&self, fixes: &[FixOfFinding]) -> Option<Self> {
        if fixes.is_empty() {
            return None;
        }
        let mut texts: BTreeMap<&Path, Vec<&FixChange>> = BTreeMap::new();
        fixes.iter().flat_map(|fix| &fix.changes).for_each(|one| texts.entry(&one.path).or_default().push(one));
        let mut edits = Vec::new();
        for (path, changes) in texts {
            let before = self.text(path)?;
            let after = changed(&before, &changes)?;
            if !changes_what_is_meant(&before, &after, &changes) {
                return None;
            }
            edits.push(Edit::replacing(path.to_owned(), after));
        }
        let mended = self.with(&edits);
        self.is_better(&mended, fixes).then_some(mended)
    }

    /// The same plans, read with other texts.
    pub(crate) fn with(&self, edits: &[Edit]) -> Self {
        let files: Arc<dyn Files> = self.files_with(edits).share();
        let folders: Vec<PathBuf> = self.plans.iter().map(|plan| plan.folder.clone()).collect();
        let plans = inspect_all(&files, &folders, (&self.assets, &self.coverage), &|_| None, Arc::new);
        Self { files, assets: self.assets.clone(), coverage: self.coverage.clone(), paths: self.paths.clone(), plans }
    }

    /// Every finding that is to be mended is gone, and no file that could be read has more errors; where a plan can be read no
    /// further than before, nothing more is found in it.
    fn is_better(&self, mended: &Self, fixes: &[FixOfFinding]) -> bool {
        let (before, after) = (keys(&self.findings()), keys(&mended.findings()));
        let count = |all: &[FindingKey], key: &FindingKey| all.iter().filter(|one| *one == key).count();
        let is_gone = |fix: &FixOfFinding| count(&after, &fix.finding) < count(&before, &fix.finding);
        let is_no_worse = |(before, after): (&Arc<Inspected>, &Arc<Inspected>)| {
            let is_as_before = depth(before) == depth(after);
            let (old, new) = (errors_of_form(before), errors_of_form(after));
            // What could not be read before had faults that nobody could see.
            let mut read = before.sources.files().filter(|(id, _)| before.sources.root(*id).is_some());
            let errors = |all: &[PathBuf], path: &Path| all.iter().filter(|one| *one == path).count();
            read.all(|(_, file)| errors(&new, &file.path) <= errors(&old, &file.path))
                && (!is_as_before || after.report.findings().len() <= before.report.findings().len())
        };
        fixes.iter().all(is_gone) && self.plans.iter().zip(&mended.plans).all(is_no_worse)
    }

    fn text(&self, path: &Path) -> Option<String> {
        String::from_utf8(self.files.read(path, u64::MAX).ok()?).ok()
    }

    /// The files of plans that are signed or locked, of all that share a file with these.
    fn sealed_files(&self) -> SealedFiles {
        let ministries: BTreeSet<PathBuf> =
            self.plans.iter().filter_map(|plan| plan.folder.parent()?.parent().map(Path::to_owned)).collect();
        let ministries: Vec<PathBuf> = ministries.into_iter().collect();
        let mut sealed = SealedFiles::default();
        for folder in find_plans(&self.files, &ministries).unwrap_or_default() {
            if is_sealed(&*self.files, &folder) {
                let plan = inspect(&self.files, &folder, &self.assets, &self.coverage);
                let read = plan.sources.files().filter(|(_, file)| !file.is_template).map(|(_, file)| &file.path);
                sealed.files.extend(read.filter_map(|path| self.files.real(path).ok()));
                sealed.folders.extend(self.files.real(&folder).ok());
            }
        }
        sealed
    }
}

#[derive(Debug, Default)]
struct SealedFiles {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl SealedFiles {
    fn hold(&self, files: &dyn Files, fix: &FixOfFinding) -> bool {
        let is_held = |change: &FixChange| {
            let path = files.real(&change.path).unwrap_or_else(|_| change.path.clone());
            let is_of_one = self.files.contains(&path) || path.ancestors().any(|above| self.folders.contains(above));
            is_of_one && !is_reported(&path)
        };
        fix.changes.iter().any(is_held)
    }
}

/// Whether a file tells what comes in through the year, after the plan is signed.
fn is_reported(path: &Path) -> bool {
    is_named(path, folder::MAPPING) || path.parent().is_some_and(|folder| is_named(folder, folder::RESULTS))
}

/// Whether a plan is signed or locked, or one of its allonger is, be it otherwise readable or not.
fn is_sealed(files: &dyn Files, folder: &Path) -> bool {
    let says_so = |path: &Path| {
        let text = files.read(path, u64::MAX).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        // One that is nearly said to be signed is not made so.
        let is_signed = |state: &str| nearest(state, State::ALL.map(State::word)) == Some(State::Signed.word());
        text.lines().filter_map(state_of).any(is_signed)
    };
    let allonger =
        find(files, folder, folder::ALLONGER).and_then(|folder| files.list(&folder).ok()).unwrap_or_default();
    folder::KEPT.iter().any(|name| find(files, folder, name).is_some())
        || says_so(&folder.join(folder::PLAN))
        || allonger.iter().any(|path| says_so(path))
}

/// What a line says of the state, without its comment.
fn state_of(line: &str) -> Option<&str> {
    let value = line.trim_start().strip_prefix(schema::plan::STATE.name())?.trim_start().strip_prefix(':')?;
    Some(value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']))
}

/// None where there is not one right way out.
fn fix_of(finding: &Finding, sources: &Sources) -> Option<FixOfFinding> {
    if finding.fix.is_empty() {
        return None;
    }
    let changes = finding.fix.iter().map(|one| {
        let file = sources.file(one.file);
        let Range { start, end } = file.as_written(&one.span);
        let was = file.whole().get(start..end).unwrap_or_default().to_owned();
        FixChange { path: file.path.clone(), start, end, was, text: one.text.clone(), reads: one.reads.clone() }
    });
    let mut changes: Vec<FixChange> = changes.collect();
    changes.sort();
    Some(FixOfFinding { changes, finding: key(finding, sources) })
}

fn key(finding: &Finding, sources: &Sources) -> FindingKey {
    let place = sources.locate(&finding.primary.place);
    let (path, line) = place.map(|at| (sources.file(at.file).path.clone(), at.line)).unwrap_or_default();
    (finding.rule.name, finding.message.to_string(), path, line)
}

fn keys(findings: &[Findings]) -> Vec<FindingKey> {
    findings.iter().flat_map(|one| one.report.findings().iter().map(|finding| key(finding, one.sources()))).collect()
}

/// Those that do not touch each other: of two that do, the first.
fn apart(fixes: Vec<FixOfFinding>) -> Vec<FixOfFinding> {
    let mut kept: Vec<FixOfFinding> = Vec::new();
    for fix in fixes {
        let touches = |one: &FixChange, other: &FixChange| {
            one.path == other.path && one.start <= other.end && other.start <= one.end
        };
        let mut others = kept.iter().flat_map(|one| &one.changes);
        if !others.any(|one| fix.changes.iter().any(|change| touches(one, change))) {
            kept.push(fix);
        }
    }
    kept
}

/// A text with changes that do not touch each other. None where something else stands in a place than was to be changed.
fn changed(text: &str, changes: &[&FixChange]) -> Option<String> {
    let mut sorted = changes.to_vec();
    sorted.sort();
    let mut changed = text.to_owned();
    for change in sorted.into_iter().rev() {
        text.get(change.start..change.end).filter(|there| *there == change.was)?;
        changed.replace_range(change.start..change.end, &change.text);
    }
    Some(changed)
}

/// Whether a file reads as before but for what the changes are to make of it. One that could not be read before can be now.
fn changes_what_is_meant(before: &str, after: &str, changes: &[&FixChange]) -> bool {
    if changes.iter().all(|change| change.reads.is_none()) {
        let said = |text: &str| tokens(text).map(|all| all.into_iter().map(|one| one.says).collect::<Vec<_>>());
        return said(before) == said(after);
    }
    let Some(mut new) = tokens(after) else { return false };
    let mut sorted = changes.to_vec();
    sorted.sort();
    let mut moved = 0_isize;
    for change in &sorted {
        let start = change.start.saturating_add_signed(moved);
        let meant = |token: &FileToken| token.start == start && change.reads.as_deref() == Some(token.says.as_str());
        let Some(place) = new.iter().position(meant) else { return false };
        new.remove(place);
        moved += change.text.len() as isize - (change.end - change.start) as isize;
    }
    let Some(old) = tokens(before) else { return true };
    let is_kept = |token: &&FileToken| !sorted.iter().any(|change| (change.start..change.end).contains(&token.start));
    let old = old.iter().filter(is_kept).map(|token| &token.says);
    old.eq(new.iter().map(|token| &token.says))
}

/// A key, a value, or the beginning or the end of a map or a list.
#[derive(Debug, PartialEq)]
struct FileToken {
    start: usize,
    says: String,
}

/// What a file says, in its order. None where it cannot be read as YAML.
fn tokens(text: &str) -> Option<Vec<FileToken>> {
    let mut sources = Sources::default();
    let file = sources.add_file(Path::new(""), text.to_owned());
    let (root, _) = sources.read_yaml(file);
    let mut tokens = Vec::new();
    gather(&sources, root?, &mut tokens);
    Some(tokens)
}

fn gather(sources: &Sources, at: At, tokens: &mut Vec<FileToken>) {
    let Some(node) = sources.node(at) else { return };
    let start = sources.file(node.file).as_written(&node.span).start;
    let mark = |says: &str| FileToken { start: usize::MAX, says: format!("\n{says}") };
    match &node.kind {
        NodeKind::Scalar(text) => tokens.push(FileToken { start, says: text.clone() }),
        NodeKind::List(items) => {
            tokens.push(mark("["));
            items.iter().for_each(|item| gather(sources, *item, tokens));
            tokens.push(mark("]"));
        }
        NodeKind::Map(entries) => {
            tokens.push(mark("{"));
            for entry in entries {
                gather(sources, entry.key, tokens);
                gather(sources, entry.value, tokens);
            }
            tokens.push(mark("}"));
        }
        NodeKind::Empty => {}
    }
}

/// The files of all errors of form: they are told however far a plan can be read.
fn errors_of_form(plan: &Inspected) -> Vec<PathBuf> {
    let is_of_form = |finding: &&Finding| {
        finding.level == Severity::Error && RULES.iter().any(|rule| rule.name == finding.rule.name)
    };
    let file = |finding: &Finding| {
        let (file, _) = plan.sources.spot(&finding.primary.place)?;
        Some(plan.sources.file(file).path.clone())
    };
    plan.report.findings().iter().filter(is_of_form).map(|finding| file(finding).unwrap_or_default()).collect()
}

/// How far a plan could be read: further on, rules find what nobody looked for before.
fn depth(plan: &Inspected) -> (bool, bool, bool, bool) {
    let known = &plan.known;
    (known.plan().is_some(), known.whole().is_some(), known.results().is_some(), errors_of_form(plan).is_empty())
}
