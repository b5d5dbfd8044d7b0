//! Numbered sections of prose: 1.0 to 5.0, some years 6.0.

use serde::Serialize;

use super::PlanNumber;
use crate::prose::Prose;
use crate::source::At;

/// A section under its own number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    pub at: At,
    /// `2.0` and `2.1`.
    pub number: PlanNumber,
    /// None takes the title of its standard text.
    pub title: Option<String>,
    /// The footnote on its title; empty where it has none.
    pub note: Prose,
    pub text: Prose,
    /// Words from `templates/text/`, when the plan gives none of its own.
    pub standard: Option<StandardText>,
    /// Whether the signing page ends it.
    pub endorsed: bool,
}

/// The name of a file in `templates/text/`, without its ending: `indledning`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardText(pub String);

impl StandardText {
    /// The texts that speak of weights.
    const OF_WEIGHTS: [&str; 2] = ["mål-og-resultatkrav", "bilag"];

    /// The texts that speak of one calendar year.
    const OF_YEAR: [&str; 1] = ["kontraktperiode"];

    /// The texts that speak of points.
    const OF_POINTS: [&str; 1] = ["mål-og-resultatkrav"];

    /// As it stands in a plan whose weights are parts of the whole: fractions, or per cent.
    pub fn weigh_in_parts(&mut self) {
        if Self::OF_POINTS.contains(&self.0.as_str()) {
            self.0.push_str("-i-dele");
        }
    }

    /// The texts that speak of what the department does.
    const OF_DEPARTMENT: [&str; 2] = ["opfølgning", "resultatløn"];

    /// As it stands in a plan that is agreed with a board.
    pub fn name_the_board(&mut self) {
        if Self::OF_DEPARTMENT.contains(&self.0.as_str()) {
            self.0.push_str("-bestyrelse");
        }
    }

    /// As it stands in a plan that runs over a New Year.
    pub fn run_over_new_year(&mut self) {
        if Self::OF_YEAR.contains(&self.0.as_str()) {
            self.0.push_str("-over-nytår");
        }
    }

    /// As it stands in a plan without weights.
    pub fn leave_out_weights(&mut self) {
        if Self::OF_WEIGHTS.contains(&self.0.as_str()) {
            self.0.push_str("-uden-vægte");
        }
    }
}
