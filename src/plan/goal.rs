//! Goal tables and goals: the rows `1.1 Sagsbehandlingstider … 65`.

use serde::Serialize;

use super::{Assumption, Combination, Method, Origin, PlanNumber, Requirement};
use crate::prose::Prose;
use crate::quantity::{Fraction, NO, Number, PartOfYear, Percent, Points, Ratio, YES};
use crate::source::At;

/// One goal table: `3.1 Faglige mål`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalGroup {
    pub at: At,
    pub number: PlanNumber,
    pub title: String,
    /// The footnote on its title; empty where it has none.
    pub note: Prose,
    /// `Eksternt rettede`.
    pub subtitle: Option<String>,
    /// What the group says that its weights add up to.
    pub declared: Option<Points>,
    /// Before the table.
    pub lead: Prose,
    pub goals: Vec<Goal>,
    pub background: Option<Background>,
}

/// Where the reasons for a group's goals are printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Background {
    pub at: At,
    /// Unnumbered ones follow the last group.
    pub number: Option<PlanNumber>,
    pub title: String,
    /// The footnote on its title; empty where it has none.
    #[serde(skip_serializing_if = "Prose::is_empty")]
    pub note: Prose,
    pub lead: Prose,
    /// Which of the headings here the table of contents lists.
    #[serde(skip_serializing_if = "Listing::is_usual")]
    pub listing: Listing,
}

/// Which of a background's headings the table of contents lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Listing {
    /// Its own.
    #[default]
    Title,
    /// Its own, and that of each goal in it.
    TitleAndGoals,
    Nothing,
}

impl Listing {
    pub const ALL: [Self; 3] = [Self::Title, Self::TitleAndGoals, Self::Nothing];

    /// Its word in `i indholdsfortegnelsen`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => YES,
            Self::TitleAndGoals => "med målene",
            Self::Nothing => NO,
        }
    }

    /// What holds where the plan says nothing.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// One row of a goal table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    pub at: At,
    /// Given by the author; may have gaps, never shifts.
    pub number: PlanNumber,
    /// The number that the contract and its annex print, where that stands more than once in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed_number: Option<String>,
    pub area: String,
    /// The footnote on its area; empty where it has none.
    #[serde(skip_serializing_if = "Prose::is_empty")]
    pub note: Prose,
    pub weight: Weight,
    /// What is to be reached.
    pub goal: Prose,
    pub lead: Prose,
    pub remark: Prose,
    /// How its requirements become one fulfilment. None when the plan does not say.
    pub combination: Option<Combination>,
    /// What is counted with in the meantime, where the plan does not say.
    #[serde(skip)]
    pub assumption: Option<Assumption>,
    pub requirements: Vec<Requirement>,
    /// What is set later.
    pub open: Vec<Open>,
    /// Why the goal was chosen.
    pub background: Prose,
    pub background_title: Option<String>,
    pub method: Method,
    /// Whose words it has; its requirements tell of their own.
    #[serde(skip)]
    pub origin: Origin,
    /// Koncernfælles: the ministry sets it once for all its institutions.
    pub is_shared: bool,
}

impl Goal {
    /// Its number in the contract and its annex.
    pub fn number_in_contract(&self) -> String {
        self.printed_number.clone().unwrap_or_else(|| self.number.to_string())
    }
}

/// What a goal weighs of the plan's 100 points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Weight {
    Points(Points),
    /// So much of the whole: 7/12.
    Fraction(Fraction),
    /// So much of the whole: 15 pct.
    Share(Percent),
    /// The plan has no weights at all: `vægte: ingen`.
    None,
    /// The source states none: `ikke fastsat`.
    NotSet,
    /// The source states none; these are assumed, and why (2024 1.4, 2.4).
    Assumed {
        points: Points,
        reason: String,
    },
}

impl Weight {
    /// What it counts, in points. None when it is not set, and in a plan without weights.
    pub fn worth(&self) -> Option<Ratio> {
        match self {
            Self::Points(points) | Self::Assumed { points, .. } => Some((*points).into()),
            Self::Fraction(fraction) => Some(&Ratio::from(*fraction) * &Points::WHOLE_PLAN.into()),
            Self::Share(share) => Some(&Ratio::from(*share) * &Points::WHOLE_PLAN.into()),
            Self::None | Self::NotSet => None,
        }
    }

    /// Whether it is said as a part of the whole, and not in points.
    pub fn is_part_of_whole(&self) -> bool {
        match self {
            Self::Fraction(_) | Self::Share(_) => true,
            Self::Points(_) | Self::None | Self::NotSet | Self::Assumed { .. } => false,
        }
    }

    /// What weights are together: a fraction or a share where all of them are one, else in points, in the words of a plan.
    pub fn together<'a>(weights: impl Iterator<Item = &'a Self>) -> WeightSum {
        let weights: Vec<&Self> = weights.collect();
        let share = |weight: &&Self| if let Self::Share(share) = weight { Some(*share) } else { None };
        if let Some(shares) = weights.iter().map(share).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty()) {
            return WeightSum::Share(shares.into_iter().sum());
        }
        let fraction = |weight: &&Self| if let Self::Fraction(fraction) = weight { Some(*fraction) } else { None };
        let sum = weights.iter().map(fraction).reduce(|sum, one| sum?.plus(one?)).flatten();
        let points = || weights.iter().filter_map(|weight| weight.worth()).sum::<Ratio>().shown(2);
        sum.map_or_else(|| WeightSum::Points(points()), WeightSum::Fraction)
    }
}

/// What weights are together, in the form that they are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightSum {
    Points(Number),
    Share(Percent),
    Fraction(Fraction),
}

impl std::fmt::Display for WeightSum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Points(points) => points.fmt(f),
            Self::Share(share) => share.fmt(f),
            Self::Fraction(fraction) => fraction.fmt(f),
        }
    }
}

/// A target that is set later (2023 1.1: by allonge, for the fourth quarter).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Open {
    pub at: At,
    pub what: String,
    pub period: Option<PartOfYear>,
    /// The words after `fastsættes`: `ved allonge`.
    pub set: String,
    /// What the plan says of it, in its own words: they are printed in place of ours. Empty: there are none.
    #[serde(skip_serializing_if = "Prose::is_empty")]
    pub wording: Prose,
    #[serde(skip_serializing_if = "OpenPlace::is_usual")]
    pub place: OpenPlace,
}

/// Where it stands in the contract what is set later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum OpenPlace {
    BelowRequirements,
    /// Where the goal itself speaks of it (2023 1.1).
    BelowGoal,
}

impl OpenPlace {
    pub const WORDS: [(&str, Self); 2] = [("under kravene", Self::BelowRequirements), ("under målet", Self::BelowGoal)];

    fn is_usual(&self) -> bool {
        *self == Self::BelowRequirements
    }
}
