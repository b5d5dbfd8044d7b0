//! Several requirements in one, and how they become one fulfilment.

use std::fmt;

use serde::Serialize;

use super::{Measure, PartialCredit, Reporting, Target};
use crate::language::say;
use crate::plan::{Gathering, Requirement};
use crate::quantity::{Fraction, NOT_SET, Percent, Points, Ratio};

/// Several requirements in one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parts {
    pub combination: Option<Combination>,
    /// What is counted with in the meantime, where the plan does not say.
    #[serde(skip)]
    pub assumption: Option<Assumption>,
    /// They are printed as the points of one list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub as_points: bool,
    pub parts: Vec<Requirement>,
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

impl Combination {
    /// The words in `samles`, but for `mindst 2 af`, which has a number.
    pub const WORDS: [(&str, Self); 4] =
        [("alle", Self::All), ("vægtet", Self::Weighted), ("ligeligt", Self::Equal), (NOT_SET, Self::NotSet)];
    /// Those that say how.
    pub const RULES: [(&str, Self); 3] = [Self::WORDS[0], Self::WORDS[1], Self::WORDS[2]];
}

/// As `samles` has it.
impl fmt::Display for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(count) => write!(f, "mindst {count} af"),
            Self::All | Self::Weighted | Self::Equal | Self::NotSet => {
                f.write_str(Self::WORDS.iter().find(|(_, one)| one == self).map_or("", |(word, _)| word))
            }
        }
    }
}

/// `samles: { antaget: ligeligt, fordi: … }`: how parts may become one fulfilment where the plan does not say. It is not agreed, so
/// no lock holds it, and points by the plan are as if it were not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    pub rule: Combination,
    pub reason: String,
}

/// What a part weighs within the whole that it is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PartWeight {
    Points(Points),
    Share(Percent),
    Fraction(Fraction),
    NotSet,
}

impl PartWeight {
    /// What it counts of the whole, where it says so by itself.
    pub fn of_whole(self) -> Option<Ratio> {
        match self {
            Self::Share(share) => Some(share.into()),
            Self::Fraction(fraction) => Some(fraction.into()),
            Self::Points(_) | Self::NotSet => None,
        }
    }
}

impl Parts {
    pub const NAME: &str = "flere krav i ét";
    pub const KEYS: &[&str] = &["krav"];
    /// The word in `som`.
    pub const POINTS: &str = "punkter";
}

impl Measure for Parts {
    fn key(&self) -> &'static str {
        "krav"
    }

    fn what(&self) -> String {
        self.parts.first().map(Requirement::words).unwrap_or_default()
    }

    fn target(&self, _: usize) -> Option<Target> {
        None
    }

    fn reporting(&self) -> Reporting {
        Reporting::Nothing
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::Never(say!("never.parts"))
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }

    fn parts(&self) -> &[Requirement] {
        &self.parts
    }

    fn parts_mut(&mut self) -> Option<&mut Vec<Requirement>> {
        Some(&mut self.parts)
    }

    fn parts_key(&self) -> Option<&'static str> {
        Some("krav")
    }

    fn combination(&self) -> Option<Combination> {
        self.combination
    }

    fn take_combination(&mut self) -> Option<Combination> {
        self.combination.take()
    }

    fn assumption(&self) -> Option<&Assumption> {
        self.assumption.as_ref()
    }

    fn set_combination(&mut self, rule: Combination) {
        self.combination = Some(rule);
    }

    fn weighs_parts(&self) -> bool {
        self.parts.iter().all(|part| part.weight.is_some_and(|weight| weight != PartWeight::NotSet))
    }

    fn keep_target(&mut self) {
        self.combination = None;
        self.assumption = None;
        self.parts.clear();
    }
}
