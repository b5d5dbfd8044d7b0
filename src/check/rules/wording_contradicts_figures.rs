//! The figures in a requirement's own wording are those of its data (design: "`check` compares the figures").

use crate::check::figures::{self, TextFigure};
use crate::check::{Check, Facts};
use crate::diagnostic::{Finding, Report, Severity, rule};
use crate::language::say;
use crate::plan::{BoundKind, CountWithin, Demand, LevelTarget, Quantum, Requirement, Target, ValueWithin};
use crate::quantity::{Date, Deadline, Number, PlanPeriod};
use crate::schema;
use std::collections::BTreeSet;

pub static CHECK: Check = Check { rule: rule!("wording-contradicts-figures", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        report.extend(compare(spot.requirement, &spot.name, &facts.plan.period));
    }
}

fn compare(requirement: &Requirement, name: &str, plan: &PlanPeriod) -> Option<Finding> {
    let wording = requirement.wording.as_ref()?.text.to_text();
    let said = figures::read(&wording);
    let known = known(requirement, plan);
    let measured = units(requirement);
    // `FN's 17 verdensmål` says nothing of what is measured.
    let is_extra = |figure: &&TextFigure| figure.of.is_one_of(&measured) && !known.contains(&figure.number);
    let extra: Vec<&TextFigure> = said.iter().filter(is_extra).collect();
    // A wording that says its parts says the figures of all of them.
    let covered = if requirement.says_its_parts() { requirement.walk() } else { vec![requirement] };
    // `Servicemålet overholdes` says that a figure is to be as good as another, and needs no number for it.
    let is_named = |one: &Requirement| {
        let target = one.demand.measure().target(0);
        let other = target.as_ref().and_then(|target| target.bound.is_as_good_as());
        other.is_some_and(|other| wording.to_lowercase().contains(&other.to_lowercase()))
    };
    let demanded = covered.iter().filter(|one| !is_named(one)).flat_map(|one| demanded(one));
    let missing = demanded.filter(|(number, _)| !figures::says(&wording, &said, *number)).map(|(_, shown)| shown);
    let words = requirement.stated();
    let is_silent = |deadline: &Deadline| words.as_ref().is_some_and(|words| !words.deadline(*deadline, plan));
    let deadlines = covered.iter().skip(1).filter_map(|one| one.deadline).filter(is_silent);
    let stated: Vec<String> = missing.chain(deadlines.map(|deadline| deadline.to_string())).collect();
    let spoken: Vec<&str> = extra.iter().map(|figure| figure.written).collect();
    let message = match (spoken.is_empty(), stated.is_empty()) {
        (true, true) => return None,
        (false, true) => say!("wording-contradicts-figures.extra", name = name, spoken = spoken),
        (true, false) => say!("wording-contradicts-figures.missing", name = name, stated = stated),
        (false, false) => {
            say!("wording-contradicts-figures", name = name, spoken = spoken, stated = stated)
        }
    };
    let place = requirement.at.key(schema::requirement::WORDING);
    let place = spoken.first().map_or(place.clone(), |written| place.at_snippet(written));
    let finding = CHECK.rule.finding(place, message);
    Some(finding.help(say!("wording-contradicts-figures.help")))
}

/// The figures that decide whether the requirement is met, as they are shown.
fn demanded(requirement: &Requirement) -> Vec<(Number, String)> {
    match &requirement.demand {
        Demand::Share(share) => share
            .tiers
            .iter()
            .flat_map(|tier| {
                let limit = tier.step.limit();
                [(Number(tier.share.value()), tier.share.to_string()), (Number(limit.count.into()), limit.to_string())]
            })
            .collect(),
        Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => match &bound.quantum {
            Quantum::Amount(amount) => vec![(amount.number, format!("{} {amount}", bound.kind.word()))],
            Quantum::Range(range) => {
                [range.least, range.most].map(|end| (end, format!("{} {range}", BoundKind::Between.word()))).to_vec()
            }
        },
        Demand::Level(level) => match level.at_least {
            LevelTarget::Rank(rank) => {
                let place = Number(rank.into());
                vec![(place, Target::level(rank).written(place))]
            }
            LevelTarget::Named(_) => Vec::new(),
        },
        // The wording of a whole introduces its parts, which are printed with their own figures.
        Demand::Parts(_) | Demand::Deliverable(_) | Demand::Evaluation(_) | Demand::Judgement(_) | Demand::Later(_) => {
            Vec::new()
        }
    }
}

