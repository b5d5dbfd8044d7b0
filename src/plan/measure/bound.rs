//! Bounds on a measured or counted quantity: `under 7 dage`, `mindst 95 pct.`, `mellem 3-4`.

use serde::Serialize;

use crate::quantity::{Amount, Number, Percent, Range, Ratio};

/// A bound on a measured or counted quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bound {
    pub kind: BoundKind,
    pub quantum: Quantum,
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
        Self { kind: BoundKind::AtLeast, quantum: Quantum::Amount(amount) }
    }

    pub fn direction(&self) -> Option<Direction> {
        self.kind.direction()
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

    /// The same, exactly.
    pub fn exact_ends(&self) -> Vec<Ratio> {
        self.ends().into_iter().map(Ratio::from).collect()
    }

    /// What follows a number of its kind, with its space: ` dage`; nothing for a plain count.
    pub fn unit(&self) -> String {
        let (Quantum::Amount(Amount { unit, .. }) | Quantum::Range(Range { unit, .. })) = &self.quantum;
        if unit.is_empty() { String::new() } else { format!(" {unit}") }
    }

    /// Whether its numbers are percent.
    pub fn is_in_percent(&self) -> bool {
        let (Quantum::Amount(Amount { unit, .. }) | Quantum::Range(Range { unit, .. })) = &self.quantum;
        unit == Percent::UNIT
    }

    /// Whether a value keeps it.
    pub fn is_kept_by(&self, value: &Ratio) -> bool {
        match (&self.quantum, self.kind) {
            (Quantum::Range(range), _) => Ratio::from(range.least) <= *value && *value <= Ratio::from(range.most),
            (Quantum::Amount(amount), kind) => {
                let set = Ratio::from(amount.number);
                match kind {
                    BoundKind::Below => *value < set,
                    BoundKind::AtMost => *value <= set,
                    BoundKind::AtLeast => *value >= set,
                    BoundKind::Above => *value > set,
                    BoundKind::Exactly | BoundKind::Between => *value == set,
                }
            }
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
