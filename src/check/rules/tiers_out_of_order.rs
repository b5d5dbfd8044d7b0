//! A longer limit that asks for no larger share than a shorter one (2023 plan, 1.1: 70 pct. in 1 day, 85 in 31, 95 in 92).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Tier;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("tiers-out-of-order", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let tiers = spot.requirement.demand.measure().tiers();
        for tier in tiers {
            let harder = tiers.iter().find(|other| is_shorter(other, tier) && other.share >= tier.share);
            let Some(harder) = harder else { continue };
            let message = say!(
                "tiers-out-of-order",
                name = spot.name,
                share = tier.share,
                limit = tier.step.limit(),
                other_share = harder.share,
                other_limit = harder.step.limit()
            );
            let finding = CHECK
                .rule
                .finding(tier.at.key(schema::tier::SHARE), message)
                .also(harder.at.key(schema::tier::SHARE), say!("tiers-out-of-order.harder"));
            report.push(finding.help(say!("tiers-out-of-order.help")));
        }
    }
}

/// Whether a tier's limit is shorter. Limits of different units are left alone: a month has no fixed number of days.
fn is_shorter(one: &Tier, other: &Tier) -> bool {
    let (one, other) = (one.step.limit(), other.step.limit());
    one.unit == other.unit && one.count < other.count
}
