//! Goals and goal groups.

use super::requirement::{combination, method, requirement};
use super::{Map, Value};
use crate::plan::{Background, Goal, GoalGroup, Open, Weight};

/// The keys of a goal that stand below what it requires.
const BELOW: [&str; 4] = ["åbent", "baggrund", "baggrundstitel", "opgørelse"];

/// A goal with all that it requires: the content of its file.
pub fn goal(goal: &Goal) -> Map {
    let mut map = goal_words(goal);
    let place = map.0.iter().position(|(key, _)| BELOW.contains(&key.as_str())).unwrap_or(map.0.len());
    let requirements = goal.requirements.iter().map(|one| Value::Map(requirement(one))).collect();
    map.0.insert(place, ("resultatkrav".to_owned(), Value::List(requirements)));
    map
}

/// A goal's own words, without what it requires.
pub fn goal_words(goal: &Goal) -> Map {
    let mut map = Map::default();
    map.text("nr", &goal.number);
    map.text("område", &goal.area);
    map.put("vægt", weight(&goal.weight));
    map.put("mål", Value::of_prose(&goal.goal));
    map.prose("indledning", &goal.lead);
    map.prose("bemærkning", &goal.remark);
    map.maybe("samles", goal.combination.map(combination));
    if !goal.open.is_empty() {
        map.put("åbent", Value::List(goal.open.iter().map(|one| Value::Map(open(one))).collect()));
    }
    map.prose("baggrund", &goal.background);
    map.maybe("baggrundstitel", goal.background_title.as_ref());
    map.map("opgørelse", method(&goal.method));
    map
}

fn weight(weight: &Weight) -> Value {
    match weight {
        Weight::Points(points) => Value::Text(points.to_string()),
        Weight::NotSet => Value::Text("ikke fastsat".to_owned()),
        Weight::Assumed { points, reason } => {
            let mut map = Map::default();
            map.text("antaget", points);
            map.text("fordi", reason);
            Value::Map(map)
        }
    }
}

fn open(open: &Open) -> Map {
    let mut map = Map::default();
    map.text("hvad", &open.what);
    map.maybe("måles", open.period);
    map.text("fastsættes", &open.set);
    map
}

/// What a group says beside its goals.
pub fn group_words(group: &GoalGroup) -> Map {
    let mut map = Map::default();
    map.text("nr", &group.number);
    map.text("titel", &group.title);
    map.maybe("undertitel", group.subtitle.as_ref());
    map.maybe("vægt", group.declared);
    map.prose("tekst", &group.lead);
    if let Some(Background { number, title, lead, .. }) = &group.background {
        let mut inner = Map::default();
        inner.maybe("nr", number.as_ref());
        inner.text("titel", title);
        inner.prose("tekst", lead);
        map.put("baggrund", Value::Map(inner));
    }
    map
}
