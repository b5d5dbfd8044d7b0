//! How far a figure lies from its target: the difference of the two numbers as they are printed.

use super::course::size;
use super::line::Line;
use crate::plan::{BoundKind, Numbers};
use crate::quantity::{Number, Ratio};
use crate::score::Series;
use crate::words::Words;

/// A figure beside the target that it does not keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation<'a> {
    series: &'a Series,
    shown: Number,
    /// The end of the target that lies nearest.
    target: Number,
}

impl<'a> Deviation<'a> {
    /// Of what has a figure so far. None where there is no number to set it apart from.
    pub fn of(line: &Line<'a>) -> Option<Self> {
        let series = line.progress()?.series.as_ref().filter(|series| !series.adds_up)?;
        let numbers_compare = series.target.numbers != Numbers::Level && series.target.bound.beside.is_none();
        let reached = series.so_far.as_ref().filter(|reached| !reached.meets && numbers_compare)?;
        let ends = series.target.bound.ends().into_iter().filter(|_| series.target.bound.part.is_none());
        let away = |end: &Number| size(&(&Ratio::from(reached.shown) - &Ratio::from(*end)));
        let target = ends.min_by_key(away)?;
        Some(Self { series, shown: reached.shown, target })
    }

    /// Whether it is a share that is to be at least so much, in percent: what most targets are.
    pub fn is_of_share(&self) -> bool {
        let bound = &self.series.target.bound;
        let is_least = match bound.kind {
            BoundKind::AtLeast => true,
            BoundKind::Below | BoundKind::AtMost | BoundKind::Above | BoundKind::Exactly | BoundKind::Between => false,
        };
        is_least && bound.is_in_percent() && bound.tolerance.is_none()
    }

    /// How far it is away, of two kinds of numbers in the same measure: in percentage points, or in percent of the target.
    pub fn size(&self) -> Ratio {
        let away = size(&(&Ratio::from(self.shown) - &Ratio::from(self.target)));
        match self.series.target.bound.is_in_percent() {
            true => away,
            false => away.in_percent().over(&size(&Ratio::from(self.target))).unwrap_or(away),
        }
    }

    /// The target, the figure and the difference: `80`, `79`, `−1`, where the heads name the unit; else each with its own.
    pub fn cells(&self, in_one_unit: bool, words: &Words) -> [String; 3] {
        let target = &self.series.target;
        if in_one_unit {
            return [self.target.to_string(), self.shown.to_string(), signed(self.difference())];
        }
        [words.bound(&target.bound), target.written(self.shown), self.in_unit(words)]
    }

    fn difference(&self) -> Number {
        Number(self.shown.0 - self.target.0)
    }

    /// `−1 procentpoint`, `+2 dage`.
    fn in_unit(&self, words: &Words) -> String {
        let bound = &self.series.target.bound;
        match bound.is_in_percent() {
            true => words.say("så mange procentpoint", &[("tal", &signed(self.difference()))]),
            false => format!("{}{}", signed(self.difference()), bound.unit()),
        }
    }

    /// `1`: how many percentage points it is away, as it is printed.
    pub fn points_away(&self) -> Number {
        Number(self.difference().0.abs())
    }
}

/// With a sign of its own: `−0,2`, `+3`.
fn signed(number: Number) -> String {
    let size = Number(number.0.abs().normalize());
    if number.0.is_sign_negative() { format!("−{size}") } else { format!("+{size}") }
}
