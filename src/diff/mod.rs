//! Two plans → what differs between them.
//!
//! In: two [`Plan`]s: two of them, one on two days, or two years of one. Out: each thing that was changed, added or taken
//! out, key by key in the words of the plan's files, in the order of the plan. Goals are known again by their numbers,
//! requirements by their labels and words; nothing by its place in a list. Pure.

mod json;
mod pair;
mod prose;
mod tables;
mod words;

pub use json::to_json;
pub use pair::{Pair, goals, requirements, signers};
pub use prose::{Piece, Side, pieces};
pub use words::{ChangedWords, changed_words};

use std::fmt;

use crate::language::said_as_written;
use crate::plan::{Address, Goal, Party, Plan, PlanNumber, Requirement, Signer};
use crate::write::{Map, goal, goal_words, group_words, requirement, requirement_words, section, signer};

/// One thing that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    pub subject: Subject,
    /// The words it is known by; none where its subject says it.
    pub name: String,
    pub kind: ChangeKind,
    /// Key by key. Of what is new or gone, all that it says.
    pub words: Vec<ChangedWords>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Changed,
    Added,
    Removed,
}

impl ChangeKind {
    /// Its word: `ændret`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "ændret",
            Self::Added => "tilføjet",
            Self::Removed => "udgået",
        }
    }
}

/// What a difference is about, by the plan's own numbers and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Plan,
    Section(PlanNumber),
    Budget,
    Group(PlanNumber),
    Goal(PlanNumber),
    Requirement(Address),
    Signer { party: Party, title: String },
}

said_as_written!(Subject);

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => f.write_str("planen"),
            Self::Section(number) => write!(f, "afsnit {number}"),
            Self::Budget => f.write_str("budget"),
            Self::Group(number) => write!(f, "målgruppe {number}"),
            Self::Goal(number) => write!(f, "{number}"),
            Self::Requirement(address) => write!(f, "{address}"),
            Self::Signer { party, title } => write!(f, "påtegning {} {title}", party.word()),
        }
    }
}

/// What differs, in the order of the plan: itself, its sections, its budget, its goals, who signs. Nothing where the two
/// mean the same.
pub fn diff(old: &Plan, new: &Plan) -> Vec<Changed> {
    let mut all = Vec::new();
    compare(Subject::Plan, "", tables::of_plan(old), tables::of_plan(new), &mut all);
    sections(old, new, &mut all);
    compare(Subject::Budget, "", tables::budget(old), tables::budget(new), &mut all);
    groups(old, new, &mut all);
    for pair in goals(old, new) {
        of_goals(old, new, pair, &mut all);
    }
    for pair in signers(old, new) {
        let map = |plan: &Plan, one: &Signer| signer(one, plan.sides());
        let of = |one: &Signer| Subject::Signer { party: one.party, title: one.title.clone() };
        let maps = (pair.before().map(|one| map(old, one)), pair.after().map(|one| map(new, one)));
        tell(of(pair.any()), "", maps, &mut all);
    }
    all
}

/// Tells what one has and the other has not, or what differs between them.
fn tell(subject: Subject, name: &str, maps: (Option<Map>, Option<Map>), all: &mut Vec<Changed>) {
    let kind = match &maps {
        (Some(_), Some(_)) => ChangeKind::Changed,
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
    };
    let none = Map::default();
    let mut words = changed_words(maps.0.as_ref().unwrap_or(&none), maps.1.as_ref().unwrap_or(&none));
    // What is new or gone is told by its number already.
    words.retain(|words| kind == ChangeKind::Changed || words.path != ["nr"]);
    if !words.is_empty() {
        all.push(Changed { subject, name: name.to_owned(), kind, words });
    }
}

/// The same of what may not be there at all.
fn compare(subject: Subject, name: &str, old: Map, new: Map, all: &mut Vec<Changed>) {
    let there = |map: Map| Some(map).filter(|map| !map.0.is_empty());
    tell(subject, name, (there(old), there(new)), all);
}

