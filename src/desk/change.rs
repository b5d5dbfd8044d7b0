//! What is to be reported otherwise → files, and whether they read as it was meant before any of them is written.

use super::comments::said;
use super::form::reported;
use super::sheet::{FileDraft, SheetChange, draft};
use super::standing::DeskError;
use crate::diagnostic::Severity;
use crate::language::{Message, Telling};
use crate::plan::{Address, Observation, Plan, Results, Sheet};
use crate::prose::Prose;
use crate::quantity::{PartOfYear, Period};
use crate::source::At;
use crate::workspace::{Edit, Inspected, Workspace};

/// What is to be said of something for some days: nothing where it is no longer reported.
#[derive(Debug, Clone)]
pub(super) struct RowChange {
    pub address: Address,
    pub period: PartOfYear,
    pub days: Period,
    pub new: Option<Observation>,
}

/// What each file is to say otherwise. Nothing where nothing differs from what is there.
pub(super) fn changes<'a>(
    (period, days): (PartOfYear, Period),
    head: Option<&Sheet>,
    rows: Vec<RowChange>,
    results: &'a Results,
) -> Vec<SheetChange<'a>> {
    let mut changes: Vec<SheetChange> = Vec::new();
    let main = results.sheets.iter().find(|sheet| sheet.days == days);
    // While something is wrong with it, what is typed below is shown by what stands there, or by nothing of note.
    let fallback = || Sheet {
        at: At::nowhere(),
        period,
        days,
        is_example: false,
        updated: days.last,
        reporter: "–".to_owned(),
        source: None,
        comment: Prose::default(),
        observations: Vec::new(),
    };
    let head = head.cloned().unwrap_or_else(|| main.cloned().unwrap_or_else(fallback));
    let is_main = |there: Option<&Sheet>, own: Period| {
        own == days && there.zip(main).is_none_or(|(there, main)| std::ptr::eq(there, main))
    };
    for row in rows {
        let old = reported(results, row.days, &row.address);
        if old.map(|(_, one)| one) == row.new.as_ref() {
            continue;
        }
        let there = old.map(|(sheet, _)| sheet).or_else(|| results.sheets.iter().find(|one| one.days == row.days));
        let same = |change: &&mut SheetChange| match (change.there, there) {
            (Some(one), Some(other)) => std::ptr::eq(one, other),
            (None, None) => change.head.days == row.days,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let is_main = is_main(there, row.days);
        if let Some(change) = changes.iter_mut().find(same) {
            change.rows.push((row.address, row.new));
            continue;
        }
        let head = match there {
            _ if is_main => head.clone(),
            // Of another file only the day is new.
            Some(there) => Sheet { updated: head.updated, observations: Vec::new(), ..there.clone() },
            None => Sheet { period: row.period, days: row.days, comment: Prose::default(), ..head.clone() },
        };
        changes.push(SheetChange { there, head, rows: vec![(row.address, row.new)] });
    }
    let is_changed = main.filter(|main| Sheet { observations: main.observations.clone(), ..head.clone() } != **main);
    let is_there = |change: &SheetChange| change.there.zip(main).is_some_and(|(one, main)| std::ptr::eq(one, main));
    if is_changed.is_some() && !changes.iter().any(is_there) {
        changes.push(SheetChange { there: main, head, rows: Vec::new() });
    }
    changes
}

/// The files of changes, as drafts. None where one cannot be written where it stands.
pub(super) fn drafts(
    workspace: &Workspace,
    inspected: &Inspected,
    plan: &Plan,
    changes: &[SheetChange],
) -> Result<Vec<FileDraft>, DeskError> {
    let files = changes.iter().map(|change| draft(change, inspected, plan, workspace.files()));
    files.collect::<Option<Vec<_>>>().ok_or_else(|| by_hand(inspected, changes))
}

/// That the first of the files that are there has to be changed by hand.
pub(super) fn by_hand(inspected: &Inspected, changes: &[SheetChange]) -> DeskError {
    let node = changes.iter().find_map(|change| inspected.sources.node(change.there?.at));
    let path = node.map(|node| inspected.sources.file(node.file).path.clone());
    DeskError::ByHand { path: path.unwrap_or_default() }
}

/// The plan as it reads with the files.
pub(super) fn with_files(workspace: &Workspace, inspected: &Inspected, files: &[FileDraft]) -> Inspected {
    let laid = files.iter().map(|file| Edit::replacing(file.path.clone(), file.after.as_str()));
    workspace.inspect_with(inspected, &laid.collect::<Vec<_>>())
}

/// The files of changes, where they read as what was meant.
///
/// # Errors
/// The first error in them, or that a file has to be changed by hand.
pub(super) fn checked(
    workspace: &Workspace,
    inspected: &Inspected,
    plan: &Plan,
    changes: &[SheetChange],
    before: &Results,
) -> Result<Vec<FileDraft>, Message> {
    let files = drafts(workspace, inspected, plan, changes).map_err(|error| error.message())?;
    let after = with_files(workspace, inspected, &files);
    if is_as_meant(&after, &files, changes, before) {
        return Ok(files);
    }
    let is_known = |one: &&crate::diagnostic::Finding| {
        inspected.report.findings().iter().any(|known| known.message == one.message)
    };
    let mut wrong = after.report.findings().iter().filter(|one| one.level == Severity::Error && !is_known(one));
    Err(wrong.next().map_or_else(|| by_hand(inspected, changes).message(), |finding| finding.message.clone()))
}

/// Whether the files read as what was typed, and all else as before; and nothing that was noted is lost.
pub(super) fn is_as_meant(after: &Inspected, files: &[FileDraft], changes: &[SheetChange], before: &Results) -> bool {
    let Some(results) = after.known.results() else { return false };
    let mut meant: Vec<Sheet> = changes.iter().map(SheetChange::whole).collect();
    let is_changed =
        |sheet: &Sheet| changes.iter().any(|one| one.there.is_some_and(|there| std::ptr::eq(there, sheet)));
    meant.extend(before.sheets.iter().filter(|sheet| !is_changed(sheet)).map(sorted));
    let read: Vec<Sheet> = results.sheets.iter().map(sorted).collect();
    let is_noted = |file: &FileDraft| {
        let (mut old, new) = (file.before.as_deref().map(said).unwrap_or_default(), said(&file.after));
        new.iter().for_each(|one| {
            old.iter().position(|other| other == one).map(|at| old.remove(at));
        });
        old.is_empty()
    };
    meant.len() == read.len() && meant.iter().all(|sheet| read.contains(sheet)) && files.iter().all(is_noted)
}

fn sorted(sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.observations.sort_by(|one, other| one.of.cmp(&other.of));
    sheet
}
