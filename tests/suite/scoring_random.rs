//! Random plans: every shape of requirement, every rule, figures that are there or missing.

use proptest::prelude::*;

use crate::scoring_naive::{Bound as LeafBound, Credit, Leaf, Node, Partly, Rule, Year};

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
            below.clone().prop_map(Credit::Half),
            below.prop_map(Credit::PartlyFrom),
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

// Each way is boxed: their trees side by side by value take a thread's stack.

/// A share, in one of the ways it can be reported.
fn share_leaf(tenths: u32) -> BoxedStrategy<Leaf> {
    let weights = (1..50_i128, 0..30_i128, Just(0_i128)).prop_map(|(one, two, none)| [one, two, none]).prop_shuffle();
    let sites = quarters(proptest::array::uniform3(perhaps(counts(), tenths)), tenths);
    prop_oneof![
        2 => (target(), any::<bool>(), quarters(counts(), tenths))
            .prop_map(|((target, credit), is_half, quarters)| Leaf::Share { target, credit, is_half, quarters }).boxed(),
        1 => (target(), weights, sites)
            .prop_map(|((target, credit), weights, quarters)| Leaf::Sites { target, credit, weights, quarters }).boxed(),
        1 => (target(), any::<bool>(), quarters(0..=100_i128, tenths))
            .prop_map(|((target, credit), is_average, quarters)| Leaf::Percentages { target, credit, is_average, quarters }).boxed(),
    ]
    .boxed()
}

/// A number within a bound.
fn number_leaf(tenths: u32) -> BoxedStrategy<Leaf> {
    let small = 0..6_i128;
    let year = prop_oneof![Just(Year::Sum), Just(Year::Average), Just(Year::Latest), Just(Year::NotSet)];
    let value = (bound(), 1..12_i128, proptest::option::of(0..4_i128), year, quarters(small.clone(), tenths));
    prop_oneof![
        (bound(), 0..15_i128, any::<bool>(), quarters(small.clone(), tenths))
            .prop_map(|(bound, target, is_sum, quarters)| Leaf::Count { bound, target, is_sum, quarters })
            .boxed(),
        (0..8_i128, 0..8_i128, any::<bool>(), quarters(small, tenths))
            .prop_map(|(least, more, is_sum, quarters)| Leaf::Between { is_sum, least, most: least + more, quarters })
            .boxed(),
        value
            .prop_map(|(bound, target, half, year, quarters)| {
                // Beside the target, on the side where it is missed; `præcis` has no such side.
                let half = match bound {
                    LeafBound::Under | LeafBound::AtMost => half.map(|half| target + half),
                    LeafBound::AtLeast | LeafBound::Over => half.map(|half| (target - half).max(0)),
                    LeafBound::Exactly => None,
                };
                Leaf::Value { bound, target, half, year, quarters }
            })
            .boxed(),
    ]
    .boxed()
}

/// A number beside another, or beside a target for each quarter.
fn beside_leaf(tenths: u32) -> BoxedStrategy<Leaf> {
    let small = 0..6_i128;
    let other = perhaps(0..20_i128, 8);
    let compared = (bound(), -6..120_i128, 0..3_i128, any::<bool>(), other, quarters(small.clone(), 9));
    let targets = proptest::collection::vec((1..9_i128, 0..9_i128), 1..=4);
    prop_oneof![
        compared
            .prop_map(|(bound, target, tolerance, is_share, other, quarters)| {
                // A difference of two small numbers is small.
                let target = if is_share { target } else { target % 7 };
                Leaf::Compared { bound, target, tolerance, is_share, other, quarters }
            })
            .boxed(),
        (rule(), any::<bool>(), targets, quarters(small, tenths))
            .prop_map(|(rule, is_from_beginning, targets, quarters)| Leaf::Path {
                rule,
                is_from_beginning,
                targets,
                quarters
            })
            .boxed(),
    ]
    .boxed()
}

/// Something that is done, reached or judged.
fn done_leaf(tenths: u32) -> BoxedStrategy<Leaf> {
    let partly = prop_oneof![Just(Partly::Nothing), (0..=100_i128).prop_map(Partly::Share), Just(Partly::Unsaid)];
    prop_oneof![
        2 => (0..4_usize, proptest::option::of(0..365_i128), prop_oneof![Just(0_i128), 1..60_i128])
            .prop_map(|(due, day, grace)| Leaf::Deliverable { due, day, grace }).boxed(),
        2 => (1..6_i128, proptest::option::of(1..3_i128), any::<bool>(), quarters(1..6_i128, tenths)).prop_map(
            |(target, below, is_named, quarters)| {
                let half = below.map(|below| (target - below).max(1));
                Leaf::Level { target, half, is_named, quarters }
            }
        ).boxed(),
        1 => quarters(0..3_i128, tenths).prop_map(|quarters| Leaf::Beside { quarters }).boxed(),
        2 => (partly, quarters(0..3_i128, tenths)).prop_map(|(partly, quarters)| Leaf::Judgement { partly, quarters }).boxed(),
        2 => (proptest::bool::weighted(0.8), proptest::array::uniform2(perhaps([1..=3_i128, 1..=3_i128], tenths)))
            .prop_map(|(has_table, marks)| Leaf::Evaluation { has_table, marks }).boxed(),
        1 => Just(Leaf::Later).boxed(),
    ]
    .boxed()
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
fn tiers(tenths: u32) -> BoxedStrategy<Node> {
    let quarter = || {
        proptest::array::uniform4(0..10_i128)
            .prop_map(|[one, two, three, rest]| (one + two + three + rest, vec![one, one + two, one + two + three]))
    };
    let targets = proptest::collection::vec((1..20_i128, 1..=100_i128), 2..4);
    let credit =
        prop_oneof![Just(Credit::AllOrNothing), Just(Credit::Proportional), (0..50_i128).prop_map(Credit::Half)];
    (rule(), targets, credit, proptest::array::uniform4(perhaps(quarter(), tenths)))
        .prop_map(|(rule, tiers, credit, mut quarters)| {
            quarters.iter_mut().flatten().for_each(|(_, within)| within.truncate(tiers.len()));
            Node::Tiers { rule, tiers, credit, quarters }
        })
        .boxed()
}

/// A requirement; the chance that a quarter is reported decides how much is missing.
fn node(tenths: u32) -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![share_leaf(tenths), number_leaf(tenths), beside_leaf(tenths), done_leaf(tenths)]
        .prop_map(Node::Leaf)
        .boxed();
    prop_oneof![3 => leaf, 1 => tiers(tenths)].prop_recursive(3, 12, 4, |inner| {
        (rule(), proptest::collection::vec((1..20_i128, inner), 1..4))
            .prop_map(|(rule, parts)| Node::Group { rule, parts })
    })
}

/// Two to five goals that weigh 100 together.
pub fn nodes(tenths: u32) -> impl Strategy<Value = Vec<(i128, Node)>> {
    proptest::collection::vec((1..20_i128, node(tenths)), 1..5).prop_map(|mut goals| {
        let rest = 100 - goals.iter().map(|(weight, _)| weight).sum::<i128>();
        goals[0].0 += rest;
        goals
    })
}
