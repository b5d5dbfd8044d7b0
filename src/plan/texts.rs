//! The words that a plan's documents are written with: standard texts and short phrases, not yet filled.

use std::collections::BTreeMap;

use crate::source::{At, FileId};

/// The built-in templates, with the ministry's and the plan's own in their place.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// By name: `indledning`.
    pub standard: BTreeMap<String, Template>,
    /// The short phrases of `ord.yaml`, by name.
    pub words: BTreeMap<String, Phrase>,
}

/// A file of `templates/text/` or `tekster/`: Markdown that minijinja fills.
#[derive(Debug, Clone)]
pub struct Template {
    pub file: FileId,
    pub text: String,
}

/// One entry of `ord.yaml`: plain text that minijinja fills.
#[derive(Debug, Clone)]
pub struct Phrase {
    pub at: At,
    pub text: String,
}
