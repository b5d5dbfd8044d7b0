//! What a kind is held against, how its results are told, and how it can be fulfilled in part.

use rust_decimal::Decimal;

use super::{Bound, BoundKind, Quantum, place};
use crate::language::{Message, say};
use crate::quantity::{Amount, Number, Percent};

/// What figures are held against, tier by tier: `mindst 85 pct.`, `under 7 dage`, `mindst niveau 3`.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub bound: Bound,
    pub numbers: Numbers,
}

/// How the numbers of a target, and of what is reported on it, are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `85 pct.`
    Percent,
    /// `niveau 3`: from 1; on a scale of names, the place in it.
    Level,
    /// With the unit that the plan gives them, if any.
    Plain,
}

impl Target {
    /// A bound on what is measured or counted.
    pub fn of(bound: &Bound) -> Self {
        Self { bound: bound.clone(), numbers: Numbers::Plain }
    }

    /// At least so many percent.
    pub fn share(share: Percent) -> Self {
        let amount = Amount { number: Number(share.value()), unit: Percent::UNIT.to_owned() };
        Self { bound: Bound::at_least(amount), numbers: Numbers::Percent }
    }

    /// At least this level.
    pub fn level(rank: u32) -> Self {
        let amount = Amount { number: Number(rank.into()), unit: String::new() };
        Self { bound: Bound::at_least(amount), numbers: Numbers::Level }
    }

    /// A number as it is written here: `85 pct.`, `7 dage pr. medarbejder`, `niveau 3`.
    pub fn written(&self, number: Number) -> String {
        match self.numbers {
            Numbers::Level => place::numbered_as(number),
            Numbers::Percent | Numbers::Plain => format!("{number}{}", self.unit()),
        }
    }

    /// What follows a number here, with its space.
    pub fn unit(&self) -> String {
        self.bound.unit()
    }

    /// Whether a value can lie as near before it as one likes: of levels there is a last, and what `under` and `over` leave out
    /// has none before it.
    pub fn can_be_neared(&self) -> bool {
        self.numbers != Numbers::Level && !self.bound.kind.is_strict()
    }

    /// Whether so much of it is that much of the fulfilment: of what is at least a number above 0.
    pub fn has_proportion(&self) -> bool {
        let is_above_zero = matches!(&self.bound.quantum, Quantum::Amount(amount) if amount.number.0 > Decimal::ZERO);
        self.can_be_neared() && self.bound.kind == BoundKind::AtLeast && is_above_zero
    }
}

/// How results are told of a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reporting {
    /// A figure for each period of the days that count, each of which counts.
    EachPeriod,
    /// What holds when the days that count end.
    AtTheEnd,
    /// By several, each at their time, and one not in place of another.
    Jointly,
    /// By a date, which says by itself whether it is in time.
    Dated,
    /// No figure: its parts have theirs, or nothing can be said yet.
    Nothing,
}

/// What is still to be set of a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unset<'a> {
    /// All that it demands: it is set by, or when, these words say.
    Demand(&'a str),
    /// What a score is worth, of which so much can be given.
    Conversion { most: u64 },
}

/// By which rules something can be fulfilled in part.
#[derive(Debug, Clone, PartialEq)]
pub enum PartialCredit {
    /// By how near its target is.
    Nearness(Target),
    /// By how late it comes.
    Delay,
    /// By a verdict of `delvist opfyldt`.
    Verdict,
    /// By none, and why.
    Never(Message),
}

impl PartialCredit {
    /// Of a bound on what is measured or counted.
    pub fn of(bound: &Bound) -> Self {
        match bound.direction() {
            Some(_) => Self::Nearness(Target::of(bound)),
            None => Self::Never(say!("never.range")),
        }
    }
}
