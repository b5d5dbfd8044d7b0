//! What was read, and where each thing stands.
//!
//! In: the text of files. Out: [`Sources`], an arena of nodes (scalar, list, map) with their places. The plan's types
//! hold only an [`At`], a handle that means nothing by itself: no domain type knows lines or columns. When a finding is
//! shown, its [`Place`] is looked up here and becomes file, line and column.

mod fault;
mod kept;
mod lines;
mod node;
mod place;
mod replace;
mod unprintable;
mod yaml;

pub use fault::{Fault, FaultKind};
pub use node::{Entry, Node, NodeKind};
pub use place::{At, Location, Place};
pub use replace::Replacement;
pub use unprintable::{describe, is_plain, is_unprintable};

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::files::{self, DecomposedLetter, composed};

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct File {
    /// As shown to people: relative where the user gave a relative path.
    pub path: PathBuf,
    /// With each letter in one character.
    pub text: String,
    /// As it was written, where that is another form of the same letters.
    decomposed: Option<String>,
    /// The letters in which the two differ.
    letters: Vec<DecomposedLetter>,
    /// The program's own, not written for the plan.
    pub is_template: bool,
    /// Only named, and no part of what was read.
    pub is_unread: bool,
    /// Whether the file begins with a byte order mark; the text does not.
    pub has_mark: bool,
    /// Where its lines begin, looked up for each finding.
    lines: Vec<usize>,
    /// What it holds as YAML, where it was read so.
    root: Option<At>,
}

/// The byte order mark, with which some programs begin a text.
pub const MARK: char = '\u{feff}';

impl File {
    /// What the file holds, to the letter.
    pub fn bytes(&self) -> Vec<u8> {
        self.whole().into_bytes()
    }

    /// The same as text.
    pub fn whole(&self) -> String {
        let mark = if self.has_mark { MARK.to_string() } else { String::new() };
        mark + self.decomposed.as_ref().unwrap_or(&self.text)
    }

    /// The bytes of the file as it was written, for bytes of its text.
    pub fn as_written(&self, span: &Range<usize>) -> Range<usize> {
        let mark = if self.has_mark { MARK.len_utf8() } else { 0 };
        let byte = |byte: usize| {
            let before = self.letters.partition_point(|letter| letter.composed.start < byte);
            let last = before.checked_sub(1).and_then(|last| self.letters.get(last));
            mark + last.map_or(byte, |last| last.written.end + byte.saturating_sub(last.composed.end))
        };
        byte(span.start)..byte(span.end)
    }

    /// The letters that are written in several characters, by their bytes in the text.
    pub fn decomposed_letters(&self) -> impl Iterator<Item = Range<usize>> {
        self.letters.iter().map(|letter| letter.composed.clone())
    }

    /// The line of a byte, from 1, and where it begins.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, line.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or(0))
    }
}

fn scalars<'a>(nodes: impl Iterator<Item = (At, &'a Node)>) -> impl Iterator<Item = (At, &'a str)> {
    nodes.filter_map(|(at, node)| match &node.kind {
        NodeKind::Scalar(text) => Some((at, text.as_str())),
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Empty => None,
    })
}

fn lines(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Which of the files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(usize);

/// Every file that was read and every node in it.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// What all plans have, before their own.
    shared: Option<&'static Self>,
    files: Vec<File>,
    nodes: Vec<Node>,
}

impl Sources {
    /// Others with nothing added to them yet. They are not copied.
    pub fn over(shared: &'static Self) -> Self {
        Self { shared: Some(shared), ..Self::default() }
    }

    fn shared_files(&self) -> &[File] {
        self.shared.map_or(&[], |shared| &shared.files)
    }

    fn shared_nodes(&self) -> &[Node] {
        self.shared.map_or(&[], |shared| &shared.nodes)
    }

    /// A file that is its own.
    fn own_file(&mut self, id: FileId) -> &mut File {
        let before = self.shared_files().len();
        &mut self.files[id.0 - before]
    }

    /// Takes in a file.
    pub fn add_file(&mut self, path: &Path, text: String) -> FileId {
        let (has_mark, text) = match text.strip_prefix(MARK) {
            Some(rest) => (true, rest.to_owned()),
            None => (false, text),
        };
        let (text, decomposed) = match composed(&text) {
            composed if composed == text => (text, None),
            composed => (composed, Some(text)),
        };
        let lines = lines(&text);
        let letters = decomposed.as_deref().map(files::decomposed).unwrap_or_default();
        self.add(File {
            path: path.to_owned(),
            text,
            decomposed,
            letters,
            is_template: false,
            is_unread: false,
            has_mark,
            lines,
            root: None,
        })
    }

