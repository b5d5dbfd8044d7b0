//! `ændr: 1.1 a Fast-track, 1. gang`: finds what a change is about.

use crate::amend::Spot;
use crate::diagnostic::{meant, nearest};
use crate::language::{Message, say};
use crate::plan::{Address, Item, Party, Plan, PlanNumber};
use crate::schema;
use crate::source::{At, Replacement};

use crate::load::reader::Reader;
use crate::load::results::address::{listed, other_goal, paths, with_removed};
use crate::load::rules;

/// Before the number of a group of goals.
const GROUP: &str = "målgruppe";
/// What the signers are called, and the word before one of them.
const SIGNERS: &str = "påtegning";

/// Where the thing with this name stands.
pub(super) fn read(reader: &mut Reader, at: At, plan: &Plan) -> Option<Spot> {
    let text = reader.text(at)?;
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
    match (first, rest.trim()) {
        (SIGNERS, "") => Some(Spot::Signers),
        (SIGNERS, who) => signer(reader, at, plan, who),
        (GROUP, number) => group(reader, at, plan, number),
        (number, rest) => in_goal(reader, at, plan, number, rest),
    }
}

/// What stands at a spot. None of a spot that only takes things in.
pub(super) fn item(plan: &Plan, spot: &Spot) -> Option<Item> {
    match spot {
        Spot::Goal { .. } => spot.goal(plan).map(|goal| Item::Goal(Box::new(goal.clone()))),
        Spot::Requirement { .. } => spot.requirement(plan).map(|one| Item::Requirement(Box::new(one.clone()))),
        Spot::Signer(place) => plan.signers.get(*place).cloned().map(Item::Signer),
        Spot::Group(_) | Spot::Signers => None,
    }
}

fn signer(reader: &mut Reader, at: At, plan: &Plan, who: &str) -> Option<Spot> {
    let names: Vec<String> = plan.signers.iter().map(|one| format!("{} {}", one.party.word(), one.title)).collect();
    let is_party = Party::ALL.iter().any(|party| party.word() == who);
    let is_meant = |name: &String| name == who || is_party && name.starts_with(who);
    let found: Vec<usize> = names.iter().enumerate().filter(|(_, name)| is_meant(name)).map(|(at, _)| at).collect();
    match found.as_slice() {
        [place] => Some(Spot::Signer(*place)),
        [] => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.signer", who = who));
            let finding = finding.also(plan.at.key(SIGNERS), say!("address.who-signs"));
            let fix = other(reader, at, who, &names, SIGNERS);
            reader.push(finding.help(did_you_mean(who, &names, SIGNERS)).fixed(fix));
            None
        }
        several => {
            let finding =
                rules::ADDRESS_AMBIGUOUS.finding(at, say!("address.signers", several = several.len(), who = who));
            let finding = finding.also(plan.at.key(SIGNERS), say!("address.who-signs"));
            reader.push(finding.help(say!("address.signers-help")));
            None
        }
    }
}

fn group(reader: &mut Reader, at: At, plan: &Plan, number: &str) -> Option<Spot> {
    let named = number.parse::<PlanNumber>().ok();
    let found = plan.groups.iter().position(|group| Some(&group.number) == named.as_ref());
    if found.is_none() {
        let numbers: Vec<String> = plan.groups.iter().map(|group| group.number.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.group", number = number));
        let finding = finding.also(plan.at.key(schema::plan::GROUPS), say!("address.groups"));
        let fix = other(reader, at, number, &numbers, GROUP);
        reader.push(finding.help(did_you_mean(number, &numbers, GROUP)).fixed(fix));
    }
    found.map(Spot::Group)
}

/// `did you mean …`, with the word that stands before it, or what there is.
fn did_you_mean(given: &str, names: &[&str], word: &str) -> Message {
    match nearest(given, names.iter().copied()) {
        Some(near) => say!("did-you-mean.after", word = word, near = near),
        None => say!("address.names", groups = word == GROUP, names = names),
    }
}

/// What stands behind the word can only have been meant as one of these.
fn other(reader: &Reader, at: At, given: &str, names: &[&str], word: &str) -> Option<Replacement> {
    let meant = meant(given, names.iter().copied())?;
    reader.sources.replacing(at, &format!("{word} {meant}"))
}

fn in_goal(reader: &mut Reader, at: At, plan: &Plan, number: &str, rest: &str) -> Option<Spot> {
    let named = number.parse::<PlanNumber>().ok();
    let goals = || {
        plan.groups
            .iter()
            .enumerate()
            .flat_map(|(group, one)| one.goals.iter().enumerate().map(move |(place, goal)| (group, place, goal)))
    };
    let found: Vec<_> = goals().filter(|(_, _, goal)| Some(&goal.number) == named.as_ref()).collect();
    let (group, place, goal) = match found.as_slice() {
        [one] => *one,
        [] => {
            let numbers: Vec<String> = goals().map(|(_, _, goal)| goal.number.to_string()).collect();
            let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.goal", number = number));
            let finding = finding.also(plan.at.key(schema::plan::GROUPS), say!("address.goals"));
            let help = match nearest(number, numbers.iter().map(String::as_str)) {
                Some(near) => say!("address.goal-near", near = near, numbers = numbers),
                None => {
                    say!("address.change-help", group = GROUP, signers = SIGNERS, numbers = numbers)
                }
            };
            let fix = other_goal(reader, at, number, &numbers);
            reader.push(with_removed(finding, plan, number).help(help).fixed(fix));
            return None;
        }
        [(.., one), (.., other), ..] => {
            let finding = rules::ADDRESS_AMBIGUOUS.finding(at, say!("address.two-goals", number = number));
            let finding = finding
                .also(one.at.key(schema::goal::NUMBER), say!("here"))
                .also(other.at.key(schema::goal::NUMBER), say!("address.and-here"));
            reader.push(finding.help(say!("address.two-goals-help")));
            return None;
        }
    };
    if rest.is_empty() {
        return Some(Spot::Goal { group, goal: place });
    }
    let hits = paths(goal, rest);
    match hits.as_slice() {
        [hit] => Some(Spot::Requirement { group, goal: place, path: hit.path.clone() }),
        [] => {
            let text = format!("{number} {rest}");
            let inside = goal.addresses().into_iter().filter(|(_, chain)| !chain.is_empty());
            let mut all: Vec<Address> = inside.map(|(address, _)| address).collect();
            all.dedup();
            let names: Vec<String> = all.iter().map(Address::to_string).collect();
            let others = || say!("address.requirements", number = number, listed = listed(&all));
            let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.unknown", text = text));
            let finding = finding.also(goal.at.key(schema::goal::NUMBER), say!("address.required-here"));
            let (names, finding) = (names.iter().map(String::as_str), with_removed(finding, plan, &text));
            reader.push(finding.did_you_mean((&reader.sources, at), &text, names, others));
            None
        }
        several => {
            let message = say!("ambiguous.requirements", text = format!("{number} {rest}"), count = several.len());
            let mut finding = rules::ADDRESS_AMBIGUOUS.finding(at, message);
            for hit in several {
                let spot = Spot::Requirement { group, goal: place, path: hit.path.clone() };
                if let Some(one) = spot.requirement(plan) {
                    finding = finding.also(one.at, say!("address", address = hit.address));
                }
            }
            let addresses: Vec<Address> = several.iter().map(|hit| hit.address.clone()).collect();
            reader.push(finding.help(say!("write-one-of.listed", listed = listed(&addresses))));
            None
        }
    }
}
