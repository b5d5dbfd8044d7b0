//! Where a document is signed, as a view has it.

use serde::Serialize;

use super::trail::Trail;

/// The signing page. It stays whole, together with the paragraphs right before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Endorsement {
    pub signers: Vec<SignatureBlock>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureBlock {
    /// `København, den 23. juni 2023`, or `København, den` when the date is to be written by hand.
    pub place_and_date: String,
    /// Whether a line for the date follows.
    pub date_open: bool,
    /// None leaves a line for it.
    pub name: Option<String>,
    /// Under the line that is left for a name: `Navn`.
    pub name_label: String,
    pub title: String,
    pub organisation: String,
    /// What the line is for, to a reader that cannot see it: `Underskrift, direktør`.
    pub signature_label: String,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}
