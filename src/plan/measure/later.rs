//! What is decided later: nothing can be said before it is set.

use serde::Serialize;

use super::{Measure, PartialCredit, Reporting, Target, Unset};
use crate::language::say;
use crate::plan::Gathering;

/// Nothing can be said before it is set (2020 1.3).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Later {
    pub what: String,
    /// How or when it is set: `ved allonge`.
    pub set: String,
}

impl Later {
    pub const NAME: &str = "krav, der fastsættes senere";
    pub const KEYS: &[&str] = &["senere"];
}

impl Measure for Later {
    fn key(&self) -> &'static str {
        "senere"
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        None
    }

    fn reporting(&self) -> Reporting {
        Reporting::Nothing
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::Never(say!("never.later"))
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }

    fn unset(&self) -> Option<Unset<'_>> {
        Some(Unset::Demand(&self.set))
    }
}
