//! Where something stood before the plan began.

use serde::Serialize;

use super::Comparison;
use crate::quantity::{Amount, Date};

/// A figure that was measured before the plan's first day, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Baseline {
    pub amount: Amount,
    pub on: Date,
}

impl Baseline {
    /// What `sammenlignes med` calls it.
    pub const NAME: &str = "udgangspunktet";
}

impl Comparison {
    /// Whether the other figure is where the requirement itself stood before.
    pub fn is_with_baseline(&self) -> bool {
        self.with == Baseline::NAME
    }
}
