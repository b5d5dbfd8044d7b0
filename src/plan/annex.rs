//! How the annex is set.

use serde::Serialize;

/// What a plan says of how its annex is set. The default is what holds where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct AnnexForm {
    /// The method of a requirement stands right after it, not below all that the goal requires.
    pub methods_beside: bool,
    /// Columns of figures have heads.
    pub heads: bool,
}

impl AnnexForm {
    /// The words in `metoderne`: below the goal, or beside each requirement.
    pub const METHODS: [(&str, bool); 2] = [("efter målet", false), ("ved kravene", true)];
}
