//! Why a file is not the document that was built with signatures added.

use crate::pdf::open::Unreadable;

/// The first thing that is found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Altered {
    #[error("it does not begin with the document that was built")]
    First,
    /// How many bytes of the document are there, and how many it has.
    #[error("it is cut off: it has only the first {} of the document's {} bytes", .0[0], .0[1])]
    Part([usize; 2]),
    #[error("it does not begin with the document that was built, and {0}")]
    Damaged(Unreadable),
    #[error("it is encrypted, and does not begin with the document that was built")]
    Encrypted,
    #[error("what was added cannot be read for sure: {0}")]
    Broken(#[from] Unreadable),
    #[error("what was added cannot be read for sure: {0}; the file ends there, it is cut off or damaged")]
    CutOff(Unreadable),
    #[error("object {0} stands twice in one revision")]
    Twice(u32),
    #[error("object {0} was deleted")]
    Deleted(u32),
    #[error("object {0} was put back to an earlier state")]
    PutBack(u32),
    #[error("object {0} is in the file, and its revision's table does not name it there")]
    NotNamed(u32),
    #[error("object {0} is not where its revision's table has it")]
    NotThere(u32),
    /// The generation that it must have.
    #[error("object {0} has another generation than {1}")]
    Generation(u32, u16),
    #[error("the length of a stream, in object {0}, is not what it is taken for")]
    Length(u32),
    #[error("the objects packed in object {0} cannot be read")]
    Packed(u32),
    #[error("a revision's trailer does not go on from the one before: `{0}`")]
    Trailer(&'static str),
    #[error("{0} bytes stand behind the end of the last revision")]
    Behind(usize),
    #[error("it has more than {0} revisions")]
    TooMany(usize),
    /// `the content of page 2 was changed`
    #[error("{0} was changed")]
    Changed(String),
    /// `an annotation was put on page 2`
    #[error("{what} was put on page {page}")]
    OnPage { what: &'static str, page: usize },
    #[error("page {0} was changed")]
    Page(usize),
    #[error("the catalog has another `{0}`: {1}")]
    Catalog(String, &'static str),
    #[error("the document's `{0}` was changed")]
    Metadata(String),
    #[error("the signature field `{field}` was changed: `{key}`")]
    Field { field: String, key: String },
    #[error("the form was changed: `{0}`")]
    Form(String),
    #[error("object {0} was added, which the document already named without having it")]
    Awaited(u32),
    #[error("the permissions name `{0}`")]
    Permission(String),
    /// `a stream that belongs to no signature`
    #[error("{0} was added after the last signature: nobody has signed it")]
    AfterLast(String),
    /// `nothing`, `nobody may sign the field `Sig2``
    #[error("the signature in field `{by}` permits that {what} after it, and the file was changed so")]
    Forbidden { by: String, what: String },
}
