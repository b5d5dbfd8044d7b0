//! The draft of an allonge: from the addresses it is to change, or from a plan that was edited.

use super::comment::at_ends;
use crate::amend::same_target;
use crate::diff::{ChangedWords, Pair, Subject, changed_words, diff, goals, requirements, signers};
use crate::language::{Message, say};
use crate::plan::{Address, Demand, Goal, Plan, Requirement, Signed, Signer};
use crate::quantity::Date;
use crate::schema;
use crate::write::{Map, Value, goal, goal_words, requirement, requirement_words, signer};

/// An allonge as text, and what it cannot say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub text: String,
    /// What differs and is not among its changes.
    pub remarks: Vec<Message>,
    pub has_changes: bool,
}

/// What stands at the top of an allonge.
#[derive(Debug, Clone, Copy)]
struct AllongeOpening<'a> {
    plan: &'a Plan,
    number: u32,
    from: Date,
    /// What is to be done with the changes.
    guide: &'a str,
}

/// An allonge that quotes what stands at these addresses, and gives the same words anew, to be changed.
pub fn from_addresses(plan: &Plan, number: u32, from: Date, addresses: &[Address]) -> Drafted {
    let mut changes = Vec::new();
    for address in addresses {
        for (_, one) in plan.goals().filter(|(_, goal)| goal.number == address.goal) {
            for (_, chain) in one.addresses().into_iter().filter(|(at, _)| at == address).take(1) {
                let mut map = chain.last().map_or_else(|| goal_words(one), |part| requirement_words(part));
                map.0.retain(|(key, value)| {
                    ![schema::goal::NUMBER.name(), schema::goal::OPEN.name()].contains(&key.as_str())
                        && !is_text(key, value)
                });
                let mut change = begin(schema::alter::WHAT, &address.to_string());
                change.put(schema::alter::OLD, Value::Map(map.clone()));
                change.put(schema::alter::NEW, Value::Map(map));
                changes.push(change);
            }
        }
    }
    let guide = "Under `fra` står planens ord, under `til` de nye. Ret under `til`, og slet de nøgler begge steder, der \
                 ikke ændres.";
    let has_changes = !changes.is_empty();
    Drafted { text: text(AllongeOpening { plan, number, from, guide }, changes), remarks: Vec::new(), has_changes }
}

/// Long texts and methods: seldom what an allonge is about, and easily quoted when they are.
fn is_text(key: &str, value: &Value) -> bool {
    let said = [schema::goal::GOAL.name(), schema::deliverable::WHAT.name(), schema::judgement::WHAT.name()];
    key == schema::goal::METHOD.name() || matches!(value, Value::Prose(_)) && !said.contains(&key)
}

/// The allonge that makes a plan read as one that was edited. None where the two do not differ.
pub fn from_edited(plan: &Plan, edited: &Plan, number: u32, from: Date) -> Option<Drafted> {
    let mut changes = Vec::new();
    let mut remarks = Vec::new();
    // What is taken out leaves its number and its weight to what comes in.
    let pairs = goals(plan, edited);
    let is_moved = |old: &Goal, new: &Goal| old.number != new.number || group_of(plan, old) != group_of(edited, new);
    let gone = pairs.iter().filter_map(|pair| match pair {
        Pair::Old(old) => Some(*old),
        Pair::Both(old, new) if is_moved(old, new) => Some(*old),
        Pair::Both(..) | Pair::New(_) => None,
    });
    changes.extend(gone.map(|old| begin(schema::remove::WHAT, &old.number.to_string())));
    for pair in &pairs {
        match pair {
            Pair::Both(old, new) if !is_moved(old, new) => of_goal(old, new, &mut changes, &mut remarks),
            Pair::Both(_, new) | Pair::New(new) => match group_of(edited, new).filter(|group| has_group(plan, group)) {
                Some(group) => {
                    let mut change = begin(schema::add::TO, &format!("målgruppe {group}"));
                    change.put(schema::add::GOALS, Value::List(vec![Value::Map(goal(new))]));
                    changes.push(change);
                }
                None => remarks.push(say!("draft.goal-group", number = new.number)),
            },
            Pair::Old(_) => {}
        }
    }
    of_signers(plan, edited, &mut changes);
    for one in diff(plan, edited) {
        let is_said = match one.subject {
            Subject::Plan | Subject::Section(_) | Subject::Budget | Subject::Group(_) => false,
            Subject::Goal(_) | Subject::Requirement(_) | Subject::Signer { .. } => true,
        };
        let keys = one.words.iter().map(|words| format!("`{}`", words.key())).collect::<Vec<_>>().join(", ");
        if !is_said {
            remarks.push(say!("draft.not-by-allonge", subject = one.subject, keys = keys));
        } else if one.words.iter().any(|words| words.path == ["rækkefølge"]) {
            remarks.push(say!("draft.order", subject = one.subject));
        }
    }
    let guide = "Ændringerne er forskellen mellem planen og den rettede kopi.";
    let has_changes = !changes.is_empty();
    (has_changes || !remarks.is_empty()).then(|| Drafted {
        text: text(AllongeOpening { plan, number, from, guide }, changes),
        remarks,
        has_changes,
    })
}

