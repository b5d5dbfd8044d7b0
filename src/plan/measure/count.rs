//! A number of things within a bound: `3-4 områder`. It can be what happens or what is there on a day, so the plan says how
//! quarters become a year.

use serde::Serialize;

use super::{Bound, Measure, PartialCredit, Reporting, Target};
use crate::plan::Gathering;

/// A number of things within a bound (2023 1.4: 3–4 areas).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountWithin {
    pub what: String,
    pub bound: Bound,
}

impl CountWithin {
    pub const NAME: &str = "antal";
    pub const KEYS: &[&str] = &["antal"];
}

impl Measure for CountWithin {
    fn key(&self) -> &'static str {
        "antal"
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        Some(Target::of(&self.bound))
    }

    fn bound_mut(&mut self) -> Option<&mut Bound> {
        Some(&mut self.bound)
    }

    fn reporting(&self) -> Reporting {
        Reporting::EachPeriod
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::of(&self.bound)
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &Gathering::ALL
    }

    fn adds_up(&self, gathering: Option<Gathering>) -> bool {
        gathering == Some(Gathering::Sum)
    }

    fn needs_gathering(&self) -> bool {
        true
    }
}
