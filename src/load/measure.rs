//! What is measured, kind by kind.

use crate::language::say;
use crate::plan::{
    Bound, Conversion, CountWithin, Criteria, Degree, Deliverable, Demand, DemandKind, Denominators, Evaluation,
    IfNone, Judgement, Later, Level, LevelTarget, Parts, Quotient, QuotientForm, Share, Site, Step, Tier, Unit,
    ValueWithin, place,
};
use crate::quantity::{Malformed, NOT_SET, Percent};
use crate::schema::{self, Optional};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::requirement::read_all;
use super::weight::{read_agreed_or_assumed, read_part_weight};
use super::{bound, rules};

/// What stands under a key that says which kind it is, and beside it. Of several targets on the way, the last is given.
pub(super) fn read(
    reader: &mut Reader,
    fields: &mut Fields,
    kind: DemandKind,
    key: &'static str,
    at: At,
    target: Option<Bound>,
) -> Option<Demand> {
    fields.also(schema::of_kind(kind));
    match kind {
        DemandKind::Parts => read_parts(reader, fields, at),
        DemandKind::Share => read_share(reader, fields, key, at, target.as_ref()),
        DemandKind::Value => read_value(reader, fields, key, at, target),
        DemandKind::Count => read_count(reader, fields, at, target),
        DemandKind::Deliverable => Some(Demand::Deliverable(Deliverable { what: reader.prose(at)? })),
        DemandKind::Evaluation => read_evaluation(reader, fields, at),
        DemandKind::Level => read_level(reader, fields, at),
        DemandKind::Judgement => read_judgement(reader, fields, at),
        DemandKind::Later => read_later(reader, fields, at),
    }
}

fn read_parts(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let combination = fields.maybe(reader, schema::parts::COMBINATION, read_agreed_or_assumed);
    let form = fields.maybe(reader, schema::parts::FORM, |reader, at| reader.word(at, &[(Parts::POINTS, ())]));
    let parts = read_all(reader, at);
    let (combination, assumption) = combination?.unzip();
    Some(Demand::Parts(Parts {
        combination,
        assumption: assumption.flatten(),
        as_points: form?.is_some(),
        parts: parts?,
    }))
}

fn read_share(reader: &mut Reader, fields: &mut Fields, key: &str, at: At, target: Option<&Bound>) -> Option<Demand> {
    let unit = Unit::ALL.into_iter().find(|unit| unit.word() == key)?;
    let population = reader.text(at);
    let combination = fields.maybe(reader, schema::share::COMBINATION, read_agreed_or_assumed);
    let tiers = match fields.take(schema::share::TIERS) {
        Some(list) => {
            let items = reader.list(list);
            items.and_then(|items| all(items.into_iter().map(|item| read_tier(reader, item)).collect()))
        }
        None => match target {
            Some(target) => read_limit(reader, fields, bound::share_of(target)).map(|tier| vec![tier]),
            None => read_step(reader, fields).map(|tier| vec![tier]),
        },
    };
    let sites = fields.maybe(reader, schema::share::SITES, |reader, at| {
        let pairs = reader.pairs(at)?;
        all(pairs.into_iter().map(|(name, share)| Some(Site { name, share: reader.quantity(share)? })).collect())
    });
    let if_none = read_if_none(reader, fields, schema::share::IF_NONE);
    let (population, tiers, sites) = (population?, tiers?, sites?.unwrap_or_default());
    let (combination, assumption) = combination?.unzip();
    let assumption = assumption.flatten();
    Some(Demand::Share(Share { unit, population, tiers, combination, assumption, sites, if_none: if_none? }))
}

fn read_tier(reader: &mut Reader, at: At) -> Option<Tier> {
    let mut fields = Fields::open(reader, at, &schema::tier::RECORD)?;
    let weight = fields.maybe(reader, schema::tier::WEIGHT, read_part_weight);
    let tier = read_step(reader, &mut fields);
    fields.close(reader);
    Some(Tier { weight: weight?, ..tier? })
}

/// `mindst: 85 pct.` with `inden for: 31 dage` or `højst: 10 dage`.
fn read_step(reader: &mut Reader, fields: &mut Fields) -> Option<Tier> {
    let share = fields.quantity(reader, schema::tier::SHARE);
    read_limit(reader, fields, share)
}

