//! What a plan is, as types only.
//!
//! In: quantities and prose. Out: [`Plan`] and its parts, the [`Results`] reported on it and what its [`AnnualReport`] says.
//! No file, no YAML, no line number: each part holds an [`At`](crate::source::At), which says nothing until a finding is
//! shown. `load` makes these; everything after it reads them. Two plans are equal when they mean the same, wherever they were written.
//! What serialises of them is what was agreed, for fingerprints: no places, and nothing that allonger have made of it.

mod address;
mod addressing;
mod allonge;
mod annex;
mod annual_report;
mod assumed;
mod budget;
mod credit;
mod goal;
mod history;
mod institution;
mod measure;
mod method;
mod number;
mod pay;
mod removed;
mod requirement;
mod results;
mod said;
mod section;
mod signer;
mod stated;
mod texts;
mod window;
mod wording;

pub use address::Address;
pub use allonge::{Act, Allonge, Change, ChangeSubject, ChangedLine, Item};
pub use annex::AnnexForm;
pub use annual_report::{
    Adjusted, Adjustment, Analysis, AnnualReport, Continued, Earlier, EarlierYear, Insert, Matter,
};
pub use budget::{Budget, BudgetColumn, BudgetRow};
pub use credit::{Credit, CreditStep, Gathering, LateStep};
pub use goal::{Background, Goal, GoalGroup, Listing, Open, OpenPlace, Weight, WeightSum};
pub use history::{Joined, Origin, TargetSpread};
pub use institution::{Institution, InstitutionKind, Look, Ministry, RuleLevel};
pub use measure::*;
pub use method::Method;
pub use number::PlanNumber;
pub use pay::{Pay, PayDecision, PayFrame, PayRule, PayStep};
pub use removed::{Removed, RemovedItem};
pub use requirement::{EarlierTarget, History, Requirement};
pub use results::{Expectation, Figure, Grid, Observation, Reached, Results, Ruling, Sheet, Tally, Verdict};
pub use section::{Section, StandardText};
pub use signer::{Party, Sides, Signed, Signer};
pub use stated::Stated;
pub use texts::{Phrase, Template, Texts};
pub use window::window;
pub use wording::Wording;

use serde::Serialize;

use crate::quantity::{Decimals, PlanPeriod};
use crate::source::At;

/// The yearly contract between a ministry's department and one of its institutions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    pub at: At,
    pub ministry: Ministry,
    pub institution: Institution,
    /// `Mål- og resultatplan 2023`.
    pub title: String,
    /// The name of its folder.
    pub year: i32,
    pub period: PlanPeriod,
    pub state: State,
    /// How points and percent are shown.
    pub decimals: Decimals,
    /// Whether its goals have weights. One without has no points: what is met is counted.
    pub is_weighed: bool,
    /// Whose contract the plan also is.
    pub director: Option<String>,
    /// The board that it is agreed with, in place of the department.
    pub board: Option<String>,
    /// Ordered by number; those that do not apply to the institution are left out.
    pub sections: Vec<Section>,
    pub budget: Option<Budget>,
    pub groups: Vec<GoalGroup>,
    pub signers: Vec<Signer>,
    /// How its annex is set.
    pub annex: AnnexForm,
    /// Which documents it has.
    pub documents: Vec<PlanDocument>,
    /// What allonger have taken out of it.
    #[serde(skip)]
    pub removed: Vec<Removed>,
}

impl Plan {
    /// Every goal with its group, in the order of the plan.
    pub fn goals(&self) -> impl Iterator<Item = (&GoalGroup, &Goal)> {
        self.groups.iter().flat_map(|group| group.goals.iter().map(move |goal| (group, goal)))
    }

    /// The goals of a group; of one that only heads others (5 above 5.1 and 5.2), all of theirs.
    pub fn goals_under(&self, group: &GoalGroup) -> impl Iterator<Item = &Goal> {
        let is_head = group.goals.is_empty();
        let is_meant = move |number: &PlanNumber| *number == group.number || is_head && number.is_below(&group.number);
        self.groups.iter().filter(move |other| is_meant(&other.number)).flat_map(|other| &other.goals)
    }
}

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum State {
    Draft,
    /// Ready to be signed: its documents are as both parties are to sign them. It is no more in force than a draft.
    ToSign,
    Signed,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Draft, Self::ToSign, Self::Signed];

    /// Its word in `status`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "udkast",
            Self::ToSign => "til underskrift",
            Self::Signed => "underskrevet",
        }
    }
}

/// A document that a plan says it has; the others follow from what is agreed and reported later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum PlanDocument {
    /// The mål- og resultatplan itself.
    Contract,
    /// The annex that says how each requirement is measured: opgørelsesmetode.
    Annex,
}

impl PlanDocument {
    pub const ALL: [Self; 2] = [Self::Contract, Self::Annex];

    /// Its word, in `dokumenter` and elsewhere.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contract => "kontrakt",
            Self::Annex => "opgørelsesmetode",
        }
    }
}
