//! A bound that no number of things can keep.

use rust_decimal::Decimal;

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Bound, BoundKind, Demand, Quantum};

pub static CHECK: Check = Check {
    rule: Rule { name: "bound-impossible", level: Level::Error, page: include_str!("bound-impossible.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in walk::requirements(facts.plan) {
        let Demand::Count { bound, .. } = &spot.requirement.demand else { continue };
        let Some(why) = why_impossible(bound) else { continue };
        let place = spot.requirement.at.key(bound.kind.word());
        let finding = CHECK.rule.finding(place, format!("{} cannot be reached: {why}", spot.name));
        report.push(finding.help("a number of things is whole, and 0 or more; for what is measured write `værdi`"));
    }
}

fn why_impossible(bound: &Bound) -> Option<&'static str> {
    match (&bound.quantum, bound.kind) {
        (Quantum::Range(range), _) => {
            (range.least.0.ceil() > range.most.0.floor()).then_some("no whole number lies between the two")
        }
        (Quantum::Amount(amount), BoundKind::Exactly) if !amount.number.0.fract().is_zero() => {
            Some("it is no whole number")
        }
        (Quantum::Amount(amount), BoundKind::Below) if amount.number.0 <= Decimal::ZERO => {
            Some("there are never fewer than 0")
        }
        (Quantum::Amount(amount), BoundKind::AtMost | BoundKind::Exactly) if amount.number.0 < Decimal::ZERO => {
            Some("there are never fewer than 0")
        }
        _ => None,
    }
}
