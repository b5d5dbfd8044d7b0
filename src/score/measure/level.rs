//! Levels reached or kept: what holds when the period ends.

use std::cmp::Ordering;

use crate::plan::{Figure, Level, LevelTarget, Measure, Reached};
use crate::quantity::{Fulfilment, Ratio};

use super::{Outcome, open};
use crate::score::Span;
use crate::score::credit::{self, Edge};
use crate::score::period::{Measured, Reading};
use crate::score::text;

pub(super) fn outcome(level: &Level, measured: &Measured) -> Outcome {
    let target = level.rank();
    if target.is_none() && !level.scale.is_empty() {
        return super::not_set("Det krævede niveau står ikke på skalaen.".into());
    }
    let rule = format!(
        "Mindst {}; {}.",
        target_text(level),
        credit::phrase(&measured.requirement.credit, &|rank| level.written(rank))
    );
    let measured_at = |one: &Reading| {
        let Figure::Level(reached) = one.figure else { return None };
        Some((*reached, one.sheet.period))
    };
    let Some((reached, period)) = measured.closing().and_then(measured_at) else {
        return Outcome::by_period(open(), rule, measured, Vec::new());
    };
    let fulfilment = match (reached, target) {
        (Reached::Rank(rank), Some(target)) => {
            let edge = Edge::at(Ratio::from(u64::from(rank)));
            credit::at_least(&Ratio::from(u64::from(target)), &measured.requirement.credit, &edge)
        }
        (Reached::Beside(beside), _) => Fulfilment::met(beside != Ordering::Less),
        // A rank says nothing beside a name without a scale; `load` lets no such result in.
        (Reached::Rank(_), None) => Fulfilment::none(),
    };
    let reached = match reached {
        Reached::Rank(rank) => name(level, rank),
        Reached::Beside(beside) => self::beside(beside).to_owned(),
    };
    let line = format!("{period}: {reached}. Opfyldelse {}", text::share(fulfilment.ratio(), measured.decimals));
    Outcome::by_period(Span::exactly(fulfilment), rule, measured, vec![line])
}

fn target_text(level: &Level) -> String {
    match &level.at_least {
        LevelTarget::Rank(rank) => name(level, *rank),
        LevelTarget::Named(name) => name.clone(),
    }
}

/// The name that a scale gives to a rank, or its number.
pub(super) fn name(level: &Level, rank: u32) -> String {
    let place = usize::try_from(rank).ok().and_then(|rank| rank.checked_sub(1));
    place.and_then(|place| level.scale.get(place)).cloned().unwrap_or_else(|| format!("niveau {rank}"))
}

pub(super) fn beside(beside: Ordering) -> &'static str {
    match beside {
        Ordering::Less => "under det krævede niveau",
        Ordering::Equal => "det krævede niveau",
        Ordering::Greater => "over det krævede niveau",
    }
}
