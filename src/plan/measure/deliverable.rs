//! Something to be done, by its deadline.

use serde::Serialize;

use super::{Measure, PartialCredit, Reporting, Target};
use crate::plan::Gathering;
use crate::prose::Prose;

/// Something to be done (2020 1.1; 2024 1.4).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deliverable {
    pub what: Prose,
}

impl Deliverable {
    pub const NAME: &str = "leverance";
    pub const KEYS: &[&str] = &["leverance"];
}

impl Measure for Deliverable {
    fn key(&self) -> &'static str {
        "leverance"
    }

    fn what(&self) -> String {
        self.what.to_text()
    }

    fn target(&self, _: usize) -> Option<Target> {
        None
    }

    fn reporting(&self) -> Reporting {
        Reporting::Dated
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::Delay
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }
}
