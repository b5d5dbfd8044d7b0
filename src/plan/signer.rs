//! Who signs, where and when.

use serde::Serialize;

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
}

impl Party {
    pub const ALL: [Self; 2] = [Self::Institution, Self::Department];

    /// Its word in `for`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Department => "departement",
        }
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
