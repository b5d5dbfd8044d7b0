//! How parts become a whole: all of them, by weight, in equal shares, or so many of them.

use crate::plan::{Combination, PartWeight};
use crate::quantity::{Fulfilment, Ratio};

use super::Span;
use super::measure::Outcome;
use super::scorecard::Mark;
use super::state::MarkState;
use super::status::Status;
use super::trace::{TraceRule, TraceStep, WeighedPart, Weighs};

/// A part as far as the whole needs it.
pub(super) struct ComposedPart<'a> {
    weight: Option<PartWeight>,
    mark: &'a Mark,
}

impl<'a> ComposedPart<'a> {
    pub fn of(weight: Option<PartWeight>, mark: &'a Mark) -> Self {
        Self { weight, mark }
    }

    fn is_met(&self) -> bool {
        self.mark.fulfilment.least.is_full()
    }

    /// Partly met, and nobody says by how much.
    fn is_partly(&self) -> bool {
        self.mark.status == Status::Partly && !self.mark.fulfilment.is_closed()
    }
}

/// Each part's share of the whole, adding up to 1. None where the parts have none of their own, or one that is not set.
fn shares(
    combination: Option<Combination>,
    worth: Option<&Ratio>,
    weights: &[Option<PartWeight>],
) -> Option<Vec<Ratio>> {
    let raw: Vec<Ratio> = match combination {
        Some(Combination::All | Combination::AtLeast(_)) => return None,
        _ if weights.len() == 1 => vec![Ratio::one()],
        Some(Combination::Equal) => weights.iter().map(|_| Ratio::one()).collect(),
        Some(Combination::Weighted) => {
            let mixed = weights.iter().any(|weight| matches!(weight, Some(PartWeight::Points(_))))
                && weights.iter().any(|weight| weight.and_then(PartWeight::of_whole).is_some());
            let raw = |weight: &Option<PartWeight>| match weight {
                Some(PartWeight::Points(points)) => Some(Ratio::from(*points)),
                Some(weight @ (PartWeight::Share(_) | PartWeight::Fraction(_))) => {
                    let share = weight.of_whole()?;
                    if mixed { Some(&share * worth?) } else { Some(share) }
                }
                Some(PartWeight::NotSet) | None => None,
            };
            weights.iter().map(raw).collect::<Option<_>>()?
        }
        Some(Combination::NotSet) | None => return None,
    };
    let whole: Ratio = raw.iter().cloned().sum();
    raw.iter().map(|one| one.over(&whole)).collect()
}

/// What each part weighs of the plan's points, where that follows from what is stated.
pub(super) fn worths(
    combination: Option<Combination>,
    worth: Option<&Ratio>,
    weights: &[Option<PartWeight>],
) -> Vec<Option<Ratio>> {
    let shares = shares(combination, worth, weights);
    let worth_of = |(index, weight): (usize, &Option<PartWeight>)| match (worth, &shares, weight) {
        (Some(worth), Some(shares), _) => shares.get(index).map(|share| worth * share),
        // The whole is not set, but the plan gives the part points of its own.
        (None, Some(_), Some(PartWeight::Points(points))) => Some(Ratio::from(*points)),
        (None, Some(_), Some(PartWeight::Share(_) | PartWeight::Fraction(_) | PartWeight::NotSet) | None)
        | (_, None, _) => None,
    };
    weights.iter().enumerate().map(worth_of).collect()
}

pub(super) fn combine(combination: Option<Combination>, worth: Option<&Ratio>, parts: &[ComposedPart]) -> Outcome {
    let weights: Vec<_> = parts.iter().map(|part| part.weight).collect();
    // What is partly met, and nobody says by how much, is decided without a share: a mean needs one, and who asks for what is
    // met does not.
    let needs_shares = !matches!(combination, Some(Combination::All | Combination::AtLeast(_)));
    let is_set = parts.iter().all(|part| part.mark.status != Status::NotSet && !(needs_shares && part.is_partly()));
    let combined = match (combination, parts) {
        (_, []) => Combined { is_set: false, ..Combined::set(open(), TraceRule::Nothing, Vec::new()) },
        (None | Some(Combination::NotSet | Combination::Weighted | Combination::Equal), [only]) => {
            let whole = Combined::set(only.mark.fulfilment.clone(), TraceRule::OnePart, Vec::new());
            Combined { is_missed: only.mark.is_missed, ..whole }
        }
        (Some(Combination::All), _) => Combined::set(
            met(parts.len() as u64, parts),
            TraceRule::AllParts { parts: parts.len() },
            vec![tally(parts)],
        ),
        (Some(Combination::AtLeast(least)), _) => Combined::set(
            met(least.into(), parts),
            TraceRule::PartsAtLeast { least, parts: parts.len() },
            vec![tally(parts)],
        ),
        (Some(Combination::Weighted | Combination::Equal), _) => match shares(combination, worth, &weights) {
            Some(shares) => weigh(combination, &shares, parts),
            None => unweighted(parts),
        },
        (None | Some(Combination::NotSet), _) => unruled(parts),
    };
    // A mean of what is decided is decided too: where a part of it is partly met, so is the whole.
    let is_mean = match combination {
        Some(Combination::Weighted | Combination::Equal) => combined.is_set,
        Some(Combination::All | Combination::AtLeast(_)) => false,
        Some(Combination::NotSet) | None => parts.len() == 1,
    };
    let is_decided = parts.iter().all(|part| part.is_partly() || part.mark.fulfilment.is_closed());
    let is_partly = is_mean && is_decided && !combined.span.is_closed();
    Outcome {
        fulfilment: combined.span,
        is_set: is_set && combined.is_set,
        is_partly,
        is_missed: combined.is_missed,
        rule: combined.rule,
        figures: Vec::new(),
        steps: combined.steps,
    }
}

