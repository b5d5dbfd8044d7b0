//! Reads files and turns nodes into values, gathering what is wrong.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::assets::Assets;
use crate::diagnostic::{Finding, Report};
use crate::files::{self, FileType, Files};
use crate::language::{Message, say};
use crate::prose::{self, Prose};
use crate::quantity::{self, Malformed};
use crate::schema::{self, Record};
use crate::source::{At, Entry, FaultKind, FileId, NodeKind, Place, Replacement, Sources};

use super::text_file::read_text;
use super::{characters, rules};

/// In bytes: half a page, where a name, a title or a quantity stands.
const MOST_LINE: usize = 2_000;
/// Markdown is read in time that can grow with the square of its length.
const MOST_PROSE: usize = 128 * 1024;

/// Whoever gets `None` from a reader's function knows that the finding is already in the report.
pub(super) struct Reader {
    files: Arc<dyn Files>,
    pub sources: Sources,
    report: Report,
    /// No path may lead out of it: the ministry's folder.
    root: PathBuf,
    /// The institution's folder: what stands outside it is read for other plans too.
    institution: Option<PathBuf>,
}

impl Reader {
    pub fn new(files: &dyn Files, plan_folder: &Path) -> Self {
        // By its name: where the folder is a link, its ministry is the one that it stands in.
        let reader = match plan_folder.parent().and_then(Path::parent) {
            Some(ministry) if ministry != Path::new("") => Self::inside(files, ministry),
            _ => Self::inside(files, &plan_folder.join("../..")),
        };
        let institution = plan_folder.parent().filter(|folder| *folder != Path::new(""));
        Self { institution: institution.map(Path::to_owned), ..reader }
    }

    pub fn inside(files: &dyn Files, folder: &Path) -> Self {
        let root = folder.to_owned();
        Self { files: files.share(), sources: Sources::default(), report: Report::default(), root, institution: None }
    }

    /// What stands in a folder under a name. None where nothing does.
    pub fn find(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        files::find(&*self.files, folder, name)
    }

    /// What stands in a folder, where it can be read.
    pub fn inside_of(&self, folder: &Path) -> Vec<PathBuf> {
        self.files.list(folder).unwrap_or_default()
    }

    pub fn file_type(&self, path: &Path) -> Option<FileType> {
        self.files.file_type(path).ok()
    }

    /// The paths of all files that were read.
    pub fn read_paths(&self) -> BTreeSet<PathBuf> {
        self.sources.files().map(|(_, file)| file.path.clone()).collect()
    }

    /// Where a path leads.
    pub fn real(&self, path: &Path) -> Option<PathBuf> {
        self.files.real(path).ok()
    }

    /// What stands in a folder, in the order of the names; nothing where there is no such folder. None, and told, where it
    /// cannot be read.
    pub fn folder(&mut self, folder: &Path, name: &str) -> Option<Vec<PathBuf>> {
        let Some(folder) = self.find(folder, name) else { return Some(Vec::new()) };
        match self.files.list(&folder) {
            Ok(paths) => Some(paths),
            Err(error) => {
                let place = Place::File { file: self.sources.add_file(&folder, String::new()), span: 0..0 };
                let finding = rules::FILE_UNREADABLE
                    .finding(place, say!("file-unreadable", path = folder.display(), error = error));
                self.push(finding.help(say!("file-unreadable.folder-help")));
                None
            }
        }
    }

    pub fn finish(self) -> (Sources, Report) {
        (self.sources, self.report)
    }

    pub fn has_errors(&self) -> bool {
        self.report.has_errors()
    }

    pub fn push(&mut self, finding: Finding) {
        self.report.push(finding);
    }

    /// How many findings there are so far.
    pub fn count(&self) -> usize {
        self.report.findings().len()
    }

    /// Adds a note to every finding after the first so many.
    pub fn note_after(&mut self, count: usize, note: &Message) {
        self.report.note_after(count, note);
    }

    /// Keeps each finding once.
    pub fn say_once(&mut self) {
        self.report.say_once(&self.sources);
    }

    /// Reads a YAML file and gives its root.
    pub fn yaml(&mut self, path: &Path, asked_by: Option<At>) -> Option<At> {
        let file = self.file(path, asked_by)?;
        self.yaml_of(file)
    }

    /// Reads a template that is YAML.
    pub fn yaml_template(&mut self, assets: &Assets, name: &str) -> Option<At> {
        let text = String::from_utf8_lossy(assets.template(name)?).into_owned();
        let file = self.sources.add_template(name, text);
        self.yaml_of(file)
    }

