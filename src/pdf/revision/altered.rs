//! Why a file is not the document that was built with signatures added.

use crate::language::{Message, Telling, in_words, say};
use crate::pdf::open::Unreadable;

/// The first thing that is found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Altered {
    First,
    /// How many bytes of the document are there, and how many it has.
    Part([usize; 2]),
    Damaged(Unreadable),
    Encrypted,
    Broken(#[from] Unreadable),
    CutOff(Unreadable),
    Twice(u32),
    Deleted(u32),
    PutBack(u32),
    NotNamed(u32),
    NotThere(u32),
    /// The generation that it must have.
    Generation(u32, u16),
    Length(u32),
    Packed(u32),
    Trailer(&'static str),
    Behind(usize),
    TooMany(usize),
    /// `the content of page 2 was changed`
    Changed(Message),
    /// `an annotation was put on page 2`
    OnPage {
        what: Message,
        page: usize,
    },
    Page(usize),
    Catalog(String, Message),
    Metadata(String),
    Field {
        field: String,
        key: String,
    },
    Form(String),
    Awaited(u32),
    Permission(String),
    /// `a stream that belongs to no signature`
    AfterLast(Message),
    /// `nothing`, `nobody may sign the field `Sig2``
    Forbidden {
        by: String,
        what: Message,
    },
}

in_words!(Altered);

impl Telling for Altered {
    fn message(&self) -> Message {
        match self {
            Self::First => say!("altered.first"),
            Self::Part(one) => say!("altered.part", part = one[0], whole = one[1]),
            Self::Damaged(one) => say!("altered.damaged", what = one),
            Self::Encrypted => say!("altered.encrypted"),
            Self::Broken(one) => say!("altered.broken", what = one),
            Self::CutOff(one) => say!("altered.cut-off", what = one),
            Self::Twice(one) => say!("altered.twice", what = one.to_string()),
            Self::Deleted(one) => say!("altered.deleted", what = one.to_string()),
            Self::PutBack(one) => say!("altered.put-back", what = one.to_string()),
            Self::NotNamed(one) => say!("altered.not-named", what = one.to_string()),
            Self::NotThere(one) => say!("altered.not-there", what = one.to_string()),
            Self::Generation(one, other) => say!("altered.generation", what = one.to_string(), other = other),
            Self::Length(one) => say!("altered.length", what = one.to_string()),
            Self::Packed(one) => say!("altered.packed", what = one.to_string()),
            Self::Trailer(one) => say!("altered.trailer", what = one),
            Self::Behind(one) => say!("altered.behind", what = one),
            Self::TooMany(one) => say!("altered.too-many", what = one),
            Self::Changed(one) => say!("altered.changed", what = one),
            Self::OnPage { what, page } => say!("altered.on-page", what = what, page = page),
            Self::Page(one) => say!("altered.page", what = one),
            Self::Catalog(one, other) => say!("altered.catalog", what = one, other = other),
            Self::Metadata(one) => say!("altered.metadata", what = one),
            Self::Field { field, key } => say!("altered.field", field = field, key = key),
            Self::Form(one) => say!("altered.form", what = one),
            Self::Awaited(one) => say!("altered.awaited", what = one.to_string()),
            Self::Permission(one) => say!("altered.permission", what = one),
            Self::AfterLast(one) => say!("altered.after-last", what = one),
            Self::Forbidden { by, what } => say!("altered.forbidden", by = by, what = what),
        }
    }
}