fn group_of(plan: &Plan, goal: &Goal) -> Option<String> {
    plan.goals().find(|(_, one)| std::ptr::eq(*one, goal)).map(|(group, _)| group.number.to_string())
}

fn has_group(plan: &Plan, number: &str) -> bool {
    plan.groups.iter().any(|group| group.number.to_string() == number)
}

fn begin(verb: schema::Needed, address: &str) -> Map {
    let mut map = Map::default();
    map.text(verb, address);
    map
}

/// What is inside comes first: a change of the whole's words can change what its parts are called.
fn of_goal(old: &Goal, new: &Goal, changes: &mut Vec<Map>, remarks: &mut Vec<Message>) {
    let address = Address::of(old);
    of_siblings(&address, &old.requirements, &new.requirements, schema::add::REQUIREMENTS, changes);
    let (mut before, mut after) = (goal_words(old), goal_words(new));
    if before.get(schema::goal::OPEN.name()) != after.get(schema::goal::OPEN.name()) {
        let help = say!("draft.open-help");
        remarks.push(say!("draft.open", number = old.number, help = help));
    }
    for map in [&mut before, &mut after] {
        map.0.retain(|(key, _)| key != schema::goal::OPEN.name());
    }
    changes.extend(alter(&address.to_string(), &before, &after));
}

fn of_siblings(
    within: &Address,
    old: &[Requirement],
    new: &[Requirement],
    key: schema::Optional,
    changes: &mut Vec<Map>,
) {
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    for pair in requirements(old, new) {
        let address = pair.before().map(|one| (within.part(one, old), name_of(within, one, old)));
        match (pair, address) {
            // What has parts keeps them: to be measured as a whole it must come anew.
            (Pair::Both(before, after), Some((address, name)))
                if before.parts().is_empty() || !after.parts().is_empty() =>
            {
                of_requirement((&address, &name), before, after, changes);
            }
            (pair, address) => {
                gone.extend(address.map(|(_, name)| begin(schema::remove::WHAT, &name)));
                added.extend(pair.after().map(|one| Value::Map(requirement(one))));
            }
        }
    }
    let add = (!added.is_empty()).then(|| {
        let mut change = begin(schema::add::TO, &within.to_string());
        change.put(key, Value::List(added));
        change
    });
    // A requirement whose parts are all gone would be one that nothing can be added to.
    let all_are_gone = gone.len() == old.len();
    if all_are_gone {
        changes.extend(add.into_iter().chain(gone));
    } else {
        changes.extend(gone.into_iter().chain(add));
    }
}

/// What a requirement is called. The only one has no address of its own, and is called by its words: the number is the goal's.
pub(super) fn name_of(within: &Address, one: &Requirement, siblings: &[Requirement]) -> String {
    let is_alone = one.label.is_none() && siblings.len() == 1;
    let has_words = one.title.is_some() || one.parts().is_empty();
    if is_alone && has_words { format!("{within} {}", one.words()) } else { within.part(one, siblings).to_string() }
}

fn of_requirement((address, name): (&Address, &str), old: &Requirement, new: &Requirement, changes: &mut Vec<Map>) {
    let gets_parts = old.parts().is_empty() && !new.parts().is_empty();
    if !gets_parts {
        of_siblings(address, old.parts(), new.parts(), schema::add::PARTS, changes);
    }
    let after = if gets_parts { requirement(new) } else { requirement_words(new) };
    let before = requirement_words(old);
    let is_open = |words: &ChangedWords| {
        words.old.is_none() || schema::later::RECORD.names().any(|key| words.path.first().is_some_and(|one| one == key))
    };
    let is_set = matches!(old.demand, Demand::Later(_))
        && !matches!(new.demand, Demand::Later(_))
        && changed_words(&before, &after).iter().all(is_open);
    if is_set {
        let mut change = begin(schema::set::WHAT, name);
        change.put(schema::set::NEW, Value::Map(sides(&changed_words(&before, &after)).1));
        changes.push(change);
        return;
    }
    let Some(mut change) = alter(name, &before, &after) else { return };
    if !same_target(old, new) && !matches!(old.demand, Demand::Later(_)) {
        change.text(schema::change::JOINED, "alle");
    }
    changes.push(change);
}

