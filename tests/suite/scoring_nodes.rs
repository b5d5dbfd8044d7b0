//! A random plan as the naive scorer sees it, made into a plan and its results as the program sees them.

use std::sync::LazyLock;

use resultatplan::files::Disk;
use resultatplan::load::load;
use resultatplan::plan::{
    Address, Bound, BoundKind, Combination, Comparison, ComparisonForm, Conversion, CountWithin, Credit as PlanCredit,
    CreditStep, Criteria, Deliverable, Demand, Evaluation, Figure, Gathering, Goal, Grid, Judgement, LateStep, Later,
    Level, LevelTarget, Observation, PartWeight, Parts, Path, PathStage, Plan, Quantum, Reached, Requirement, Results,
    Ruling, Share, Sheet, Site, StageTime, Step, Tally, Tier, Tolerance, Unit, ValueWithin, Verdict, Weight,
};
use resultatplan::prose::Prose;
use resultatplan::quantity::{Amount, Count, Date, Number, PartOfYear, PlanPeriod};
use resultatplan::score::{Scorecard, score};
use resultatplan::source::At;

use crate::scoring_naive::{Bound as LeafBound, Credit, ENDS, Leaf, Node, Partly, Rule, Year};
use crate::support::{ASSETS, repository};

/// A plan whose goals are replaced.
static BASE: LazyLock<Plan> = LazyLock::new(|| {
    load(&Disk, &repository("tests/pages/eks/prø/2025"), &ASSETS).known.plan().expect("the base plan is whole").clone()
});

pub fn number(number: i128) -> Number {
    number.to_string().parse().unwrap()
}

pub fn percent(percent: i128) -> resultatplan::quantity::Percent {
    format!("{percent} pct.").parse().unwrap()
}

fn combination(rule: Rule) -> Combination {
    match rule {
        Rule::All => Combination::All,
        Rule::Weighted | Rule::Percent | Rule::Unset => Combination::Weighted,
        Rule::Equal => Combination::Equal,
        Rule::AtLeast(least) => Combination::AtLeast(u32::try_from(least).unwrap()),
        Rule::NotSet => Combination::NotSet,
    }
}

/// What a part weighs by a rule, where it weighs anything of its own.
fn part_weight(rule: Rule, place: usize, weight: i128) -> Option<PartWeight> {
    match rule {
        Rule::Unset if place == 0 => Some(PartWeight::NotSet),
        Rule::Weighted | Rule::Unset => Some(PartWeight::Points(weight.to_string().parse().unwrap())),
        Rule::Percent => Some(PartWeight::Share(percent(weight))),
        _ => None,
    }
}

fn plan_credit(credit: Credit, target: i128) -> PlanCredit {
    match credit {
        Credit::AllOrNothing => PlanCredit::AllOrNothing,
        Credit::Proportional => PlanCredit::Proportional,
        Credit::Linear(from) => PlanCredit::Linear { from: number(from), to: number(target) },
        Credit::Half(from) => half(from),
        Credit::PartlyFrom(from) => PlanCredit::PartlyFrom(number(from)),
    }
}

fn half(from: i128) -> PlanCredit {
    PlanCredit::Steps(vec![CreditStep { from: number(from), fulfilment: percent(50) }])
}

fn kind(bound: LeafBound) -> BoundKind {
    match bound {
        LeafBound::Under => BoundKind::Below,
        LeafBound::AtMost => BoundKind::AtMost,
        LeafBound::AtLeast => BoundKind::AtLeast,
        LeafBound::Over => BoundKind::Above,
        LeafBound::Exactly => BoundKind::Exactly,
    }
}

/// A share with these targets, the limit of the n-th being 31 × n days.
fn share(targets: &[(Option<PartWeight>, i128)], combination: Option<Combination>) -> Share {
    let tier = |(index, (weight, target)): (usize, &(Option<PartWeight>, i128))| Tier {
        at: At::nowhere(),
        share: percent(*target),
        step: Step::Within(format!("{} dage", 31 * (index + 1)).parse().unwrap()),
        weight: *weight,
    };
    let tiers = targets.iter().enumerate().map(tier).collect();
    Share {
        unit: Unit::Cases,
        population: "sager".into(),
        tiers,
        combination,
        assumption: None,
        sites: Vec::new(),
        if_none: None,
    }
}

const SITES: [&str; 3] = ["Nordby", "Sønderby", "Vesterby"];
const LEVELS: [&str; 6] = ["intet", "spiret", "kendt", "brugt", "styret", "målt"];

