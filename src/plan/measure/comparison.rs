//! A target that is set by another figure, which is known later: `landsgennemsnittet`, last year's result, an index.

use serde::Serialize;

use crate::quantity::Ratio;

/// What figures are compared with before they are held against their bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The other figure's name, which stands in the middle of a sentence: `landsgennemsnittet`.
    pub with: String,
    pub form: ComparisonForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ComparisonForm {
    /// So many percent of it.
    Share,
    /// So much more or less.
    Difference,
}

impl ComparisonForm {
    pub const ALL: [Self; 2] = [Self::Share, Self::Difference];

    /// Its word in `sammenlignes som`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Share => "andel",
            Self::Difference => "forskel",
        }
    }
}

impl Comparison {
    /// What a value is beside the other figure. None for a share of nothing.
    pub fn of(&self, value: &Ratio, other: &Ratio) -> Option<Ratio> {
        match self.form {
            ComparisonForm::Share => value.over(other).map(|share| share.in_percent()),
            ComparisonForm::Difference => Some(value - other),
        }
    }
}
