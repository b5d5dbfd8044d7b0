//! The plan's own words and its budget, with keys that can be told apart.

use crate::plan::Plan;
use crate::write::{Map, budget as written, plan_words};

/// What the plan says of itself, and whose it is.
pub(super) fn of_plan(plan: &Plan) -> Map {
    let mut map = plan_words(plan);
    map.text("institution", &plan.institution.name);
    map.text("slags", plan.institution.kind.word());
    map.text("ministerium", &plan.ministry.name);
    map.text("departement", &plan.ministry.department);
    map
}

/// The budget with a key for each of its tasks. Empty where there is none.
pub(super) fn budget(plan: &Plan) -> Map {
    let Some(budget) = &plan.budget else { return Map::default() };
    let mut map = written(budget);
    map.0.retain(|(key, _)| key != "opgaver");
    for row in &budget.rows {
        let amounts: Vec<String> = row.amounts.iter().map(ToString::to_string).collect();
        map.text(format!("{} {}", row.number, row.task), amounts.join(" "));
    }
    map
}
