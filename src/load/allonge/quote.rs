//! `fra` and `til`: the old words, held against the plan, and the new ones in their place.

use crate::amend::keep_parts;
use crate::language::say;
use crate::plan::{ChangedLine, Goal, Item, Plan};
use crate::schema;
use crate::source::{At, Entry, NodeKind, Sources};

use crate::load::reader::Reader;
use crate::load::{goal, requirement, rules, signer};

/// What stands below a goal or a requirement, and is changed by changes of its own.
const PARTS: [&str; 3] = [schema::goal::REQUIREMENTS.name(), schema::parts::PARTS.name(), schema::goal::OPEN.name()];

/// An item as its map in the plan reads with other keys.
pub(super) fn reread(reader: &mut Reader, at: At, like: &Item, plan: &Plan) -> Option<Item> {
    match like {
        Item::Goal(old) => goal::read_goal(reader, at, goal::GoalForm::of(plan)).map(|new| {
            let (requirements, open) = (old.requirements.clone(), old.open.clone());
            Item::Goal(Box::new(Goal { requirements, open, origin: old.origin, ..new }))
        }),
        Item::Requirement(old) => {
            requirement::read(reader, at).map(|new| Item::Requirement(Box::new(keep_parts(new, old))))
        }
        Item::Signer(_) => signer::read_one(reader, at, plan.sides()).map(Item::Signer),
        Item::Open(_) => None,
    }
}

pub(super) fn at_of(item: &Item) -> At {
    match item {
        Item::Goal(goal) => goal.at,
        Item::Requirement(requirement) => requirement.at,
        Item::Signer(signer) => signer.at,
        Item::Open(open) => open.at,
    }
}

/// Keys that no change of words may touch.
pub(super) fn are_words(reader: &mut Reader, given: At, item: &Item) -> Option<()> {
    let entries = reader.sources.entries(given).to_vec();
    let mut is_well = Some(());
    for entry in entries {
        let is_whole = match item {
            Item::Requirement(one) => !one.parts().is_empty(),
            Item::Goal(_) => true,
            Item::Signer(_) | Item::Open(_) => false,
        };
        let finding = if entry.name == schema::goal::NUMBER.name() && !matches!(item, Item::Signer(_)) {
            let finding = rules::NUMBER_CHANGED.finding(entry.key, say!("number-changed"));
            finding.help(say!("number-changed.help"))
        } else if is_whole && PARTS.contains(&entry.name.as_str()) {
            let finding = rules::UNCLEAR_CHANGE.finding(entry.key, say!("quote.part-by-part", name = entry.name));
            finding.help(say!("quote.part-by-part-help"))
        } else {
            continue;
        };
        reader.push(finding.also(at_of(item), say!("quote.changed")));
        is_well = None;
    }
    is_well
}

/// Holds what an allonge quotes against the plan: by what it means, not by how it is spelt.
pub(super) fn agrees(reader: &mut Reader, quoted: At, item: &Item, plan: &Plan) -> Option<()> {
    let there = at_of(item);
    let mut is_well = Some(());
    for entry in reader.sources.entries(quoted).to_vec() {
        let key = entry.name.clone();
        let Some(value) = reader.sources.entry(there, &key) else {
            let finding = rules::QUOTE_CONTRADICTED.finding(entry.key, say!("quote.no-key", key = key));
            let finding = finding.also(there, say!("quote.changed"));
            reader.push(finding.help(say!("quote.no-key-help")));
            is_well = None;
            continue;
        };
        let laid = overlaid(&mut reader.sources, there, std::slice::from_ref(&entry));
        let same = reread(reader, laid, item, plan).map(|read| read == *item);
        if same == Some(false) {
            let (old, new) = (text(&reader.sources, value), text(&reader.sources, entry.value));
            let message = say!("quote-contradicted", quoted = short(&new), said = short(&old));
            let finding = rules::QUOTE_CONTRADICTED.finding(quoted.key(&key), message);
            let finding = finding.also(there.key(&key), say!("change.plan-says"));
            reader.push(finding.help(say!("quote-contradicted.help")));
        }
        is_well = is_well.filter(|()| same == Some(true));
    }
    is_well
}

/// A map with other values for some of its keys; where both values are maps, for the keys in them.
fn overlaid(sources: &mut Sources, map: At, over: &[Entry]) -> At {
    let mut entries = sources.entries(map).to_vec();
    for one in over {
        let Some(place) = entries.iter().position(|entry| entry.name == one.name) else {
            entries.push(one.clone());
            continue;
        };
        let both = is_map(sources, entries[place].value) && is_map(sources, one.value);
        let inner = if both { sources.entries(one.value).to_vec() } else { Vec::new() };
        let value = if both { overlaid(sources, entries[place].value, &inner) } else { one.value };
        entries[place] = Entry { value, ..one.clone() };
    }
    sources.combine(map, entries)
}