/// What the data measures in, as the words after a figure: of anything else a wording may say how much there is.
fn units(requirement: &Requirement) -> Vec<String> {
    let mut units = Vec::new();
    for part in requirement.walk() {
        match &part.demand {
            Demand::Share(share) => {
                units.push("pct".to_owned());
                for tier in &share.tiers {
                    units.extend(tier.step.limit().unit.words().map(str::to_owned));
                }
                // A share is taken over the whole year, or over the part of it that the data says.
                units.extend(figures::TIMES.map(str::to_owned));
            }
            Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => {
                units.extend(words(&format!("{}{}", part.demand.measure().what(), bound.unit())));
            }
            Demand::Level(level) => units.extend(words(&level.what)),
            Demand::Deliverable(_)
            | Demand::Evaluation(_)
            | Demand::Judgement(_)
            | Demand::Later(_)
            | Demand::Parts(_) => {}
        }
    }
    units
}

/// The words of a text that name something, in small letters.
fn words(text: &str) -> Vec<String> {
    const SHORTEST: usize = 3;
    let words = text.split(|one: char| !one.is_alphabetic()).filter(|word| word.chars().count() >= SHORTEST);
    words.map(str::to_lowercase).collect()
}

/// Every figure that the data has, in whatever form.
fn known(requirement: &Requirement, plan: &PlanPeriod) -> BTreeSet<Number> {
    let mut known: BTreeSet<Number> = BTreeSet::new();
    for part in requirement.walk() {
        known.extend(demanded(part).into_iter().map(|(number, _)| number));
        for text in texts(part, plan) {
            known.extend(figures::all(&text));
        }
        let days = part.deadline.and_then(|deadline| deadline.day(plan)).into_iter();
        let period = part.period.and_then(|period| plan.whole(period));
        for day in days.chain(period.into_iter().flat_map(|period| [period.first, period.last])) {
            known.extend(names_of(day, plan));
        }
        if let Some(baseline) = &part.baseline {
            known.insert(baseline.amount.number);
            known.extend(figures::all(&baseline.on.to_string()));
        }
        if let Demand::Share(share) = &part.demand {
            known.extend(share.sites.iter().map(|site| Number(site.share.value())));
        }
        if let Demand::Evaluation(evaluation) = &part.demand {
            let sizes = [evaluation.topics.len(), evaluation.subjects.len(), evaluation.evaluators.len()];
            known.extend(sizes.map(|size| Number(size.into())));
            known.extend([evaluation.most_by_one(), evaluation.most_by_all()].map(|most| Number(most.into())));
            known.extend(evaluation.scale.iter().map(|(mark, _)| Number((*mark).into())));
        }
    }
    known
}

/// The words of the data, whose figures a wording may repeat: `1. gang`.
fn texts(part: &Requirement, plan: &PlanPeriod) -> Vec<String> {
    let measure = part.demand.measure();
    let own = match &part.demand {
        Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => {
            format!("{}{}", measure.what(), bound.unit())
        }
        Demand::Later(later) => format!("{} {}", later.what, later.set),
        Demand::Parts(whole) => whole.parts.len().to_string(),
        Demand::Share(_) | Demand::Deliverable(_) | Demand::Evaluation(_) | Demand::Level(_) | Demand::Judgement(_) => {
            measure.what()
        }
    };
    let deadline = part.deadline.map(|deadline| deadline.in_words(plan));
    let period = part.period.map(|period| period.to_string());
    [Some(own), part.title.clone(), part.label.clone(), deadline, period]
        .into_iter()
        .flatten()
        .chain(part.excluding.clone())
        .collect()
}

/// The quarter and the half-year that a day belongs to: 30 June is named by `2. kvartal` as well as by `1. halvår`.
fn names_of(day: Date, plan: &PlanPeriod) -> Vec<Number> {
    let quarter = plan.quarter_of(day).map(|quarter| quarter.number);
    quarter.into_iter().flat_map(|number| [number, number.div_ceil(2)]).map(|number| Number(number.into())).collect()
}
