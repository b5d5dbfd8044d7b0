//! What holds for every plan and every result: random plans, scored by the program and by the naive scorer.

use proptest::prelude::*;
use resultatplan::plan::{Assumption, Combination, Demand, Figure, Requirement};
use resultatplan::quantity::Ratio;
use resultatplan::score::{Mark, Scorecard, Span, score};

use crate::scoring_naive::{Bound as LeafBound, ENDS, Fraction, Leaf, Node, Rule, Year, fraction, naive, with_rule};
use crate::scoring_nodes::{plan, results, scored};
use crate::scoring_random::nodes;
use crate::support::random::config;

/// Of any size: its parts can have more digits than a number in a plan.
fn ratio(fraction: Fraction) -> Ratio {
    let [over, under] = [fraction.over, fraction.under].map(|one| Ratio::from(u128::try_from(one).unwrap()));
    over.over(&under).unwrap()
}

fn span(mark: &Mark) -> Span<Ratio> {
    mark.fulfilment.map(|one| one.ratio().clone())
}

/// The plan's points.
fn points(card: &Scorecard) -> Span<Ratio> {
    card.total.clone().expect("the goals have weights")
}

/// Assumes a rule wherever the plan has none.
fn assume(one: &mut Requirement, rule: Combination) {
    let assumption = Some(Assumption { rule, reason: "planen siger det ikke".to_owned() });
    match &mut one.demand {
        Demand::Parts(parts) if parts.combination == Some(Combination::NotSet) => parts.assumption = assumption,
        Demand::Share(share) if share.combination == Some(Combination::NotSet) => share.assumption = assumption,
        _ => {}
    }
    one.demand.measure_mut().parts_mut().into_iter().flatten().for_each(|part| assume(part, rule));
}

/// What every goal, and the plan, comes to.
fn spans(card: &Scorecard) -> Vec<Span<Ratio>> {
    let goals = card.goals.iter().flat_map(|goal| goal.mark.walk()).map(span);
    goals.chain(card.total.clone()).collect()
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
            Leaf::Count { bound, target, is_sum, quarters } => {
                *is_sum = true;
                // Nothing is less than none.
                *target = (*target).max(i128::from(matches!(bound, LeafBound::Under)));
                *quarters = [Some(met_by(*bound, *target)), Some(0), Some(0), Some(0)];
            }
            Leaf::Between { is_sum, least, quarters, .. } => {
                (*is_sum, *quarters) = (true, [Some(*least), Some(0), Some(0), Some(0)]);
            }
            Leaf::Value { bound, target, year, quarters, .. } => {
                (*year, *quarters) = (Year::Average, [Some(met_by(*bound, *target)); 4]);
            }
            Leaf::Compared { bound, target, other, is_share, quarters, .. } => {
                (*bound, *target, *is_share, *other) = (LeafBound::AtLeast, 0, true, Some(10));
                *quarters = [Some(1); 4];
            }
            Leaf::Path { rule, targets, quarters, .. } => {
                can_be_met(rule, targets.len());
                *quarters = [Some(9); 4];
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
            Leaf::Level { quarters, .. } | Leaf::Path { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|one| one + 1);
            }
            Leaf::Beside { quarters } | Leaf::Judgement { quarters, .. } => {
                quarters[quarter] = quarters[quarter].map(|one| (one + 1).min(2));
            }
            Leaf::Deliverable { day, .. } => *day = day.map(|day| (day - 30).max(0)),
            Leaf::Evaluation { marks, .. } => {
                *marks = marks.map(|marks| marks.map(|marks| marks.map(|mark| (mark + 1).min(3))));
            }
            Leaf::Between { .. } | Leaf::Compared { .. } | Leaf::Later => {}
        },
    }
}

proptest! {
    #![proptest_config(config(400))]

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
        prop_assert_eq!(points(&card), Span { least: ratio(total.0), most: ratio(total.1) });
    }

    #[test]
    fn the_naive_scorer_agrees_where_a_rule_is_assumed(goals in nodes(9)) {
        for (rule, given) in [(Combination::All, Rule::All), (Combination::Equal, Rule::Equal)] {
            let mut assuming = plan(&goals);
            assuming.groups[0].goals.iter_mut().flat_map(|goal| &mut goal.requirements).for_each(|one| assume(one, rule));
            let figures = results(&goals);
            // What is assumed is not agreed: points by the plan are as if it were not there.
            prop_assert_eq!(spans(&score(&assuming, &figures, None)), spans(&scored(&goals)));
            let by_rule = score(&plan(&goals).as_if(rule), &figures, None);
            if let Some(assumed) = assuming.as_assumed() {
                prop_assert_eq!(spans(&score(&assumed, &figures, None)), spans(&by_rule));
            }
            for ((_, node), goal) in goals.iter().zip(&by_rule.goals) {
                let (least, most) = naive(&with_rule(node, given));
                prop_assert_eq!(span(&goal.mark), Span { least: ratio(least), most: ratio(most) }, "{:?}", node);
            }
        }
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
        prop_assert_eq!(points(&card).least, sum);
    }

    #[test]
    fn a_plan_met_in_full_has_exactly_100(mut goals in nodes(9)) {
        goals.iter_mut().for_each(|(_, node)| meet(node));
        prop_assert_eq!(points(&scored(&goals)), Span::exactly(Ratio::from(100_u64)));
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
        let before = points(&scored(&goals));
        let mut better = goals;
        better.iter_mut().for_each(|(_, node)| improve(node, quarter));
        let after = points(&scored(&better));
        prop_assert!(before.least <= after.least && before.most <= after.most, "{before:?} became {after:?}");
    }

    /// Seen from the end of any quarter, and with any file missing, the span contains what all of it gives in the end.
    #[test]
    fn a_span_contains_what_any_completion_gives(goals in nodes(10), quarter in 0..4_usize, missing in 0..4_usize) {
        let (plan, whole) = (plan(&goals), results(&goals));
        let end = score(&plan, &whole, None);
        let early = score(&plan, &whole, Some(whole.sheets[quarter].days.last));
        prop_assert!(contains(&points(&early), &points(&end)), "{:?} then {:?}", early.total, end.total);
        for (before, after) in early.goals.iter().zip(&end.goals) {
            prop_assert!(contains(&span(&before.mark), &span(&after.mark)), "{}", after.number);
        }
        let mut holed = whole;
        // A delivery that is not reported is taken as none: what can be missing here are figures.
        holed.sheets[missing].observations.retain(|one| matches!(one.figure, Some(Figure::Delivery { .. })));
        let open = score(&plan, &holed, None);
        prop_assert!(contains(&points(&open), &points(&end)), "{:?} without a file, then {:?}", open.total, end.total);
    }
}