/// `inden for: 31 dage` or `højst: 10 dage`, for a share that is known.
fn read_limit(reader: &mut Reader, fields: &mut Fields, share: Option<Percent>) -> Option<Tier> {
    let within = fields.maybe_quantity(reader, schema::tier::WITHIN);
    let at_most = fields.maybe_quantity(reader, schema::tier::AT_MOST);
    let step = match (within?, at_most?) {
        (Some(limit), None) => Step::Within(limit),
        (None, Some(limit)) => Step::AtMost(limit),
        (None, None) if fields.tell_mistyped(reader, &[schema::tier::WITHIN, schema::tier::AT_MOST]) => return None,
        _ => {
            let finding = rules::UNCLEAR_REQUIREMENT.finding(fields.at, say!("measure.one-limit"));
            reader.push(finding.help(say!("measure.one-limit-help")));
            return None;
        }
    };
    Some(Tier { at: fields.at, share: share?, step, weight: None })
}

fn read_value(reader: &mut Reader, fields: &mut Fields, key: &str, at: At, target: Option<Bound>) -> Option<Demand> {
    let what = reader.text(at);
    let quotient = match key {
        Quotient::SHARE => read_quotient(reader, fields, schema::value::OF, |_, _| Some(QuotientForm::Share)).map(Some),
        Quotient::MEAN => read_quotient(reader, fields, schema::value::PER, |reader, fields| {
            let words = Denominators::ALL.map(|one| (one.word(), one));
            let key = schema::value::DENOMINATORS.once_chosen();
            fields.needed(reader, key, |reader, at| reader.word(at, &words)).map(QuotientForm::Mean)
        })
        .map(Some),
        _ => Some(None),
    };
    let (keys, is_given) = (fields.at, target.is_some());
    let bound = target.or_else(|| bound::read(reader, fields));
    let demand = Demand::Value(ValueWithin { what: what?, bound: bound?, quotient: quotient? });
    (is_given || demand_suits(reader, keys, &demand)).then_some(demand)
}

fn read_quotient(
    reader: &mut Reader,
    fields: &mut Fields,
    of: Optional,
    form: impl FnOnce(&mut Reader, &mut Fields) -> Option<QuotientForm>,
) -> Option<Quotient> {
    let of = fields.text(reader, of.once_chosen());
    let form = form(reader, fields);
    let if_none = read_if_none(reader, fields, schema::value::IF_NONE);
    Some(Quotient { form: form?, of: of?, if_none: if_none? })
}

fn read_if_none(reader: &mut Reader, fields: &mut Fields, key: Optional) -> Option<Option<IfNone>> {
    fields.maybe(reader, key, |reader, at| reader.word(at, &IfNone::ALL.map(|none| (none.word(), none))))
}

fn demand_suits(reader: &mut Reader, at: At, demand: &Demand) -> bool {
    demand.measure().target(0).is_none_or(|target| bound::suits(reader, at, demand, &target.bound))
}

fn read_count(reader: &mut Reader, fields: &mut Fields, at: At, target: Option<Bound>) -> Option<Demand> {
    let what = reader.text(at);
    let (keys, is_given) = (fields.at, target.is_some());
    let bound = target.or_else(|| bound::read(reader, fields));
    let demand = Demand::Count(CountWithin { what: what?, bound: bound? });
    (is_given || demand_suits(reader, keys, &demand)).then_some(demand)
}

fn read_evaluation(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let what = reader.text(at);
    let topics = fields.needed(reader, schema::evaluation::TOPICS, Reader::texts);
    let subjects = fields.needed(reader, schema::evaluation::SUBJECTS, Reader::texts);
    let evaluators = fields.needed(reader, schema::evaluation::EVALUATORS, Reader::texts);
    let scale = fields.needed(reader, schema::evaluation::SCALE, read_scale);
    let conversion = fields.needed(reader, schema::evaluation::CONVERSION, |reader, at| {
        if reader.reads(at, NOT_SET) {
            return Some(None);
        }
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_conversion(reader, item)).collect()).map(Some)
    });
    Some(Demand::Evaluation(Evaluation {
        what: what?,
        topics: topics?,
        subjects: subjects?,
        evaluators: evaluators?,
        scale: scale?,
        conversion: conversion?,
    }))
}

