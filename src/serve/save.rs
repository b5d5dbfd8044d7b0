//! Writes a file that somebody has edited: whole or not at all, never over a change that another program made meanwhile, and never
//! over what is signed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::shelf::{Shelf, base_of};
use crate::dossier::Known;
use crate::files::{Overlay, ReadError, is_named};
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, say};
use crate::load::load;
use crate::lock::{Departure, Seal, departures};
use crate::schema::folder::KEPT;
use crate::source::MARK;
use crate::workspace::{Edit, Inspected, Purpose, SaveError, Workspace, hold};

/// More than any text of a plan.
const MOST_BYTES: u64 = 8 << 20;

/// A file of a plan as it stands on the disk.
#[derive(Debug, Clone)]
pub(super) struct OpenFile {
    /// As the plan names it.
    pub path: PathBuf,
    pub text: String,
    /// Of its bytes: what an edit was begun from.
    pub base: Fingerprint,
}

/// Why a file was not written.
#[derive(Debug)]
pub(super) enum NotSaved {
    /// The program keeps it itself.
    Kept,
    /// Another program has changed it since it was opened: as it stands now.
    ChangedMeanwhile(OpenFile),
    /// It would change what is signed.
    Signed(Vec<Message>),
    Unreadable(Message),
    Unwritable(SaveError),
}

/// A file that a plan was read from, if it stands in the folder served.
pub(super) fn file_of(shelf: &Shelf, plan: &Inspected, name: &str) -> Option<PathBuf> {
    let own = plan.sources.files().map(|(_, file)| file).filter(|file| !file.is_template && !file.is_unread);
    let named = own.map(|file| &file.path).find(|path| super::findings::shown(base_of(plan), path) == name)?;
    shelf.holds(named).then(|| named.clone())
}

/// Whether the program keeps a file, so that nobody writes it by hand.
pub(super) fn is_kept(path: &Path) -> bool {
    KEPT.iter().any(|name| is_named(path, name))
}

/// Reads a file of a plan.
///
/// # Errors
/// It cannot be read, or is no text.
pub(super) fn open(shelf: &Shelf, path: &Path) -> Result<OpenFile, Message> {
    let bytes = shelf.files.read(path, MOST_BYTES).map_err(|error: ReadError| error.message())?;
    let base = Fingerprint::of_bytes(&bytes);
    let text = String::from_utf8(bytes).map_err(|_| say!("serve.file.no-text"))?;
    Ok(OpenFile { path: path.to_owned(), text, base })
}

/// Writes a text that was begun from `base` in place of a file's.
///
/// # Errors
/// Why not; nothing is written then.
pub(super) fn save(shelf: &Shelf, plan: &Inspected, path: &Path, text: &str, base: &str) -> Result<(), NotSaved> {
    if is_kept(path) {
        return Err(NotSaved::Kept);
    }
    // Read before the folder is held: who reads it waits for who changes it.
    let signed = signed_plans(shelf, plan, path);
    // Where the file system knows no locks, what was changed meanwhile is still seen.
    let _held = hold(&plan.folder, Purpose::Changing, &|| {}).ok();
    let now = open(shelf, path).map_err(NotSaved::Unreadable)?;
    if now.base.to_string() != base {
        return Err(NotSaved::ChangedMeanwhile(now));
    }
    let bytes = as_written(text, &now.text).into_bytes();
    if bytes == now.text.as_bytes() {
        return Ok(());
    }
    let changed = signed_changes(shelf, &signed, path, &bytes);
    if !changed.is_empty() {
        return Err(NotSaved::Signed(changed));
    }
    let real = shelf.files.real(path).map_err(|error| NotSaved::Unreadable(error.message()))?;
    Edit::replacing(real.clone(), bytes).save().map_err(NotSaved::Unwritable)?;
    shelf.changed(&[real]);
    Ok(())
}

/// A form sends every line with two characters at its end, and no mark at its beginning: the file keeps its own.
fn as_written(text: &str, before: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = before.matches('\n').count();
    let has_both = lines > 0 && before.matches("\r\n").count() == lines;
    let text = if has_both { text.replace('\n', "\r\n") } else { text };
    if before.starts_with(MARK) && !text.starts_with(MARK) { format!("{MARK}{text}") } else { text }
}

/// The plans that are read from a file and of which something is signed.
fn signed_plans(shelf: &Shelf, plan: &Inspected, path: &Path) -> Vec<Arc<Workspace>> {
    let is_own = path.starts_with(&plan.folder);
    let folders = shelf.folders().into_iter().map(|(_, folder)| folder);
    let read = folders.filter(|folder| !is_own || *folder == plan.folder);
    let real = shelf.files.real(path).unwrap_or_else(|_| path.to_owned());
    let has_signed =
        |workspace: &Arc<Workspace>| workspace.plan().ok().and_then(|plan| seal(&plan.known)).is_some_and(is_signed);
    let plans = read.filter_map(|folder| shelf.plan_in(&folder));
    plans.filter(|workspace| shelf.uses(workspace, &real)).filter(has_signed).collect()
}

/// What of these plans would not be as it was signed.
fn signed_changes(shelf: &Shelf, signed: &[Arc<Workspace>], path: &Path, bytes: &[u8]) -> Vec<Message> {
    let mut files = Overlay::over(Arc::clone(&shelf.files));
    files.write(path, bytes);
    let mut changed = Vec::new();
    for plan in signed.iter().filter_map(|workspace| workspace.plan().ok()) {
        let Some(before) = seal(&plan.known) else { continue };
        let after = load(&files, &plan.folder, &shelf.assets);
        match seal(&after.known) {
            Some(after) => changed.extend(departures(&before.now, &after.now).iter().map(Departure::message)),
            None => changed.push(say!("serve.file.signed-unreadable", folder = plan.folder.display())),
        }
    }
    changed
}

fn seal(known: &Known) -> Option<&Seal> {
    known.readable()?.seal.as_ref()
}

fn is_signed(seal: &Seal) -> bool {
    seal.now.plan.is_some() || !seal.now.allonger.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_lines_and_the_mark_at_the_beginning_stay_as_the_file_has_them() {
        assert_eq!(as_written("a\r\nb\r\n", "x\ny\n"), "a\nb\n");
        assert_eq!(as_written("a\r\nb\r\n", "x\r\ny\r\n"), "a\r\nb\r\n");
        assert_eq!(as_written("a\nb\n", "x\r\ny\r\n"), "a\r\nb\r\n");
        assert_eq!(as_written("a", "\u{feff}x"), "\u{feff}a");
    }
}
