//! What is demanded, kind by kind.

use super::requirement::{combination, part_weight, requirement};
use super::{Map, Value};
use crate::plan::{
    Bound, Comparison, ComparisonForm, Conversion, CountWithin, Criteria, Deliverable, Demand, Evaluation, IfNone,
    Judgement, Later, LevelTarget, Parts, Quotient, QuotientForm, Share, Step, Tier, ValueWithin, place,
};
use crate::quantity::NOT_SET;
use crate::schema;

/// The bound that figures are held against, where the demand has one alone.
pub(super) fn target(demand: &Demand, map: &mut Map) {
    if let Some(target) = demand.measure().target(0) {
        bound(&target.bound, map);
    }
}

/// The keys of a demand; those of its parts, and its bound, only where they are wanted.
pub(super) fn demand(demand: &Demand, with_parts: bool, with_bound: bool, map: &mut Map) {
    let key = demand.measure().key();
    match demand {
        Demand::Parts(Parts { combination: rule, assumption, as_points, parts }) => {
            map.maybe(schema::parts::FORM, as_points.then_some(Parts::POINTS));
            combination(schema::parts::COMBINATION, *rule, assumption.as_ref(), map);
            if with_parts {
                map.put(key, Value::List(parts.iter().map(|part| Value::Map(requirement(part))).collect()));
            }
        }
        Demand::Share(one) => share(one, with_bound, map),
        Demand::Value(ValueWithin { what, bound, quotient }) => {
            map.text(key, what);
            quotient.iter().for_each(|quotient| self::quotient(quotient, map));
            Some(bound).filter(|_| with_bound).into_iter().for_each(|bound| self::bound(bound, map));
        }
        Demand::Count(CountWithin { what, bound }) => {
            map.text(key, what);
            Some(bound).filter(|_| with_bound).into_iter().for_each(|bound| self::bound(bound, map));
        }
        Demand::Deliverable(Deliverable { what }) => map.put(key, Value::of_prose(what)),
        Demand::Evaluation(one) => evaluation(one, map),
        Demand::Level(level) => {
            map.text(key, &level.what);
            match &level.at_least {
                LevelTarget::Rank(rank) => map.text(schema::level::AT_LEAST, place::numbered_as(rank)),
                LevelTarget::Named(name) => map.text(schema::level::AT_LEAST, name),
            }
            map.texts(schema::level::SCALE, &level.scale);
        }
        Demand::Judgement(Judgement { what, criteria, degrees, by }) => {
            map.put(key, Value::of_prose(what));
            if let Some(Criteria { met, partly, not_met }) = criteria {
                let mut inner = Map::default();
                inner.maybe(schema::criteria::MET, met.as_ref());
                inner.maybe(schema::criteria::PARTLY, partly.as_ref());
                inner.maybe(schema::criteria::NOT_MET, not_met.as_ref());
                map.put(schema::judgement::CRITERIA, Value::Map(inner));
            }
            let mut inner = Map::default();
            degrees.iter().for_each(|degree| inner.text(degree.share.to_string(), &degree.when));
            map.map(schema::judgement::DEGREES, inner);
            map.maybe(schema::judgement::BY, by.as_ref());
        }
        Demand::Later(Later { what, set }) => {
            map.text(key, what);
            map.text(schema::later::SET, set);
        }
    }
}

fn bound(bound: &Bound, map: &mut Map) {
    map.text(bound.kind.word(), &bound.quantum);
    map.maybe(schema::bound::TOLERANCE, bound.tolerance.as_ref());
    if let Some(Comparison { with, form }) = &bound.beside {
        map.text(schema::bound::BESIDE, with);
        map.maybe(schema::bound::BESIDE_AS, Some(form.word()).filter(|_| *form != ComparisonForm::Share));
    }
}

fn share(share: &Share, with_bound: bool, map: &mut Map) {
    map.text(share.unit.word(), &share.population);
    combination(schema::share::COMBINATION, share.combination, share.assumption.as_ref(), map);
    match share.tiers.as_slice() {
        [tier] if tier.weight.is_none() => {
            Some(tier).filter(|_| with_bound).into_iter().for_each(|tier| map.text(schema::tier::SHARE, tier.share));
            limit(tier, map);
        }
        tiers => {
            let tier = |tier: &Tier| {
                let mut map = Map::default();
                map.maybe(schema::tier::WEIGHT, tier.weight.map(part_weight));
                step(tier, &mut map);
                Value::Map(map)
            };
            map.put(schema::share::TIERS, Value::List(tiers.iter().map(tier).collect()));
        }
    }
    let mut sites = Map::default();
    share.sites.iter().for_each(|site| sites.text(&site.name, site.share));
    map.map(schema::share::SITES, sites);
    map.maybe(schema::share::IF_NONE, share.if_none.map(IfNone::word));
}

fn quotient(quotient: &Quotient, map: &mut Map) {
    match quotient.form {
        QuotientForm::Share => map.text(schema::value::OF, &quotient.of),
        QuotientForm::Mean(denominators) => {
            map.text(schema::value::PER, &quotient.of);
            map.text(schema::value::DENOMINATORS, denominators.word());
        }
    }
    map.maybe(schema::value::IF_NONE, quotient.if_none.map(IfNone::word));
}

fn step(tier: &Tier, map: &mut Map) {
    map.text(schema::tier::SHARE, tier.share);
    limit(tier, map);
}

fn limit(tier: &Tier, map: &mut Map) {
    match tier.step {
        Step::Within(limit) => map.text(schema::tier::WITHIN, limit),
        Step::AtMost(limit) => map.text(schema::tier::AT_MOST, limit),
    }
}

fn evaluation(evaluation: &Evaluation, map: &mut Map) {
    map.text(schema::evaluation::WHAT, &evaluation.what);
    let list = |texts: &[String]| Value::List(texts.iter().cloned().map(Value::Text).collect());
    map.put(schema::evaluation::TOPICS, list(&evaluation.topics));
    map.put(schema::evaluation::SUBJECTS, list(&evaluation.subjects));
    map.put(schema::evaluation::EVALUATORS, list(&evaluation.evaluators));
    let mut scale = Map::default();
    evaluation.scale.iter().for_each(|(mark, meaning)| scale.text(mark.to_string(), meaning));
    map.put(schema::evaluation::SCALE, Value::Map(scale));
    let step = |step: &Conversion| {
        let mut map = Map::default();
        map.text(schema::conversion::FROM, step.from);
        map.text(schema::conversion::FULFILMENT, step.fulfilment);
        Value::Map(map)
    };
    match &evaluation.conversion {
        Some(steps) => map.put(schema::evaluation::CONVERSION, Value::List(steps.iter().map(step).collect())),
        None => map.text(schema::evaluation::CONVERSION, NOT_SET),
    }
}
