//! A second scorer, written from the rules alone and as plainly as can be: whole numbers, one case after the other, nothing
//! shared with the first. It scores the same random plans, and the two must agree.

use std::cmp::Ordering;

/// A fraction of whole numbers, kept short.
#[derive(Debug, Clone, Copy)]
pub struct Fraction {
    pub over: i128,
    pub under: i128,
}

pub fn fraction(over: i128, under: i128) -> Fraction {
    fn common(one: i128, other: i128) -> i128 {
        if other == 0 { one.abs() } else { common(other, one % other) }
    }
    let by = common(over, under).max(1) * under.signum();
    Fraction { over: over / by, under: under / by }
}

impl Fraction {
    pub const NONE: Self = Self { over: 0, under: 1 };
    pub const ALL: Self = Self { over: 1, under: 1 };

    pub fn plus(self, other: Self) -> Self {
        fraction(self.over * other.under + other.over * self.under, self.under * other.under)
    }

    pub fn times(self, other: Self) -> Self {
        fraction(self.over * other.over, self.under * other.under)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

/// A requirement as simply as it can be put.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "a random plan has few of them")]
pub enum Node {
    Leaf(Leaf),
    Group {
        rule: Rule,
        parts: Vec<(i128, Node)>,
    },
    /// Several limits on one population: each with its weight and its target; by quarter how many, and how many of them
    /// within each limit.
    Tiers {
        rule: Rule,
        tiers: Vec<(i128, i128)>,
        credit: Credit,
        quarters: [Option<(i128, Vec<i128>)>; 4],
    },
}

#[derive(Debug, Clone, Copy)]
pub enum Rule {
    All,
    /// In points.
    Weighted,
    /// In percent.
    Percent,
    /// By weights, of which the first is not set.
    Unset,
    Equal,
    AtLeast(usize),
    NotSet,
}

/// How quarters become a year's number.
#[derive(Debug, Clone, Copy)]
pub enum Year {
    Sum,
    Average,
    Latest,
    /// Nobody says.
    NotSet,
}

#[derive(Debug, Clone, Copy)]
pub enum Bound {
    Under,
    AtMost,
    AtLeast,
    Over,
    Exactly,
}

/// How many, and how many of them in time.
pub type Counts = (i128, i128);

#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "a random plan has few of them")]
pub enum Leaf {
    /// At least so many percent of what is counted in the year, or in its second half.
    Share {
        target: i128,
        credit: Credit,
        is_half: bool,
        quarters: [Option<Counts>; 4],
    },
    /// The same at three places, each with its weight.
    Sites {
        target: i128,
        credit: Credit,
        weights: [i128; 3],
        quarters: [Option<[Option<Counts>; 3]>; 4],
    },
    /// The same in percent without counts; every quarter counts the same, or nobody says how they count.
    Percentages {
        target: i128,
        credit: Credit,
        is_average: bool,
        quarters: [Option<i128>; 4],
    },
    /// A number of things within a bound: what each quarter brings is added up where the plan says so; else that, or the
    /// last counts.
    Count {
        bound: Bound,
        target: i128,
        is_sum: bool,
        quarters: [Option<i128>; 4],
    },
    Between {
        is_sum: bool,
        least: i128,
        most: i128,
        quarters: [Option<i128>; 4],
    },
    /// A measured value; half is given on this side of another value, where there is one.
    Value {
        bound: Bound,
        target: i128,
        half: Option<i128>,
        year: Year,
        quarters: [Option<i128>; 4],
    },
    /// A sum that is so many percent of another figure, or so much more or less than it, give or take a tolerance. The other
    /// figure may not be known.
    Compared {
        bound: Bound,
        target: i128,
        tolerance: i128,
        is_share: bool,
        other: Option<i128>,
        quarters: [Option<i128>; 4],
    },
    /// At least so many things in each quarter, or from the beginning until its end; each with its weight.
    Path {
        rule: Rule,
        is_from_beginning: bool,
        targets: Vec<(i128, i128)>,
        quarters: [Option<i128>; 4],
    },
    /// Due at the end of a quarter, 0 to 3; delivered on a day of the year, from 0; so many days late give half.
    Deliverable {
        due: usize,
        day: Option<i128>,
        grace: i128,
    },
    /// At least this level when the year ends, by number or by name; half from another, where there is one.
    Level {
        target: i128,
        half: Option<i128>,
        is_named: bool,
        quarters: [Option<i128>; 4],
    },
    /// Beside a level that is a name alone: 0 below it, 1 at it, 2 above.
    Beside {
        quarters: [Option<i128>; 4],
    },
    /// What somebody says when the year ends: 0 not met, 1 partly, 2 met.
    Judgement {
        partly: Partly,
        quarters: [Option<i128>; 4],
    },
    /// Two evaluators with two marks of 1 to 3 each; from 8 points half, from 10 all, where there is a table.
    Evaluation {
        has_table: bool,
        marks: [Option<[i128; 2]>; 2],
    },
    /// Set later.
    Later,
}

/// What a judgement of `partly` gives.
#[derive(Debug, Clone, Copy)]
pub enum Partly {
    Nothing,
    /// So many percent.
    Share(i128),
    /// The plan says when, and not what it gives.
    Unsaid,
}

#[derive(Debug, Clone, Copy)]
pub enum Credit {
    AllOrNothing,
    Proportional,
    /// From nothing at this share to all at the target.
    Linear(i128),
    /// Half from this share on.
    Half(i128),
    /// Partly met from this share on: anything from nothing to all.
    PartlyFrom(i128),
}

/// The last day of each quarter of 2025, from 0.
pub const ENDS: [i128; 4] = [89, 180, 272, 364];

/// The same as if each whole of several parts that has no rule had this one.
pub fn with_rule(node: &Node, given: Rule) -> Node {
    let filled = |rule: Rule, parts: usize| if matches!(rule, Rule::NotSet) && parts > 1 { given } else { rule };
    match node {
        Node::Leaf(leaf) => Node::Leaf(leaf.clone()),
        Node::Group { rule, parts } => Node::Group {
            rule: filled(*rule, parts.len()),
            parts: parts.iter().map(|(weight, part)| (*weight, with_rule(part, given))).collect(),
        },
        Node::Tiers { rule, tiers, credit, quarters } => Node::Tiers {
            rule: filled(*rule, tiers.len()),
            tiers: tiers.clone(),
            credit: *credit,
            quarters: quarters.clone(),
        },
    }
}

pub fn naive(node: &Node) -> (Fraction, Fraction) {
    match node {
        Node::Leaf(leaf) => naive_leaf(leaf),
        // A limit is a share of its own; together they are parts.
        Node::Tiers { rule, tiers, credit, quarters } => {
            let share = |(index, (weight, target)): (usize, &(i128, i128))| {
                let of_tier =
                    |quarter: &Option<(i128, Vec<i128>)>| quarter.as_ref().map(|(all, within)| (*all, within[index]));
                let quarters = quarters.each_ref().map(of_tier);
                let leaf = Leaf::Share { target: *target, credit: *credit, is_half: false, quarters };
                (*weight, Node::Leaf(leaf))
            };
            naive(&Node::Group { rule: *rule, parts: tiers.iter().enumerate().map(share).collect() })
        }
        Node::Group { rule, parts } => {
            // Who asks for what is met asks for more than what is partly met, whatever that gives.
            let asks_for_met = matches!(rule, Rule::All | Rule::AtLeast(_));
            let span = |node: &Node| match naive(node) {
                (worst, _) if asks_for_met && !can_be_met(node) => (worst, Fraction::NONE),
                span => span,
            };
            let spans: Vec<(i128, (Fraction, Fraction))> =
                parts.iter().map(|(weight, node)| (*weight, span(node))).collect();
            let worst = one_end(*rule, &spans.iter().map(|(weight, span)| (*weight, span.0)).collect::<Vec<_>>());
            let best = one_end(*rule, &spans.iter().map(|(weight, span)| (*weight, span.1)).collect::<Vec<_>>());
            match (worst, best) {
                (Some(worst), Some(best)) => (worst, best),
                _ if matches!(rule, Rule::Unset) => {
                    let least = spans.iter().map(|(_, span)| span.0).min().unwrap();
                    (least, spans.iter().map(|(_, span)| span.1).max().unwrap())
                }
                // No rule: only what no rule could change is known.
                _ if spans.iter().all(|(_, span)| span.0 == Fraction::ALL) => (Fraction::ALL, Fraction::ALL),
                _ if spans.iter().all(|(_, span)| span.1 == Fraction::NONE) => (Fraction::NONE, Fraction::NONE),
                // No rule gives more than the best of them.
                _ => (Fraction::NONE, spans.iter().map(|(_, span)| span.1).max().unwrap()),
            }
        }
    }
}

/// Whether it can still be met in full. Where nobody says what "delvist" gives, that is another question than what it can give.
fn can_be_met(node: &Node) -> bool {
    let all_or_nothing = |leaf: Leaf| naive_leaf(&leaf).1 == Fraction::ALL;
    let credit = Credit::AllOrNothing;
    match node {
        Node::Leaf(Leaf::Judgement { partly: Partly::Unsaid, quarters: [.., Some(1)] }) => false,
        Node::Leaf(Leaf::Share { target, credit: Credit::PartlyFrom(_), is_half, quarters }) => {
            all_or_nothing(Leaf::Share { target: *target, credit, is_half: *is_half, quarters: *quarters })
        }
        Node::Leaf(Leaf::Sites { target, credit: Credit::PartlyFrom(_), weights, quarters }) => {
            all_or_nothing(Leaf::Sites { target: *target, credit, weights: *weights, quarters: *quarters })
        }
        Node::Leaf(Leaf::Percentages { target, credit: Credit::PartlyFrom(_), is_average, quarters }) => {
            all_or_nothing(Leaf::Percentages { target: *target, credit, is_average: *is_average, quarters: *quarters })
        }
        Node::Leaf(_) | Node::Tiers { .. } => naive(node).1 == Fraction::ALL,
        Node::Group { rule, parts } => {
            let each = |weighs: fn(i128) -> bool| {
                parts.iter().filter(move |(weight, _)| weighs(*weight)).map(|(_, part)| can_be_met(part))
            };
            match rule {
                Rule::Weighted | Rule::Percent => each(|weight| weight > 0).all(|met| met),
                Rule::Equal | Rule::All => each(|_| true).all(|met| met),
                Rule::AtLeast(least) => each(|_| true).filter(|met| *met).count() >= *least,
                // Whatever the rule will be, and whatever they will weigh.
                Rule::NotSet | Rule::Unset => each(|_| true).any(|met| met),
            }
        }
    }
}

fn one_end(rule: Rule, parts: &[(i128, Fraction)]) -> Option<Fraction> {
    let met = parts.iter().filter(|(_, part)| *part == Fraction::ALL).count();
    let yes_or_no = |yes: bool| if yes { Fraction::ALL } else { Fraction::NONE };
    match rule {
        Rule::NotSet | Rule::Unset if parts.len() == 1 => Some(parts[0].1),
        Rule::NotSet | Rule::Unset => None,
        Rule::All => Some(yes_or_no(met == parts.len())),
        Rule::AtLeast(least) => Some(yes_or_no(met >= least)),
        Rule::Weighted | Rule::Percent | Rule::Equal => {
            let weight = |given: i128| if matches!(rule, Rule::Equal) { 1 } else { given };
            let whole: i128 = parts.iter().map(|(given, _)| weight(*given)).sum();
            let mut sum = Fraction::NONE;
            for (given, part) in parts {
                sum = sum.plus(part.times(fraction(weight(*given), whole)));
            }
            Some(sum)
        }
    }
}

const OPEN: (Fraction, Fraction) = (Fraction::NONE, Fraction::ALL);

fn exactly(yes: bool) -> (Fraction, Fraction) {
    if yes { (Fraction::ALL, Fraction::ALL) } else { (Fraction::NONE, Fraction::NONE) }
}

fn naive_leaf(leaf: &Leaf) -> (Fraction, Fraction) {
    let total = |quarters: &[Option<i128>; 4]| quarters.iter().flatten().sum::<i128>();
    let is_whole = |quarters: &[Option<i128>; 4]| quarters.iter().all(Option::is_some);
    let whole = |number: i128| fraction(number, 1);
    match leaf {
        Leaf::Share { target, credit, is_half, quarters } => {
            let counting = if *is_half { &quarters[2..] } else { &quarters[..] };
            let (worst, best, is_reached) = ends(counting);
            (at_worst(worst, *target, *credit), share(best, *target, *credit, is_reached))
        }
        Leaf::Sites { target, credit, weights, quarters } => {
            let (mut worst, mut best, mut is_reached) = (Fraction::NONE, Fraction::NONE, true);
            for (site, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                let own = quarters.map(|quarter| quarter.and_then(|sites| sites[site]));
                let (low, high, reaches) = ends(&own);
                let weight = fraction(*weight, weights.iter().sum());
                worst = worst.plus(low.times(weight));
                best = best.plus(high.times(weight));
                is_reached = is_reached && reaches;
            }
            (at_worst(worst, *target, *credit), share(best, *target, *credit, is_reached))
        }
        Leaf::Percentages { target, credit, is_average, quarters } => {
            let missing = quarters.iter().filter(|quarter| quarter.is_none()).count() as i128;
            let (low, high) = if *is_average { (total(quarters), total(quarters) + 100 * missing) } else { (0, 400) };
            (at_worst(fraction(low, 4), *target, *credit), share(fraction(high, 4), *target, *credit, true))
        }
        Leaf::Count { bound, target, is_sum, quarters } => {
            let sum = total(quarters);
            let is_certain = match bound {
                Bound::Under | Bound::AtMost => !keeps(*bound, whole(sum), *target),
                Bound::AtLeast | Bound::Over => keeps(*bound, whole(sum), *target),
                Bound::Exactly => sum > *target,
            };
            let added =
                if is_whole(quarters) || is_certain { exactly(keeps(*bound, whole(sum), *target)) } else { OPEN };
            let there = quarters[3].map_or(OPEN, |last| exactly(keeps(*bound, whole(last), *target)));
            if *is_sum { added } else { either(added, there) }
        }
        Leaf::Between { is_sum, least, most, quarters } => {
            let holds = |number: i128| exactly((*least..=*most).contains(&number));
            let is_certain = is_whole(quarters) || total(quarters) > *most;
            let added = if is_certain { holds(total(quarters)) } else { OPEN };
            if *is_sum { added } else { either(added, quarters[3].map_or(OPEN, holds)) }
        }
        Leaf::Value { bound, target, half, year, quarters } => {
            let value = match year {
                Year::Sum if is_whole(quarters) => whole(total(quarters)),
                Year::Average if is_whole(quarters) => fraction(total(quarters), 4),
                Year::Latest if quarters[3].is_some() => whole(quarters[3].unwrap()),
                _ => return OPEN,
            };
            let less_is_better = matches!(bound, Bound::Under | Bound::AtMost);
            let is_half =
                half.is_some_and(|half| if less_is_better { value <= whole(half) } else { value >= whole(half) });
            if is_half && !keeps(*bound, value, *target) {
                return (fraction(1, 2), fraction(1, 2));
            }
            exactly(keeps(*bound, value, *target))
        }
        Leaf::Compared { bound, target, tolerance, is_share, other: Some(other), quarters } if is_whole(quarters) => {
            let sum = total(quarters);
            let value = match (is_share, other) {
                (true, 0) => return OPEN,
                (true, other) => fraction(sum * 100, *other),
                (false, other) => whole(sum - other),
            };
            exactly(match bound {
                Bound::Exactly => {
                    keeps(Bound::AtLeast, value, target - tolerance) && keeps(Bound::AtMost, value, target + tolerance)
                }
                Bound::Under | Bound::AtMost => keeps(*bound, value, target + tolerance),
                Bound::AtLeast | Bound::Over => keeps(*bound, value, target - tolerance),
            })
        }
        Leaf::Path { rule, is_from_beginning, targets, quarters } => {
            // What is not counted adds nothing.
            let counted = |stage: usize, quarter: usize| quarter == stage || *is_from_beginning && quarter < stage;
            let part = |(stage, (weight, target)): (usize, &(i128, i128))| {
                let own = [0, 1, 2, 3].map(|quarter| if counted(stage, quarter) { quarters[quarter] } else { Some(0) });
                (
                    *weight,
                    Node::Leaf(Leaf::Count { bound: Bound::AtLeast, target: *target, is_sum: true, quarters: own }),
                )
            };
            naive(&Node::Group { rule: *rule, parts: targets.iter().enumerate().map(part).collect() })
        }
        Leaf::Level { target, half, quarters: [.., Some(last)], .. } => {
            if last < target && half.is_some_and(|half| *last >= half) {
                return (fraction(1, 2), fraction(1, 2));
            }
            exactly(last >= target)
        }
        Leaf::Beside { quarters: [.., Some(last)] } => exactly(*last > 0),
        Leaf::Judgement { partly, quarters: [.., Some(last)] } => match (last, partly) {
            (1, Partly::Share(percent)) => (fraction(*percent, 100), fraction(*percent, 100)),
            (1, Partly::Unsaid) => OPEN,
            _ => exactly(*last == 2),
        },
        Leaf::Deliverable { due, day, grace } => {
            // Not there when the year ends: it can still come on the first day of the next.
            let earliest = day.unwrap_or(ENDS[3] + 1);
            let given = match earliest - ENDS[*due] {
                ..=0 => Fraction::ALL,
                late if late <= *grace => fraction(1, 2),
                _ => Fraction::NONE,
            };
            (if day.is_some() { given } else { Fraction::NONE }, given)
        }
        Leaf::Evaluation { has_table: true, marks } => {
            let table = |points: i128| match points {
                10.. => Fraction::ALL,
                8.. => fraction(1, 2),
                _ => Fraction::NONE,
            };
            let sum = |missing: i128| marks.iter().flat_map(|marks| marks.unwrap_or([missing; 2])).sum();
            (table(sum(1)), table(sum(3)))
        }
        _ => OPEN,
    }
}

/// Nobody says whether it is what happens or what is there.
fn either(one: (Fraction, Fraction), other: (Fraction, Fraction)) -> (Fraction, Fraction) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// The least and the most that a share in percent can end at, and whether the most is reached or only come near to.
fn ends(quarters: &[Option<Counts>]) -> (Fraction, Fraction, bool) {
    let all: i128 = quarters.iter().flatten().map(|(all, _)| all).sum();
    let in_time: i128 = quarters.iter().flatten().map(|(_, in_time)| in_time).sum();
    if quarters.iter().all(Option::is_some) && all > 0 {
        let value = fraction(in_time * 100, all);
        return (value, value, true);
    }
    (Fraction::NONE, fraction(100, 1), in_time == all)
}

fn keeps(bound: Bound, value: Fraction, target: i128) -> bool {
    let target = fraction(target, 1);
    match bound {
        Bound::Under => value < target,
        Bound::AtMost => value <= target,
        Bound::AtLeast => value >= target,
        Bound::Over => value > target,
        Bound::Exactly => value == target,
    }
}

/// What a share in percent gives; one that is not reached is only come near to.
fn share(percent: Fraction, target: i128, credit: Credit, is_reached: bool) -> Fraction {
    let at_least = |bound: i128| percent > fraction(bound, 1) || is_reached && percent == fraction(bound, 1);
    if at_least(target) {
        return Fraction::ALL;
    }
    match credit {
        Credit::AllOrNothing => Fraction::NONE,
        Credit::Proportional => percent.times(fraction(1, target)).min(Fraction::ALL),
        Credit::Linear(from) => {
            percent.plus(fraction(-from, 1)).times(fraction(1, target - from)).clamp(Fraction::NONE, Fraction::ALL)
        }
        Credit::Half(from) if at_least(from) => fraction(1, 2),
        Credit::PartlyFrom(from) if at_least(from) => Fraction::ALL,
        Credit::Half(_) | Credit::PartlyFrom(_) => Fraction::NONE,
    }
}

/// What a share gives at the worst: what is partly met, and nobody says by how much, can be nothing.
fn at_worst(percent: Fraction, target: i128, credit: Credit) -> Fraction {
    match credit {
        Credit::PartlyFrom(_) => share(percent, target, Credit::AllOrNothing, true),
        Credit::AllOrNothing | Credit::Proportional | Credit::Linear(_) | Credit::Half(_) => {
            share(percent, target, credit, true)
        }
    }
}
