//! `opfyldelse`: what a requirement gives that is not met in full.

use super::{Map, Value};
use crate::plan::{BoundKind, Credit, CreditStep, Demand, Level, LevelTarget};
use crate::quantity::Number;

/// None of what holds where a plan says nothing.
pub(super) fn credit(credit: &Credit, demand: &Demand) -> Option<Value> {
    let amount = |number: Number| match demand {
        Demand::Share(_) => format!("{number} pct."),
        Demand::Level(Level { at_least: LevelTarget::Rank(_), .. }) => format!("niveau {number}"),
        _ => number.to_string(),
    };
    let is_down = match demand {
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => {
            matches!(bound.kind, BoundKind::AtMost | BoundKind::Below)
        }
        _ => false,
    };
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
                map.text(if is_down { "til" } else { "fra" }, amount(step.from));
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