type Pick = fn(&Span<Fulfilment>) -> &Fulfilment;

/// What parts come to, before it is known whether each of them is set.
struct Combined {
    span: Span<Fulfilment>,
    is_set: bool,
    is_missed: bool,
    rule: TraceRule,
    steps: Vec<TraceStep>,
}

impl Combined {
    fn set(span: Span<Fulfilment>, rule: TraceRule, steps: Vec<TraceStep>) -> Self {
        Self { span, is_set: true, is_missed: false, rule, steps }
    }
}

fn open() -> Span<Fulfilment> {
    Span { least: Fulfilment::none(), most: Fulfilment::full() }
}

/// Whether so many of them are met, at the worst and at the best.
fn met(least: u64, parts: &[ComposedPart]) -> Span<Fulfilment> {
    let are = |is: fn(&ComposedPart) -> bool| parts.iter().filter(|part| is(part)).count() as u64 >= least;
    Span {
        least: Fulfilment::met(are(|part| part.is_met())),
        most: Fulfilment::met(are(|part| part.mark.can_be_met())),
    }
}

/// `2 opfyldt, 1 ikke opgjort.`
fn tally(parts: &[ComposedPart]) -> TraceStep {
    let count = |state| (parts.iter().filter(|part| part.mark.state() == state).count(), state);
    TraceStep::Tally(MarkState::ALL.map(count).into_iter().filter(|(count, _)| *count > 0).collect())
}

fn weigh(combination: Option<Combination>, shares: &[Ratio], parts: &[ComposedPart]) -> Combined {
    let edge = |pick: Pick| {
        let weighed = shares.iter().zip(parts).map(|(share, part)| share * pick(&part.mark.fulfilment).ratio());
        Fulfilment::clamped(weighed.sum())
    };
    let whole = Span { least: edge(|span| &span.least), most: edge(|span| &span.most) };
    let is_equal = combination == Some(Combination::Equal);
    // Points beside percent are no terms of one sum: each is its share of the whole then.
    let is_in_points = parts.iter().all(|part| matches!(part.weight, Some(PartWeight::Points(_))));
    let weighed = shares.iter().zip(parts).map(|(share, part)| WeighedPart {
        weighs: match part.weight {
            _ if is_equal => Weighs::Equally,
            Some(PartWeight::Points(points)) if is_in_points => Weighs::Points(points),
            Some(PartWeight::Points(_) | PartWeight::Share(_) | PartWeight::Fraction(_) | PartWeight::NotSet)
            | None => Weighs::Share(share.clone()),
        },
        fulfilment: part.mark.fulfilment.clone(),
    });
    let step = TraceStep::Weighed { parts: weighed.collect(), whole: whole.clone() };
    let is_missed = shares.iter().zip(parts).any(|(share, part)| part.mark.is_missed && !share.is_zero());
    let parts = parts.len();
    let rule = if is_equal { TraceRule::EqualParts { parts } } else { TraceRule::WeightedParts { parts } };
    Combined { is_missed, ..Combined::set(whole, rule, vec![step]) }
}

/// By weights that are not set: nothing below the part that reaches least, nothing above the one that reaches most.
fn unweighted(parts: &[ComposedPart]) -> Combined {
    let least = parts.iter().map(|part| &part.mark.fulfilment.least).min().cloned();
    let most = parts.iter().map(|part| &part.mark.fulfilment.most).max().cloned();
    let span = Span { least: least.unwrap_or_else(Fulfilment::none), most: most.unwrap_or_else(Fulfilment::full) };
    let is_missed = none_can_be_met(parts);
    Combined { span, is_set: false, is_missed, rule: TraceRule::WeightsNotSet, steps: vec![tally(parts)] }
}

/// Without a rule only this is known: where every part is met, or none is in any degree, every rule gives the same; and no
/// rule gives more than the part that reaches most.
fn unruled(parts: &[ComposedPart]) -> Combined {
    let is_full = parts.iter().all(|part| part.mark.fulfilment.least.is_full());
    let is_none = parts.iter().all(|part| part.mark.fulfilment.most.is_none());
    let mut steps = vec![tally(parts)];
    steps.extend((is_full || is_none).then_some(TraceStep::AnyRule { is_met: is_full }));
    let most = parts.iter().map(|part| &part.mark.fulfilment.most).max().cloned();
    let span = match (is_full, is_none) {
        (true, _) => Span::exactly(Fulfilment::full()),
        (false, true) => Span::exactly(Fulfilment::none()),
        (false, false) => Span { least: Fulfilment::none(), most: most.unwrap_or_else(Fulfilment::full) },
    };
    let is_missed = none_can_be_met(parts);
    Combined { span, is_set: false, is_missed, rule: TraceRule::CombinationNotSet { parts: parts.len() }, steps }
}

/// Then no rule and no weights make the whole met.
fn none_can_be_met(parts: &[ComposedPart]) -> bool {
    !parts.iter().any(|part| part.mark.can_be_met())
}
