//! A bound that no number of things can keep.

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{Bound, BoundKind, CountWithin, Demand, Quantum};
use crate::quantity::Number;

pub static CHECK: Check = Check { rule: rule!("bound-impossible", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Count(CountWithin { bound, .. }) = &spot.requirement.demand else { continue };
        let Some(why) = why_impossible(bound) else { continue };
        let place = spot.requirement.at.key(bound.kind.word());
        let finding = CHECK.rule.finding(place, say!("bound-impossible", name = spot.name, why = why));
        report.push(finding.help(say!("bound-impossible.help")));
    }
}

fn why_impossible(bound: &Bound) -> Option<Message> {
    let Number(number) = match &bound.quantum {
        Quantum::Range(range) => {
            let has_none = range.least.0.ceil() > range.most.0.floor();
            return has_none.then(|| say!("bound-impossible.between"));
        }
        Quantum::Amount(amount) => amount.number,
    };
    match bound.kind {
        BoundKind::Exactly if !number.fract().is_zero() => Some(say!("bound-impossible.fraction")),
        BoundKind::Below => (number <= Decimal::ZERO).then(|| say!("bound-impossible.negative")),
        BoundKind::AtMost | BoundKind::Exactly => (number < Decimal::ZERO).then(|| say!("bound-impossible.negative")),
        BoundKind::AtLeast | BoundKind::Above | BoundKind::Between => None,
    }
}