/// The node as a part of a plan.
fn requirement(node: &Node, label: usize, weight: Option<PartWeight>) -> Requirement {
    let base = &BASE.groups[0].goals[0].requirements[0];
    let amount = |target: i128| Quantum::Amount(Amount { number: number(target), unit: String::new() });
    let mut made = Requirement { label: Some(format!("p{label}")), weight, ..base.clone() };
    made.demand = match node {
        Node::Group { rule, parts } => Demand::Parts(Parts {
            assumption: None,
            combination: Some(combination(*rule)),
            as_points: false,
            parts: parts
                .iter()
                .enumerate()
                .map(|(place, (weight, part))| requirement(part, place, part_weight(*rule, place, *weight)))
                .collect(),
        }),
        Node::Tiers { rule, tiers, credit, .. } => {
            made.credit = plan_credit(*credit, 0);
            let targets = tiers.iter().enumerate();
            let targets: Vec<_> =
                targets.map(|(place, (weight, target))| (part_weight(*rule, place, *weight), *target)).collect();
            Demand::Share(share(&targets, Some(combination(*rule))))
        }
        Node::Leaf(leaf) => match leaf {
            Leaf::Share { target, credit, is_half, .. } => {
                made.credit = plan_credit(*credit, *target);
                made.period = is_half.then_some(PartOfYear::Half(2));
                Demand::Share(share(&[(None, *target)], None))
            }
            Leaf::Sites { target, credit, weights, .. } => {
                made.credit = plan_credit(*credit, *target);
                let site = |(name, weight): (&str, &i128)| Site { name: name.into(), share: percent(*weight) };
                let sites = SITES.into_iter().zip(weights).map(site).collect();
                Demand::Share(Share { sites, ..share(&[(None, *target)], None) })
            }
            Leaf::Percentages { target, credit, is_average, .. } => {
                made.credit = plan_credit(*credit, *target);
                made.gathering = is_average.then_some(Gathering::Average);
                Demand::Share(share(&[(None, *target)], None))
            }
            Leaf::Count { bound, target, is_sum, .. } => {
                made.gathering = is_sum.then_some(Gathering::Sum);
                Demand::Count(CountWithin { what: "ting".into(), bound: Bound::new(kind(*bound), amount(*target)) })
            }
            Leaf::Between { is_sum, least, most, .. } => {
                made.gathering = is_sum.then_some(Gathering::Sum);
                let quantum = Quantum::Range(format!("{least}-{most}").parse().unwrap());
                Demand::Count(CountWithin { what: "ting".into(), bound: Bound::new(BoundKind::Between, quantum) })
            }
            Leaf::Value { bound, target, half: from, year, .. } => {
                made.gathering = match year {
                    Year::Sum => Some(Gathering::Sum),
                    Year::Average => Some(Gathering::Average),
                    Year::Latest => Some(Gathering::Latest),
                    Year::NotSet => None,
                };
                made.credit = from.map(half).unwrap_or_default();
                Demand::Value(ValueWithin {
                    what: "dage".into(),
                    bound: Bound::new(kind(*bound), amount(*target)),
                    quotient: None,
                })
            }
            Leaf::Compared { bound, target, tolerance, is_share, .. } => {
                made.gathering = Some(Gathering::Sum);
                let (form, unit) = match is_share {
                    true => (ComparisonForm::Share, "pct."),
                    false => (ComparisonForm::Difference, "procentpoint"),
                };
                let amount = |target: i128, unit: &str| Amount { number: number(target), unit: unit.to_owned() };
                let tolerance = Some(Tolerance::Amount(amount(*tolerance, "procentpoint")));
                let beside = Some(Comparison { with: "sidste års tal".into(), form });
                let quantum = Quantum::Amount(amount(*target, unit));
                let bound = Bound { tolerance, beside, ..Bound::new(kind(*bound), quantum) };
                Demand::Value(ValueWithin { what: "klager".into(), bound, quotient: None })
            }
            Leaf::Path { rule, is_from_beginning, targets, .. } => {
                made.gathering = Some(Gathering::Sum);
                let demand = |target: i128| {
                    let bound = Bound::new(BoundKind::AtLeast, amount(target));
                    Demand::Count(CountWithin { what: "ting".into(), bound })
                };
                let stage = |(place, (weight, target)): (usize, &(i128, i128))| {
                    let quarter = format!("{}. kvartal", place + 1);
                    let mut stage = Requirement { demand: demand(*target), label: None, weight: None, ..made.clone() };
                    let when = match is_from_beginning {
                        true => StageTime::By(format!("udgangen af {quarter}").parse().unwrap()),
                        false => StageTime::In(quarter.parse().unwrap()),
                    };
                    match when {
                        StageTime::In(period) => stage.period = Some(period),
                        StageTime::By(deadline) => stage.deadline = Some(deadline),
                    }
                    PathStage { when, weight: part_weight(*rule, place, *weight), requirement: stage }
                };
                let stages = targets.iter().enumerate().map(stage).collect();
                made.path = Some(Path { combination: combination(*rule), stages });
                demand(targets.last().unwrap().1)
            }
            Leaf::Deliverable { due, grace, .. } => {
                made.deadline = Some(format!("udgangen af {}. kvartal", due + 1).parse().unwrap());
                if *grace > 0 {
                    let at_most = format!("{grace} dage").parse().unwrap();
                    made.credit = PlanCredit::Late(vec![LateStep { at_most, fulfilment: percent(50) }]);
                }
                Demand::Deliverable(Deliverable { what: resultatplan::prose::parse("ting") })
            }
            Leaf::Level { target, half: from, is_named, .. } => {
                made.credit = from.map(half).unwrap_or_default();
                let rank = usize::try_from(*target).unwrap();
                let (at_least, scale) = if *is_named {
                    let scale = LEVELS.map(str::to_owned).to_vec();
                    (LevelTarget::Named(LEVELS[rank - 1].into()), scale)
                } else {
                    (LevelTarget::Rank(u32::try_from(rank).unwrap()), Vec::new())
                };
                Demand::Level(Level { what: "modenhed".into(), at_least, scale })
            }
            Leaf::Beside { .. } => {
                let at_least = LevelTarget::Named("det forventede niveau".into());
                Demand::Level(Level { what: "modenhed".into(), at_least, scale: Vec::new() })
            }
            Leaf::Judgement { partly, .. } => {
                let text = || Some("noget er set".to_owned());
                let criteria =
                    matches!(partly, Partly::Unsaid).then(|| Criteria { met: text(), partly: text(), not_met: None });
                if let Partly::Share(share) = partly {
                    made.credit = PlanCredit::Partly(percent(*share));
                }
                Demand::Judgement(Judgement {
                    what: resultatplan::prose::parse("ting"),
                    criteria,
                    degrees: Vec::new(),
                    by: None,
                })
            }
            Leaf::Evaluation { has_table, .. } => {
                let table = [(10, 100), (8, 50)]
                    .map(|(from, share)| Conversion { from: number(from), fulfilment: percent(share) });
                Demand::Evaluation(Evaluation {
                    what: "bidrag".into(),
                    topics: vec!["emne".into(), "andet".into()],
                    subjects: vec!["sag".into()],
                    evaluators: vec!["A".into(), "B".into()],
                    scale: (1..=3).map(|mark| (mark, mark.to_string())).collect(),
                    conversion: has_table.then(|| table.to_vec()),
                })
            }
            Leaf::Later => Demand::Later(Later { what: "ting".into(), set: "ved allonge".into() }),
        },
    };
    made
}

