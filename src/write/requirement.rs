//! Requirements: what is common to all kinds.

use super::{Map, Value, credit, measure};
use crate::plan::{Assumption, Baseline, Combination, Method, PartWeight, PathStage, Requirement, StageTime};
use crate::quantity::{NOT_SET, YES};
use crate::schema;

/// The requirement with all its parts.
pub fn requirement(requirement: &Requirement) -> Map {
    keys(requirement, true)
}

/// Its own words, without those of its parts.
pub fn requirement_words(requirement: &Requirement) -> Map {
    keys(requirement, false)
}

fn keys(requirement: &Requirement, with_parts: bool) -> Map {
    let mut map = Map::default();
    map.maybe(schema::requirement::LABEL, requirement.label.as_ref());
    map.maybe(schema::requirement::TITLE, requirement.title.as_ref());
    map.maybe(schema::requirement::NAME, requirement.name.as_ref());
    map.maybe(schema::requirement::WEIGHT, requirement.weight.map(part_weight));
    map.maybe(schema::requirement::PERIOD, requirement.period);
    map.maybe(schema::requirement::CLOCK, requirement.clock.map(|clock| clock.word()));
    map.texts(schema::requirement::EXCLUDING, &requirement.excluding);
    if let Some(Baseline { amount, on }) = &requirement.baseline {
        let mut inner = Map::default();
        inner.text(schema::baseline::FIGURE, amount);
        inner.text(schema::baseline::ON, on);
        map.put(schema::requirement::BASELINE, Value::Map(inner));
    }
    map.prose(schema::requirement::LEAD, &requirement.lead);
    measure::demand(&requirement.demand, with_parts, requirement.path.is_none(), &mut map);
    if let Some(path) = &requirement.path {
        let stage = |stage: &PathStage| {
            let mut map = Map::default();
            match stage.when {
                StageTime::In(period) => map.text(schema::stage::PERIOD, period),
                StageTime::By(deadline) => map.text(schema::stage::DEADLINE, deadline),
            }
            map.maybe(schema::stage::WEIGHT, stage.weight.map(part_weight));
            measure::target(&stage.requirement.demand, &mut map);
            Value::Map(map)
        };
        map.put(schema::requirement::PATH, Value::List(path.stages.iter().map(stage).collect()));
        map.text(schema::requirement::PATH_COMBINATION, path.combination);
    }
    map.maybe(schema::requirement::DEADLINE, requirement.deadline);
    if let Some(wording) = &requirement.wording {
        map.put(schema::requirement::WORDING, Value::of_prose(&wording.text));
        map.maybe(schema::requirement::WORDING_COVERS, wording.covers_parts.then_some(YES));
        map.maybe(schema::requirement::WORDING_ALONE, wording.stands_alone.then_some(YES));
    }
    if let Some(credit) = credit::credit(&requirement.credit, &requirement.demand) {
        map.put(schema::requirement::CREDIT, credit);
    }
    map.maybe(schema::requirement::GATHERING, requirement.gathering.map(|rule| rule.word()));
    map.prose(schema::requirement::REMARK, &requirement.remark);
    map.map(schema::requirement::METHOD, method(&requirement.method));
    map
}

pub(super) fn method(method: &Method) -> Map {
    let mut map = Map::default();
    map.prose(schema::method::PURPOSE, &method.purpose);
    map.prose(schema::method::MET_WHEN, &method.met_when);
    map.prose(schema::method::COMPUTATION, &method.computation);
    map.maybe(schema::method::SOURCE, method.source.as_ref());
    map.maybe(schema::method::OWNER, method.owner.as_ref());
    map.maybe(schema::method::FREQUENCY, method.frequency.as_ref());
    map.prose(schema::method::REPORTING, &method.reporting);
    map
}

pub(super) fn part_weight(weight: PartWeight) -> String {
    match weight {
        PartWeight::Points(points) => points.to_string(),
        PartWeight::Share(share) => share.to_string(),
        PartWeight::Fraction(fraction) => fraction.to_string(),
        PartWeight::NotSet => NOT_SET.to_owned(),
    }
}

/// What is agreed of how parts become one; else what is assumed.
pub(super) fn combination(
    key: schema::Optional,
    agreed: Option<Combination>,
    assumption: Option<&Assumption>,
    map: &mut Map,
) {
    let Some(Assumption { rule, reason }) = assumption else { return map.maybe(key, agreed) };
    let mut assumed = Map::default();
    assumed.text(schema::assumed_combination::RULE, rule);
    assumed.text(schema::assumed_combination::REASON, reason);
    map.put(key, Value::Map(assumed));
}
