//! What somebody asks who writes a plan in an editor: what is wrong, what can stand here, what this is, where that is.
//!
//! In: the paths of files, their unsaved texts, a byte in one of them. Out: answers with places in bytes. Knows no protocol,
//! and writes nothing: a change is an answer too.

mod complete;
mod cursor;
mod hover;
mod keys;
mod mend;
mod named;
mod navigate;
mod notes;
mod outline;
mod phrases;
mod rename;
mod seen;

pub use complete::{Completion, CompletionKind};
pub use cursor::{Cursor, CursorPlace, CursorStep};
pub use mend::EditorFix;
pub use outline::OutlineItem;
pub use rename::RenameError;
pub use seen::{FilePlace, SeenPlans, TextEdit};

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assets::{Assets, Coverage};
use crate::draft::own_phrases;
use crate::files::{Files, Overlay, composed};
use crate::language::Language;
use crate::schema::folder;
use crate::source::MARK;
use crate::workspace::find_plans;

/// More than is read of any file of a plan.
const MOST_BYTES: u64 = 16 << 20;

/// Files with the unsaved texts of those that are open.
#[derive(Debug)]
pub struct Editor {
    base: Arc<dyn Files>,
    open: BTreeMap<PathBuf, String>,
    files: Overlay<Arc<dyn Files>>,
    assets: Assets,
    /// The phrases of the program, each with its words.
    phrases: Vec<(String, String)>,
    coverage: Coverage,
    /// By what was asked for; forgotten as soon as a text changes.
    seen: BTreeMap<Vec<PathBuf>, Option<Arc<SeenPlans>>>,
    /// As each was when it could be read last: what can stand in one file does not go while another is broken.
    readable: BTreeMap<Vec<PathBuf>, Arc<SeenPlans>>,
}

impl Editor {
    /// Over files, none of which is open yet.
    pub fn new(base: Arc<dyn Files>, assets: Assets) -> Self {
        let files = Overlay::over(Arc::clone(&base));
        let coverage = Coverage::of(&assets);
        let phrases = own_phrases(&assets);
        Self {
            base,
            open: BTreeMap::new(),
            files,
            assets,
            phrases,
            coverage,
            seen: BTreeMap::new(),
            readable: BTreeMap::new(),
        }
    }

    /// Takes the text of a file as it stands in the editor.
    pub fn write(&mut self, path: &Path, text: String) {
        self.files.write(path, text.as_bytes());
        self.open.insert(path.to_owned(), text);
        self.seen.clear();
    }

    /// A file is closed: what stands on the disk counts.
    pub fn close(&mut self, path: &Path) {
        self.files.remove(path);
        self.open.remove(path);
        self.seen.clear();
    }

    /// Something has changed on the disk.
    pub fn forget(&mut self) {
        self.seen.clear();
    }

    /// The files that are open.
    pub fn open_files(&self) -> impl Iterator<Item = &Path> {
        self.open.keys().map(PathBuf::as_path)
    }

    /// What a file holds, to the letter: in the editor, or else on the disk. None where it is no text that can be read.
    pub fn written(&self, path: &Path) -> Option<String> {
        match self.open.get(path) {
            Some(text) => Some(text.clone()),
            None => String::from_utf8(self.base.read(path, MOST_BYTES).ok()?).ok(),
        }
    }

    /// The same as plans are read from it, which all bytes here are counted in: with each letter in one character, and
    /// without a byte order mark.
    pub fn text(&self, path: &Path) -> Option<String> {
        let text = self.written(path)?;
        Some(composed(text.strip_prefix(MARK).unwrap_or(&text)))
    }

    /// The folders of the plans that a file is part of: the one that it stands in, or all that share it.
    pub fn plans_of(&self, path: &Path) -> Vec<PathBuf> {
        // A plan's folder, an institution's, a ministry's: no file of a plan stands deeper than two folders below its own.
        let above: Vec<&Path> = path.ancestors().skip(1).take(3).collect();
        let of_plan = above.iter().find(|folder| self.files.is_file(&folder.join(folder::PLAN)));
        if let Some(folder) = of_plan {
            return vec![(*folder).to_owned()];
        }
        let is_shared = |folder: &&&Path| {
            [folder::INSTITUTION, folder::MINISTRY].iter().any(|name| self.files.is_file(&folder.join(name)))
        };
        let shared = above.iter().take(2).find(is_shared);
        shared.and_then(|folder| find_plans(&self.files, &[folder.to_path_buf()]).ok()).unwrap_or_default()
    }

