//! A longer limit that asks for no larger share than a shorter one (2023 plan, 1.1: 70 pct. in 1 day, 85 in 31, 95 in 92).

use crate::check::walk;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Demand, Step, Tier};
use crate::quantity::TimeLimit;

pub static CHECK: Check = Check {
    rule: Rule { name: "tiers-out-of-order", level: Level::Warning, page: include_str!("tiers-out-of-order.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in walk::requirements(facts.plan) {
        let Demand::Share(share) = &spot.requirement.demand else { continue };
        for tier in &share.tiers {
            let harder = share.tiers.iter().find(|other| is_shorter(other, tier) && other.share >= tier.share);
            let Some(harder) = harder else { continue };
            let message = format!(
                "{} asks {} within {}, and that is met whenever {} are within {}",
                spot.name,
                tier.share,
                limit(tier),
                harder.share,
                limit(harder)
            );
            let finding =
                CHECK.rule.finding(tier.at.key("mindst"), message).also(harder.at.key("mindst"), "the harder step");
            report.push(finding.help("let a longer limit ask for a larger share, or take the step away"));
        }
    }
}

fn limit(tier: &Tier) -> TimeLimit {
    match tier.step {
        Step::Within(limit) | Step::AtMost(limit) => limit,
    }
}

/// Whether a tier's limit is shorter. Limits of different units are left alone: a month has no fixed number of days.
fn is_shorter(one: &Tier, other: &Tier) -> bool {
    let (one, other) = (limit(one), limit(other));
    one.unit == other.unit && one.count < other.count
}
