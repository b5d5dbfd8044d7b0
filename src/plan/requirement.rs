//! Requirements: what must be reached, alone or in parts.

use serde::Serialize;

use super::{Bound, Clock, Credit, Evaluation, Gathering, History, Level, Method, Share};
use crate::prose::Prose;
use crate::quantity::{Deadline, PartOfYear, Percent, Points};
use crate::source::At;

/// A requirement or a part of one: `a)`, `1.`, or a single line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    pub at: At,
    /// The author's label: `a`, `1`.
    pub label: Option<String>,
    pub title: Option<String>,
    /// Its own weight within what it is a part of.
    pub weight: Option<PartWeight>,
    /// Measured or done in this part of the year only (2023 1.2: 2. halvår).
    pub period: Option<PartOfYear>,
    pub deadline: Option<Deadline>,
    /// What starts the clock (2018 1.5 and 2020 1.5 differ).
    pub clock: Option<Clock>,
    /// What is left out of the population.
    pub excluding: Vec<String>,
    /// The author's own words in place of the sentence that the data gives.
    pub wording: Option<Prose>,
    pub lead: Prose,
    pub remark: Prose,
    pub method: Method,
    /// What it gives when it is not met in full.
    pub credit: Credit,
    /// How the figures of several quarters become the year's; None where the plan does not say.
    pub gathering: Option<Gathering>,
    pub demand: Demand,
    /// What allonger have made of it.
    #[serde(skip)]
    pub history: History,
}

/// What a requirement demands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Demand {
    /// Several requirements in one.
    Parts {
        combination: Option<Combination>,
        parts: Vec<Requirement>,
    },
    Share(Share),
    /// A measured value within a bound (2018 1.6, 2.1; 2020 2.3).
    Value {
        what: String,
        bound: Bound,
    },
    /// A number of things within a bound (2023 1.4: 3–4 areas).
    Count {
        what: String,
        bound: Bound,
    },
    /// Something to be done (2020 1.1; 2024 1.4).
    Deliverable {
        what: Prose,
    },
    Evaluation(Evaluation),
    Level(Level),
    /// A judgement by hand (2018 1.1, 1.3).
    Judgement {
        what: Prose,
        criteria: Option<super::Criteria>,
        by: Option<String>,
    },
    /// Nothing can be said before it is set (2020 1.3).
    Later {
        what: String,
        set: String,
    },
}

/// How parts become one fulfilment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Combination {
    /// Every part, or nothing.
    All,
    /// By the weights of the parts.
    Weighted,
    /// In equal shares.
    Equal,
    AtLeast(u32),
    /// The plan says that it does not say: `ikke fastsat`.
    NotSet,
}

/// What a part weighs within the whole that it is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PartWeight {
    Points(Points),
    Share(Percent),
    NotSet,
}

impl Requirement {
    /// The requirement and all its parts, from the outside in.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        if let Demand::Parts { parts, .. } = &self.demand {
            all.extend(parts.iter().flat_map(Self::walk));
        }
        all
    }

    /// Its parts; none when it is measured as a whole.
    pub fn parts(&self) -> &[Self] {
        match &self.demand {
            Demand::Parts { parts, .. } => parts,
            _ => &[],
        }
    }
}
