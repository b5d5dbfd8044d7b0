//! A step from score to fulfilment that cannot be reached, or that gives less for more (2020 plan, 2.1: at most 108).

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{Conversion, Demand};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "conversion-impossible",
        level: Severity::Error,
        page: include_str!("conversion-impossible.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Evaluation(evaluation) = &spot.requirement.demand else { continue };
        let Some(steps) = &evaluation.conversion else { continue };
        let most = evaluation.most_by_all();
        let place = spot.requirement.at.key(schema::evaluation::CONVERSION);
        for step in steps.iter().filter(|step| step.from.0 > Decimal::from(most)) {
            let message = format!("{} begins a step at {}, and at most {most} can be given", spot.name, step.from);
            report.push(CHECK.rule.finding(place.clone(), message).help(format!("no step can begin above {most}")));
        }
        let mut rising: Vec<&Conversion> = steps.iter().collect();
        rising.sort_by_key(|step| step.from);
        for (lower, higher) in rising.iter().zip(rising.iter().skip(1)) {
            let message = if lower.from == higher.from {
                format!("{} has two steps that begin at {}", spot.name, higher.from)
            } else if lower.fulfilment >= higher.fulfilment {
                format!(
                    "{} gives {} from {} on, no more than the {} from {} on",
                    spot.name, higher.fulfilment, higher.from, lower.fulfilment, lower.from
                )
            } else {
                continue;
            };
            report.push(CHECK.rule.finding(place.clone(), message).help("a higher score gives a higher fulfilment"));
        }
    }
}
