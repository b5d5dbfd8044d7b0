//! How a requirement is measured: the matter of the annex.

use serde::Serialize;

use crate::prose::Prose;

/// Opgørelsesmetode. What a part leaves out, it has from what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Method {
    pub purpose: Prose,
    /// What counts as met, in words.
    pub met_when: Prose,
    /// How it is computed.
    pub computation: Prose,
    pub source: Option<String>,
    /// Who measures.
    pub owner: Option<String>,
    pub frequency: Option<String>,
    /// On reporting during the year.
    pub reporting: Prose,
}

impl Method {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
