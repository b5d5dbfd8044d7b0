//! A judgement by hand: what somebody who answers for it says when the period ends.

use serde::Serialize;

use super::{Measure, PartialCredit, Reporting, Target};
use crate::language::say;
use crate::plan::Gathering;
use crate::prose::Prose;
use crate::quantity::Percent;

/// A judgement by hand (2018 1.1, 1.3).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    pub what: Prose,
    pub criteria: Option<Criteria>,
    /// The degrees that it can be given, each with what must be seen for it; none where it is a verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub degrees: Vec<Degree>,
    pub by: Option<String>,
}

/// What must be seen for each verdict of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criteria {
    pub met: Option<String>,
    pub partly: Option<String>,
    pub not_met: Option<String>,
}

/// A degree of fulfilment, and what must be seen for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Degree {
    pub share: Percent,
    pub when: String,
}

impl Judgement {
    pub const NAME: &str = "vurdering";
    pub const KEYS: &[&str] = &["vurdering"];
}

impl Measure for Judgement {
    fn key(&self) -> &'static str {
        "vurdering"
    }

    fn what(&self) -> String {
        self.what.to_text()
    }

    fn target(&self, _: usize) -> Option<Target> {
        None
    }

    fn reporting(&self) -> Reporting {
        Reporting::AtTheEnd
    }

    fn partial_credit(&self) -> PartialCredit {
        match self.degrees.as_slice() {
            [] => PartialCredit::Verdict,
            _ => PartialCredit::Never(say!("never.judgement")),
        }
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }

    fn owner(&self) -> Option<&str> {
        self.by.as_deref()
    }
}
