//! The plan's own file, and what it names.

use std::collections::BTreeMap;

use super::{Map, Value, goal, group_words};
use crate::plan::{AnnexForm, Budget, Plan, PlanDocument, Section, Sides, Signed, Signer};
use crate::quantity::{CountedFrom, Decimals, Number, YES};
use crate::schema::{self, folder};

/// What a plan says of itself: title, year, period, state.
pub fn plan_words(plan: &Plan) -> Map {
    let mut map = Map::default();
    map.text(schema::plan::TITLE, &plan.title);
    map.text(schema::plan::YEAR, plan.year);
    map.text(schema::plan::PERIOD, plan.period.days);
    map.maybe(schema::plan::QUARTERS, plan.period.counted.map(CountedFrom::word));
    map.text(schema::plan::STATE, plan.state.word());
    map.maybe(schema::plan::DECIMALS, Some(plan.decimals).filter(|decimals| *decimals != Decimals::default()));
    map.maybe(schema::plan::WEIGHTS, (!plan.is_weighed).then_some(schema::NO_WEIGHTS));
    map.maybe(schema::plan::DIRECTOR, plan.director.as_ref());
    map.maybe(schema::plan::BOARD, plan.board.as_ref());
    let AnnexForm { methods_beside, heads } = plan.annex;
    let mut annex = Map::default();
    let methods = AnnexForm::METHODS.iter().find(|(_, beside)| methods_beside && *beside);
    annex.maybe(schema::annex::METHODS, methods.map(|(word, _)| word));
    annex.maybe(schema::annex::HEADS, heads.then_some(YES));
    map.map(schema::plan::ANNEX, annex);
    if plan.documents != PlanDocument::ALL {
        let documents = plan.documents.iter().map(|one| Value::Text(one.word().to_owned()));
        map.put(schema::plan::DOCUMENTS, Value::List(documents.collect()));
    }
    map
}

/// One entry of `afsnit`.
pub fn section(section: &Section) -> Map {
    let mut map = Map::default();
    map.text(schema::section::NUMBER, &section.number);
    map.maybe(schema::section::TITLE, section.title.as_ref());
    map.prose(schema::section::NOTE, &section.note);
    map.maybe(schema::section::STANDARD, section.standard.as_ref().map(|standard| &standard.0));
    if section.endorsed {
        map.text(schema::section::ENDORSED, YES);
    }
    map.prose(schema::section::TEXT, &section.text);
    map
}

/// One entry of `påtegning`.
pub fn signer(signer: &Signer, sides: Sides) -> Map {
    let mut map = Map::default();
    map.text(schema::signer::PARTY, signer.party.word());
    map.maybe(schema::signer::NAME, signer.name.as_ref());
    map.text(schema::signer::TITLE, &signer.title);
    if sides.name(signer.party) != Some(&signer.organisation) {
        map.text(schema::signer::ORGANISATION, &signer.organisation);
    }
    map.maybe(schema::signer::PLACE, signer.place.as_ref());
    match &signer.signed {
        Signed::NotYet => {}
        Signed::On(date) => map.text(schema::signer::DATE, date),
        Signed::Illegible => map.text(schema::signer::DATE, "ulæselig"),
        Signed::AsWritten(text) => map.text(schema::signer::DATE_AS_WRITTEN, text),
    }
    map
}

pub fn budget(budget: &Budget) -> Map {
    let amounts = |amounts: &[Number]| amounts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut map = Map::default();
    map.text(schema::budget::SECTION, &budget.section);
    map.text(schema::budget::TITLE, &budget.title);
    map.maybe(schema::budget::SOURCE, budget.source.as_ref());
    map.text(schema::budget::UNIT, &budget.unit);
    map.maybe(schema::budget::PRICE_LEVEL, budget.price_level.as_ref());
    let columns = budget.columns.iter().map(|column| Value::Text(format!("{} {}", column.state, column.year)));
    map.put(schema::budget::COLUMNS, Value::List(columns.collect()));
    map.text(schema::budget::TOTAL, amounts(&budget.total));
    let rows = budget.rows.iter().map(|row| {
        let mut map = Map::default();
        map.text(schema::budget_row::NUMBER, &row.number);
        map.text(schema::budget::TITLE, &row.task);
        map.text(schema::budget_row::AMOUNTS, amounts(&row.amounts));
        Value::Map(map)
    });
    map.put(schema::budget::ROWS, Value::List(rows.collect()));
    map.prose(schema::budget::NOTES, &budget.notes);
    map
}

/// The files that the plan reads from, by their paths in its folder: `plan.yaml`, and a file a goal. Goals that the ministry
/// sets for all are named by the word for them.
pub fn plan_files(plan: &Plan) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut map = plan_words(plan);
    let place = map.0.iter().position(|(key, _)| key == schema::plan::STATE.name()).unwrap_or(0);
    map.0.insert(place, (schema::plan::TEMPLATE.into(), Value::Text(schema::NO_TEMPLATE.to_owned())));
    map.put(schema::plan::SECTIONS, Value::List(plan.sections.iter().map(|one| Value::Map(section(one))).collect()));
    if let Some(one) = &plan.budget {
        map.put(schema::plan::BUDGET, Value::Map(budget(one)));
    }
    let groups = plan.groups.iter().map(|group| {
        let mut goals = Vec::new();
        let shared = Value::Text(schema::SHARED.to_owned());
        for one in &group.goals {
            if one.is_shared {
                let is_told = goals.contains(&shared);
                goals.extend((!is_told).then(|| shared.clone()));
                continue;
            }
            let name = format!("mål/{}.yaml", one.number);
            files.insert(name.clone(), goal(one).to_yaml(0));
            goals.push(Value::Text(name));
        }
        let mut map = group_words(group);
        let place = map.0.iter().position(|(key, _)| key == schema::group::BACKGROUND.name()).unwrap_or(map.0.len());
        map.0.insert(place, (schema::group::GOALS.into(), Value::List(goals)));
        Value::Map(map)
    });
    map.put(schema::plan::GROUPS, Value::List(groups.collect()));
    let signers = plan.signers.iter().map(|one| Value::Map(signer(one, plan.sides())));
    map.put(schema::plan::SIGNERS, Value::List(signers.collect()));
    files.insert(folder::PLAN.to_owned(), map.to_yaml(0));
    files
}
