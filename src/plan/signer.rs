//! Who signs, where and when.

use serde::Serialize;

use super::{Institution, Ministry, Plan};
use crate::quantity::Date;
use crate::source::At;

/// One signature of the påtegning.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signer {
    pub at: At,
    pub party: Party,
    /// None leaves a line to write it on.
    pub name: Option<String>,
    /// `Direktør`.
    pub title: String,
    pub organisation: String,
    /// None leaves a line for it.
    pub place: Option<String>,
    pub signed: Signed,
}

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Party {
    Institution,
    Department,
    /// The board that the plan is agreed with, in place of the department.
    Board,
}

impl Party {
    pub const ALL: [Self; 3] = [Self::Institution, Self::Department, Self::Board];

    /// Its word in `for`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Department => "departement",
            Self::Board => "bestyrelse",
        }
    }
}

/// Who can sign a plan, by name.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    pub ministry: &'a Ministry,
    pub institution: &'a Institution,
    pub board: Option<&'a str>,
}

impl<'a> Sides<'a> {
    /// What a party is called; none for a board that the plan does not have.
    pub fn name(&self, party: Party) -> Option<&'a str> {
        match party {
            Party::Institution => Some(&self.institution.name),
            Party::Department => Some(&self.ministry.name),
            Party::Board => self.board,
        }
    }
}

impl Plan {
    pub fn sides(&self) -> Sides<'_> {
        Sides { ministry: &self.ministry, institution: &self.institution, board: self.board.as_deref() }
    }

    /// The two that the plan is an agreement of.
    pub fn parties(&self) -> [Party; 2] {
        [Party::Institution, if self.board.is_some() { Party::Board } else { Party::Department }]
    }

    /// Who agrees it with the institution: the department, or the board that stands in its place.
    pub fn counterpart(&self) -> &str {
        self.board.as_deref().unwrap_or(&self.ministry.department)
    }
}

/// When a signature was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Signed {
    NotYet,
    On(Date),
    /// Signed; the date cannot be read (2023 scan).
    Illegible,
    /// A handwritten date that has more than one reading, as it stands (2018: `5 12 2018`).
    AsWritten(String),
}

impl Signed {
    /// The day, where it can be told.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::On(day) => Some(*day),
            Self::NotYet | Self::Illegible | Self::AsWritten(_) => None,
        }
    }
}
