//! What is drawn of how things stand: bars, squares and the small lines around a target. Each has its words.

use serde::Serialize;

use super::trail::{Trail, are_untold};

/// Points as a bar: in thousandths of the widest bar of its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub reached: u32,
    /// Not reached yet; it still can be.
    pub open: u32,
    /// Cannot be reached any more.
    pub lost: u32,
    /// What the bar says, in words.
    pub alt: String,
}

/// What a square looks like: told apart by its shape, without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SquareShape {
    /// Filled.
    Met,
    /// Half of it filled.
    Partly,
    /// A cross.
    NotMet,
    /// A light tone within a firm edge.
    OnTarget,
    /// A firm line from corner to corner.
    BelowTarget,
    /// Nothing but a faint edge.
    NotDue,
    /// A dot.
    NotReported,
    /// Hatched.
    Undecided,
    /// Broken off.
    Removed,
}

/// A square a requirement, in a row, those that stand alike beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Squares {
    pub squares: Vec<SquareShape>,
    /// How many of each: `4 opfyldt`.
    pub legend: Vec<SquareCount>,
    /// What the row says, in words.
    pub alt: String,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SquareCount {
    pub shape: SquareShape,
    pub text: String,
}

/// A square in a cell, with the word for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sign {
    pub shape: SquareShape,
    pub word: String,
}

/// The figures of a measure as dots around its target, which is a dashed line: all lines of a document have one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Course {
    pub dots: Vec<CourseDot>,
    /// Where the quarters end, in thousandths of the year.
    pub ends: Vec<u32>,
    /// What the line says, in words.
    pub alt: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CourseDot {
    /// In thousandths of the year.
    pub at: u32,
    /// Over the target, in thousandths of the scale; below it, less than 0.
    pub above: i32,
    /// Filled.
    pub meets: bool,
}

/// Days with what belongs to each, under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatedList {
    pub level: usize,
    pub heading: String,
    /// `30. juni` and what it is the day of.
    pub rows: Vec<[String; 2]>,
    /// Where each row comes from.
    #[serde(skip_serializing_if = "are_untold")]
    pub from: Vec<Trail>,
}

/// Days on the line of a plan's days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearLine {
    /// Where the quarters end, in thousandths of the line.
    pub ends: Vec<u32>,
    /// Where the days are.
    pub days: Vec<u32>,
    /// Which days they are, in words.
    pub alt: String,
}
