//! Parts that are combined by weight add up to the weight of what they are parts of (2020 plan, 1.5: 35 + 15 + 20 = 70).

use crate::check::walk::{self, WeightedPart, WeightedWhole};
use crate::check::{Check, Facts};
use crate::diagnostic::{Finding, Report, Rule, Severity};
use crate::plan::{Combination, PartWeight};
use crate::quantity::{Percent, Points, Ratio};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "parts-off-weight", level: Severity::Error, page: include_str!("parts-off-weight.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for whole in facts.plan.goals().flat_map(|(_, goal)| walk::wholes(goal)) {
        report.extend(unweighed(&whole).or_else(|| mixed(&whole)).or_else(|| off(&whole)));
    }
}

/// A part without a weight where weights decide.
fn unweighed(whole: &WeightedWhole) -> Option<Finding> {
    if whole.combination != Some(Combination::Weighted) {
        return None;
    }
    let mut parts = whole.parts.iter().filter(|part| part.weight.is_none());
    let first = parts.next()?;
    let message = format!("{} has no weight, and the parts of {} are combined by weight", first.name, whole.name);
    let mut finding = CHECK
        .rule
        .finding(first.at, message)
        .also(whole.at.key(schema::parts::COMBINATION), "weights are called for here");
    for part in parts {
        finding = finding.also(part.at, format!("{} has none either", part.name));
    }
    Some(finding.help("give each part a `vægt`, or combine them by another rule, such as `samles: ligeligt`"))
}

/// Points and shares side by side cannot be added up.
fn mixed(whole: &WeightedWhole) -> Option<Finding> {
    let find = |is: fn(&PartWeight) -> bool| whole.parts.iter().find(|part| part.weight.as_ref().is_some_and(is));
    let points = find(|weight| matches!(weight, PartWeight::Points(_)))?;
    let share = find(|weight| weight.of_whole().is_some())?;
    let message = format!("the parts of {} mix points and shares, which cannot be added up", whole.name);
    let finding = CHECK
        .rule
        .finding(share.at.key(schema::requirement::WEIGHT), message)
        .label(format!("{} has a share", share.name));
    Some(
        finding
            .also(points.at.key(schema::requirement::WEIGHT), format!("{} has points", points.name))
            .help("write all of them in points, or all of them in pct."),
    )
}

/// A sum that is not the whole.
fn off(whole: &WeightedWhole) -> Option<Finding> {
    // One part alone is weighed against what it is part of, whatever the rule.
    if whole.combination != Some(Combination::Weighted) && whole.parts.len() != 1 {
        return None;
    }
    let weights: Vec<PartWeight> = whole.parts.iter().filter_map(|part| part.weight).collect();
    if weights.is_empty() || weights.contains(&PartWeight::NotSet) {
        return None;
    }
    let points: Vec<Points> = weights.iter().filter_map(points_of).collect();
    let shares: Vec<Ratio> = weights.iter().filter_map(|weight| weight.of_whole()).collect();
    let (sum, wanted) = if shares.is_empty() {
        let (sum, worth) = (points.into_iter().sum::<Points>(), whole.worth.as_ref()?);
        (Ratio::from(sum) != *worth).then(|| (format!("{sum} points"), worth.shown(2).to_string()))?
    } else {
        let sum: Ratio = shares.into_iter().sum();
        (sum != Ratio::one()).then(|| (format!("{} pct.", sum.in_percent().shown(2)), Percent::WHOLE.to_string()))?
    };
    let message = format!("the parts of {} add up to {sum}, not {wanted}", whole.name);
    let mut finding = CHECK.rule.finding(whole.at.key(whole.key), message).label(list(&whole.parts));
    if whole.worth.is_some() {
        finding = finding.also(whole.at.key(schema::requirement::WEIGHT), format!("what {} weighs", whole.name));
    }
    Some(finding.help("change the weights of the parts, or of the whole"))
}

fn points_of(weight: &PartWeight) -> Option<Points> {
    if let PartWeight::Points(points) = weight { Some(*points) } else { None }
}

/// `1.1 a gives 12,5, 1.1 b gives 12`.
fn list(parts: &[WeightedPart]) -> String {
    let parts = parts.iter().filter_map(|part| match part.weight? {
        PartWeight::Points(points) => Some(format!("{} gives {points}", part.name)),
        PartWeight::Share(share) => Some(format!("{} gives {share}", part.name)),
        PartWeight::Fraction(fraction) => Some(format!("{} gives {fraction}", part.name)),
        PartWeight::NotSet => None,
    });
    parts.collect::<Vec<_>>().join(", ")
}
