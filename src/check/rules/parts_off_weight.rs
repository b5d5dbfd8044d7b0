//! Parts that are combined by weight add up to the weight of what they are parts of (2020 plan, 1.5: 35 + 15 + 20 = 70).

use crate::check::walk::{WeightedPart, WeightedWhole};
use crate::check::{Check, Facts};
use crate::diagnostic::{Finding, Report, Severity, rule};
use crate::language::{Argument, Message, Sayable, say};
use crate::plan::{Combination, PartWeight};
use crate::quantity::{Percent, Points, Ratio};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("parts-off-weight", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for whole in facts.wholes.iter().flat_map(|(_, wholes)| wholes) {
        report.extend(unweighed(whole).or_else(|| mixed(whole)).or_else(|| off(whole)));
    }
}

/// A part without a weight where weights decide.
fn unweighed(whole: &WeightedWhole) -> Option<Finding> {
    if whole.combination != Some(Combination::Weighted) {
        return None;
    }
    let mut parts = whole.parts.iter().filter(|part| part.weight.is_none());
    let first = parts.next()?;
    let message = say!("parts-off-weight.unweighed", name = first.name, whole = whole.name);
    let mut finding = CHECK
        .rule
        .finding(first.at, message)
        .also(whole.at.key(schema::parts::COMBINATION), say!("parts-off-weight.called-for"));
    for part in parts {
        finding = finding.also(part.at, say!("parts-off-weight.neither", name = part.name));
    }
    Some(finding.help(say!("parts-off-weight.unweighed-help")))
}

/// Points and shares side by side cannot be added up.
fn mixed(whole: &WeightedWhole) -> Option<Finding> {
    let find = |is: fn(&PartWeight) -> bool| whole.parts.iter().find(|part| part.weight.as_ref().is_some_and(is));
    let points = find(|weight| matches!(weight, PartWeight::Points(_)))?;
    let share = find(|weight| weight.of_whole().is_some())?;
    let message = say!("parts-off-weight.mixed", name = whole.name);
    let finding = CHECK
        .rule
        .finding(share.at.key(schema::requirement::WEIGHT), message)
        .label(say!("parts-off-weight.share", name = share.name));
    Some(
        finding
            .also(points.at.key(schema::requirement::WEIGHT), say!("parts-off-weight.points", name = points.name))
            .help(say!("parts-off-weight.mixed-help")),
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
        (Ratio::from(sum) != *worth).then(|| (say!("points", sum = sum), worth.shown(2).said()))?
    } else {
        let sum: Ratio = shares.into_iter().sum();
        (sum != Ratio::one())
            .then(|| (say!("percent", share = Argument::Percent(sum.in_percent().shown(2).0)), Percent::WHOLE.said()))?
    };
    let message = say!("parts-off-weight", name = whole.name, sum = sum, wanted = wanted);
    let mut finding = CHECK.rule.finding(whole.at.key(whole.key), message).label(list(&whole.parts));
    if whole.worth.is_some() {
        finding =
            finding.also(whole.at.key(schema::requirement::WEIGHT), say!("parts-off-weight.whole", name = whole.name));
    }
    Some(finding.help(say!("parts-off-weight.help")))
}

fn points_of(weight: &PartWeight) -> Option<Points> {
    if let PartWeight::Points(points) = weight { Some(*points) } else { None }
}

/// `1.1 a gives 12,5, 1.1 b gives 12`.
fn list(parts: &[WeightedPart]) -> Message {
    let parts = parts.iter().filter_map(|part| match part.weight? {
        PartWeight::Points(points) => Some(say!("gives", name = part.name, weight = points)),
        PartWeight::Share(share) => Some(say!("gives", name = part.name, weight = share)),
        PartWeight::Fraction(fraction) => Some(say!("gives", name = part.name, weight = fraction)),
        PartWeight::NotSet => None,
    });
    say!("parts-off-weight.list", parts = parts.collect::<Vec<_>>())
}
