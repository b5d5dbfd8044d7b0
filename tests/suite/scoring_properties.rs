//! What holds for every plan and every result: random plans, scored by the program and by the naive scorer.

use std::sync::LazyLock;

use proptest::prelude::*;
use resultatplan::load::load;
use resultatplan::plan::{
    Address, Bound, BoundKind, Combination, Conversion, Credit as PlanCredit, CreditStep, Criteria, Demand, Evaluation,
    Figure, Gathering, Goal, Grid, LateStep, Level, LevelTarget, Observation, PartWeight, Plan, Quantum, Reached,
    Requirement, Results, Share, Sheet, Site, Step, Tally, Tier, Unit, Verdict, Weight,
};
use resultatplan::prose::Prose;
use resultatplan::quantity::{Amount, Count, Date, Number, PartOfYear, Ratio};
use resultatplan::score::{Mark, Scorecard, Span, score};
use resultatplan::source::At;

use crate::scoring_naive::{Bound as LeafBound, Credit, ENDS, Fraction, Leaf, Node, Partly, Rule, Year, fraction, naive};
use crate::support::{ASSETS, repository};

/// A plan whose goals are replaced.
static BASE: LazyLock<Plan> =
    LazyLock::new(|| load(&repository("tests/pages/eks/prø/2025"), &ASSETS).plan.expect("the base plan is whole"));

fn number(number: i128) -> Number {
    number.to_string().parse().unwrap()
}

fn percent(percent: i128) -> resultatplan::quantity::Percent {
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
    Share { unit: Unit::Cases, population: "sager".into(), tiers, combination, sites: Vec::new() }
}

const SITES: [&str; 3] = ["Nordby", "Sønderby", "Vesterby"];
const LEVELS: [&str; 6] = ["intet", "spiret", "kendt", "brugt", "styret", "målt"];

/// The node as a part of a plan.
fn requirement(node: &Node, label: usize, weight: Option<PartWeight>) -> Requirement {
    let base = &BASE.groups[0].goals[0].requirements[0];
    let amount = |target: i128| Quantum::Amount(Amount { number: number(target), unit: String::new() });
    let mut made = Requirement { label: Some(format!("p{label}")), weight, ..base.clone() };
    made.demand = match node {
        Node::Group { rule, parts } => Demand::Parts {
            combination: Some(combination(*rule)),
            parts: parts
                .iter()
                .enumerate()
                .map(|(place, (weight, part))| requirement(part, place, part_weight(*rule, place, *weight)))
                .collect(),
        },
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
            Leaf::Count { bound, target, .. } => {
                Demand::Count { what: "ting".into(), bound: Bound { kind: kind(*bound), quantum: amount(*target) } }
            }
            Leaf::Between { least, most, .. } => {
                let quantum = Quantum::Range(format!("{least}-{most}").parse().unwrap());
                Demand::Count { what: "ting".into(), bound: Bound { kind: BoundKind::Between, quantum } }
            }
            Leaf::Value { bound, target, half: from, year, .. } => {
                made.gathering = match year {
                    Year::Sum => Some(Gathering::Sum),
                    Year::Average => Some(Gathering::Average),
                    Year::Latest => Some(Gathering::Latest),
                    Year::NotSet => None,
                };
                made.credit = from.map(half).unwrap_or_default();
                Demand::Value { what: "dage".into(), bound: Bound { kind: kind(*bound), quantum: amount(*target) } }
            }
            Leaf::Deliverable { due, grace, .. } => {
                made.deadline = Some(format!("udgangen af {}. kvartal", due + 1).parse().unwrap());
                if *grace > 0 {
                    let at_most = format!("{grace} dage").parse().unwrap();
                    made.credit = PlanCredit::Late(vec![LateStep { at_most, fulfilment: percent(50) }]);
                }
                Demand::Deliverable { what: resultatplan::prose::parse("ting") }
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
                let criteria = matches!(partly, Partly::Unsaid).then(|| Criteria { met: text(), partly: text(), not_met: None });
                if let Partly::Share(share) = partly {
                    made.credit = PlanCredit::Partly(percent(*share));
                }
                Demand::Judgement { what: resultatplan::prose::parse("ting"), criteria, by: None }
            }
            Leaf::Evaluation { has_table, .. } => {
                let table = [(10, 100), (8, 50)].map(|(from, share)| Conversion { from: number(from), fulfilment: percent(share) });
                Demand::Evaluation(Evaluation {
                    what: "bidrag".into(),
                    topics: vec!["emne".into(), "andet".into()],
                    subjects: vec!["sag".into()],
                    evaluators: vec!["A".into(), "B".into()],
                    scale: (1..=3).map(|mark| (mark, mark.to_string())).collect(),
                    conversion: has_table.then(|| table.to_vec()),
                })
            }
            Leaf::Later => Demand::Later { what: "ting".into(), set: "ved allonge".into() },
        },
    };
    made
}

