//! Every shape that a plan's data can have is tried: the plans of the repository hold each at least once.

use std::collections::BTreeSet;

use resultatplan::plan::{
    Clock, Combination, Demand, InstitutionKind, LevelTarget, PartWeight, Parts, Plan, Requirement, Signed, State,
    Step, Unit, Weight,
};
use resultatplan::quantity::{Deadline, PartOfYear};

use crate::support::plan::ALL;

/// What a requirement's own data is an example of. A new variant does not compile before it has a name here.
fn requirement(one: &Requirement, found: &mut BTreeSet<String>) {
    let mut add = |name: &str| {
        found.insert(name.to_owned());
    };
    match &one.demand {
        Demand::Parts(Parts { combination, parts, .. }) => {
            add("parts");
            if one_each_quarter(parts) {
                add("one each quarter");
            }
            combination.iter().for_each(|rule| add(&combined(*rule)));
        }
        Demand::Share(share) => {
            add(match share.unit {
                Unit::Cases => "share of cases",
                Unit::WorkingDays => "share of working days",
                Unit::Calls => "share of calls",
                Unit::Enquiries => "share of enquiries",
            });
            if share.tiers.len() > 1 {
                add("tiers");
            }
            if share.tiers.iter().any(|tier| tier.weight.is_some()) {
                add("tiers with points");
            }
            if share.sites.iter().any(|site| site.share.value().is_zero()) {
                add("site of no weight");
            }
            add(match share.tiers[0].step {
                Step::Within(_) => "within",
                Step::AtMost(_) => "at most",
            });
        }
        Demand::Value(value) => {
            add(&format!("value {}", value.bound.kind.word()));
            value.quotient.iter().for_each(|_| add("value of two numbers"));
        }
        Demand::Count(count) => add(&format!("count {}", count.bound.kind.word())),
        Demand::Deliverable(_) => add("deliverable"),
        Demand::Evaluation(evaluation) => {
            add(if evaluation.conversion.is_some() { "evaluation with conversion" } else { "evaluation without" });
        }
        Demand::Level(level) => add(match level.at_least {
            LevelTarget::Rank(_) => "level by rank",
            LevelTarget::Named(_) => "level by name",
        }),
        Demand::Judgement(judgement) => {
            add(match &judgement.criteria {
                Some(_) => "judgement with criteria",
                None if judgement.degrees.is_empty() => "judgement without",
                None => "judgement in degrees",
            });
        }
        Demand::Later(_) => add("later"),
    }
    match one.clock {
        Some(Clock::Application) => add("clock from application"),
        Some(Clock::FullyInformed) => add("clock when fully informed"),
        None => {}
    }
    match one.period {
        Some(PartOfYear::Whole) => add("whole year"),
        Some(PartOfYear::WholePeriod) => add("whole period"),
        Some(PartOfYear::OfYear(..)) => add("part of a named year"),
        Some(PartOfYear::Quarter(_)) => add("quarter"),
        Some(PartOfYear::Half(_)) => add("half-year"),
        Some(PartOfYear::Days(_)) => add("days"),
        None => {}
    }
    if one.path.is_some() {
        add("targets on the way");
    }
    if let Some(bound) = one.demand.measure().target(0).map(|target| target.bound) {
        if bound.beside.is_some() {
            add("beside another figure");
        }
        if bound.tolerance.is_some() {
            add("with a tolerance");
        }
    }
    match one.deadline {
        Some(Deadline::Day(_)) => add("by a day"),
        Some(Deadline::EndOf(..)) => add("by the end of"),
        Some(Deadline::Within(..)) => add("done within"),
        Some(Deadline::Middle(_)) => add("by the middle"),
        Some(Deadline::End(_)) => add("by the end of the year"),
        Some(Deadline::WithReport(_)) => add("with the annual report"),
        None => {}
    }
    match one.weight {
        Some(PartWeight::Points(_)) => add("part in points"),
        Some(PartWeight::Share(_)) => add("part in percent"),
        Some(PartWeight::Fraction(_)) => add("part as a fraction"),
        Some(PartWeight::NotSet) => add("part not weighed"),
        None => {}
    }
    if !one.excluding.is_empty() {
        add("exclusions");
    }
    if one.wording.is_some() {
        add("own wording");
    }
    if !one.method.is_empty() {
        add("method of its own");
    }
}