    /// The plans that a file is part of, as they read now. None where it is part of none.
    pub fn seen(&mut self, path: &Path) -> Option<Arc<SeenPlans>> {
        let folders = self.plans_of(path);
        if let Some(seen) = self.seen.get(&folders) {
            return seen.clone();
        }
        let seen = self.look(&self.files, &folders).map(Arc::new);
        if let Some(seen) = seen.as_ref().filter(|seen| seen.can_be_read()) {
            self.readable.insert(folders.clone(), Arc::clone(seen));
        }
        self.seen.insert(folders, seen.clone());
        seen
    }

    /// The same, or as they were when they could be read last.
    fn seen_readable(&mut self, path: &Path) -> Option<Arc<SeenPlans>> {
        let seen = self.seen(path);
        if seen.as_ref().is_some_and(|seen| seen.can_be_read()) {
            return seen;
        }
        self.readable.get(&self.plans_of(path)).cloned().or(seen)
    }

    /// The plans of a file as they would read with these texts.
    fn seen_with(&self, path: &Path, edits: &BTreeMap<PathBuf, String>) -> Option<SeenPlans> {
        let mut files = self.files.clone();
        edits.iter().for_each(|(path, text)| files.write(path, text.as_bytes()));
        self.look(&files, &self.plans_of(path))
    }

    fn look(&self, files: &dyn Files, folders: &[PathBuf]) -> Option<SeenPlans> {
        SeenPlans::look(files.share(), folders, self.assets.clone(), self.coverage.clone())
    }

    /// What can stand at a byte of a file.
    pub fn complete(&mut self, path: &Path, byte: usize, language: Language) -> Vec<Completion> {
        let Some(text) = self.text(path) else { return Vec::new() };
        if phrases::are_in(path) {
            return phrases::complete(&text, byte, &self.phrases);
        }
        let seen = self.seen_readable(path);
        if let Some(notes) = notes::complete(path, &text, byte, self.seen(path).as_deref()) {
            return notes;
        }
        complete::complete(&self.files, path, &text, byte, language, seen.as_deref())
    }

    /// What stands at a byte of a file, in Markdown, and the bytes that it is about.
    pub fn hover(&mut self, path: &Path, byte: usize, language: Language) -> Option<(String, Range<usize>)> {
        let text = self.text(path)?;
        if phrases::are_in(path) {
            return phrases::hover(&text, byte, &self.phrases);
        }
        let seen = self.seen(path);
        if let Some(note) = notes::hover(path, &text, byte, seen.as_deref()) {
            return Some(note);
        }
        hover::hover(path, &text, byte, language, seen.as_deref())
    }

    /// Where that is which a byte of a file names.
    pub fn definition(&mut self, path: &Path, byte: usize) -> Vec<FilePlace> {
        let Some(text) = self.text(path) else { return Vec::new() };
        if phrases::are_in(path) {
            return phrases::definition(&self.files, path, &text, byte).into_iter().collect();
        }
        let seen = self.seen(path);
        if let Some(note) = notes::definition(path, &text, byte, seen.as_deref()) {
            return vec![note];
        }
        let Some(seen) = seen else { return Vec::new() };
        navigate::definition(&self.files, path, &text, byte, &seen)
    }

    /// Where else that is named which a byte of a file is about.
    pub fn references(&mut self, path: &Path, byte: usize) -> Vec<FilePlace> {
        let Some(text) = self.text(path) else { return Vec::new() };
        if phrases::are_in(path) {
            return phrases::references(&self.files, path, &text, byte);
        }
        let Some(seen) = self.seen(path) else { return Vec::new() };
        navigate::references(path, &text, byte, &seen)
    }

    /// What a file is made of: goals, requirements, results, sections.
    pub fn outline(&mut self, path: &Path) -> Vec<OutlineItem> {
        self.seen(path).map(|seen| outline::outline(path, &seen)).unwrap_or_default()
    }

    /// What mends the findings within these bytes of a file.
    pub fn fixes(&mut self, path: &Path, bytes: &Range<usize>) -> Vec<EditorFix> {
        self.seen(path).map(|seen| mend::fixes(path, bytes, &seen)).unwrap_or_default()
    }

    /// The words at a byte of a file that can be other words everywhere at once: those by which a requirement is named.
    pub fn renamed_word(&mut self, path: &Path, byte: usize) -> Option<(String, Range<usize>)> {
        let (text, seen) = (self.text(path)?, self.seen(path)?);
        rename::word(path, &text, byte, &seen).map(|word| (word.text, word.bytes))
    }

    /// Gives a requirement other words, in every file that names it by them.
    ///
    /// # Errors
    /// There is nothing to rename, or the files would have errors that they do not have now.
    pub fn rename(&mut self, path: &Path, byte: usize, new: &str) -> Result<Vec<TextEdit>, RenameError> {
        let (Some(text), Some(seen)) = (self.text(path), self.seen(path)) else { return Err(RenameError::Nothing) };
        rename::rename(self, path, &text, byte, new, &seen)
    }
}
