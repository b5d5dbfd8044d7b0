//! The weights of a plan add up to 100 (2018 plan, 3.0: "de samlet set summer til 100 point").

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{GoalGroup, Weight, WeightSum};
use crate::quantity::{Number, Percent, Points, Ratio};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("weights-off-total", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    // A weight that is not set is a matter of its own: nothing can be said of a sum that lacks a part.
    let weights: Option<Vec<Ratio>> = plan.goals().map(|(_, goal)| goal.weight.worth()).collect();
    let Some(weights) = weights else { return };
    if weights.into_iter().sum::<Ratio>() == Points::WHOLE_PLAN.into() {
        return;
    }
    let total = Weight::together(plan.goals().map(|(_, goal)| &goal.weight));
    let wanted = match total {
        WeightSum::Points(_) => WeightSum::Points(Number(Points::WHOLE_PLAN.value())),
        WeightSum::Share(_) => WeightSum::Share(Percent::WHOLE),
        WeightSum::Fraction(_) => WeightSum::Points(Number(Decimal::ONE)),
    };
    let mut finding = CHECK
        .rule
        .finding(plan.at.key(schema::plan::GROUPS), say!("weights-off-total", total = total, wanted = wanted))
        .help(say!("weights-off-total.help"));
    for group in &plan.groups {
        finding = finding.also(group.at.key(schema::group::NUMBER), describe(group));
    }
    report.push(finding);
}

/// `3.2 adds up to 12,5: 2.1 gives 2,5, …`
fn describe(group: &GoalGroup) -> Message {
    let parts: Vec<Message> = group
        .goals
        .iter()
        .map(|goal| say!("gives", name = goal.number, weight = Weight::together(std::iter::once(&goal.weight))))
        .collect();
    let sum = Weight::together(group.goals.iter().map(|goal| &goal.weight));
    say!("weights-off-total.group", number = group.number, sum = sum, parts = parts)
}
