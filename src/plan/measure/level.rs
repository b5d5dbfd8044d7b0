//! An ordinal level to be reached or kept: `mindst niveau 3`.

use serde::Serialize;

use rust_decimal::prelude::ToPrimitive;

use super::{Measure, PartialCredit, Reporting, Target, place};
use crate::language::say;
use crate::plan::Gathering;
use crate::quantity::Number;

/// An ordinal level to be reached or kept (2020 2.2; 2023 2.1).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    pub what: String,
    pub at_least: LevelTarget,
    /// From the lowest level to the highest, when the plan names them.
    pub scale: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum LevelTarget {
    /// `niveau 3`.
    Rank(u32),
    /// `det forventede modenhedsniveau`.
    Named(String),
}

impl Level {
    pub const NAME: &str = "niveau";
    pub const KEYS: &[&str] = &["niveau"];

    /// The place that a text means on a scale, from 1: a name of it, else `niveau 3` or `3`. What is a name is never taken
    /// for a place; without names every place can be meant.
    pub fn place(scale: &[String], text: &str) -> Option<u32> {
        if let Some(place) = scale.iter().position(|name| name == text) {
            return u32::try_from(place + 1).ok();
        }
        let place: u32 = place::numbered(text).unwrap_or(text).trim().parse().ok()?;
        let is_on_scale = scale.is_empty() || usize::try_from(place).is_ok_and(|place| place <= scale.len());
        (place > 0 && is_on_scale).then_some(place)
    }

    /// The level that is demanded, from 1; on a scale of names, the place in it. None for a name without a scale, and for one
    /// that is not on it.
    pub fn rank(&self) -> Option<u32> {
        match &self.at_least {
            LevelTarget::Rank(rank) => Some(*rank),
            LevelTarget::Named(name) => {
                let place = self.scale.iter().position(|one| one == name)?;
                u32::try_from(place + 1).ok()
            }
        }
    }
}

impl Measure for Level {
    fn key(&self) -> &'static str {
        "niveau"
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        self.rank().map(Target::level)
    }

    fn reporting(&self) -> Reporting {
        Reporting::AtTheEnd
    }

    fn partial_credit(&self) -> PartialCredit {
        match self.rank() {
            Some(rank) => PartialCredit::Nearness(Target::level(rank)),
            None if self.scale.is_empty() => PartialCredit::Never(say!("never.level-name")),
            None => PartialCredit::Never(say!("never.level-off")),
        }
    }

    fn scale(&self) -> &[String] {
        &self.scale
    }

    fn written(&self, rank: Number) -> String {
        let place = rank.0.to_usize().and_then(|rank| rank.checked_sub(1));
        let name = place.and_then(|place| self.scale.get(place)).cloned();
        name.unwrap_or_else(|| place::numbered_as(rank))
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &[]
    }

    fn adds_up(&self, _: Option<Gathering>) -> bool {
        false
    }
}