fn sections(old: &Plan, new: &Plan, all: &mut Vec<Changed>) {
    for pair in pair::by_key(&old.sections, &new.sections, |one| one.number.clone()) {
        let maps = (pair.before().map(section), pair.after().map(section));
        let one = pair.any();
        tell(Subject::Section(one.number.clone()), one.title.as_deref().unwrap_or(""), maps, all);
    }
}

fn groups(old: &Plan, new: &Plan, all: &mut Vec<Changed>) {
    for pair in pair::by_key(&old.groups, &new.groups, |one| one.number.clone()) {
        let one = pair.any();
        let maps = (pair.before().map(group_words), pair.after().map(group_words));
        tell(Subject::Group(one.number.clone()), &one.title, maps, all);
    }
}

fn of_goals(old: &Plan, new: &Plan, pair: Pair<Goal>, all: &mut Vec<Changed>) {
    let subject = Subject::Goal(pair.any().number.clone());
    let name = pair.any().area.clone();
    let Pair::Both(before, after) = pair else {
        return tell(subject, &name, (pair.before().map(goal), pair.after().map(goal)), all);
    };
    let words = |plan: &Plan, goal: &Goal| {
        let mut map = goal_words(goal);
        let group = plan.goals().find(|(_, one)| one.number == goal.number).map(|(group, _)| &group.number);
        group.into_iter().for_each(|group| map.text("målgruppe", group));
        map
    };
    let mut maps = (words(old, before), words(new, after));
    order(&before.requirements, &after.requirements, &mut maps);
    tell(subject, &name, (Some(maps.0), Some(maps.1)), all);
    let within = (Address::of(before), Address::of(after));
    of_requirements(within, &before.requirements, &after.requirements, all);
}

fn of_requirements(within: (Address, Address), old: &[Requirement], new: &[Requirement], all: &mut Vec<Changed>) {
    for pair in requirements(old, new) {
        let addresses =
            (pair.before().map(|one| within.0.part(one, old)), pair.after().map(|one| within.1.part(one, new)));
        let Some(address) = addresses.1.clone().or(addresses.0.clone()) else { continue };
        let name = pair.any().label.as_ref().map(|_| pair.any().words()).unwrap_or_default();
        let subject = Subject::Requirement(address.clone());
        match pair {
            Pair::Both(before, after) if before.parts().is_empty() == after.parts().is_empty() => {
                let mut maps = (requirement_words(before), requirement_words(after));
                order(before.parts(), after.parts(), &mut maps);
                tell(subject, &name, (Some(maps.0), Some(maps.1)), all);
                let within = (addresses.0.unwrap_or(address.clone()), address);
                of_requirements(within, before.parts(), after.parts(), all);
            }
            Pair::Both(..) | Pair::Old(_) | Pair::New(_) => {
                tell(subject, &name, (pair.before().map(requirement), pair.after().map(requirement)), all)
            }
        }
    }
}

/// The order of what both have is part of what a reader sees.
fn order(old: &[Requirement], new: &[Requirement], maps: &mut (Map, Map)) {
    let place = |one: &Requirement| old.iter().position(|other| std::ptr::eq(one, other));
    let by_new: Vec<(&Requirement, &Requirement)> = requirements(old, new).into_iter().filter_map(Pair::both).collect();
    let mut by_old = by_new.clone();
    by_old.sort_by_key(|(before, _)| place(before));
    if !by_new.is_sorted_by_key(|(before, _)| place(before)) {
        let names = |all: &[(&Requirement, &Requirement)]| {
            let name = |one: &Requirement| one.label.clone().unwrap_or_else(|| one.words());
            all.iter().map(|(_, after)| name(after)).collect::<Vec<_>>().join("; ")
        };
        maps.0.text("rækkefølge", names(&by_old));
        maps.1.text("rækkefølge", names(&by_new));
    }
}
