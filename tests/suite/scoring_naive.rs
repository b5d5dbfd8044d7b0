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
pub enum Node {
    Leaf(Leaf),
    Group { rule: Rule, parts: Vec<(i128, Node)> },
}

#[derive(Debug, Clone, Copy)]
pub enum Rule {
    All,
    Weighted,
    Equal,
    AtLeast(usize),
    NotSet,
}

#[derive(Debug, Clone)]
pub enum Leaf {
    /// At least so many percent; by quarter how many, and how many of them in time.
    Share {
        target: i128,
        credit: Credit,
        quarters: [Option<(i128, i128)>; 4],
    },
    AtLeast {
        target: i128,
        quarters: [Option<i128>; 4],
    },
    AtMost {
        target: i128,
        quarters: [Option<i128>; 4],
    },
    Between {
        least: i128,
        most: i128,
        quarters: [Option<i128>; 4],
    },
    /// Under a target, by the sum of quarters.
    Under {
        target: i128,
        quarters: [Option<i128>; 4],
    },
    /// Due at the end of a quarter, 0 to 3; delivered on a day of the year, from 0.
    Deliverable {
        due: usize,
        day: Option<i128>,
    },
    /// At least this level when the year ends.
    Level {
        target: i128,
        quarters: [Option<i128>; 4],
    },
    /// Two evaluators with a mark of 1 to 3 each; from 4 points half, from 6 all.
    Evaluation {
        marks: [Option<i128>; 2],
    },
}

#[derive(Debug, Clone, Copy)]
pub enum Credit {
    AllOrNothing,
    Proportional,
    /// From nothing at this share to all at the target.
    Linear(i128),
    /// Half from this share on.
    Half(i128),
}

/// The last day of each quarter of 2025, from 0.
pub const ENDS: [i128; 4] = [89, 180, 272, 364];

pub fn naive(node: &Node) -> (Fraction, Fraction) {
    match node {
        Node::Leaf(leaf) => naive_leaf(leaf),
        Node::Group { rule, parts } => {
            let spans: Vec<(i128, (Fraction, Fraction))> =
                parts.iter().map(|(weight, node)| (*weight, naive(node))).collect();
            let worst = one_end(*rule, &spans.iter().map(|(weight, span)| (*weight, span.0)).collect::<Vec<_>>());
            let best = one_end(*rule, &spans.iter().map(|(weight, span)| (*weight, span.1)).collect::<Vec<_>>());
            match (worst, best) {
                (Some(worst), Some(best)) => (worst, best),
                // No rule: only what no rule could change is known.
                _ if spans.iter().all(|(_, span)| span.0 == Fraction::ALL) => (Fraction::ALL, Fraction::ALL),
                _ if spans.iter().all(|(_, span)| span.1 == Fraction::NONE) => (Fraction::NONE, Fraction::NONE),
                _ => (Fraction::NONE, Fraction::ALL),
            }
        }
    }
}

fn one_end(rule: Rule, parts: &[(i128, Fraction)]) -> Option<Fraction> {
    let met = parts.iter().filter(|(_, part)| *part == Fraction::ALL).count();
    let yes_or_no = |yes: bool| if yes { Fraction::ALL } else { Fraction::NONE };
    match rule {
        Rule::NotSet if parts.len() == 1 => Some(parts[0].1),
        Rule::NotSet => None,
        Rule::All => Some(yes_or_no(met == parts.len())),
        Rule::AtLeast(least) => Some(yes_or_no(met >= least)),
        Rule::Weighted | Rule::Equal => {
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

fn naive_leaf(leaf: &Leaf) -> (Fraction, Fraction) {
    let exactly = |yes: bool| if yes { (Fraction::ALL, Fraction::ALL) } else { (Fraction::NONE, Fraction::NONE) };
    let open = (Fraction::NONE, Fraction::ALL);
    let total = |quarters: &[Option<i128>; 4]| quarters.iter().flatten().sum::<i128>();
    let is_whole = |quarters: &[Option<i128>; 4]| quarters.iter().all(Option::is_some);
    match leaf {
        Leaf::Share { target, credit, quarters } => {
            let all: i128 = quarters.iter().flatten().map(|(all, _)| all).sum();
            let in_time: i128 = quarters.iter().flatten().map(|(_, in_time)| in_time).sum();
            if quarters.iter().all(Option::is_some) && all > 0 {
                let value = share(fraction(in_time * 100, all), *target, *credit, true);
                return (value, value);
            }
            let best = share(fraction(100, 1), *target, *credit, in_time == all);
            (share(Fraction::NONE, *target, *credit, true), best)
        }
        Leaf::AtLeast { target, quarters } if is_whole(quarters) || total(quarters) >= *target => {
            exactly(total(quarters) >= *target)
        }
        Leaf::AtMost { target, quarters } if is_whole(quarters) || total(quarters) > *target => {
            exactly(total(quarters) <= *target)
        }
        Leaf::Between { least, most, quarters } if is_whole(quarters) || total(quarters) > *most => {
            exactly((*least..=*most).contains(&total(quarters)))
        }
        Leaf::Under { target, quarters } if is_whole(quarters) => exactly(total(quarters) < *target),
        Leaf::Level { target, quarters: [.., Some(last)] } => exactly(last >= target),
        Leaf::Deliverable { due, day } => exactly(day.is_some_and(|day| day <= ENDS[*due])),
        Leaf::Evaluation { marks } => {
            let table = |points: i128| match points {
                6.. => Fraction::ALL,
                4.. => fraction(1, 2),
                _ => Fraction::NONE,
            };
            let sum = |missing: i128| marks.iter().map(|mark| mark.unwrap_or(missing)).sum();
            (table(sum(1)), table(sum(3)))
        }
        _ => open,
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
        Credit::Half(_) => Fraction::NONE,
    }
}
