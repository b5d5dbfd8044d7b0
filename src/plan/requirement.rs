//! Requirements: what must be reached, alone or in parts, and what was required before.

use serde::Serialize;

use super::{
    Address, Baseline, Clock, Credit, Demand, Gathering, Joined, Method, Origin, PartWeight, Path, PathStage,
    TargetSpread, Wording,
};
use crate::prose::Prose;
use crate::quantity::{Deadline, PartOfYear, Period};
use crate::source::At;

/// A requirement or a part of one: `a)`, `1.`, or a single line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    pub at: At,
    /// The author's label: `a`, `1`.
    pub label: Option<String>,
    pub title: Option<String>,
    /// What reports and results call it, where its own words are long. It is printed in no contract.
    #[serde(skip)]
    pub name: Option<String>,
    /// Its own weight within what it is a part of.
    pub weight: Option<PartWeight>,
    /// Measured or done in this part of the year only (2023 1.2: 2. halvår).
    pub period: Option<PartOfYear>,
    pub deadline: Option<Deadline>,
    /// What starts the clock (2018 1.5 and 2020 1.5 differ).
    pub clock: Option<Clock>,
    /// What is left out of the population.
    pub excluding: Vec<String>,
    /// Where it stood before the plan began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    pub wording: Option<Wording>,
    pub lead: Prose,
    pub remark: Prose,
    pub method: Method,
    /// What it gives when it is not met in full.
    pub credit: Credit,
    /// How the figures of several quarters become the year's; None where the plan does not say.
    pub gathering: Option<Gathering>,
    pub demand: Demand,
    /// Its targets on the way, where it has several; the demand holds the last of them.
    pub path: Option<Path>,
    /// What allonger have made of it.
    #[serde(skip)]
    pub history: History,
}

impl Requirement {
    /// The requirement with each of its targets on the way, in their order; none where it has one target.
    pub fn stages(&self) -> impl Iterator<Item = &PathStage> {
        self.path.iter().flat_map(|path| &path.stages)
    }

    /// The requirement, its targets on the way and all its parts, from the outside in.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.stages().map(|stage| &stage.requirement));
        all.extend(self.parts().iter().flat_map(Self::walk));
        all
    }

    /// Its parts; none when it is measured as a whole.
    pub fn parts(&self) -> &[Self] {
        self.demand.measure().parts()
    }

    /// Whether its own words say what its parts demand as well.
    pub fn says_its_parts(&self) -> bool {
        self.wording.as_ref().is_some_and(|wording| wording.covers_parts)
    }

    /// Whether what each quarter brings is added up.
    pub fn adds_up(&self) -> bool {
        self.demand.measure().adds_up(self.gathering)
    }
}

/// What allonger have made of a requirement. The default is what holds for one that none of them touched.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct History {
    /// Whose words it has.
    pub origin: Origin,
    /// Who brought it in.
    pub added: Origin,
    /// The days on which it is demanded; None for all of the plan's.
    pub days: Option<Period>,
    /// The addresses that it had: earlier figures are reported under them.
    pub former: Vec<Address>,
    /// What was demanded before, in order of time, where that counts as well.
    pub earlier: Vec<EarlierTarget>,
    /// How the earlier targets and this one become one fulfilment. None where no allonge says it.
    pub joined: Option<Joined>,
    /// What its targets are for, where it is added up. None where no allonge says it.
    pub spread: Option<TargetSpread>,
}

/// A target that held for a part of the year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EarlierTarget {
    pub requirement: Requirement,
    pub days: Period,
}
