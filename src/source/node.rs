//! A node of a file: a scalar, a list or a map, with the bytes it takes.

use std::ops::Range;

use super::{At, FileId};
use crate::language::{Message, say};

#[derive(Debug, Clone)]
pub struct Node {
    pub file: FileId,
    /// Bytes in the file's text.
    pub span: Range<usize>,
    pub kind: NodeKind,
}

#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Text as its author wrote it: `2,50`, `nej` and `2026` are texts too.
    Scalar(String),
    List(Vec<At>),
    Map(Vec<Entry>),
    /// Nothing after the colon.
    Empty,
}

impl NodeKind {
    /// What it is, in a message.
    pub fn message(&self) -> Message {
        match self {
            Self::Scalar(_) => say!("found.text"),
            Self::List(_) => say!("found.list"),
            Self::Map(_) => say!("found.map"),
            Self::Empty => say!("found.nothing"),
        }
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    pub name: String,
    pub key: At,
    pub value: At,
}