    /// Reads a file that is here already as YAML.
    pub fn yaml_of(&mut self, file: FileId) -> Option<At> {
        let path = &self.sources.file(file).path;
        let is_shared = self.institution.as_ref().is_some_and(|own| !path.starts_with(own));
        let read = if is_shared { Sources::read_shared_yaml } else { Sources::read_yaml };
        let (root, faults) = read(&mut self.sources, file);
        for fault in faults {
            let rule = match fault.kind {
                FaultKind::Syntax => &rules::YAML_SYNTAX,
                FaultKind::DuplicateKey => &rules::DUPLICATE_KEY,
                FaultKind::TextCut => &rules::TEXT_CUT,
                FaultKind::TooMuch => &rules::TOO_LARGE,
            };
            let mut finding = rule.finding(Place::File { file, span: fault.span }, fault.message);
            if let Some(first) = fault.first {
                finding = finding.also(Place::File { file, span: first }, say!("duplicate-key.first"));
            }
            let fix = fault.fix.filter(|fix| !names_a_key(fix));
            self.push(finding.help(fault.help).fixed(fix));
        }
        self.check_characters(file);
        root
    }

    /// Reads a Markdown file.
    pub fn markdown(&mut self, path: &Path, asked_by: Option<At>) -> Option<Prose> {
        let file = self.file(path, asked_by)?;
        let at = self.sources.whole_text(file);
        self.check_characters(file);
        let NodeKind::Scalar(text) = &self.sources.node(at)?.kind else { return None };
        let text = text.clone();
        self.parsed(at, &text)
    }

    pub fn check_characters(&mut self, file: FileId) {
        characters::findings(&self.sources, file).into_iter().for_each(|finding| self.push(finding));
        self.report.extend(characters::decomposed(&self.sources, file));
    }

    fn parsed(&mut self, at: At, text: &str) -> Option<Prose> {
        if text.len() > MOST_PROSE {
            let finding = rules::TOO_LARGE.finding(at, say!("too-large.text", bytes = text.len()));
            self.push(finding.help(say!("too-large.text-help")));
            return None;
        }
        if prose::depth(text) > prose::MOST_DEPTH {
            let finding = rules::TOO_LARGE.finding(at, say!("too-large.depth"));
            self.push(finding.help(say!("too-large.depth-help")));
            return None;
        }
        Some(Prose { at, ..prose::parse(text) })
    }

    /// Reads a file's text.
    pub fn file(&mut self, path: &Path, asked_by: Option<At>) -> Option<FileId> {
        match read_text(&*self.files, path, &self.root) {
            Ok(text) => Some(self.sources.add_file(path, text)),
            Err((rule, problem, help)) => {
                let place = match asked_by {
                    Some(at) => at.into(),
                    // Nothing asked for it but the folder's form: the finding stands in the missing file's name.
                    None => Place::File { file: self.sources.add_file(path, String::new()), span: 0..0 },
                };
                self.push(rule.finding(place, problem).help(help));
                None
            }
        }
    }

    /// A file's text that is only looked at: it is no part of what is read.
    pub fn peek(&self, path: &Path) -> Option<String> {
        let text = read_text(&*self.files, path, &self.root).ok()?;
        Some(files::composed(&text))
    }

    /// The path that a scalar names, relative to the file it stands in.
    pub fn path(&mut self, at: At) -> Option<PathBuf> {
        let text = self.text(at)?;
        let named = Path::new(&text);
        let file = self.sources.node(at)?.file;
        let path = self.sources.file(file).path.parent().unwrap_or(Path::new("")).join(named);
        let is_relative = named.components().all(|part| !matches!(part, Component::RootDir | Component::Prefix(_)));
        if !is_relative || !plain(&path)?.starts_with(plain(&self.root)?) {
            self.push(
                rules::PATH_LEAVES_FOLDER
                    .finding(at, say!("path-leaves-folder", path = text))
                    .help(say!("path-leaves-folder.help")),
            );
            return None;
        }
        // Each part under the name that it has there.
        let folder = self.sources.file(file).path.parent().unwrap_or(Path::new("")).to_owned();
        Some(named.components().fold(folder, |folder, part| match part {
            Component::Normal(name) => {
                name.to_str().and_then(|name| self.find(&folder, name)).unwrap_or_else(|| folder.join(name))
            }
            part => folder.join(part),
        }))
    }

    fn wrong_type(&mut self, at: At, wanted: Message, help: Message) {
        let found = match self.sources.node(at).map(|node| &node.kind) {
            Some(NodeKind::Scalar(text)) if text.trim().is_empty() => say!("found.empty"),
            Some(kind) => kind.message(),
            None => say!("found.nothing"),
        };
        self.push(rules::WRONG_TYPE.finding(at, say!("wrong-type", wanted = wanted, found = found)).help(help));
    }

    /// A text on one line, or `""` for none.
    pub fn text_or_none(&mut self, at: At) -> Option<String> {
        match &self.sources.node(at)?.kind {
            NodeKind::Scalar(text) if text.is_empty() => Some(String::new()),
            NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Empty => self.text(at),
        }
    }

