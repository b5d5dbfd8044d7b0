//! The plan's own file, and what it names.

use std::collections::BTreeMap;

use super::{Map, Value, goal, group_words};
use crate::plan::{Budget, DocumentKind, Institution, Ministry, Party, Plan, Section, Signed, Signer};
use crate::quantity::{Decimals, Number};

/// What a plan says of itself: title, year, period, state.
pub fn plan_words(plan: &Plan) -> Map {
    let mut map = Map::default();
    map.text("titel", &plan.title);
    map.text("år", plan.year);
    map.text("periode", plan.period);
    map.text("status", plan.state.word());
    map.maybe("decimaler", Some(plan.decimals).filter(|decimals| *decimals != Decimals::default()));
    map.maybe("direktør", plan.director.as_ref());
    if plan.documents != DocumentKind::OF_PLAN {
        let documents = plan.documents.iter().map(|one| Value::Text(one.word().into_owned()));
        map.put("dokumenter", Value::List(documents.collect()));
    }
    map
}

/// One entry of `afsnit`.
pub fn section(section: &Section) -> Map {
    let mut map = Map::default();
    map.text("nr", &section.number);
    map.maybe("titel", section.title.as_ref());
    map.maybe("standard", section.standard.as_ref().map(|standard| &standard.0));
    if section.endorsed {
        map.text("påtegnes", "ja");
    }
    map.prose("tekst", &section.text);
    map
}

/// One entry of `påtegning`.
pub fn signer(signer: &Signer, ministry: &Ministry, institution: &Institution) -> Map {
    let mut map = Map::default();
    map.text("for", signer.party.word());
    map.maybe("navn", signer.name.as_ref());
    map.text("titel", &signer.title);
    let own = match signer.party {
        Party::Institution => &institution.name,
        Party::Department => &ministry.name,
    };
    if signer.organisation != *own {
        map.text("organisation", &signer.organisation);
    }
    map.maybe("sted", signer.place.as_ref());
    match &signer.signed {
        Signed::NotYet => {}
        Signed::On(date) => map.text("dato", date),
        Signed::Illegible => map.text("dato", "ulæselig"),
        Signed::AsWritten(text) => map.text("dato som skrevet", text),
    }
    map
}

pub fn budget(budget: &Budget) -> Map {
    let amounts = |amounts: &[Number]| amounts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut map = Map::default();
    map.text("afsnit", &budget.section);
    map.text("titel", &budget.title);
    map.maybe("kilde", budget.source.as_ref());
    map.text("enhed", &budget.unit);
    map.maybe("prisniveau", budget.price_level.as_ref());
    let columns = budget.columns.iter().map(|column| Value::Text(format!("{} {}", column.state, column.year)));
    map.put("kolonner", Value::List(columns.collect()));
    map.text("i alt", amounts(&budget.total));
    let rows = budget.rows.iter().map(|row| {
        let mut map = Map::default();
        map.text("nr", &row.number);
        map.text("titel", &row.task);
        map.text("beløb", amounts(&row.amounts));
        Value::Map(map)
    });
    map.put("opgaver", Value::List(rows.collect()));
    map.prose("bemærkninger", &budget.notes);
    map
}

/// The files that the plan reads from, by their paths in its folder: `plan.yaml`, and a file a goal. Goals that the ministry
/// sets for all are named by the word for them.
pub fn plan_files(plan: &Plan) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut map = plan_words(plan);
    let place = map.0.iter().position(|(key, _)| key == "status").unwrap_or(0);
    map.0.insert(place, ("skabelon".to_owned(), Value::Text("ingen".to_owned())));
    map.put("afsnit", Value::List(plan.sections.iter().map(|one| Value::Map(section(one))).collect()));
    if let Some(one) = &plan.budget {
        map.put("budget", Value::Map(budget(one)));
    }
    let groups = plan.groups.iter().map(|group| {
        let mut goals = Vec::new();
        for one in &group.goals {
            let is_told = goals.iter().any(|goal| *goal == Value::Text("koncernfælles".to_owned()));
            if one.is_shared {
                goals.extend((!is_told).then(|| Value::Text("koncernfælles".to_owned())));
                continue;
            }
            let name = format!("mål/{}.yaml", one.number);
            files.insert(name.clone(), goal(one).to_yaml(0));
            goals.push(Value::Text(name));
        }
        let mut map = group_words(group);
        let place = map.0.iter().position(|(key, _)| key == "baggrund").unwrap_or(map.0.len());
        map.0.insert(place, ("mål".to_owned(), Value::List(goals)));
        Value::Map(map)
    });
    map.put("målgrupper", Value::List(groups.collect()));
    let signers = plan.signers.iter().map(|one| Value::Map(signer(one, &plan.ministry, &plan.institution)));
    map.put("påtegning", Value::List(signers.collect()));
    files.insert("plan.yaml".to_owned(), map.to_yaml(0));
    files
}
