//! A measured value within a bound: `under 7 dage pr. medarbejder`.

use serde::Serialize;

use super::{Bound, Measure, PartialCredit, Reporting, Target};
use crate::plan::Gathering;

/// A measured value within a bound (2018 1.6, 2.1; 2020 2.3).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueWithin {
    pub what: String,
    pub bound: Bound,
}

impl ValueWithin {
    pub const NAME: &str = "målt værdi";
    pub const KEYS: &[&str] = &["værdi"];
}

impl Measure for ValueWithin {
    fn key(&self) -> &'static str {
        "værdi"
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        Some(Target::of(&self.bound))
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
}
