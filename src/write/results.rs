//! What is reported of a requirement: an entry of a file in `resultater/`.

use std::cmp::Ordering;

use super::{Map, Value};
use crate::plan::{Demand, Figure, Grid, LevelTarget, Observation, Reached, Requirement, Ruling, Step, Tally, Tier};
use crate::quantity::{NO, Number};
use crate::schema::results::{HIGHER, LOWER, delivery, evaluation, judgement, level, observation, share, tally, value};

/// Keys in the order in which a person writes them: what it is of, its figures, where they come from, what is expected, and
/// what is to be said of it. Without its requirement nothing can have figures.
pub fn observation(one: &Observation, requirement: Option<&Requirement>) -> Map {
    let mut map = Map::default();
    map.text(observation::OF, &one.of);
    if let (Some(reported), Some(requirement)) = (&one.figure, requirement) {
        figure(reported, &requirement.demand, &mut map);
    }
    map.maybe(value::COMPARED, one.compared);
    map.maybe(observation::SOURCE, one.source.as_ref());
    map.maybe(observation::EXPECTED, one.expected);
    map.prose(observation::COMMENT, &one.comment);
    map
}

fn figure(figure: &Figure, demand: &Demand, map: &mut Map) {
    let measure = demand.measure();
    match figure {
        Figure::Counts(counts) => map.0.extend(counted(counts, measure.tiers()).0),
        Figure::Sites(sites) => {
            let mut inner = Map::default();
            sites.iter().for_each(|(name, counts)| inner.put(name, Value::Flow(counted(counts, measure.tiers()))));
            map.map(share::SITES, inner);
        }
        Figure::Shares(shares) => {
            let mut inner = Map::default();
            let pairs = measure.tiers().iter().zip(shares);
            pairs.for_each(|(tier, share)| inner.text(tier.step.limit().to_string(), share));
            map.put(share::SHARES, Value::Flow(inner));
        }
        Figure::Value(number) => map.text(value::VALUE, measure.told(*number)),
        Figure::Quotient { over, under } => {
            map.text(value::OVER, over);
            map.text(value::UNDER, under);
        }
        Figure::Count(count) => map.text(crate::schema::results::count::COUNT, count),
        Figure::Delivery { on, evidence } => {
            map.text(delivery::DELIVERED, on.map_or_else(|| NO.to_owned(), |day| day.to_string()));
            map.maybe(delivery::EVIDENCE, evidence.as_ref());
        }
        Figure::Level(reached) => map.text(level::LEVEL, said_level(*reached, demand)),
        Figure::Evaluation(grids) => {
            let mut inner = Map::default();
            grids.iter().for_each(|grid| inner.put(&grid.evaluator, marks(grid)));
            map.put(evaluation::MARKS, Value::Flow(inner));
        }
        Figure::Judgement { verdict, by, on, reason } => {
            map.text(
                judgement::VERDICT,
                match verdict {
                    Ruling::Verdict(verdict) => verdict.word().to_owned(),
                    Ruling::Degree(share) => share.to_string(),
                },
            );
            map.text(judgement::BY, by);
            map.text(judgement::ON, on);
            map.prose(judgement::REASON, reason);
        }
    }
}

/// `i alt: 412` with `inden for: { 31 dage: 371 }`, and `højst: …` where the plan says that.
fn counted(counts: &Tally, tiers: &[Tier]) -> Map {
    let mut map = Map::default();
    map.text(tally::TOTAL, counts.total);
    let is_within = |step: &Step| matches!(step, Step::Within(_));
    for (key, wanted) in [(tally::WITHIN, true), (tally::AT_MOST, false)] {
        let mut limits = Map::default();
        let pairs = tiers.iter().zip(&counts.within).filter(|(tier, _)| is_within(&tier.step) == wanted);
        pairs.for_each(|(tier, count)| limits.text(tier.step.limit().to_string(), count));
        if !limits.0.is_empty() {
            map.put(key, Value::Flow(limits));
        }
    }
    map
}

/// By its name on the scale, by its number, or beside a target that is a name alone.
fn said_level(reached: Reached, demand: &Demand) -> String {
    let beside = |beside: Ordering| match (beside, demand) {
        (Ordering::Less, _) => LOWER.to_owned(),
        (Ordering::Greater, _) => HIGHER.to_owned(),
        (Ordering::Equal, Demand::Level(level)) => match &level.at_least {
            LevelTarget::Named(name) => name.clone(),
            LevelTarget::Rank(rank) => demand.measure().written(Number((*rank).into())),
        },
        (
            Ordering::Equal,
            Demand::Parts(_)
            | Demand::Share(_)
            | Demand::Value(_)
            | Demand::Count(_)
            | Demand::Deliverable(_)
            | Demand::Evaluation(_)
            | Demand::Judgement(_)
            | Demand::Later(_),
        ) => String::new(),
    };
    match reached {
        Reached::Rank(rank) => demand.measure().written(Number(rank.into())),
        Reached::Beside(ordering) => beside(ordering),
    }
}

/// A row a topic, on one line.
fn marks(grid: &Grid) -> Value {
    let row = |row: &Vec<u32>| Value::List(row.iter().copied().map(Value::Number).collect());
    Value::List(grid.marks.iter().map(row).collect())
}
