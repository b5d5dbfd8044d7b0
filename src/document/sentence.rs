//! The sentence that a requirement's data says.

use super::danish::capital;
use super::prose;
use super::requirement::{limit, set_later};
use super::view::Inline;
use super::words::{Values, Words};
use crate::plan::{Bound, BoundKind, Demand, Level, LevelTarget, Quantum, Requirement, Share, Unit};
use crate::quantity::PartOfYear;

/// Whether a demand is said in sentences; the others are laid out as columns or a schema.
pub(super) fn sentence_exists(demand: &Demand) -> bool {
    match demand {
        Demand::Parts { .. } | Demand::Evaluation(_) => false,
        Demand::Share(share) => share.unit != Unit::Cases,
        _ => true,
    }
}

/// One sentence; a share of several tiers has one a tier.
pub(super) fn sentences(requirement: &Requirement, words: &Words) -> Vec<Vec<Inline>> {
    let mut sentences = match &requirement.demand {
        Demand::Parts { .. } | Demand::Evaluation(_) => Vec::new(),
        Demand::Share(share) => share_sentences(share, words),
        Demand::Value { what, bound } => vec![prose::plain(value_sentence(what, bound, words))],
        Demand::Count { what, bound } => vec![prose::plain(count_sentence(what, bound, words))],
        Demand::Deliverable { what } => vec![prose::opening(what).0],
        Demand::Level(level) => vec![prose::plain(level_sentence(level, words))],
        Demand::Judgement { what, .. } => vec![prose::opening(what).0],
        Demand::Later { what, set } => vec![prose::plain(set_later(what, requirement.period, set, words))],
    };
    for sentence in &mut sentences {
        sentence.extend(when(requirement, words).into_iter().flat_map(prose::plain));
    }
    sentences
}

/// Deadline and period, as they end the sentence.
fn when(requirement: &Requirement, words: &Words) -> Option<String> {
    let period = match (&requirement.demand, requirement.period) {
        // It is in the sentence already.
        (Demand::Later { .. }, _) | (_, None) => None,
        (_, Some(PartOfYear::Whole)) => Some(words.say("i perioden", &[("periode", &words.year())])),
        (_, Some(PartOfYear::Days(days))) => Some(words.say("i dagene", &[("periode", &days)])),
        (_, Some(part)) => Some(words.say("i perioden", &[("periode", &words.part_of_year(part))])),
    };
    match (period, requirement.deadline.map(|deadline| words.deadline(deadline))) {
        (None, None) => None,
        (Some(period), None) => Some(format!(" {period}")),
        (None, Some(deadline)) => Some(format!(" – {deadline}")),
        (Some(period), Some(deadline)) => Some(format!(" {period} – {deadline}")),
    }
}

fn share_sentences(share: &Share, words: &Words) -> Vec<Vec<Inline>> {
    let units = words.word(match share.unit {
        Unit::Cases => "sagerne",
        Unit::WorkingDays => "hverdagene",
        Unit::Calls => "opkaldene",
        Unit::Enquiries => "henvendelserne",
    });
    let tiers = share.tiers.iter().map(|tier| {
        let values: Values = &[
            ("hvad", &capital(&share.population)),
            ("grænse", &limit(tier, words)),
            ("andel", &tier.share),
            ("enheder", &units),
        ];
        prose::plain(words.say("andel af enheder", values))
    });
    tiers.collect()
}

fn value_sentence(what: &str, bound: &Bound, words: &Words) -> String {
    words.say("værdi", &[("hvad", &capital(what)), ("ord", &bound.kind.word()), ("mængde", &quantum(&bound.quantum))])
}

/// `Undersøgte områder: 3–4`; the word only where it is needed.
fn count_sentence(what: &str, bound: &Bound, words: &Words) -> String {
    let (what, amount) = (capital(what), quantum(&bound.quantum));
    match bound.kind {
        BoundKind::Between | BoundKind::Exactly => words.say("antal", &[("hvad", &what), ("mængde", &amount)]),
        kind => words.say("antal med ord", &[("hvad", &what), ("ord", &kind.word()), ("mængde", &amount)]),
    }
}

pub(super) fn quantum(quantum: &Quantum) -> String {
    match quantum {
        Quantum::Amount(amount) => amount.to_string(),
        Quantum::Range(range) => range.to_string(),
    }
}

fn level_sentence(level: &Level, words: &Words) -> String {
    let what = capital(&level.what);
    match &level.at_least {
        LevelTarget::Rank(rank) => words.say("niveau", &[("hvad", &what), ("niveau", rank)]),
        LevelTarget::Named(name) => words.say("niveau med navn", &[("hvad", &what), ("niveau", name)]),
    }
}
