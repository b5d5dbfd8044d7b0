//! Requirements: what is common to all kinds.

use super::{Map, Value, credit, measure};
use crate::plan::{Combination, Method, PartWeight, Requirement};

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
    map.maybe("nr", requirement.label.as_ref());
    map.maybe("titel", requirement.title.as_ref());
    map.maybe("vægt", requirement.weight.map(part_weight));
    map.maybe("måles", requirement.period);
    map.maybe("uret starter", requirement.clock.map(|clock| clock.word()));
    map.texts("uden", &requirement.excluding);
    map.prose("indledning", &requirement.lead);
    measure::demand(&requirement.demand, with_parts, &mut map);
    map.maybe("frist", requirement.deadline);
    if let Some(wording) = &requirement.wording {
        map.put("ordlyd", Value::of_prose(wording));
    }
    if let Some(credit) = credit::credit(&requirement.credit, &requirement.demand) {
        map.put("opfyldelse", credit);
    }
    map.maybe("kvartaler samles", requirement.gathering.map(|rule| rule.word()));
    map.prose("bemærkning", &requirement.remark);
    map.map("opgørelse", method(&requirement.method));
    map
}

pub(super) fn method(method: &Method) -> Map {
    let mut map = Map::default();
    map.prose("formål", &method.purpose);
    map.prose("opfyldt når", &method.met_when);
    map.prose("metode", &method.computation);
    map.maybe("kilde", method.source.as_ref());
    map.maybe("ansvarlig", method.owner.as_ref());
    map.maybe("hyppighed", method.frequency.as_ref());
    map.prose("rapportering", &method.reporting);
    map
}

pub(super) fn combination(combination: Combination) -> String {
    match combination {
        Combination::All => "alle".to_owned(),
        Combination::Weighted => "vægtet".to_owned(),
        Combination::Equal => "ligeligt".to_owned(),
        Combination::AtLeast(count) => format!("mindst {count} af"),
        Combination::NotSet => "ikke fastsat".to_owned(),
    }
}

pub(super) fn part_weight(weight: PartWeight) -> String {
    match weight {
        PartWeight::Points(points) => points.to_string(),
        PartWeight::Share(share) => share.to_string(),
        PartWeight::NotSet => "ikke fastsat".to_owned(),
    }
}