    /// Names a file that is not read, so that a finding can point at it.
    pub fn name_file(&mut self, path: &Path) -> FileId {
        let id = self.add_file(path, String::new());
        self.own_file(id).is_unread = true;
        id
    }

    /// Takes in a file of `templates/`, by its path there.
    pub fn add_template(&mut self, name: &str, text: String) -> FileId {
        let path = Path::new("templates").join(name);
        let lines = lines(&text);
        self.add(File {
            path,
            text,
            decomposed: None,
            letters: Vec::new(),
            is_template: true,
            is_unread: false,
            has_mark: false,
            lines,
            root: None,
        })
    }

    fn add(&mut self, file: File) -> FileId {
        self.files.push(file);
        FileId(self.shared_files().len() + self.files.len() - 1)
    }

    pub fn file(&self, id: FileId) -> &File {
        let shared = self.shared_files();
        shared.get(id.0).unwrap_or_else(|| &self.files[id.0 - shared.len()])
    }

    pub fn files(&self) -> impl Iterator<Item = (FileId, &File)> {
        let all = self.shared_files().iter().chain(&self.files);
        all.enumerate().map(|(index, file)| (FileId(index), file))
    }

    /// Reads a file's text as YAML; gives its root and all that is wrong with its form.
    pub fn read_yaml(&mut self, file: FileId) -> (Option<At>, Vec<Fault>) {
        let (root, faults) = yaml::read(self, file);
        self.own_file(file).root = root;
        (root, faults)
    }

    /// The same of a file that many plans share: it is parsed once, for as long as it says the same.
    pub fn read_shared_yaml(&mut self, file: FileId) -> (Option<At>, Vec<Fault>) {
        if let Some(root) = kept::find(self, file) {
            self.own_file(file).root = Some(root);
            return (Some(root), Vec::new());
        }
        let before = self.count_of_nodes();
        let (root, faults) = self.read_yaml(file);
        if let Some(root) = root.filter(|_| faults.is_empty()) {
            kept::keep(self, file, before, root);
        }
        (root, faults)
    }

    /// Reads a file that has nothing but a key and its text on each line: the same as [`Sources::read_yaml`] gives, at a
    /// twentieth of the cost. None where it is not such a file.
    pub fn read_lines(&mut self, file: FileId) -> Option<At> {
        let root = lines::read(self, file)?;
        self.own_file(file).root = Some(root);
        Some(root)
    }

    /// What a file holds as YAML. None where it was not read so, or could not be.
    pub fn root(&self, file: FileId) -> Option<At> {
        self.file(file).root
    }

    /// The whole text of a file as one scalar, for prose that stands in a file of its own.
    pub fn whole_text(&mut self, file: FileId) -> At {
        let text = self.file(file).text.clone();
        self.add_node(Node { file, span: 0..text.len(), kind: NodeKind::Scalar(text) })
    }

    fn add_node(&mut self, node: Node) -> At {
        self.nodes.push(node);
        At::new(self.count_of_nodes() - 1)
    }

    fn count_of_nodes(&self) -> usize {
        self.shared_nodes().len() + self.nodes.len()
    }

    /// The node that a handle stands for. None only for [`At::nowhere`].
    pub fn node(&self, at: At) -> Option<&Node> {
        let (index, shared) = (at.index()?, self.shared_nodes());
        shared.get(index).or_else(|| self.nodes.get(index - shared.len()))
    }

    /// Every scalar of every file, for rules that look at characters.
    pub fn scalars(&self) -> impl Iterator<Item = (At, &str)> {
        scalars(self.all_nodes())
    }

    /// Those of a file that has just been read: none of one that was read before another.
    pub fn scalars_just_read(&self, file: FileId) -> impl Iterator<Item = (At, &str)> {
        let read = self.nodes.iter().rev().take_while(|node| node.file == file).count();
        scalars(self.all_nodes().skip(self.count_of_nodes() - read))
    }

    fn all_nodes(&self) -> impl Iterator<Item = (At, &Node)> {
        let all = self.shared_nodes().iter().chain(&self.nodes);
        all.enumerate().map(|(index, node)| (At::new(index), node))
    }

    /// Every list with its items.
    pub fn lists(&self) -> impl Iterator<Item = (At, &[At])> {
        self.all_nodes().filter_map(|(at, node)| match &node.kind {
            NodeKind::List(items) => Some((at, items.as_slice())),
            _ => None,
        })
    }

    /// What is written for a node, to the letter.
    pub fn written(&self, at: At) -> &str {
        self.node(at).and_then(|node| self.file(node.file).text.get(node.span.clone())).unwrap_or("")
    }