/// Goals that weigh so much each, every one of a single requirement.
pub fn plan(nodes: &[(i128, Node)]) -> Plan {
    let mut plan = BASE.clone();
    let base = plan.groups[0].goals[0].clone();
    plan.groups[0].goals = nodes
        .iter()
        .enumerate()
        .map(|(index, (weight, node))| Goal {
            number: format!("1.{}", index + 1).parse().unwrap(),
            weight: Weight::Points(weight.to_string().parse().unwrap()),
            combination: None,
            requirements: vec![requirement(node, 0, None)],
            ..base.clone()
        })
        .collect();
    plan
}

fn day(day: i128) -> Date {
    let first = "2025-01-01".parse::<Date>().unwrap();
    (0..day).fold(first, |day, _| day.day_after().unwrap())
}

fn tally((all, in_time): (i128, i128)) -> Tally {
    Tally { total: count(all), within: vec![count(in_time)] }
}

fn count(count: i128) -> Count {
    Count(u64::try_from(count).unwrap())
}

/// What each quarter's file says of a node that has no parts.
fn figure(node: &Node, quarter: usize) -> Option<Figure> {
    let leaf = match node {
        Node::Leaf(leaf) => leaf,
        Node::Tiers { quarters, .. } => {
            let (all, within) = quarters[quarter].as_ref()?;
            return Some(Figure::Counts(Tally {
                total: count(*all),
                within: within.iter().map(|one| count(*one)).collect(),
            }));
        }
        Node::Group { .. } => return None,
    };
    match leaf {
        Leaf::Share { quarters, .. } => quarters[quarter].map(|counts| Figure::Counts(tally(counts))),
        Leaf::Sites { quarters, .. } => {
            let sites = SITES.into_iter().zip(quarters[quarter]?);
            Some(Figure::Sites(sites.filter_map(|(name, counts)| Some((name.to_owned(), tally(counts?)))).collect()))
        }
        Leaf::Percentages { quarters, .. } => quarters[quarter].map(|share| Figure::Shares(vec![percent(share)])),
        Leaf::Count { quarters, .. } | Leaf::Between { quarters, .. } => {
            quarters[quarter].map(|number| Figure::Count(count(number)))
        }
        Leaf::Value { quarters, .. } | Leaf::Compared { quarters, .. } => {
            quarters[quarter].map(|value| Figure::Value(number(value)))
        }
        Leaf::Path { quarters, .. } => quarters[quarter].map(|number| Figure::Count(count(number))),
        Leaf::Level { quarters, .. } => {
            quarters[quarter].map(|rank| Figure::Level(Reached::Rank(u32::try_from(rank).unwrap())))
        }
        Leaf::Beside { quarters } => quarters[quarter].map(|beside| Figure::Level(Reached::Beside(beside.cmp(&1)))),
        Leaf::Judgement { quarters, .. } => quarters[quarter].map(|verdict| Figure::Judgement {
            verdict: Ruling::Verdict(
                [Verdict::NotMet, Verdict::Partly, Verdict::Met][usize::try_from(verdict).unwrap()],
            ),
            by: "A".into(),
            on: day(ENDS[quarter]),
            reason: resultatplan::prose::parse("set"),
        }),
        Leaf::Deliverable { day: on, .. } => {
            // Each file tells what was there when its quarter ended; the first with it gives the day.
            let by_now = on.filter(|on| *on <= ENDS[quarter]);
            Some(Figure::Delivery { on: by_now.map(day), evidence: None })
        }
        // Each evaluator in a quarter of its own.
        Leaf::Evaluation { marks, .. } => {
            let (evaluator, marks) = (["A", "B"].get(quarter)?, marks.get(quarter).copied().flatten()?);
            let marks = marks.map(|mark| vec![u32::try_from(mark).unwrap()]).to_vec();
            Some(Figure::Evaluation(vec![Grid { evaluator: (*evaluator).into(), marks }]))
        }
        Leaf::Later => None,
    }
}

