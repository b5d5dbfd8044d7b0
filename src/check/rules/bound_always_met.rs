//! A bound that is kept whatever happens: 0 pct. of the cases, at least 0 meetings.

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Bound, BoundKind, CountWithin, Demand, Quantum};
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("bound-always-met", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let tiers = spot.requirement.demand.measure().tiers().iter();
        let mut places: Vec<Place> =
            tiers.filter(|tier| tier.share.value().is_zero()).map(|tier| tier.at.key(schema::tier::SHARE)).collect();
        if let Demand::Count(CountWithin { bound, .. }) = &spot.requirement.demand
            && is_kept_by_nothing(bound)
        {
            places.push(spot.requirement.at.key(bound.kind.word()));
        }
        for place in places {
            let finding = CHECK.rule.finding(place, say!("bound-always-met", name = spot.name));
            report.push(finding.help(say!("bound-always-met.help")));
        }
    }
}

fn is_kept_by_nothing(bound: &Bound) -> bool {
    match (&bound.quantum, bound.kind) {
        (Quantum::Amount(amount), BoundKind::AtLeast) => amount.number.0 <= Decimal::ZERO,
        (Quantum::Amount(amount), BoundKind::Above) => amount.number.0 < Decimal::ZERO,
        (Quantum::Amount(_), BoundKind::Below | BoundKind::AtMost | BoundKind::Exactly | BoundKind::Between)
        | (Quantum::Range(_), _) => false,
    }
}
