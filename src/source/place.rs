//! Where something stands: first by name, and as line and column only when it is shown.

use std::ops::Range;

use serde::{Serialize, Serializer};

use super::{File, FileId};

/// A handle to what was read. It is no part of a thing's meaning: any two are equal, so that two plans that mean the
/// same compare as the same.
#[derive(Debug, Clone, Copy)]
pub struct At(u32);

impl At {
    /// For what was written in no file, such as the parts of a template that is built in.
    pub const fn nowhere() -> Self {
        Self(u32::MAX)
    }

    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Whether it was written in no file.
    pub fn is_nowhere(self) -> bool {
        self.index().is_none()
    }

    /// A number that it is known by.
    pub fn number(self) -> Option<usize> {
        self.index()
    }

    /// The handle that a number stands for.
    pub fn numbered(number: usize) -> Self {
        Self::new(number)
    }

    pub(super) fn index(self) -> Option<usize> {
        (self.0 != u32::MAX).then_some(self.0 as usize)
    }

    /// The value of one of its keys.
    pub fn key(self, key: impl Into<String>) -> Place {
        Place::Node { at: self, key: Some(key.into()), find: None }
    }
}

impl Default for At {
    fn default() -> Self {
        Self::nowhere()
    }
}

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// As nothing: a place is no part of what is fingerprinted.
impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// What a finding points at.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// A node, or the value of one of its keys, or a snippet in it.
    Node { at: At, key: Option<String>, find: Option<String> },
    /// Bytes of a file that has no nodes, because it could not be read.
    File { file: FileId, span: Range<usize> },
}

impl Place {
    /// Narrows to the first occurrence of a snippet.
    pub fn at_snippet(mut self, snippet: &str) -> Self {
        if let Self::Node { find, .. } = &mut self {
            *find = Some(snippet.to_owned());
        }
        self
    }
}

impl From<At> for Place {
    fn from(at: At) -> Self {
        Self::Node { at, key: None, find: None }
    }
}

/// A place as people and editors name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    pub file: FileId,
    pub span: Range<usize>,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line that it ends on, and the column after its last character.
    pub end: (usize, usize),
}

impl Location {
    pub(super) fn new(file: FileId, source: &File, span: Range<usize>) -> Self {
        let at = |byte: usize| {
            let (line, start) = source.line_of(byte);
            (line, source.text[start..byte].chars().count() + 1)
        };
        let ((line, column), end) = (at(span.start), at(span.end));
        Self { file, line, column, end, span }
    }
}