fn leaves<'a>(node: &'a Node, steps: &[String], all: &mut Vec<(Vec<String>, &'a Node)>) {
    match node {
        Node::Leaf(_) | Node::Tiers { .. } => all.push((steps.to_vec(), node)),
        Node::Group { parts, .. } => {
            for (label, (_, part)) in parts.iter().enumerate() {
                leaves(part, &[steps, &[format!("p{label}")]].concat(), all);
            }
        }
    }
}

pub fn results(nodes: &[(i128, Node)]) -> Results {
    let sheet = |quarter: usize| {
        let mut observations = Vec::new();
        for (index, (_, node)) in nodes.iter().enumerate() {
            let mut all = Vec::new();
            leaves(node, &["p0".to_owned()], &mut all);
            for (steps, leaf) in all {
                let of = Address { goal: format!("1.{}", index + 1).parse().unwrap(), steps };
                let figure = figure(leaf, quarter);
                // The other figure comes last of all.
                let compared = match leaf {
                    Node::Leaf(Leaf::Compared { other, .. }) if quarter == 3 => other.map(number),
                    _ => None,
                };
                let (comment, source, expected) = (Prose::default(), None, None);
                if figure.is_some() || compared.is_some() {
                    observations.push(Observation {
                        at: At::nowhere(),
                        of,
                        figure,
                        compared,
                        comment,
                        source,
                        expected,
                    });
                }
            }
        }
        let period = PartOfYear::Quarter(u8::try_from(quarter + 1).unwrap());
        let days = PlanPeriod::calendar_year(2025).unwrap().days_of(period);
        let (reporter, source, comment, updated) = ("A".into(), None, Prose::default(), days.last);
        Sheet { at: At::nowhere(), period, days, is_example: false, updated, reporter, source, comment, observations }
    };
    Results { sheets: (0..4).map(sheet).collect() }
}

pub fn scored(nodes: &[(i128, Node)]) -> Scorecard {
    score(&plan(nodes), &results(nodes), None)
}
