//! Goals and goal groups.

use super::requirement::{combination, method, requirement};
use super::{Map, Value};
use crate::plan::{Background, Goal, GoalGroup, Listing, Open, OpenPlace, Weight};
use crate::quantity::NOT_SET;
use crate::schema;

/// The keys of a goal that stand below what it requires.
const BELOW: [schema::Optional; 4] =
    [schema::goal::OPEN, schema::goal::BACKGROUND, schema::goal::BACKGROUND_TITLE, schema::goal::METHOD];

/// A goal with all that it requires: the content of its file.
pub fn goal(goal: &Goal) -> Map {
    let mut map = goal_words(goal);
    let place = map.0.iter().position(|(key, _)| BELOW.iter().any(|below| below.name() == key)).unwrap_or(map.0.len());
    let requirements = goal.requirements.iter().map(|one| Value::Map(requirement(one))).collect();
    map.0.insert(place, (schema::goal::REQUIREMENTS.into(), Value::List(requirements)));
    map
}

/// A goal's own words, without what it requires.
pub fn goal_words(goal: &Goal) -> Map {
    let mut map = Map::default();
    map.text(schema::goal::NUMBER, &goal.number);
    map.maybe(schema::goal::PRINTED_NUMBER, goal.printed_number.as_ref());
    map.text(schema::goal::AREA, &goal.area);
    map.prose(schema::goal::NOTE, &goal.note);
    if let Some(weight) = weight(&goal.weight) {
        map.put(schema::goal::WEIGHT, weight);
    }
    map.prose(schema::goal::GOAL, &goal.goal);
    map.prose(schema::goal::LEAD, &goal.lead);
    map.prose(schema::goal::REMARK, &goal.remark);
    combination(schema::goal::COMBINATION, goal.combination, goal.assumption.as_ref(), &mut map);
    if !goal.open.is_empty() {
        map.put(schema::goal::OPEN, Value::List(goal.open.iter().map(|one| Value::Map(open(one))).collect()));
    }
    map.prose(schema::goal::BACKGROUND, &goal.background);
    map.maybe(schema::goal::BACKGROUND_TITLE, goal.background_title.as_ref());
    map.map(schema::goal::METHOD, method(&goal.method));
    map
}

fn weight(weight: &Weight) -> Option<Value> {
    Some(match weight {
        Weight::None => return None,
        Weight::Points(points) => Value::Text(points.to_string()),
        Weight::Fraction(fraction) => Value::Text(fraction.to_string()),
        Weight::Share(share) => Value::Text(share.to_string()),
        Weight::NotSet => Value::Text(NOT_SET.to_owned()),
        Weight::Assumed { points, reason } => {
            let mut map = Map::default();
            map.text(schema::assumed_weight::POINTS, points);
            map.text(schema::assumed_weight::REASON, reason);
            Value::Map(map)
        }
    })
}

fn open(open: &Open) -> Map {
    let mut map = Map::default();
    map.text(schema::open::WHAT, &open.what);
    map.maybe(schema::open::PERIOD, open.period);
    map.text(schema::open::SET, &open.set);
    map.prose(schema::open::WORDING, &open.wording);
    let place = OpenPlace::WORDS.iter().find(|(_, place)| *place == open.place);
    let place = place.filter(|_| open.place != OpenPlace::BelowRequirements);
    map.maybe(schema::open::PLACE, place.map(|(word, _)| word));
    map
}

/// What a group says beside its goals.
pub fn group_words(group: &GoalGroup) -> Map {
    let mut map = Map::default();
    map.text(schema::group::NUMBER, &group.number);
    map.text(schema::group::TITLE, &group.title);
    map.prose(schema::group::NOTE, &group.note);
    map.maybe(schema::group::SUBTITLE, group.subtitle.as_ref());
    map.maybe(schema::group::WEIGHT, group.declared);
    map.prose(schema::group::TEXT, &group.lead);
    if let Some(Background { number, title, note, lead, listing, .. }) = &group.background {
        let mut inner = Map::default();
        inner.maybe(schema::group::NUMBER, number.as_ref());
        inner.text(schema::group::TITLE, title);
        inner.prose(schema::background::NOTE, note);
        inner.prose(schema::group::TEXT, lead);
        inner.maybe(
            schema::background::LISTING,
            Some(*listing).filter(|listing| !listing.is_usual()).map(Listing::word),
        );
        map.put(schema::group::BACKGROUND, Value::Map(inner));
    }
    map
}
