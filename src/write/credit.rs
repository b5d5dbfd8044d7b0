//! `opfyldelse`: what a requirement gives that is not met in full.

use super::{Map, Value};
use crate::plan::{Credit, CreditStep, Demand, Numbers};
use crate::quantity::Number;

/// None of what holds where a plan says nothing.
pub(super) fn credit(credit: &Credit, demand: &Demand) -> Option<Value> {
    let target = demand.measure().target(0);
    let amount = |number: Number| match &target {
        Some(target) if target.numbers != Numbers::Plain => demand.measure().written(number),
        // In the unit of its target, which stands there.
        Some(_) | None => number.to_string(),
    };
    let step_key = target.as_ref().map_or("fra", |target| target.bound.kind.step_key());
    let mut map = Map::default();
    match credit {
        Credit::AllOrNothing => return None,
        Credit::Proportional => return Some(Value::Text("proportional".to_owned())),
        Credit::Linear { from, to } => {
            let mut line = Map::default();
            line.text("fra", amount(*from));
            line.text("til", amount(*to));
            map.map("lineær", line);
        }
        Credit::Steps(steps) => {
            let step = |step: &CreditStep| {
                let mut map = Map::default();
                map.text(step_key, amount(step.from));
                map.text("opfyldelse", step.fulfilment);
                Value::Map(map)
            };
            map.put("trin", Value::List(steps.iter().map(step).collect()));
        }
        Credit::Late(steps) => {
            let steps = steps.iter().map(|step| {
                let mut map = Map::default();
                map.text("højst", step.at_most);
                map.text("opfyldelse", step.fulfilment);
                Value::Map(map)
            });
            map.put("forsinket", Value::List(steps.collect()));
        }
        Credit::Partly(share) => map.text("delvist", share),
    }
    Some(Value::Map(map))
}
