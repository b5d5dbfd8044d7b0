//! What is reported, each result with the requirement it is for.

use std::collections::BTreeMap;

use crate::language::{Message, say};
use crate::plan::{Figure, Observation, Plan, PlanNumber, Requirement, Sheet};
use crate::quantity::{Date, Period};
use crate::score::window;

/// A figure, the file it stands in and the requirement it is for.
#[derive(Debug)]
pub struct ReportedFigure<'a> {
    pub sheet: &'a Sheet,
    pub observation: &'a Observation,
    pub figure: &'a Figure,
    pub requirement: &'a Requirement,
    /// The days that count for the requirement; of several targets, by allonge or on the way, for the one that the figure is for.
    pub window: Period,
}

/// Every figure of every file, for a version of a plan.
pub fn figures_of<'a>(plan: &'a Plan, sheets: &'a [Sheet]) -> Vec<ReportedFigure<'a>> {
    let mut by_goal: BTreeMap<&PlanNumber, Vec<(&Sheet, &Observation)>> = BTreeMap::new();
    for sheet in sheets {
        for observation in &sheet.observations {
            by_goal.entry(&observation.of.goal).or_default().push((sheet, observation));
        }
    }
    let mut all = Vec::new();
    for (_, goal) in plan.goals() {
        let Some(reported) = by_goal.get(&goal.number) else { continue };
        let addresses = goal.addresses();
        for (sheet, observation) in reported.iter().copied() {
            let Some(figure) = &observation.figure else { continue };
            let is_former = |chain: &Vec<&Requirement>| {
                chain.last().is_some_and(|one| one.history.former.contains(&observation.of))
            };
            let named = addresses.iter().filter(|(address, chain)| *address == observation.of || is_former(chain));
            let Some((_, chain)) = named.max_by_key(|(_, chain)| chain.len()) else { continue };
            let Some((newest, above)) = chain.split_last() else { continue };
            let earlier = newest.history.earlier.iter().map(|one| &one.requirement);
            let targets = earlier.chain(newest.stages().map(|stage| &stage.requirement)).chain([*newest]);
            let targets: Vec<(&Requirement, Period)> =
                targets.map(|one| (one, window(plan, &[above, &[one]].concat()).0)).collect();
            let whole = targets.iter().find(|(_, window)| *window == sheet.days);
            let (requirement, window) = whole
                .or_else(|| targets.iter().find(|(_, window)| window.covers(&sheet.days)))
                .copied()
                .unwrap_or_else(|| (*newest, window(plan, chain).0));
            all.push(ReportedFigure { sheet, observation, figure, requirement, window });
        }
    }
    all
}

/// The key that a figure stands under.
pub fn key(figure: &Figure) -> &'static str {
    match figure {
        Figure::Counts(_) => "i alt",
        Figure::Sites(_) => "steder",
        Figure::Shares(_) => "andel",
        Figure::Value(_) => "værdi",
        Figure::Quotient { .. } => "tæller",
        Figure::Count(_) => "antal",
        Figure::Delivery { .. } => "leveret",
        Figure::Level(_) => "niveau",
        Figure::Evaluation(_) => "evalueringer",
        Figure::Judgement { .. } => "vurdering",
    }
}

/// The day that a figure says something was done on, its key, and what was done.
pub fn done_on(figure: &Figure) -> Option<(Date, &'static str, Message)> {
    match figure {
        Figure::Delivery { on, .. } => on.map(|day| (day, "leveret", say!("done.delivered"))),
        Figure::Judgement { on, .. } => Some((*on, "dato", say!("done.judged"))),
        Figure::Counts(_)
        | Figure::Sites(_)
        | Figure::Shares(_)
        | Figure::Value(_)
        | Figure::Quotient { .. }
        | Figure::Count(_)
        | Figure::Level(_)
        | Figure::Evaluation(_) => None,
    }
}
