//! Walks through a plan's requirements and its texts, each with the name that messages give it.

use crate::plan::{Combination, Demand, Goal, PartWeight, Plan, Requirement, Share, Tier};
use crate::quantity::Points;
use crate::source::{At, FileId, Place, Sources};

/// A requirement at any depth, with what it is a part of.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    /// `1.1 a 2`; the goal's number alone for a goal's only requirement.
    pub name: String,
    /// From the goal's own requirement down to this one.
    pub chain: Vec<&'a Requirement>,
    pub requirement: &'a Requirement,
}

/// Every requirement of a plan and every part of one, from the outside in.
pub fn requirements(plan: &Plan) -> Vec<Spot<'_>> {
    plan.goals().flat_map(|(_, goal)| requirements_of(goal)).collect()
}

/// Every requirement of a goal and every part of one.
pub fn requirements_of(goal: &Goal) -> Vec<Spot<'_>> {
    let mut spots = Vec::new();
    descend(&goal.number.to_string(), &[], &goal.requirements, &mut spots);
    spots
}

fn descend<'a>(within: &str, chain: &[&'a Requirement], siblings: &'a [Requirement], spots: &mut Vec<Spot<'a>>) {
    for (index, requirement) in siblings.iter().enumerate() {
        let name = name_of(within, requirement.label.as_deref(), index, siblings.len());
        let chain = [chain, &[requirement]].concat();
        spots.push(Spot { name: name.clone(), chain: chain.clone(), requirement });
        descend(&name, &chain, requirement.parts(), spots);
    }
}

fn name_of(within: &str, label: Option<&str>, index: usize, siblings: usize) -> String {
    match label {
        Some(label) => format!("{within} {label}"),
        None if siblings == 1 => within.to_owned(),
        None => format!("{within} no. {}", index + 1),
    }
}

/// What has parts: a goal with its requirements, a requirement with its parts, a share with its tiers.
#[derive(Debug, Clone)]
pub struct Whole {
    pub name: String,
    pub at: At,
    /// The key that its parts stand under.
    pub key: &'static str,
    pub combination: Option<Combination>,
    /// What it weighs of the plan's points, when that follows from what is stated.
    pub worth: Option<Points>,
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub at: At,
    pub weight: Option<PartWeight>,
}

/// Everything in a goal that has parts, from the outside in.
pub fn wholes(goal: &Goal) -> Vec<Whole> {
    let whole = Whole {
        name: goal.number.to_string(),
        at: goal.at,
        key: "resultatkrav",
        combination: goal.combination,
        worth: goal.weight.points(),
        parts: Vec::new(),
    };
    let mut all = Vec::new();
    collect(whole, &goal.requirements, &mut all);
    all
}

/// Adds a whole with its parts, and what in them has parts again.
fn collect(mut whole: Whole, parts: &[Requirement], all: &mut Vec<Whole>) {
    for (index, part) in parts.iter().enumerate() {
        let name = name_of(&whole.name, part.label.as_deref(), index, parts.len());
        whole.parts.push(Part { name, at: part.at, weight: part.weight });
    }
    all.push(whole.clone());
    for (requirement, part) in parts.iter().zip(&whole.parts) {
        let inner = |key, combination| Whole {
            name: part.name.clone(),
            at: part.at,
            key,
            combination,
            worth: worth(part, &whole),
            parts: Vec::new(),
        };
        match &requirement.demand {
            Demand::Parts { combination, parts } => collect(inner("krav", *combination), parts, all),
            Demand::Share(share) => {
                all.push(Whole { parts: tiers(&part.name, share), ..inner("trin", share.combination) })
            }
            _ => {}
        }
    }
}

fn tiers(within: &str, share: &Share) -> Vec<Part> {
    let part = |(index, tier): (usize, &Tier)| Part {
        name: format!("{within} step {}", index + 1),
        at: tier.at,
        weight: tier.weight,
    };
    share.tiers.iter().enumerate().map(part).collect()
}

/// What a part weighs of the plan's points.
fn worth(part: &Part, whole: &Whole) -> Option<Points> {
    match part.weight {
        Some(PartWeight::Points(points)) => Some(points),
        Some(PartWeight::Share(share)) => whole.worth.map(|worth| worth.share(share)),
        None if whole.parts.len() == 1 => whole.worth,
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

/// Every text that was written for the plan; what a template holds is left out.
pub fn texts(sources: &Sources) -> impl Iterator<Item = (At, &str)> {
    sources.scalars().filter(|(at, _)| sources.node(*at).is_some_and(|node| !is_template(sources, node.file)))
}

/// Whether a file is a template's.
pub fn is_template(sources: &Sources, file: FileId) -> bool {
    sources.file(file).path.starts_with("templates")
}
