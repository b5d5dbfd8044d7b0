//! How parts become a whole: all of them, by weight, in equal shares, or so many of them.

use crate::plan::{Combination, PartWeight};
use crate::quantity::{Decimals, Fulfilment, Points, Ratio};

use super::Span;
use super::measure::Outcome;
use super::scorecard::{Mark, Status};
use super::text;

/// A part as far as the whole needs it.
pub(super) struct Part<'a> {
    weight: Option<PartWeight>,
    mark: &'a Mark,
}

impl<'a> Part<'a> {
    pub fn of(weight: Option<PartWeight>, mark: &'a Mark) -> Self {
        Self { weight, mark }
    }

    /// What it weighs, where that is said in points.
    fn points(&self) -> Option<Points> {
        if let Some(PartWeight::Points(points)) = self.weight { Some(points) } else { None }
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
                && weights.iter().any(|weight| matches!(weight, Some(PartWeight::Share(_))));
            let raw = |weight: &Option<PartWeight>| match weight {
                Some(PartWeight::Points(points)) => Some(Ratio::from(*points)),
                Some(PartWeight::Share(share)) if mixed => Some(&Ratio::from(*share) * worth?),
                Some(PartWeight::Share(share)) => Some(Ratio::from(*share)),
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
        (None, Some(_), Some(PartWeight::Share(_) | PartWeight::NotSet) | None) | (_, None, _) => None,
    };
    weights.iter().enumerate().map(worth_of).collect()
}

pub(super) fn combine(
    combination: Option<Combination>,
    worth: Option<&Ratio>,
    parts: &[Part],
    decimals: Decimals,
) -> Outcome {
    let weights: Vec<_> = parts.iter().map(|part| part.weight).collect();
    let is_set = parts.iter().all(|part| part.mark.status != Status::NotSet);
    let (fulfilment, rule_is_set, rule, arithmetic) = match (combination, parts) {
        (_, []) => (open(), false, "Intet er krævet.".to_owned(), Vec::new()),
        (None | Some(Combination::NotSet | Combination::Weighted | Combination::Equal), [only]) => {
            (only.mark.fulfilment.clone(), true, "Kravet har én del.".to_owned(), Vec::new())
        }
        (Some(Combination::All), _) => {
            let met = |edge: Pick| parts.iter().all(|part| edge(&part.mark.fulfilment).is_full());
            (either(met), true, format!("Alle {} dele skal være opfyldt.", parts.len()), vec![tally(parts)])
        }
        (Some(Combination::AtLeast(least)), _) => {
            let met = |edge: Pick| {
                let met = parts.iter().filter(|part| edge(&part.mark.fulfilment).is_full()).count();
                met as u64 >= u64::from(least)
            };
            (
                either(met),
                true,
                format!("Mindst {least} af {} dele skal være opfyldt.", parts.len()),
                vec![tally(parts)],
            )
        }
        (Some(Combination::Weighted | Combination::Equal), _) => match shares(combination, worth, &weights) {
            Some(shares) => weigh(combination, &shares, parts, decimals),
            None => unweighted(parts),
        },
        (None | Some(Combination::NotSet), _) => unruled(parts),
    };
    Outcome { fulfilment, is_set: is_set && rule_is_set, rule, figures: Vec::new(), arithmetic }
}

type Pick = fn(&Span<Fulfilment>) -> &Fulfilment;
type Combined = (Span<Fulfilment>, bool, String, Vec<String>);

fn open() -> Span<Fulfilment> {
    Span { least: Fulfilment::none(), most: Fulfilment::full() }
}

/// Met or not, at the worst and at the best.
fn either(met: impl Fn(Pick) -> bool) -> Span<Fulfilment> {
    Span { least: Fulfilment::met(met(|span| &span.least)), most: Fulfilment::met(met(|span| &span.most)) }
}

/// `2 opfyldt, 1 ikke opgjort.`
fn tally(parts: &[Part]) -> String {
    let counts = Status::ALL.map(|status| (parts.iter().filter(|part| part.mark.status == status).count(), status));
    let said: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| format!("{count} {}", status.word()))
        .collect();
    format!("{}.", said.join(", "))
}

