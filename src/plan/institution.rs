//! The parties: a ministry and its institutions.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::source::At;

/// The ministry whose department signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ministry {
    pub at: At,
    /// Name of its folder under `plans/`.
    pub slug: String,
    pub name: String,
    pub short_name: Option<String>,
    /// The department as a party: `Udlændinge- og Integrationsministeriets departement`.
    pub department: String,
    pub look: Look,
    /// How serious some of the findings are in its plans.
    #[serde(skip)]
    pub levels: Vec<RuleLevel>,
}

/// How serious a finding is to a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLevel {
    pub at: At,
    /// As it is written: whether there is such a rule is looked at later.
    pub rule: String,
    pub level: Severity,
}

/// What makes a ministry's documents its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// The ministry's name as its name line breaks it.
    pub name_line: Vec<String>,
}

impl Look {
    /// `#1f4e5f`.
    pub fn colour_code(&self) -> String {
        let [red, green, blue] = self.colour;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The institution that the plan is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Institution {
    pub at: At,
    /// Name of its folder under the ministry's.
    pub slug: String,
    pub name: String,
    pub short_name: Option<String>,
    pub kind: InstitutionKind,
}

/// What an institution is. Sections can depend on it (2018 plan, 5.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum InstitutionKind {
    Agency,
    Tribunal,
    Other,
}

impl InstitutionKind {
    pub const ALL: [Self; 3] = [Self::Agency, Self::Tribunal, Self::Other];

    /// Its word in `slags`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agency => "styrelse",
            Self::Tribunal => "nævn",
            Self::Other => "anden",
        }
    }
}
