//! A requirement in the author's own words.

use serde::{Serialize, Serializer};

use crate::prose::Prose;

/// What is printed in place of the sentence that the data gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    pub text: Prose,
    /// It says what the parts demand as well: they are scored and reported, and not printed again.
    pub covers_parts: bool,
    /// The contract says nothing after it: how it is measured stands in the annex.
    pub stands_alone: bool,
}

// A wording that stands for itself alone is its text: locks of plans from before there were others stay as they are.
impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.covers_parts, self.stands_alone) {
            (false, false) => self.text.serialize(serializer),
            (true, false) => (&self.text, "parts").serialize(serializer),
            (false, true) => (&self.text, "alone").serialize(serializer),
            (true, true) => (&self.text, "parts", "alone").serialize(serializer),
        }
    }
}
