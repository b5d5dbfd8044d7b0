//! Shares: counts for each limit, of the whole or by place; or shares alone.

use crate::language::say;
use crate::plan::{Figure, Share, Step, Tally};
use crate::quantity::{Count, Malformed, TimeLimit};
use crate::schema::{self, Optional};
use crate::source::{At, Entry};

use crate::load::fields::Fields;
use crate::load::reader::{Reader, all};
use crate::load::rules;

pub(super) fn read(reader: &mut Reader, fields: &mut Fields, share: &Share) -> Option<Option<Figure>> {
    if !share.sites.is_empty() {
        return fields.maybe(reader, schema::results::share::SITES, |reader, at| read_sites(reader, at, share));
    }
    if let Some(at) = fields.take(schema::results::share::SHARES) {
        let limits = share.tiers.iter().map(|tier| tier.step).collect::<Vec<_>>();
        let shares = read_by_limit(reader, at, at, &limits, |_| true)?;
        return Some(Some(Figure::Shares(all(shares.into_iter().map(|(_, share)| share).collect())?)));
    }
    if !fields.has(schema::results::share::TOTAL)
        && !fields.has(schema::results::share::WITHIN)
        && !fields.has(schema::results::share::AT_MOST)
    {
        return Some(None);
    }
    read_tally(reader, fields, share).map(|tally| Some(Figure::Counts(tally)))
}

fn read_sites(reader: &mut Reader, at: At, share: &Share) -> Option<Figure> {
    let sites = reader.entries(at)?.into_iter().map(|Entry { name, key, value: at }| {
        if !share.sites.iter().any(|site| site.name == name) {
            let known: Vec<&str> = share.sites.iter().map(|site| site.name.as_str()).collect();
            let finding = rules::UNKNOWN_WORD.finding(at, say!("share.site", name = name));
            let others = || say!("share.sites", known = known);
            reader.push(finding.did_you_mean((&reader.sources, key), &name, known.iter().copied(), others));
            return None;
        }
        let mut fields = Fields::open(reader, at, &schema::results::tally::RECORD)?;
        let tally = read_tally(reader, &mut fields, share);
        fields.close(reader);
        Some((name, tally?))
    });
    all(sites.collect()).map(Figure::Sites)
}

/// `i alt: 412` with `inden for: { 31 dage: 371 }` or `højst: { 10 dage: 51 }`.
fn read_tally(reader: &mut Reader, fields: &mut Fields, share: &Share) -> Option<Tally> {
    let total = fields.quantity(reader, schema::results::tally::TOTAL);
    let limits: Vec<Step> = share.tiers.iter().map(|tier| tier.step).collect();
    let mut within: Vec<Option<Count>> = vec![None; limits.len()];
    let mut is_whole = true;
    for (key, is_kind) in KINDS {
        if !limits.iter().any(is_kind) {
            continue;
        }
        let whole = fields.at;
        let read =
            fields.needed(reader, key.once_chosen(), |reader, at| read_by_limit(reader, at, whole, &limits, is_kind));
        is_whole &= read.is_some();
        for (index, count) in read.unwrap_or_default() {
            if let Some(place) = within.get_mut(index) {
                *place = count;
            }
        }
    }
    Some(Tally { total: total?, within: all(within).filter(|_| is_whole)? })
}

type IsKind = fn(&Step) -> bool;

/// The keys of limits, each with the steps that it is for.
const KINDS: [(Optional, IsKind); 2] = [
    (schema::results::tally::WITHIN, |step| matches!(step, Step::Within(_))),
    (schema::results::tally::AT_MOST, |step| matches!(step, Step::AtMost(_))),
];

fn limit(step: &Step) -> TimeLimit {
    match step {
        Step::Within(limit) | Step::AtMost(limit) => *limit,
    }
}

/// A value for each limit of the plan, by the tier's place. A limit that the plan does not have, or that is left out, is told.
fn read_by_limit<T: std::str::FromStr<Err = Malformed>>(
    reader: &mut Reader,
    at: At,
    whole: At,
    limits: &[Step],
    is_kind: IsKind,
) -> Option<Vec<(usize, Option<T>)>> {
    let entries = reader.entries(at)?;
    let wanted: Vec<(usize, TimeLimit)> =
        limits.iter().enumerate().filter(|(_, step)| is_kind(step)).map(|(index, step)| (index, limit(step))).collect();
    let mut values: Vec<(usize, Option<T>)> = Vec::new();
    let mut is_well = true;
    for Entry { name, key, value } in entries {
        let named = name.parse::<TimeLimit>().ok();
        match wanted.iter().find(|(_, limit)| Some(*limit) == named) {
            Some((index, _)) => {
                let value = reader.quantity(value);
                is_well &= value.is_some();
                values.push((*index, value));
            }
            None => {
                is_well = false;
                let known: Vec<String> = wanted.iter().map(|(_, limit)| limit.to_string()).collect();
                let finding = rules::UNKNOWN_WORD.finding(value, say!("share.limit", name = name));
                let others = || say!("share.limits", known = known);
                let names = known.iter().map(String::as_str);
                reader.push(finding.did_you_mean((&reader.sources, key), &name, names, others));
            }
        }
    }
    let left_out = wanted.iter().find(|(index, _)| !values.iter().any(|(given, _)| given == index));
    if let Some((_, limit)) = left_out.filter(|_| is_well) {
        is_well = false;
        let finding = rules::MISSING_KEY.finding(whole, say!("share.left-out", limit = limit));
        reader.push(finding.help(say!("share.left-out-help", limit = limit)));
    }
    values.sort_by_key(|(index, _)| *index);
    Some(values).filter(|_| is_well)
}