    /// A text on one line.
    pub fn text(&mut self, at: At) -> Option<String> {
        match &self.sources.node(at)?.kind {
            NodeKind::Scalar(text) if !text.trim().is_empty() => {
                let text = text.trim_end_matches('\n').to_owned();
                if text.contains('\n') {
                    self.push(
                        rules::WRONG_TYPE.finding(at, say!("wrong-type.line")).help(say!("wrong-type.line-help")),
                    );
                    return None;
                }
                if text.len() > MOST_LINE {
                    let message = say!("too-large.line", bytes = text.len());
                    let help = say!("too-large.line-help", most = MOST_LINE);
                    self.push(rules::TOO_LARGE.finding(at, message).help(help));
                    return None;
                }
                Some(text)
            }
            _ => {
                self.wrong_type(at, say!("found.text"), say!("wrong-type.text-help"));
                None
            }
        }
    }

    /// A text of Markdown.
    pub fn prose(&mut self, at: At) -> Option<Prose> {
        match &self.sources.node(at)?.kind {
            NodeKind::Scalar(text) if !text.trim().is_empty() => {
                let text = text.clone();
                self.parsed(at, &text)
            }
            _ => {
                self.wrong_type(at, say!("found.text"), say!("wrong-type.text-help"));
                None
            }
        }
    }

    pub fn list(&mut self, at: At) -> Option<Vec<At>> {
        match &self.sources.node(at)?.kind {
            NodeKind::List(items) => Some(items.clone()),
            _ => {
                self.wrong_type(at, say!("found.list"), say!("wrong-type.list-help"));
                None
            }
        }
    }

    pub fn texts(&mut self, at: At) -> Option<Vec<String>> {
        let items = self.list(at)?;
        all(items.into_iter().map(|item| self.text(item)).collect())
    }

    /// A map whose keys the author chooses, such as sites.
    pub fn pairs(&mut self, at: At) -> Option<Vec<(String, At)>> {
        Some(self.entries(at)?.into_iter().map(|entry| (entry.name, entry.value)).collect())
    }

    /// The same, with the places of the keys.
    pub fn entries(&mut self, at: At) -> Option<Vec<Entry>> {
        match &self.sources.node(at)?.kind {
            NodeKind::Map(entries) => Some(entries.clone()),
            _ => {
                self.wrong_type(at, say!("found.map"), say!("wrong-type.map-help"));
                None
            }
        }
    }

    /// A quantity as people write it.
    pub fn quantity<T: FromStr<Err = Malformed>>(&mut self, at: At) -> Option<T> {
        let text = self.text(at)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let form = error.form.and_then(|form| form.within(&text)).filter(|form| form.parse::<T>().is_ok());
                let fix = form.and_then(|form| self.sources.replacing(at, &form));
                self.push(rules::MALFORMED_QUANTITY.finding(at, error.problem).help(error.help).fixed(fix));
                None
            }
        }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, at: At, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(at)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let finding = rules::UNKNOWN_WORD.finding(at, say!("unknown-word", text = text));
        let others = || say!("write-one-of", known = known);
        self.push(finding.did_you_mean((&self.sources, at), &text, known.iter().copied(), others));
        None
    }

    /// Tells of a level that is none of a scale's.
    pub fn off_scale(&mut self, at: At, names: &[String]) {
        let words: Vec<(&str, ())> = names.iter().map(|name| (name.as_str(), ())).collect();
        self.word(at, &words);
    }

    pub fn yes(&mut self, at: At) -> Option<bool> {
        self.word(at, &[(quantity::YES, true), (quantity::NO, false)])
    }

    /// Whether a scalar reads as this word; says nothing when it does not.
    pub fn reads(&self, at: At, word: &str) -> bool {
        matches!(self.sources.node(at).map(|node| &node.kind), Some(NodeKind::Scalar(text)) if text.trim() == word)
    }

    pub fn is_map(&self, at: At) -> bool {
        matches!(self.sources.node(at).map(|node| &node.kind), Some(NodeKind::Map(_)))
    }

    pub fn is_list(&self, at: At) -> bool {
        matches!(self.sources.node(at).map(|node| &node.kind), Some(NodeKind::List(_)))
    }
}

/// Whether a text that is to be quoted has a key in it: then it may have been meant for a line of its own.
fn names_a_key(fix: &Replacement) -> bool {
    let parts: Vec<&str> = fix.reads.iter().flat_map(|text| text.split(": ")).collect();
    let before = parts.split_last().map_or(&[][..], |(_, before)| before);
    let ends_with = |key: &str| {
        before.iter().any(|part| part.strip_suffix(key).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
    };
    schema::records().into_iter().flat_map(Record::names).any(ends_with)
}

/// All values, or none when one is missing; a list is first made whole, so that every item is read.
pub(super) fn all<T>(values: Vec<Option<T>>) -> Option<Vec<T>> {
    values.into_iter().collect()
}

/// A path from the root, without `..`: whether it leaves a folder is told without asking whether the file is there.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    Some(plain)
}
