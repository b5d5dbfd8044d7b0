//! `opfyldelse`: what a requirement gives that is not met in full.

use super::{Map, Value};
use crate::plan::{Credit, CreditStep, Demand, Numbers};
use crate::quantity::Number;
use crate::schema;

/// None of what holds where a plan says nothing.
pub(super) fn credit(credit: &Credit, demand: &Demand) -> Option<Value> {
    let target = demand.measure().target(0);
    let amount = |number: Number| match &target {
        Some(target) if target.numbers != Numbers::Plain => demand.measure().written(number),
        // In the unit of its target, which stands there.
        Some(_) | None => number.to_string(),
    };
    let step_key = target.as_ref().map_or(schema::step::FROM, |target| schema::step_key(target.bound.kind));
    let mut map = Map::default();
    match credit {
        Credit::AllOrNothing => return None,
        Credit::Proportional => return Some(Value::Text("proportional".to_owned())),
        Credit::Linear { from, to } => {
            let mut line = Map::default();
            line.text(schema::line::FROM, amount(*from));
            line.text(schema::line::TO, amount(*to));
            map.map(schema::credit::LINE, line);
        }
        Credit::Steps(steps) => {
            let step = |step: &CreditStep| {
                let mut map = Map::default();
                map.text(step_key, amount(step.from));
                map.text(schema::step::FULFILMENT, step.fulfilment);
                Value::Map(map)
            };
            map.put(schema::credit::STEPS, Value::List(steps.iter().map(step).collect()));
        }
        Credit::Late(steps) => {
            let steps = steps.iter().map(|step| {
                let mut map = Map::default();
                map.text(schema::late_step::AT_MOST, step.at_most);
                map.text(schema::step::FULFILMENT, step.fulfilment);
                Value::Map(map)
            });
            map.put(schema::credit::LATE, Value::List(steps.collect()));
        }
        Credit::PartlyFrom(from) => {
            let key =
                target.as_ref().map_or(schema::credit::PARTLY_FROM, |target| schema::partly_key(target.bound.kind));
            map.text(key, amount(*from));
        }
        Credit::Partly(share) => map.text(schema::credit::PARTLY, share),
    }
    Some(Value::Map(map))
}