/// `ændr` with the old and the new words of the keys that differ.
pub(super) fn alter(address: &str, before: &Map, after: &Map) -> Option<Map> {
    let changed = changed_words(before, after);
    if changed.is_empty() {
        return None;
    }
    let (old, new) = sides(&changed);
    let mut change = begin(schema::alter::WHAT, address);
    for (key, map) in [(schema::alter::OLD, old), (schema::alter::NEW, new)] {
        if !map.0.is_empty() {
            change.put(key, Value::Map(map));
        }
    }
    Some(change)
}

fn sides(changed: &[ChangedWords]) -> (Map, Map) {
    let (mut old, mut new) = (Map::default(), Map::default());
    for words in changed {
        for (map, value) in [(&mut old, &words.old), (&mut new, &words.new)] {
            if let Some(value) = value {
                put(map, &words.path, value);
            }
        }
    }
    (old, new)
}

/// Puts a value under keys from the outside in.
fn put(map: &mut Map, path: &[String], value: &Value) {
    let [key, rest @ ..] = path else { return };
    if rest.is_empty() {
        return map.put(key, value.clone());
    }
    let mut inner = match map.0.last() {
        Some((last, Value::Map(inner))) if last == key => inner.clone(),
        _ => Map::default(),
    };
    map.0.retain(|(name, _)| name != key);
    put(&mut inner, rest, value);
    map.put(key, Value::Map(inner));
}

fn of_signers(plan: &Plan, edited: &Plan, changes: &mut Vec<Map>) {
    let name = |one: &Signer| format!("påtegning {} {}", one.party.word(), one.title);
    for pair in signers(plan, edited) {
        match pair {
            Pair::Both(old, new) => {
                let before = signer(old, plan.sides());
                let after = signer(new, edited.sides());
                changes.extend(alter(&name(old), &before, &after));
            }
            Pair::Old(old) => changes.push(begin(schema::remove::WHAT, &name(old))),
            Pair::New(new) => {
                let mut change = begin(schema::add::TO, "påtegning");
                let added = Value::Map(signer(new, edited.sides()));
                change.put(schema::add::SIGNERS, Value::List(vec![added]));
                changes.push(change);
            }
        }
    }
}

/// The file: what is to be filled in by hand says so beside it.
fn text(head: AllongeOpening, changes: Vec<Map>) -> String {
    let AllongeOpening { plan, number, from, guide } = head;
    let mut map = Map::default();
    map.put(schema::allonge::NUMBER, Value::Number(number));
    map.text(schema::allonge::DATE, from);
    map.text(schema::allonge::STATE, "udkast");
    map.put(schema::allonge::REASON, Value::Text("[skriv begrundelsen]".to_owned()));
    map.text(schema::allonge::FROM, from);
    let top = at_ends(&map.to_yaml(0), |line| {
        let guides = [
            ("dato", "ret: dagen, hvor allongen aftales"),
            ("status", "`underskrevet`, når begge parter har skrevet under; indtil da ændrer den intet"),
            ("gælder fra", "ret: den første dag, ændringerne gælder; `gælder til`, hvis de ophører før planen"),
        ];
        guides.iter().find(|(key, _)| line.starts_with(&format!("{key}:"))).map(|(_, guide)| *guide)
    });
    let mut below = Map::default();
    below.put(schema::allonge::CHANGES, Value::List(changes.into_iter().map(Value::Map).collect()));
    let below = at_ends(&below.to_yaml(0), |line| {
        let guide = "afgør: alle, ligeligt, [75 pct., 25 pct.], det nye, det nye hele året";
        line.trim_start().starts_with("målene samles:").then_some(guide)
    });
    format!("# Udkast til allonge {number}. {guide}\n{top}{below}{}", signing(plan).to_yaml(0))
}

/// Who is to sign: one of each party.
pub(super) fn signing(plan: &Plan) -> Map {
    let mut signing = Map::default();
    let parties = plan.parties().into_iter().filter_map(|party| plan.signers.iter().find(|one| one.party == party));
    let unsigned = parties.map(|one| Signer { signed: Signed::NotYet, ..one.clone() });
    let unsigned = unsigned.map(|one| Value::Map(signer(&one, plan.sides())));
    signing.put(schema::allonge::SIGNERS, Value::List(unsigned.collect()));
    signing
}