    /// Whether nothing stands there.
    fn is_empty(&self, at: At) -> bool {
        matches!(self.node(at).map(|node| &node.kind), Some(NodeKind::Empty))
    }

    /// Where a place stands in its file, with its line and column.
    pub fn locate(&self, place: &Place) -> Option<Location> {
        let (file, span) = self.spot(place)?;
        Some(Location::new(file, self.file(file), span))
    }

    /// The bytes of a place, which are enough to compare it with others.
    pub fn spot(&self, place: &Place) -> Option<(FileId, Range<usize>)> {
        Some(match place {
            Place::File { file, span } => (*file, span.clone()),
            Place::Node { at, key, find } => {
                let node = self.node(*at)?;
                let entry = key.as_deref().and_then(|key| self.entries(*at).iter().find(|entry| entry.name == key));
                // An entry can stand in another file than its map: an allonge's in the plan's.
                let (file, span) = match entry {
                    Some(entry) => self.shown(entry)?,
                    None => (node.file, self.first_line(node)),
                };
                (file, self.narrow(file, span, find.as_deref()))
            }
        })
    }

    /// All the bytes that a node takes, with what is in it: of a map or a list, a parser tells only where it begins.
    pub fn extent(&self, at: At) -> Option<Range<usize>> {
        let node = self.node(at)?;
        let inner: Vec<At> = match &node.kind {
            NodeKind::Scalar(_) | NodeKind::Empty => Vec::new(),
            NodeKind::List(items) => items.clone(),
            NodeKind::Map(entries) => entries.iter().flat_map(|entry| [entry.key, entry.value]).collect(),
        };
        // What an alias stands for lies elsewhere.
        let own = |range: &Range<usize>| range.start >= node.span.start;
        let ends = inner.into_iter().filter_map(|one| self.extent(one)).filter(own).map(|range| range.end);
        Some(node.span.start..ends.chain([node.span.end]).max().unwrap_or(node.span.end))
    }

    /// The value of a key in a map.
    pub fn entry(&self, at: At, key: &str) -> Option<At> {
        self.entries(at).iter().find(|entry| entry.name == key).map(|entry| entry.value)
    }

    /// A map of entries that stand elsewhere. It is shown where another node stands.
    pub fn combine(&mut self, shown_at: At, entries: Vec<Entry>) -> At {
        let Some(Node { file, span, .. }) = self.node(shown_at) else { return At::nowhere() };
        let (file, span) = (*file, span.clone());
        self.add_node(Node { file, span, kind: NodeKind::Map(entries) })
    }

    /// The keys of a map; none of what is no map.
    pub fn entries(&self, at: At) -> &[Entry] {
        match self.node(at).map(|node| &node.kind) {
            Some(NodeKind::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// A key is shown by its value; by its own name when the value has many lines of its own or none.
    fn shown(&self, entry: &Entry) -> Option<(FileId, Range<usize>)> {
        let value = self.node(entry.value)?;
        let shown = match value.kind {
            NodeKind::Scalar(_) => value,
            _ => self.node(entry.key)?,
        };
        Some((shown.file, shown.span.clone()))
    }

    /// A map or a list is shown by its first line: marking forty lines helps nobody.
    fn first_line(&self, node: &Node) -> Range<usize> {
        match node.kind {
            NodeKind::Scalar(_) => node.span.clone(),
            _ => {
                let text = &self.file(node.file).text[node.span.start..];
                let line = text.split('\n').next().unwrap_or("").trim_end().len();
                node.span.start..node.span.start + line
            }
        }
    }

    /// The part of a span that holds a snippet, as a word of its own where it is one: `5` is not looked for in `85`. The
    /// span itself when the snippet is not in it as it stands.
    fn narrow(&self, file: FileId, span: Range<usize>, snippet: Option<&str>) -> Range<usize> {
        let found = snippet.and_then(|snippet| {
            let text = self.file(file).text.get(span.clone())?;
            let own_word = text.match_indices(snippet).map(|(start, _)| start).find(|start| {
                let before = text[..*start].chars().next_back();
                let mut after = text[start + snippet.len()..].chars();
                let (next, second) = (after.next(), after.next());
                let joins = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
                let is_mark = |one: Option<char>| matches!(one, Some(',' | '.'));
                !(joins(before) || is_mark(before) || joins(next) || is_mark(next) && joins(second))
            });
            own_word.or_else(|| text.find(snippet)).map(|start| (span.start + start, snippet.len()))
        });
        match found {
            Some((start, length)) => start..start + length,
            None => span,
        }
    }
}
