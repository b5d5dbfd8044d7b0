//! The words that a plan's documents are written with: standard texts and short phrases, not yet filled.

use std::collections::BTreeMap;

use crate::source::{At, FileId, Sources};

/// The built-in templates, with the ministry's and the plan's own in their place.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// By name: `indledning`.
    pub standard: BTreeMap<String, Template>,
    /// The short phrases of `ord.yaml`, by name.
    pub words: BTreeMap<String, Phrase>,
}

impl Texts {
    /// Whether any of them is the ministry's or the plan's own.
    pub fn are_own(&self, sources: &Sources) -> bool {
        let is_own = |file: FileId| !sources.file(file).is_template;
        let is_own_phrase = |phrase: &Phrase| sources.node(phrase.at).is_some_and(|node| is_own(node.file));
        self.standard.values().any(|text| is_own(text.file)) || self.words.values().any(is_own_phrase)
    }
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