fn is_map(sources: &Sources, at: At) -> bool {
    matches!(sources.node(at).map(|node| &node.kind), Some(NodeKind::Map(_)))
}

/// What may stand under a new key without being quoted.
pub(super) type MayTake = fn(&Reader, At) -> bool;

/// The map with the old keys away and the new ones in. None, and told, where a value would go that nobody quoted.
pub(super) fn replaced(
    reader: &mut Reader,
    map: At,
    (old, new): (Option<At>, Option<At>),
    may_take: MayTake,
    refuse: fn(&mut Reader, &Entry, &Entry),
) -> Option<At> {
    let entries =
        |reader: &Reader, at: Option<At>| at.map(|at| reader.sources.entries(at).to_vec()).unwrap_or_default();
    let (quoted, given) = (entries(reader, old), entries(reader, new));
    let find = |list: &[Entry], name: &str| list.iter().find(|entry| entry.name == name).cloned();
    let mut kept = Vec::new();
    let mut is_well = true;
    for entry in reader.sources.entries(map).to_vec() {
        let (was, now) = (find(&quoted, &entry.name), find(&given, &entry.name));
        let is_inner = is_map(&reader.sources, entry.value)
            && [&was, &now].iter().all(|one| one.as_ref().is_none_or(|one| is_map(&reader.sources, one.value)));
        match (was, now) {
            (None, None) => kept.push(entry),
            (was, now) if is_inner => {
                let values = (was.as_ref().map(|one| one.value), now.as_ref().map(|one| one.value));
                match replaced(reader, entry.value, values, may_take, refuse) {
                    Some(value) if reader.sources.entries(value).is_empty() => {}
                    Some(value) => kept.push(Entry { value, ..entry }),
                    None => is_well = false,
                }
            }
            (Some(_), now) => kept.extend(now),
            (None, Some(now)) => {
                if !may_take(reader, entry.value) {
                    refuse(reader, &now, &entry);
                    is_well = false;
                }
                kept.push(now);
            }
        }
    }
    let known = reader.sources.entries(map).to_vec();
    kept.extend(given.into_iter().filter(|entry| find(&known, &entry.name).is_none()));
    is_well.then(|| reader.sources.combine(new.or(old).unwrap_or(map), kept))
}

/// Each key that is quoted or given, with its words before and after.
pub(super) fn lines(sources: &Sources, map: At, (old, new): (Option<At>, Option<At>)) -> Vec<ChangedLine> {
    let entries = |at: Option<At>| at.map(|at| sources.entries(at)).unwrap_or_default();
    let mut keys: Vec<&str> = entries(old).iter().chain(entries(new)).map(|entry| entry.name.as_str()).collect();
    let mut seen = Vec::new();
    keys.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
    let value = |at: Option<At>, key: &str| at.and_then(|at| sources.entry(at, key));
    let line = |key: &str| {
        let (was, quoted, now) = (sources.entry(map, key), value(old, key), value(new, key));
        let maps = [was, quoted, now].into_iter().flatten().all(|at| is_map(sources, at));
        if let Some(map) = was.filter(|_| maps) {
            let named = |line: ChangedLine| ChangedLine { key: format!("{key}: {}", line.key), ..line };
            return lines(sources, map, (quoted, now)).into_iter().map(named).collect();
        }
        vec![ChangedLine {
            key: key.to_owned(),
            old: was.map(|at| text(sources, at)),
            new: now.map(|at| text(sources, at)),
        }]
    };
    keys.into_iter().flat_map(line).collect()
}

/// What was written, on a line.
fn text(sources: &Sources, at: At) -> String {
    match sources.node(at).map(|node| &node.kind) {
        Some(NodeKind::Scalar(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Some(NodeKind::List(items)) => {
            items.iter().map(|item| self::text(sources, *item)).collect::<Vec<_>>().join("; ")
        }
        Some(NodeKind::Map(entries)) => {
            let pair = |entry: &Entry| format!("{} {}", entry.name, self::text(sources, entry.value));
            entries.iter().map(pair).collect::<Vec<_>>().join(", ")
        }
        Some(NodeKind::Empty) | None => String::new(),
    }
}

/// As much of a text as a message can hold.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
