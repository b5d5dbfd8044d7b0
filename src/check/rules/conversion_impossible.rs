//! A step from score to fulfilment that cannot be reached, or that gives less for more (2020 plan, 2.1: at most 108).

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Conversion, Demand};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("conversion-impossible", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Evaluation(evaluation) = &spot.requirement.demand else { continue };
        let Some(steps) = &evaluation.conversion else { continue };
        let most = evaluation.most_by_all();
        let place = spot.requirement.at.key(schema::evaluation::CONVERSION);
        for step in steps.iter().filter(|step| step.from.0 > Decimal::from(most)) {
            let message = say!("conversion-impossible.beyond", name = spot.name, from = step.from, most = most);
            report.push(
                CHECK.rule.finding(place.clone(), message).help(say!("conversion-impossible.beyond-help", most = most)),
            );
        }
        let mut rising: Vec<&Conversion> = steps.iter().collect();
        rising.sort_by_key(|step| step.from);
        for (lower, higher) in rising.iter().zip(rising.iter().skip(1)) {
            let message = if lower.from == higher.from {
                say!("conversion-impossible.twice", name = spot.name, from = higher.from)
            } else if lower.fulfilment >= higher.fulfilment {
                say!(
                    "conversion-impossible.falling",
                    name = spot.name,
                    fulfilment = higher.fulfilment,
                    from = higher.from,
                    lower = lower.fulfilment,
                    lower_from = lower.from
                )
            } else {
                continue;
            };
            report.push(CHECK.rule.finding(place.clone(), message).help(say!("conversion-impossible.help")));
        }
    }
}