fn read_scale(reader: &mut Reader, at: At) -> Option<Vec<(u32, String)>> {
    let pairs = reader.pairs(at)?;
    let mut scale: Vec<(u32, String)> = all(pairs
        .into_iter()
        .map(|(mark, meaning)| match mark.parse() {
            Ok(mark) => Some((mark, reader.text(meaning)?)),
            Err(_) => {
                let finding = rules::MALFORMED_QUANTITY.finding(meaning, say!("measure.mark", mark = mark));
                reader.push(finding.help(say!("measure.mark-help")));
                None
            }
        })
        .collect())?;
    scale.sort_by_key(|(mark, _)| *mark);
    Some(scale)
}

fn read_conversion(reader: &mut Reader, at: At) -> Option<Conversion> {
    let mut fields = Fields::open(reader, at, &schema::conversion::RECORD)?;
    let from = fields.quantity(reader, schema::conversion::FROM);
    let fulfilment = fields.quantity(reader, schema::conversion::FULFILMENT);
    fields.close(reader);
    Some(Conversion { from: from?, fulfilment: fulfilment? })
}

fn read_level(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let what = reader.text(at);
    let at_least = fields.text(reader, schema::level::AT_LEAST);
    let scale = fields.maybe(reader, schema::level::SCALE, Reader::texts);
    // What the scale has a name for is that name, though it looks like a place.
    let is_named = |text: &String| scale.iter().flatten().flatten().any(|name| name == text);
    let rank = |text: &String| place::numbered(text).and_then(|rank| rank.parse().ok());
    let at_least = at_least.map(|text| match rank(&text).filter(|_| !is_named(&text)) {
        Some(rank) => LevelTarget::Rank(rank),
        None => LevelTarget::Named(text),
    });
    Some(Demand::Level(Level { what: what?, at_least: at_least?, scale: scale?.unwrap_or_default() }))
}

fn read_judgement(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let (what, keys) = (reader.prose(at), fields.at);
    let criteria = fields.maybe(reader, schema::judgement::CRITERIA, |reader, at| {
        let mut fields = Fields::open(reader, at, &schema::criteria::RECORD)?;
        let met = fields.maybe_text(reader, schema::criteria::MET);
        let partly = fields.maybe_text(reader, schema::criteria::PARTLY);
        let not_met = fields.maybe_text(reader, schema::criteria::NOT_MET);
        fields.close(reader);
        Some(Criteria { met: met?, partly: partly?, not_met: not_met? })
    });
    let degrees = fields.maybe(reader, schema::judgement::DEGREES, |reader, at| read_degrees(reader, at, keys));
    let by = fields.maybe_text(reader, schema::judgement::BY);
    let (criteria, degrees) = (criteria?, degrees?.unwrap_or_default());
    if criteria.is_some() && !degrees.is_empty() {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(keys, say!("measure.verdicts"));
        reader.push(finding.help(say!("measure.verdicts-help")));
        return None;
    }
    Some(Demand::Judgement(Judgement { what: what?, criteria, degrees, by: by? }))
}

/// `{ 100 pct.: …, 50 pct.: …, 0 pct.: … }`, the best first.
fn read_degrees(reader: &mut Reader, at: At, judgement: At) -> Option<Vec<Degree>> {
    let pairs = reader.pairs(at)?;
    let degree = |(share, when): (String, At)| match share.parse() {
        Ok(share) => Some(Degree { share, when: reader.text(when)? }),
        Err(Malformed { problem, help, .. }) => {
            reader.push(rules::MALFORMED_QUANTITY.finding(when, problem).help(help));
            None
        }
    };
    let mut degrees = all(pairs.into_iter().map(degree).collect())?;
    degrees.sort_by_key(|degree| std::cmp::Reverse(degree.share));
    let is_twice = degrees.windows(2).any(|two| two[0].share == two[1].share);
    if is_twice || degrees.len() < 2 {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(judgement, say!("measure.degrees"));
        reader.push(finding.help(say!("measure.degrees-help")));
        return None;
    }
    Some(degrees)
}

fn read_later(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let what = reader.text(at);
    let set = fields.text(reader, schema::later::SET);
    Some(Demand::Later(Later { what: what?, set: set? }))
}