fn weigh(combination: Option<Combination>, shares: &[Ratio], parts: &[Part], decimals: Decimals) -> Combined {
    let edge = |pick: Pick| {
        let weighed = shares.iter().zip(parts).map(|(share, part)| share * pick(&part.mark.fulfilment).ratio());
        Fulfilment::clamped(weighed.sum())
    };
    let fulfilment = Span { least: edge(|span| &span.least), most: edge(|span| &span.most) };
    let line = |pick: Pick, whole: &Fulfilment| {
        let reached = |part: &Part| text::share(pick(&part.mark.fulfilment).ratio(), decimals);
        let terms = match combination {
            Some(Combination::Equal) => {
                format!("({}) / {}", text::sum(parts.iter().map(reached)), parts.len())
            }
            Some(Combination::All | Combination::Weighted | Combination::AtLeast(_) | Combination::NotSet) | None => {
                text::sum(parts.iter().zip(shares).map(|(part, share)| match part.weight {
                    Some(PartWeight::Points(points)) => format!("{points} point × {}", reached(part)),
                    Some(PartWeight::Share(_) | PartWeight::NotSet) | None => {
                        format!("{} × {}", text::share(share, decimals), reached(part))
                    }
                }))
            }
        };
        // Points times percent are points: of all of them they are a share again.
        let in_points: Option<Vec<Ratio>> = parts.iter().map(|part| part.points().map(Ratio::from)).collect();
        match in_points.filter(|_| combination == Some(Combination::Weighted)) {
            Some(points) => {
                let all: Ratio = points.into_iter().sum();
                format!("({terms}) / {} point = {}", text::points(&all, decimals), text::share(whole.ratio(), decimals))
            }
            None => format!("{terms} = {}", text::share(whole.ratio(), decimals)),
        }
    };
    let arithmetic = if fulfilment.is_closed() {
        vec![line(|span| &span.least, &fulfilment.least)]
    } else {
        vec![
            format!("Mindst: {}", line(|span| &span.least, &fulfilment.least)),
            format!("Højst: {}", line(|span| &span.most, &fulfilment.most)),
        ]
    };
    let rule = match combination {
        Some(Combination::Equal) => format!("De {} dele tæller lige meget.", parts.len()),
        Some(Combination::All | Combination::Weighted | Combination::AtLeast(_) | Combination::NotSet) | None => {
            format!("De {} dele tæller med hver deres vægt.", parts.len())
        }
    };
    (fulfilment, true, rule, arithmetic)
}

/// By weights that are not set: nothing below the part that reaches least, nothing above the one that reaches most.
fn unweighted(parts: &[Part]) -> Combined {
    let least = parts.iter().map(|part| &part.mark.fulfilment.least).min().cloned();
    let most = parts.iter().map(|part| &part.mark.fulfilment.most).max().cloned();
    let span = Span { least: least.unwrap_or_else(Fulfilment::none), most: most.unwrap_or_else(Fulfilment::full) };
    (span, false, "Delene tæller med hver deres vægt, men vægtene er ikke fastsat.".into(), vec![tally(parts)])
}

/// Without a rule only this is known: where every part is met, or none is in any degree, every rule gives the same; and no
/// rule gives more than the part that reaches most.
fn unruled(parts: &[Part]) -> Combined {
    let is_full = parts.iter().all(|part| part.mark.fulfilment.least.is_full());
    let is_none = parts.iter().all(|part| part.mark.fulfilment.most.is_none());
    let rule = format!("Det er ikke fastsat, hvordan de {} dele samles.", parts.len());
    let mut arithmetic = vec![tally(parts)];
    let span = match (is_full, is_none) {
        (true, _) => {
            arithmetic.push("Alle dele er opfyldt: enhver regel giver 100 pct.".into());
            Span::exactly(Fulfilment::full())
        }
        (_, true) => {
            arithmetic.push("Ingen del er opfyldt: enhver regel giver 0 pct.".into());
            Span::exactly(Fulfilment::none())
        }
        (false, false) => {
            let most = parts.iter().map(|part| &part.mark.fulfilment.most).max().cloned();
            Span { least: Fulfilment::none(), most: most.unwrap_or_else(Fulfilment::full) }
        }
    };
    (span, false, rule, arithmetic)
}
