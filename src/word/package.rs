//! The parts of a Word file: a zip of XML, opened with limits, for anybody may have made it.

use std::io::{Cursor, Read, Write};

use roxmltree::Document;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::language::{Message, Telling, in_words, say};

/// What a file may unpack to; a plan with pictures takes a hundredth of it.
const MOST_BYTES: u64 = 64 << 20;
const MOST_PARTS: usize = 4_000;

/// Why a file cannot be read as one of Word's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWord {
    /// A compound file: the old `.doc`, or one with a password.
    OldOrLocked,
    /// No zip, or one that is cut off.
    Broken,
    /// It unpacks to more than any document does.
    TooLarge,
    /// A zip of something else, or a part that is missing: its name.
    Missing(String),
    /// A part that is no XML, and why.
    Malformed { part: String, error: String },
}

in_words!(NotWord);

impl Telling for NotWord {
    fn message(&self) -> Message {
        match self {
            Self::OldOrLocked => say!("word.old-or-locked"),
            Self::Broken => say!("word.broken"),
            Self::TooLarge => say!("word.too-large"),
            Self::Missing(part) => say!("word.missing", part = part),
            Self::Malformed { part, error } => say!("word.malformed", part = part, error = error),
        }
    }
}

/// WordParts in the order of their file.
#[derive(Debug, Clone, Default)]
pub(super) struct WordParts(pub Vec<(String, Vec<u8>)>);

impl WordParts {
    pub fn open(bytes: &[u8]) -> Result<Self, NotWord> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(NotWord::OldOrLocked);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotWord::Broken)?;
        if zip.len() > MOST_PARTS {
            return Err(NotWord::TooLarge);
        }
        let mut parts = Vec::new();
        let mut left = MOST_BYTES;
        for at in 0..zip.len() {
            let mut file = match zip.by_index(at) {
                Ok(file) => file,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(NotWord::OldOrLocked),
                Err(_) => return Err(NotWord::Broken),
            };
            let name = file.name().map_err(|_| NotWord::Broken)?.trim_start_matches('/').to_owned();
            let mut content = Vec::new();
            let read = file.by_ref().take(left + 1).read_to_end(&mut content).map_err(|_| NotWord::Broken)?;
            left = left.checked_sub(read as u64).ok_or(NotWord::TooLarge)?;
            if !name.ends_with('/') {
                parts.push((name, content));
            }
        }
        Ok(Self(parts))
    }

    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }

    pub fn text(&self, name: &str) -> Result<&str, NotWord> {
        let bytes = self.get(name).ok_or_else(|| NotWord::Missing(name.to_owned()))?;
        let malformed = |error: std::str::Utf8Error| NotWord::Malformed { part: name.into(), error: error.to_string() };
        std::str::from_utf8(bytes).map(|text| text.trim_start_matches('\u{feff}')).map_err(malformed)
    }

    /// In the place of one with the same name, or at the end.
    pub fn put(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        let content = content.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, bytes)) => *bytes = content,
            None => self.0.push((name.to_owned(), content)),
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// The file. No clock: the same parts give the same bytes.
    pub fn zipped(&self) -> Vec<u8> {
        let same = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            // What is written into memory does not fail.
            let _ = zip.start_file(name.as_str(), same).map(|()| zip.write_all(bytes));
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}

/// A part that is XML.
pub(super) fn parsed<'a>(name: &str, text: &'a str) -> Result<Document<'a>, NotWord> {
    Document::parse(text).map_err(|error| NotWord::Malformed { part: name.to_owned(), error: error.to_string() })
}

/// What a part refers to: identifier, kind (the last word of its address), target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartRelation {
    pub id: String,
    pub kind: String,
    pub target: String,
    pub is_outside: bool,
}

/// The relations of a part, those of the whole file where its name is empty.
pub(super) fn relations(parts: &WordParts, of: &str) -> Result<Vec<PartRelation>, NotWord> {
    let name = relations_name(of);
    if parts.get(&name).is_none() {
        return Ok(Vec::new());
    }
    let text = parts.text(&name)?;
    let read = parsed(&name, text)?;
    let all = read.root_element().children().filter(|node| node.tag_name().name() == "Relationship");
    let relation = |node: roxmltree::Node| {
        let kind = node.attribute("Type")?;
        Some(PartRelation {
            id: node.attribute("Id")?.to_owned(),
            kind: kind.rsplit('/').next().unwrap_or(kind).to_owned(),
            target: node.attribute("Target")?.to_owned(),
            is_outside: node.attribute("TargetMode") == Some("External"),
        })
    };
    Ok(all.filter_map(relation).collect())
}

/// `word/document.xml` → `word/_rels/document.xml.rels`
pub(super) fn relations_name(of: &str) -> String {
    let (folder, name) = of.rsplit_once('/').map_or(("", of), |(folder, name)| (folder, name));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

/// The part that a target names, seen from a part.
pub(super) fn target_part(of: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = of.split('/').collect();
    path.pop();
    for piece in target.split('/') {
        match piece {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            piece => path.push(piece),
        }
    }
    path.join("/")
}

/// The part that holds the text.
pub(super) fn document_part(parts: &WordParts) -> Result<String, NotWord> {
    let main = relations(parts, "")?.into_iter().find(|one| one.kind == "officeDocument");
    let name = main.map_or_else(|| "word/document.xml".to_owned(), |one| target_part("", &one.target));
    if parts.get(&name).is_some() { Ok(name) } else { Err(NotWord::Missing(name)) }
}
