//! Walks through a plan's requirements and its texts, each with the name that messages give it.

use crate::plan::{Address, Combination, Goal, PartWeight, Plan, Requirement, Tier};
use crate::prose;
use crate::quantity::Ratio;
use crate::source::{At, Place, Sources};

/// A requirement at any depth, with what it is a part of.
#[derive(Debug, Clone)]
pub struct PlacedRequirement<'a> {
    pub goal: &'a Goal,
    /// `1.1 a Fast-track, 1. gang`; the goal's number alone for a goal's only requirement.
    pub name: String,
    /// From the goal's own requirement down to this one.
    pub chain: Vec<&'a Requirement>,
    pub requirement: &'a Requirement,
}

/// Every requirement of a plan and every part of one, from the outside in.
pub fn requirements(plan: &Plan) -> Vec<PlacedRequirement<'_>> {
    plan.goals().flat_map(|(_, goal)| requirements_of(goal)).collect()
}

/// Every requirement of a goal and every part of one.
pub fn requirements_of(goal: &Goal) -> Vec<PlacedRequirement<'_>> {
    let mut spots = Vec::new();
    for (address, chain) in goal.addresses() {
        if let Some(requirement) = chain.last().copied() {
            spots.push(PlacedRequirement { goal, name: shown(&address), chain, requirement });
        }
    }
    spots
}

/// An address in a line that can still be read: what is known by its own words can have many.
fn shown(address: &Address) -> String {
    const MOST: usize = 60;
    let name = address.to_string();
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}

/// What has parts: a goal with its requirements, a requirement with its parts, a share with its tiers.
#[derive(Debug, Clone)]
pub struct WeightedWhole {
    pub name: String,
    pub at: At,
    /// The key that its parts stand under.
    pub key: &'static str,
    pub combination: Option<Combination>,
    /// What it weighs of the plan's points, when that follows from what is stated.
    pub worth: Option<Ratio>,
    pub parts: Vec<WeightedPart>,
}

/// A part of it.
#[derive(Debug, Clone)]
pub struct WeightedPart {
    pub name: String,
    pub at: At,
    pub weight: Option<PartWeight>,
}

/// Everything in each goal that has parts, from the outside in.
pub fn wholes(plan: &Plan) -> Vec<(&Goal, Vec<WeightedWhole>)> {
    plan.goals().map(|(_, goal)| (goal, wholes_of(goal))).collect()
}

fn wholes_of(goal: &Goal) -> Vec<WeightedWhole> {
    let whole = WeightedWhole {
        name: goal.number.to_string(),
        at: goal.at,
        key: "resultatkrav",
        combination: goal.combination,
        worth: goal.weight.worth(),
        parts: Vec::new(),
    };
    let mut all = Vec::new();
    collect(whole, &Address::of(goal), &goal.requirements, &mut all);
    all
}

/// Adds a whole with its parts, and what in them has parts again.
fn collect(mut whole: WeightedWhole, within: &Address, parts: &[Requirement], all: &mut Vec<WeightedWhole>) {
    let addresses = within.parts(parts);
    for (part, address) in parts.iter().zip(&addresses) {
        whole.parts.push(WeightedPart { name: shown(address), at: part.at, weight: part.weight });
    }
    all.push(whole.clone());
    for ((requirement, address), part) in parts.iter().zip(&addresses).zip(&whole.parts) {
        let measure = requirement.demand.measure();
        let inner = |key| WeightedWhole {
            name: part.name.clone(),
            at: part.at,
            key,
            combination: measure.combination(),
            worth: worth(part, &whole),
            parts: Vec::new(),
        };
        let Some(key) = measure.parts_key() else { continue };
        match measure.tiers() {
            [] => collect(inner(key), address, requirement.parts(), all),
            steps => all.push(WeightedWhole { parts: tiers(&part.name, steps), ..inner(key) }),
        }
    }
}

fn tiers(within: &str, tiers: &[Tier]) -> Vec<WeightedPart> {
    let part = |(index, tier): (usize, &Tier)| WeightedPart {
        name: format!("{within} step {}", index + 1),
        at: tier.at,
        weight: tier.weight,
    };
    tiers.iter().enumerate().map(part).collect()
}

/// What a part weighs of the plan's points.
fn worth(part: &WeightedPart, whole: &WeightedWhole) -> Option<Ratio> {
    match part.weight {
        Some(PartWeight::Points(points)) => Some(points.into()),
        Some(weight @ (PartWeight::Share(_) | PartWeight::Fraction(_))) => {
            Some(whole.worth.as_ref()? * &weight.of_whole()?)
        }
        None if whole.parts.len() == 1 => whole.worth.clone(),
        None | Some(PartWeight::NotSet) => None,
    }
}

/// The first of each, in order, and no more than anyone would read: a text that was garbled can hold thousands.
pub fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    const MOST: usize = 20;
    let mut distinct = Vec::new();
    for item in items {
        if distinct.len() == MOST {
            break;
        }
        if !distinct.contains(&item) {
            distinct.push(item);
        }
    }
    distinct
}

/// A snippet of a scalar; where it is folded over lines in the file, its first word.
pub fn snippet(sources: &Sources, at: At, snippet: &str) -> Place {
    let written = sources.node(at).and_then(|node| sources.file(node.file).text.get(node.span.clone()));
    let whole = written.is_some_and(|written| written.contains(snippet));
    let shown = if whole { snippet } else { snippet.split_whitespace().next().unwrap_or(snippet) };
    Place::from(at).at_snippet(shown)
}

/// A text as its reader gets it; none for one that is too deep to be read as prose.
pub fn without_markup(text: &str) -> Option<String> {
    (prose::depth(text) <= prose::MOST_DEPTH).then(|| prose::parse(text).to_text())
}
