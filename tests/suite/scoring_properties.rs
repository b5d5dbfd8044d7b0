//! What holds for every plan and every result: random plans, scored by the program and by the naive scorer.

use std::sync::LazyLock;

use proptest::prelude::*;
use resultatplan::load::load;
use resultatplan::plan::{
    Address, Bound, BoundKind, Combination, Conversion, Credit as PlanCredit, CreditStep, Demand, Evaluation, Figure,
    Gathering, Goal, Grid, Level, LevelTarget, Observation, PartWeight, Plan, Quantum, Reached, Requirement, Results,
    Share, Sheet, Step, Tally, Tier, Unit, Weight,
};
use resultatplan::prose::Prose;
use resultatplan::quantity::{Amount, Count, Date, Number, PartOfYear, Ratio};
use resultatplan::score::{Mark, Scorecard, Span, score};
use resultatplan::source::At;

use crate::scoring_naive::{Credit, ENDS, Fraction, Leaf, Node, Rule, fraction, naive};
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

/// The node as a part of a plan.
fn requirement(node: &Node, label: usize, weight: Option<i128>) -> Requirement {
    let base = &BASE.groups[0].goals[0].requirements[0];
    let amount = |target: i128| Quantum::Amount(Amount { number: number(target), unit: String::new() });
    let bound = |kind, quantum| Bound { kind, quantum };
    let count = |bound| Demand::Count { what: "ting".into(), bound };
    let (mut credit, mut gathering, mut deadline) = (PlanCredit::AllOrNothing, None, None);
    let demand = match node {
        Node::Group { rule, parts } => Demand::Parts {
            combination: Some(match rule {
                Rule::All => Combination::All,
                Rule::Weighted => Combination::Weighted,
                Rule::Equal => Combination::Equal,
                Rule::AtLeast(least) => Combination::AtLeast(u32::try_from(*least).unwrap()),
                Rule::NotSet => Combination::NotSet,
            }),
            parts: parts
                .iter()
                .enumerate()
                .map(|(label, (weight, part))| {
                    requirement(part, label, Some(*weight).filter(|_| matches!(rule, Rule::Weighted)))
                })
                .collect(),
        },
        Node::Leaf(Leaf::Share { target, credit: given, .. }) => {
            credit = match given {
                Credit::AllOrNothing => PlanCredit::AllOrNothing,
                Credit::Proportional => PlanCredit::Proportional,
                Credit::Linear(from) => PlanCredit::Linear { from: number(*from), to: number(*target) },
                Credit::Half(from) => {
                    PlanCredit::Steps(vec![CreditStep { from: number(*from), fulfilment: percent(50) }])
                }
            };
            let step = Step::Within("31 dage".parse().unwrap());
            let tier = Tier { at: At::nowhere(), share: percent(*target), step, weight: None };
            let (population, combination) = ("sager".into(), None);
            Demand::Share(Share { unit: Unit::Cases, population, tiers: vec![tier], combination, sites: Vec::new() })
        }
        Node::Leaf(Leaf::AtLeast { target, .. }) => count(bound(BoundKind::AtLeast, amount(*target))),
        Node::Leaf(Leaf::AtMost { target, .. }) => count(bound(BoundKind::AtMost, amount(*target))),
        Node::Leaf(Leaf::Between { least, most, .. }) => {
            count(bound(BoundKind::Between, Quantum::Range(format!("{least}-{most}").parse().unwrap())))
        }
        Node::Leaf(Leaf::Under { target, .. }) => {
            gathering = Some(Gathering::Sum);
            Demand::Value { what: "dage".into(), bound: bound(BoundKind::Below, amount(*target)) }
        }
        Node::Leaf(Leaf::Deliverable { due, .. }) => {
            deadline = Some(format!("udgangen af {}. kvartal", due + 1).parse().unwrap());
            Demand::Deliverable { what: resultatplan::prose::parse("ting") }
        }
        Node::Leaf(Leaf::Level { target, .. }) => {
            let at_least = LevelTarget::Rank(u32::try_from(*target).unwrap());
            Demand::Level(Level { what: "modenhed".into(), at_least, scale: Vec::new() })
        }
        Node::Leaf(Leaf::Evaluation { .. }) => Demand::Evaluation(Evaluation {
            what: "bidrag".into(),
            topics: vec!["emne".into()],
            subjects: vec!["sag".into()],
            evaluators: vec!["A".into(), "B".into()],
            scale: (1..=3).map(|mark| (mark, mark.to_string())).collect(),
            conversion: Some(
                [(6, 100), (4, 50)]
                    .map(|(from, share)| Conversion { from: number(from), fulfilment: percent(share) })
                    .to_vec(),
            ),
        }),
    };
    Requirement {
        label: Some(format!("p{label}")),
        weight: weight.map(|points| PartWeight::Points(points.to_string().parse().unwrap())),
        deadline,
        credit,
        gathering,
        demand,
        ..base.clone()
    }
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

/// What each quarter's file says of a leaf.
fn figure(leaf: &Leaf, quarter: usize) -> Option<Figure> {
    let count = |count: i128| Count(u64::try_from(count).unwrap());
    match leaf {
        Leaf::Share { quarters, .. } => quarters[quarter]
            .map(|(all, in_time)| Figure::Counts(Tally { total: count(all), within: vec![count(in_time)] })),
        Leaf::AtLeast { quarters, .. } | Leaf::AtMost { quarters, .. } | Leaf::Between { quarters, .. } => {
            quarters[quarter].map(|number| Figure::Count(count(number)))
        }
        Leaf::Under { quarters, .. } => quarters[quarter].map(|value| Figure::Value(number(value))),
        Leaf::Level { quarters, .. } => {
            quarters[quarter].map(|rank| Figure::Level(Reached::Rank(u32::try_from(rank).unwrap())))
        }
        Leaf::Deliverable { day: on, .. } => {
            // Each file tells what was there when its quarter ended; the first with it gives the day.
            let by_now = on.filter(|on| *on <= ENDS[quarter]);
            Some(Figure::Delivery { on: by_now.map(day), evidence: None })
        }
        // Each evaluator in a quarter of its own.
        Leaf::Evaluation { marks } => {
            let (evaluator, mark) = (["A", "B"].get(quarter)?, marks.get(quarter).copied().flatten()?);
            let marks = vec![vec![u32::try_from(mark).unwrap()]];
            Some(Figure::Evaluation(vec![Grid { evaluator: (*evaluator).into(), marks }]))
        }
    }
}

fn leaves<'a>(node: &'a Node, steps: &[String], all: &mut Vec<(Vec<String>, &'a Leaf)>) {
    match node {
        Node::Leaf(leaf) => all.push((steps.to_vec(), leaf)),
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
fn perhaps<T: std::fmt::Debug>(one: impl Strategy<Value = T>, tenths: u32) -> impl Strategy<Value = Option<T>> {
    (0..10_u32, one).prop_map(move |(dice, one)| (dice < tenths).then_some(one))
}

fn quarters<T: std::fmt::Debug + Clone + 'static>(
    one: impl Strategy<Value = T> + Clone + 'static,
    tenths: u32,
) -> impl Strategy<Value = [Option<T>; 4]> {
    proptest::array::uniform4(perhaps(one, tenths))
}

/// A leaf; the chance that a quarter is reported decides how much is missing.
fn leaf(tenths: u32) -> impl Strategy<Value = Leaf> {
    let tally = (0..30_i128).prop_flat_map(|all| (Just(all), 0..=all));
    let small = 0..6_i128;
    let credit = |target: i128| {
        let below = 0..target.max(1);
        prop_oneof![
            Just(Credit::AllOrNothing),
            Just(if target > 0 { Credit::Proportional } else { Credit::AllOrNothing }),
            below.clone().prop_map(move |from| if target > 0 { Credit::Linear(from) } else { Credit::AllOrNothing }),
            below.prop_map(Credit::Half),
        ]
    };
    let target = prop_oneof![Just(0_i128), Just(50), Just(85), Just(100), 0..=100_i128];
    prop_oneof![
        4 => (target.prop_flat_map(move |target| (Just(target), credit(target))), quarters(tally, tenths))
            .prop_map(|((target, credit), quarters)| Leaf::Share { target, credit, quarters }),
        1 => (0..15_i128, quarters(small.clone(), tenths)).prop_map(|(target, quarters)| Leaf::AtLeast { target, quarters }),
        1 => (0..15_i128, quarters(small.clone(), tenths)).prop_map(|(target, quarters)| Leaf::AtMost { target, quarters }),
        1 => (0..8_i128, 0..8_i128, quarters(small.clone(), tenths))
            .prop_map(|(least, more, quarters)| Leaf::Between { least, most: least + more, quarters }),
        1 => (1..20_i128, quarters(small.clone(), tenths)).prop_map(|(target, quarters)| Leaf::Under { target, quarters }),
        1 => (1..6_i128, quarters(1..6_i128, tenths)).prop_map(|(target, quarters)| Leaf::Level { target, quarters }),
        1 => (0..4_usize, proptest::option::of(0..365_i128)).prop_map(|(due, day)| Leaf::Deliverable { due, day }),
        1 => proptest::array::uniform2(perhaps(1..=3_i128, tenths))
            .prop_map(|marks| Leaf::Evaluation { marks }),
    ]
}

fn node(tenths: u32) -> impl Strategy<Value = Node> {
    leaf(tenths).prop_map(Node::Leaf).prop_recursive(3, 12, 4, |inner| {
        let rule = prop_oneof![
            Just(Rule::All),
            Just(Rule::Weighted),
            Just(Rule::Equal),
            (1..4_usize).prop_map(Rule::AtLeast),
            Just(Rule::NotSet),
        ];
        (rule, proptest::collection::vec((1..20_i128, inner), 1..4))
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

/// Makes every leaf met, whatever it was.
fn meet(node: &mut Node) {
    match node {
        Node::Group { rule, parts } => {
            if let Rule::AtLeast(least) = rule {
                *least = (*least).min(parts.len());
            }
            parts.iter_mut().for_each(|(_, part)| meet(part));
        }
        Node::Leaf(leaf) => match leaf {
            Leaf::Share { quarters, .. } => *quarters = [Some((7, 7)); 4],
            Leaf::AtLeast { target, quarters } => *quarters = [Some(*target); 4],
            Leaf::AtMost { quarters, .. } | Leaf::Under { quarters, .. } => *quarters = [Some(0); 4],
            Leaf::Between { least, quarters, .. } => *quarters = [Some(*least), Some(0), Some(0), Some(0)],
            Leaf::Deliverable { due, day } => *day = Some(ENDS[*due]),
            Leaf::Level { target, quarters } => *quarters = [Some(*target); 4],
            Leaf::Evaluation { marks } => *marks = [Some(3); 2],
        },
    }
}

/// Makes the figures of a leaf better, in a quarter.
fn improve(node: &mut Node, quarter: usize) {
    match node {
        Node::Group { parts, .. } => parts.iter_mut().for_each(|(_, part)| improve(part, quarter)),
        Node::Leaf(leaf) => match leaf {
            Leaf::Share { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|(all, in_time)| (all, (in_time + 1).min(all)));
            }
            Leaf::AtLeast { quarters, .. } | Leaf::Level { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|one| one + 1);
            }
            Leaf::AtMost { quarters, .. } | Leaf::Under { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|one| (one - 1).max(0));
            }
            Leaf::Deliverable { day, .. } => *day = day.map(|day| (day - 30).max(0)),
            Leaf::Evaluation { marks } => *marks = marks.map(|mark| mark.map(|mark| (mark + 1).min(3))),
            Leaf::Between { .. } => {}
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
