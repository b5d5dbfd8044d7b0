//! Bounds on a measured or counted quantity: `under 7 dage`, `mindst 95 pct.`, `mellem 3-4`.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Comparison, ComparisonForm};
use crate::quantity::{Amount, Number, Percent, Range, Ratio};

/// A bound on a measured or counted quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bound {
    pub kind: BoundKind,
    pub quantum: Quantum,
    /// How far beside it is near enough.
    pub tolerance: Option<Tolerance>,
    /// What a figure is compared with before it is held against it.
    pub beside: Option<Comparison>,
    /// How much of it is asked for, where it is set for a whole year and held against a part of one.
    #[serde(skip)]
    pub part: Option<BoundPart>,
}

/// So many months or days of all that a bound is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoundPart {
    pub of: u64,
    pub all: u64,
}

/// How far beside a bound is near enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Tolerance {
    /// So much of what the bound is set at.
    Share(Percent),
    /// So much in the bound's own unit; of percent, in percentage points.
    Amount(Amount),
}

impl std::fmt::Display for Tolerance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Share(share) => share.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
        }
    }
}

/// How a bound is meant; `under` and `over` leave the bound itself out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BoundKind {
    Below,
    AtMost,
    AtLeast,
    Above,
    Exactly,
    Between,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
}

impl BoundKind {
    pub const ALL: [Self; 6] = [Self::Below, Self::AtMost, Self::AtLeast, Self::Above, Self::Exactly, Self::Between];

    /// Its key in a requirement, and its word in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Below => "under",
            Self::AtMost => "højst",
            Self::AtLeast => "mindst",
            Self::Above => "over",
            Self::Exactly => "præcis",
            Self::Between => "mellem",
        }
    }

    /// None for a bound with two ends, which can be missed on either side.
    pub fn direction(self) -> Option<Direction> {
        match self {
            Self::AtLeast | Self::Above => Some(Direction::Up),
            Self::AtMost | Self::Below => Some(Direction::Down),
            Self::Exactly | Self::Between => None,
        }
    }

    /// Whether the bound itself is left out.
    pub fn is_strict(self) -> bool {
        match self {
            Self::Below | Self::Above => true,
            Self::AtMost | Self::AtLeast | Self::Exactly | Self::Between => false,
        }
    }
}

/// What a bound is set at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Quantum {
    Amount(Amount),
    Range(Range),
}

impl Bound {
    pub fn at_least(amount: Amount) -> Self {
        Self::new(BoundKind::AtLeast, Quantum::Amount(amount))
    }

    pub fn new(kind: BoundKind, quantum: Quantum) -> Self {
        Self { kind, quantum, tolerance: None, beside: None, part: None }
    }

    pub fn direction(&self) -> Option<Direction> {
        self.kind.direction()
    }

    /// The other figure's name, where a figure is held against that figure itself: against all of it, or no difference.
    pub fn is_as_good_as(&self) -> Option<&str> {
        let Comparison { with, form } = self.beside.as_ref()?;
        let Quantum::Amount(amount) = &self.quantum else { return None };
        let itself = match form {
            ComparisonForm::Share => Decimal::ONE_HUNDRED,
            ComparisonForm::Difference => Decimal::ZERO,
        };
        (amount.number == Number(itself)).then_some(with)
    }

    /// The number that it is set at; None for a range.
    pub fn number(&self) -> Option<Number> {
        match &self.quantum {
            Quantum::Amount(amount) => Some(amount.number),
            Quantum::Range(_) => None,
        }
    }

    /// The number that it is set at, or both ends of a range.
    pub fn ends(&self) -> Vec<Number> {
        match &self.quantum {
            Quantum::Amount(amount) => vec![amount.number],
            Quantum::Range(range) => vec![range.least, range.most],
        }
    }

    /// The same, exactly; of a bound for a whole year, as much as is asked for.
    pub fn exact_ends(&self) -> Vec<Ratio> {
        self.ends().into_iter().map(|end| self.asked(end.into())).collect()
    }

    fn asked(&self, whole: Ratio) -> Ratio {
        let Some(BoundPart { of, all }) = self.part else { return whole };
        Ratio::from(of).over(&Ratio::from(all)).map_or_else(|| whole.clone(), |part| &whole * &part)
    }

    /// The least and the greatest that its tolerance lets it be set at; both are one without a tolerance.
    fn eased(&self) -> (Ratio, Ratio) {
        let (least, most) = match &self.quantum {
            Quantum::Amount(amount) => (amount.number, amount.number),
            Quantum::Range(range) => (range.least, range.most),
        };
        let margin = |end: Number| match &self.tolerance {
            None => Ratio::zero(),
            Some(Tolerance::Amount(amount)) => amount.number.into(),
            Some(Tolerance::Share(share)) => {
                let end = self.asked(Number(end.0.abs()).into());
                &end * &Ratio::from(*share)
            }
        };
        (&self.asked(least.into()) - &margin(least), &self.asked(most.into()) + &margin(most))
    }

    /// Its ends with what its tolerance adds: the one that a value must not pass, or both.
    pub fn eased_ends(&self) -> Vec<Ratio> {
        let (least, most) = self.eased();
        match self.kind {
            BoundKind::AtLeast | BoundKind::Above => vec![least],
            BoundKind::AtMost | BoundKind::Below => vec![most],
            BoundKind::Exactly | BoundKind::Between if least == most => vec![least],
            BoundKind::Exactly | BoundKind::Between => vec![least, most],
        }
    }

    /// What follows a number of its kind, with its space: ` dage`; nothing for a plain count.
    pub fn unit(&self) -> String {
        let (Quantum::Amount(Amount { unit, .. }) | Quantum::Range(Range { unit, .. })) = &self.quantum;
        if unit.is_empty() { String::new() } else { format!(" {unit}") }
    }

    /// The unit in which figures are reported: what is compared with another figure is not in the unit of what the two are to
    /// each other.
    pub fn unit_of_figures(&self) -> String {
        if self.beside.is_some() { Percent::UNIT.to_owned() } else { self.unit().trim_start().to_owned() }
    }

    /// Whether its numbers are percent.
    pub fn is_in_percent(&self) -> bool {
        let (Quantum::Amount(Amount { unit, .. }) | Quantum::Range(Range { unit, .. })) = &self.quantum;
        unit == Percent::UNIT
    }

    /// Whether a value keeps it; of what is compared with another figure, what the two are to each other.
    pub fn is_kept_by(&self, value: &Ratio) -> bool {
        let (least, most) = self.eased();
        match self.kind {
            BoundKind::Below => *value < most,
            BoundKind::AtMost => *value <= most,
            BoundKind::AtLeast => *value >= least,
            BoundKind::Above => *value > least,
            BoundKind::Exactly | BoundKind::Between => least <= *value && *value <= most,
        }
    }
}

impl std::fmt::Display for Quantum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Range(range) => range.fmt(f),
        }
    }
}
