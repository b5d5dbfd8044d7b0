//! What stands beside a requirement in a table: its sites, its criteria, its degrees, its schema.

use super::super::phrases::Phrases;
use super::terms::{Told, items};
use crate::quantity::{NOT_SET, Percent};
use crate::schema;
use crate::write::{Map, Value};

/// Sites, criteria and degrees, by the phrase that stands over them.
pub(super) fn put_pairs(of: &str, rows: Vec<(String, String)>, map: &mut Map) {
    let mut own = Map::default();
    let key = match of {
        "kriterier" => {
            for (name, text) in rows {
                own.text(name.trim_end_matches(':').to_lowercase(), text);
            }
            schema::judgement::CRITERIA
        }
        "grader" => {
            for (share, text) in rows.into_iter().filter(|(share, _)| share.parse::<Percent>().is_ok()) {
                own.text(share, text);
            }
            schema::judgement::DEGREES
        }
        _ => {
            for (name, share) in rows.into_iter().filter(|(_, share)| share.parse::<Percent>().is_ok()) {
                own.text(name, share);
            }
            schema::share::SITES
        }
    };
    map.put(key, Value::Map(own));
}

/// A schema that is filled in with marks: what it says of itself below stands in `told`.
pub(super) fn evaluation(
    title: &str,
    rows: Vec<String>,
    columns: Vec<String>,
    scale: Vec<(String, String)>,
    told: &mut Told,
    phrases: &Phrases,
    map: &mut Map,
) {
    let list = |texts: Vec<String>| Value::List(texts.into_iter().map(Value::Text).collect());
    map.text(schema::evaluation::WHAT, title);
    map.put(schema::evaluation::TOPICS, list(rows));
    map.put(schema::evaluation::SUBJECTS, list(columns));
    let mut evaluators = Vec::new();
    let mut conversion = Value::Text(NOT_SET.to_owned());
    told.rest.retain(|text| {
        if let Some(found) = phrases.values("evalueres af", text) {
            evaluators = items(found.get("hvem"));
        } else if let Some(found) = phrases.values("omregning", text) {
            let step = |step: String| {
                let found = phrases.values("omregningstrin", &step)?;
                let mut map = Map::default();
                map.text(schema::conversion::FROM, found.get("fra"));
                map.text(schema::conversion::FULFILMENT, found.get("opfyldelse"));
                Some(Value::Map(map))
            };
            let steps: Vec<Value> = items(found.get("trin")).into_iter().filter_map(step).collect();
            conversion = Value::List(steps);
        } else {
            return !phrases.is("omregning ikke fastsat", text) && !phrases.is("højeste score", text);
        }
        false
    });
    map.put(schema::evaluation::EVALUATORS, list(evaluators));
    let mut marks = Map::default();
    for (mark, meaning) in scale {
        marks.text(mark, meaning);
    }
    map.put(schema::evaluation::SCALE, Value::Map(marks));
    map.put(schema::evaluation::CONVERSION, conversion);
}
