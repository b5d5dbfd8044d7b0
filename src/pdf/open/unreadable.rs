//! Why a file cannot be read.

/// Larger files are not read.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it is empty")]
    Empty,
    #[error("it is no PDF: `%PDF-` is not where a PDF begins")]
    NoPdf,
    #[error("it has {0} bytes, more than the {MOST_BYTES} that are read")]
    TooLarge(usize),
    /// What was expected, and the byte where it is not.
    #[error("it cannot be read as a PDF, it is cut off or damaged: {missing} at byte {at}")]
    Damaged { missing: &'static str, at: usize },
    #[error("it cannot be read as a PDF: {0}")]
    Contradictory(String),
    /// What two readers could take for two things, and the byte where it stands: nobody should sign that.
    #[error("{what}, at byte {at}")]
    Ambiguous { what: &'static str, at: usize },
    /// What there is too much of.
    #[error("it is not read to the end, it was perhaps made to do harm: {0}")]
    TooMuch(&'static str),
}