fn one_each_quarter(parts: &[Requirement]) -> bool {
    parts.len() == 4 && parts.iter().all(|part| matches!(part.period, Some(PartOfYear::Quarter(_))))
}

fn combined(rule: Combination) -> String {
    format!(
        "combined {}",
        match rule {
            Combination::All => "all",
            Combination::Weighted => "weighted",
            Combination::Equal => "equally",
            Combination::AtLeast(_) => "at least",
            Combination::NotSet => "not set",
        }
    )
}

fn plan(plan: &Plan, found: &mut BTreeSet<String>) {
    let mut add = |name: &str| {
        found.insert(name.to_owned());
    };
    add(match plan.institution.kind {
        InstitutionKind::Agency => "agency",
        InstitutionKind::Tribunal => "tribunal",
        InstitutionKind::Other => "other institution",
    });
    add(match plan.state {
        State::Draft => "draft",
        State::ToSign => "to be signed",
        State::Signed => "signed",
    });
    for signer in &plan.signers {
        add(match &signer.signed {
            Signed::NotYet => "signature open",
            Signed::On(_) => "signed on a day",
            Signed::Illegible => "signed on a day nobody can read",
            Signed::AsWritten(_) => "signed on a day as written",
        });
        add(if signer.name.is_some() { "signer named" } else { "signer open" });
    }
    for (_, goal) in plan.goals() {
        add(match &goal.weight {
            Weight::Points(_) => "goal in points",
            Weight::Fraction(_) => "goal as a fraction",
            Weight::Share(_) => "goal in per cent",
            Weight::None => "goal without weight",
            Weight::NotSet => "goal not weighed",
            Weight::Assumed { .. } => "goal with points assumed",
        });
        goal.combination.iter().for_each(|rule| add(&combined(*rule)));
        if one_each_quarter(&goal.requirements) {
            add("one each quarter");
        }
        if !goal.open.is_empty() {
            add("open");
        }
    }
    for one in plan.goals().flat_map(|(_, goal)| &goal.requirements).flat_map(Requirement::walk) {
        requirement(one, found);
    }
}

const SHAPES: &[&str] = &[
    "agency",
    "at most",
    "beside another figure",
    "by a day",
    "by the end of",
    "by the end of the year",
    "by the middle",
    "clock from application",
    "clock when fully informed",
    "combined all",
    "combined at least",
    "combined equally",
    "combined not set",
    "combined weighted",
    "count højst",
    "count mellem",
    "count mindst",
    "count præcis",
    "days",
    "deliverable",
    "done within",
    "draft",
    "evaluation with conversion",
    "evaluation without",
    "exclusions",
    "goal as a fraction",
    "goal in per cent",
    "goal in points",
    "goal not weighed",
    "goal with points assumed",
    "goal without weight",
    "half-year",
    "judgement in degrees",
    "judgement with criteria",
    "judgement without",
    "later",
    "level by name",
    "level by rank",
    "method of its own",
    "one each quarter",
    "open",
    "other institution",
    "own wording",
    "part as a fraction",
    "part in percent",
    "part in points",
    "part not weighed",
    "part of a named year",
    "parts",
    "quarter",
    "share of calls",
    "share of cases",
    "share of enquiries",
    "share of working days",
    "signature open",
    "signed",
    "signed on a day",
    "signed on a day as written",
    "signed on a day nobody can read",
    "signer named",
    "signer open",
    "site of no weight",
    "targets on the way",
    "tiers",
    "tiers with points",
    "to be signed",
    "tribunal",
    "value højst",
    "value mindst",
    "value of two numbers",
    "value over",
    "value præcis",
    "value under",
    "whole period",
    "whole year",
    "with a tolerance",
    "with the annual report",
    "within",
];

#[test]
fn every_shape_has_a_plan() {
    let mut found = BTreeSet::new();
    for made in ALL.values() {
        plan(made.inspected.known.plan().expect("a sound plan"), &mut found);
    }
    let listed: BTreeSet<String> = SHAPES.iter().map(|shape| (*shape).to_owned()).collect();
    assert_eq!(found, listed);
}