/// Goals that weigh so much each, every one of a single requirement.
fn plan(nodes: &[(i128, Node)]) -> Plan {
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
            return Some(Figure::Counts(Tally { total: count(*all), within: within.iter().map(|one| count(*one)).collect() }));
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
        Leaf::Value { quarters, .. } => quarters[quarter].map(|value| Figure::Value(number(value))),
        Leaf::Level { quarters, .. } => {
            quarters[quarter].map(|rank| Figure::Level(Reached::Rank(u32::try_from(rank).unwrap())))
        }
        Leaf::Beside { quarters } => quarters[quarter].map(|beside| Figure::Level(Reached::Beside(beside.cmp(&1)))),
        Leaf::Judgement { quarters, .. } => quarters[quarter].map(|verdict| Figure::Judgement {
            verdict: [Verdict::NotMet, Verdict::Partly, Verdict::Met][usize::try_from(verdict).unwrap()],
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

fn results(nodes: &[(i128, Node)]) -> Results {
    let sheet = |quarter: usize| {
        let mut observations = Vec::new();
        for (index, (_, node)) in nodes.iter().enumerate() {
            let mut all = Vec::new();
            leaves(node, &["p0".to_owned()], &mut all);
            for (steps, leaf) in all {
                let of = Address { goal: format!("1.{}", index + 1).parse().unwrap(), steps };
                let figure = figure(leaf, quarter);
                let (comment, source, expected) = (Prose::default(), None, None);
                observations.extend(figure.map(|one| Observation {
                    at: At::nowhere(),
                    of,
                    figure: Some(one),
                    comment,
                    source,
                    expected,
                }));
            }
        }
        let period = PartOfYear::Quarter(u8::try_from(quarter + 1).unwrap());
        let days = period.days(2025).unwrap();
        let (reporter, source, comment, updated) = ("A".into(), None, Prose::default(), days.last);
        Sheet { at: At::nowhere(), period, days, is_example: false, updated, reporter, source, comment, observations }
    };
    Results { sheets: (0..4).map(sheet).collect() }
}

fn scored(nodes: &[(i128, Node)]) -> Scorecard {
    score(&plan(nodes), &results(nodes), None)
}

/// There in so many tenths of the cases.
fn perhaps<T: std::fmt::Debug>(
    one: impl Strategy<Value = T> + Clone,
    tenths: u32,
) -> impl Strategy<Value = Option<T>> + Clone {
    (0..10_u32, one).prop_map(move |(dice, one)| (dice < tenths).then_some(one))
}

fn quarters<T: std::fmt::Debug + Clone + 'static>(
    one: impl Strategy<Value = T> + Clone + 'static,
    tenths: u32,
) -> impl Strategy<Value = [Option<T>; 4]> {
    proptest::array::uniform4(perhaps(one, tenths))
}

fn counts() -> impl Strategy<Value = (i128, i128)> + Clone {
    (0..30_i128).prop_flat_map(|all| (Just(all), 0..=all))
}

/// A target in percent, with what is given below it.
fn target() -> impl Strategy<Value = (i128, Credit)> {
    let target = prop_oneof![Just(0_i128), Just(50), Just(85), Just(100), 0..=100_i128];
    target.prop_flat_map(|target| {
        let below = 0..target.max(1);
        let credit = prop_oneof![
            Just(Credit::AllOrNothing),
            Just(if target > 0 { Credit::Proportional } else { Credit::AllOrNothing }),
            below.clone().prop_map(move |from| if target > 0 { Credit::Linear(from) } else { Credit::AllOrNothing }),
            below.prop_map(Credit::Half),
        ];
        (Just(target), credit)
    })
}

fn bound() -> impl Strategy<Value = LeafBound> {
    prop_oneof![
        Just(LeafBound::Under),
        Just(LeafBound::AtMost),
        Just(LeafBound::AtLeast),
        Just(LeafBound::Over),
        Just(LeafBound::Exactly)
    ]
}

/// A share, in one of the ways it can be reported.
fn share_leaf(tenths: u32) -> impl Strategy<Value = Leaf> {
    let weights = (1..50_i128, 0..30_i128, Just(0_i128)).prop_map(|(one, two, none)| [one, two, none]).prop_shuffle();
    let sites = quarters(proptest::array::uniform3(perhaps(counts(), tenths)), tenths);
    prop_oneof![
        2 => (target(), any::<bool>(), quarters(counts(), tenths))
            .prop_map(|((target, credit), is_half, quarters)| Leaf::Share { target, credit, is_half, quarters }),
        1 => (target(), weights, sites)
            .prop_map(|((target, credit), weights, quarters)| Leaf::Sites { target, credit, weights, quarters }),
        1 => (target(), any::<bool>(), quarters(0..=100_i128, tenths))
            .prop_map(|((target, credit), is_average, quarters)| Leaf::Percentages { target, credit, is_average, quarters }),
    ]
}

/// A number within a bound.
fn number_leaf(tenths: u32) -> impl Strategy<Value = Leaf> {
    let small = 0..6_i128;
    let year = prop_oneof![Just(Year::Sum), Just(Year::Average), Just(Year::Latest), Just(Year::NotSet)];
    let value = (bound(), 1..12_i128, proptest::option::of(0..4_i128), year, quarters(small.clone(), tenths));
    prop_oneof![
        (bound(), 0..15_i128, quarters(small.clone(), tenths))
            .prop_map(|(bound, target, quarters)| Leaf::Count { bound, target, quarters }),
        (0..8_i128, 0..8_i128, quarters(small, tenths))
            .prop_map(|(least, more, quarters)| Leaf::Between { least, most: least + more, quarters }),
        value.prop_map(|(bound, target, half, year, quarters)| {
            // Beside the target, on the side where it is missed; `præcis` has no such side.
            let half = match bound {
                LeafBound::Under | LeafBound::AtMost => half.map(|half| target + half),
                LeafBound::AtLeast | LeafBound::Over => half.map(|half| (target - half).max(0)),
                LeafBound::Exactly => None,
            };
            Leaf::Value { bound, target, half, year, quarters }
        }),
    ]
}

/// Something that is done, reached or judged.
fn done_leaf(tenths: u32) -> impl Strategy<Value = Leaf> {
    let partly = prop_oneof![Just(Partly::Nothing), (0..=100_i128).prop_map(Partly::Share), Just(Partly::Unsaid)];
    prop_oneof![
        2 => (0..4_usize, proptest::option::of(0..365_i128), prop_oneof![Just(0_i128), 1..60_i128])
            .prop_map(|(due, day, grace)| Leaf::Deliverable { due, day, grace }),
        2 => (1..6_i128, proptest::option::of(1..3_i128), any::<bool>(), quarters(1..6_i128, tenths)).prop_map(
            |(target, below, is_named, quarters)| {
                let half = below.map(|below| (target - below).max(1));
                Leaf::Level { target, half, is_named, quarters }
            }
        ),
        1 => quarters(0..3_i128, tenths).prop_map(|quarters| Leaf::Beside { quarters }),
        2 => (partly, quarters(0..3_i128, tenths)).prop_map(|(partly, quarters)| Leaf::Judgement { partly, quarters }),
        2 => (proptest::bool::weighted(0.8), proptest::array::uniform2(perhaps([1..=3_i128, 1..=3_i128], tenths)))
            .prop_map(|(has_table, marks)| Leaf::Evaluation { has_table, marks }),
        1 => Just(Leaf::Later),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        Just(Rule::All),
        Just(Rule::Weighted),
        Just(Rule::Percent),
        Just(Rule::Unset),
        Just(Rule::Equal),
        (1..4_usize).prop_map(Rule::AtLeast),
        Just(Rule::NotSet),
    ]
}

/// Two or three limits on one population; what keeps the first keeps the next.
fn tiers(tenths: u32) -> impl Strategy<Value = Node> {
    let quarter = || {
        proptest::array::uniform4(0..10_i128).prop_map(|[one, two, three, rest]| {
            (one + two + three + rest, vec![one, one + two, one + two + three])
        })
    };
    let targets = proptest::collection::vec((1..20_i128, 1..=100_i128), 2..4);
    let credit = prop_oneof![Just(Credit::AllOrNothing), Just(Credit::Proportional), (0..50_i128).prop_map(Credit::Half)];
    (rule(), targets, credit, proptest::array::uniform4(perhaps(quarter(), tenths))).prop_map(
        |(rule, tiers, credit, mut quarters)| {
            quarters.iter_mut().flatten().for_each(|(_, within)| within.truncate(tiers.len()));
            Node::Tiers { rule, tiers, credit, quarters }
        },
    )
}

/// A requirement; the chance that a quarter is reported decides how much is missing.
fn node(tenths: u32) -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![share_leaf(tenths), number_leaf(tenths), done_leaf(tenths)].prop_map(Node::Leaf);
    prop_oneof![3 => leaf, 1 => tiers(tenths)].prop_recursive(3, 12, 4, |inner| {
        (rule(), proptest::collection::vec((1..20_i128, inner), 1..4))
            .prop_map(|(rule, parts)| Node::Group { rule, parts })
    })
}

/// Two to five goals that weigh 100 together.
fn nodes(tenths: u32) -> impl Strategy<Value = Vec<(i128, Node)>> {
    proptest::collection::vec((1..20_i128, node(tenths)), 1..5).prop_map(|mut goals| {
        let rest = 100 - goals.iter().map(|(weight, _)| weight).sum::<i128>();
        goals[0].0 += rest;
        goals
    })
}

fn ratio(fraction: Fraction) -> Ratio {
    Ratio::from(number(fraction.over)).over(&Ratio::from(number(fraction.under))).unwrap()
}

fn span(mark: &Mark) -> Span<Ratio> {
    mark.fulfilment.map(|one| one.ratio().clone())
}

fn contains(outer: &Span<Ratio>, inner: &Span<Ratio>) -> bool {
    outer.least <= inner.least && inner.most <= outer.most
}

/// No more parts can be met than there are.
fn can_be_met(rule: &mut Rule, parts: usize) {
    if let Rule::AtLeast(least) = rule {
        *least = (*least).min(parts);
    }
}

/// Makes everything met, whatever it was.
fn meet(node: &mut Node) {
    match node {
        Node::Group { rule, parts } => {
            can_be_met(rule, parts.len());
            parts.iter_mut().for_each(|(_, part)| meet(part));
        }
        Node::Tiers { rule, tiers, quarters, .. } => {
            can_be_met(rule, tiers.len());
            *quarters = [(); 4].map(|()| Some((7, vec![7; tiers.len()])));
        }
        Node::Leaf(leaf) => match leaf {
            Leaf::Share { quarters, .. } => *quarters = [Some((7, 7)); 4],
            Leaf::Sites { quarters, .. } => *quarters = [Some([Some((7, 7)); 3]); 4],
            Leaf::Percentages { is_average, quarters, .. } => (*is_average, *quarters) = (true, [Some(100); 4]),
            Leaf::Count { bound, target, quarters } => {
                // Nothing is less than none.
                *target = (*target).max(i128::from(matches!(bound, LeafBound::Under)));
                *quarters = [Some(met_by(*bound, *target)), Some(0), Some(0), Some(0)];
            }
            Leaf::Between { least, quarters, .. } => *quarters = [Some(*least), Some(0), Some(0), Some(0)],
            Leaf::Value { bound, target, year, quarters, .. } => {
                (*year, *quarters) = (Year::Average, [Some(met_by(*bound, *target)); 4]);
            }
            Leaf::Deliverable { due, day, .. } => *day = Some(ENDS[*due]),
            Leaf::Level { target, quarters, .. } => *quarters = [Some(*target); 4],
            Leaf::Beside { quarters } => *quarters = [Some(1); 4],
            Leaf::Judgement { quarters, .. } => *quarters = [Some(2); 4],
            Leaf::Evaluation { has_table, marks } => (*has_table, *marks) = (true, [Some([3; 2]); 2]),
            // It is set, and met.
            Leaf::Later => *leaf = Leaf::Beside { quarters: [Some(1); 4] },
        },
    }
}

fn met_by(bound: LeafBound, target: i128) -> i128 {
    match bound {
        LeafBound::Under => target - 1,
        LeafBound::AtMost | LeafBound::AtLeast | LeafBound::Exactly => target,
        LeafBound::Over => target + 1,
    }
}

/// Makes the figures better, in a quarter.
fn improve(node: &mut Node, quarter: usize) {
    let one_more = |counts: &mut Option<(i128, i128)>| {
        *counts = counts.map(|(all, in_time)| (all, (in_time + 1).min(all)));
    };
    match node {
        Node::Group { parts, .. } => parts.iter_mut().for_each(|(_, part)| improve(part, quarter)),
        Node::Tiers { quarters, .. } => {
            if let Some((all, within)) = &mut quarters[quarter] {
                within.iter_mut().for_each(|one| *one = (*one + 1).min(*all));
            }
        }
        Node::Leaf(leaf) => match leaf {
            Leaf::Share { quarters, .. } => one_more(&mut quarters[quarter]),
            Leaf::Sites { quarters, .. } => quarters[quarter].iter_mut().flatten().for_each(one_more),
            Leaf::Percentages { quarters, .. } => quarters[quarter] = quarters[quarter].map(|one| (one + 1).min(100)),
            Leaf::Count { bound, quarters, .. } | Leaf::Value { bound, quarters, .. } => {
                let step = match bound {
                    LeafBound::AtLeast | LeafBound::Over => 1,
                    LeafBound::AtMost | LeafBound::Under => -1,
                    LeafBound::Exactly => 0,
                };
                quarters[quarter] = quarters[quarter].map(|one| (one + step).max(0));
            }
            Leaf::Level { quarters, .. } => quarters[quarter] = quarters[quarter].map(|one| one + 1),
            Leaf::Beside { quarters } | Leaf::Judgement { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|one| (one + 1).min(2));
            }
            Leaf::Deliverable { day, .. } => *day = day.map(|day| (day - 30).max(0)),
            Leaf::Evaluation { marks, .. } => {
                *marks = marks.map(|marks| marks.map(|marks| marks.map(|mark| (mark + 1).min(3))));
            }
            Leaf::Between { .. } | Leaf::Later => {}
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_naive_scorer_agrees(goals in nodes(9)) {
        let card = scored(&goals);
        let mut total = (Fraction::NONE, Fraction::NONE);
        for ((weight, node), goal) in goals.iter().zip(&card.goals) {
            let (least, most) = naive(node);
            prop_assert_eq!(span(&goal.mark), Span { least: ratio(least), most: ratio(most) }, "{:?}", node);
            total = (
                total.0.plus(least.times(fraction(*weight, 1))),
                total.1.plus(most.times(fraction(*weight, 1))),
            );
        }
        prop_assert_eq!(card.total, Span { least: ratio(total.0), most: ratio(total.1) });
    }

    #[test]
    fn fulfilment_stays_between_nothing_and_all_and_parts_add_up(goals in nodes(8)) {
        let card = scored(&goals);
        for mark in card.goals.iter().flat_map(|goal| goal.mark.walk()) {
            let span = span(mark);
            prop_assert!(Ratio::zero() <= span.least && span.least <= span.most && span.most <= Ratio::one());
            let parts: Option<Vec<&Span<Ratio>>> = mark.parts.iter().map(|part| part.points.as_ref()).collect();
            if let (Some(whole), Some(parts)) = (&mark.points, parts.filter(|parts| !parts.is_empty())) {
                prop_assert_eq!(&whole.least, &parts.iter().map(|part| part.least.clone()).sum::<Ratio>());
                prop_assert_eq!(&whole.most, &parts.iter().map(|part| part.most.clone()).sum::<Ratio>());
            }
        }
        let sum: Ratio = card.goals.iter().filter_map(|goal| goal.mark.points.as_ref()).map(|one| one.least.clone()).sum();
        prop_assert_eq!(card.total.least, sum);
    }

    #[test]
    fn a_plan_met_in_full_has_exactly_100(mut goals in nodes(9)) {
        goals.iter_mut().for_each(|(_, node)| meet(node));
        prop_assert_eq!(scored(&goals).total, Span::exactly(Ratio::from(100_u64)));
    }

    #[test]
    fn order_does_not_matter(goals in nodes(8), turn in 0..4_usize) {
        let (plan, mut results) = (plan(&goals), results(&goals));
        let before = score(&plan, &results, None);
        results.sheets.rotate_left(turn);
        results.sheets.iter_mut().for_each(|sheet| sheet.observations.reverse());
        prop_assert_eq!(before, score(&plan, &results, None));
    }

    #[test]
    fn better_figures_never_lower_the_points(goals in nodes(9), quarter in 0..4_usize) {
        let before = scored(&goals).total;
        let mut better = goals;
        better.iter_mut().for_each(|(_, node)| improve(node, quarter));
        let after = scored(&better).total;
        prop_assert!(before.least <= after.least && before.most <= after.most, "{before:?} became {after:?}");
    }

    /// Seen from the end of any quarter, and with any file missing, the span contains what all of it gives in the end.
    #[test]
    fn a_span_contains_what_any_completion_gives(goals in nodes(10), quarter in 0..4_usize, missing in 0..4_usize) {
        let (plan, whole) = (plan(&goals), results(&goals));
        let end = score(&plan, &whole, None);
        let early = score(&plan, &whole, Some(whole.sheets[quarter].days.last));
        prop_assert!(contains(&early.total, &end.total), "{:?} then {:?}", early.total, end.total);
        for (before, after) in early.goals.iter().zip(&end.goals) {
            prop_assert!(contains(&span(&before.mark), &span(&after.mark)), "{}", after.number);
        }
        let mut holed = whole;
        // A delivery that is not reported is taken as none: what can be missing here are figures.
        holed.sheets[missing].observations.retain(|one| matches!(one.figure, Some(Figure::Delivery { .. })));
        let open = score(&plan, &holed, None);
        prop_assert!(contains(&open.total, &end.total), "{:?} without a file, then {:?}", open.total, end.total);
    }
}
