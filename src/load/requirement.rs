//! Requirements: what is common to all kinds, and which kind it is.

use crate::language::say;
use crate::plan::{Baseline, Bound, Clock, Credit, Demand, DemandKind, History, Requirement, Wording};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::weight::read_part_weight;
use super::{credit, measure, method, path, rules};

pub(super) fn read_all(reader: &mut Reader, at: At) -> Option<Vec<Requirement>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| read(reader, item)).collect())
}

pub(super) fn read(reader: &mut Reader, at: At) -> Option<Requirement> {
    let mut fields = Fields::open(reader, at, &schema::requirement::RECORD)?;
    let label = fields.maybe_text(reader, schema::requirement::LABEL);
    let title = fields.maybe_text(reader, schema::requirement::TITLE);
    let name = fields.maybe_text(reader, schema::requirement::NAME);
    let weight = fields.maybe(reader, schema::requirement::WEIGHT, read_part_weight);
    let period = fields.maybe_quantity(reader, schema::requirement::PERIOD);
    let deadline = fields.maybe_quantity(reader, schema::requirement::DEADLINE);
    let clock = fields.maybe(reader, schema::requirement::CLOCK, |reader, at| {
        reader.word(at, &Clock::ALL.map(|clock| (clock.word(), clock)))
    });
    let excluding = fields.maybe(reader, schema::requirement::EXCLUDING, Reader::texts);
    let wording = fields.maybe(reader, schema::requirement::WORDING, Reader::prose);
    let baseline = fields.maybe(reader, schema::requirement::BASELINE, read_baseline);
    let covers = fields.take(schema::requirement::WORDING_COVERS);
    let alone = fields.take(schema::requirement::WORDING_ALONE);
    let lead = fields.maybe_prose(reader, schema::requirement::LEAD);
    let remark = fields.maybe_prose(reader, schema::requirement::REMARK);
    let method = fields.maybe(reader, schema::requirement::METHOD, method::read);
    let credit = fields.take(schema::requirement::CREDIT);
    let gathering = fields.take(schema::requirement::GATHERING);
    let path = path::read(reader, &mut fields);
    let target = path.as_ref().and_then(|path| path.as_ref()?.last()).cloned();
    let demand = read_demand(reader, &mut fields, target);
    // What they can say depends on the kind as well.
    let credit = match (credit, &demand) {
        (Some(at), Some(demand)) => credit::read(reader, at, demand.measure()),
        (None, _) | (_, None) => Some(Credit::default()),
    };
    let gathering = match (gathering, &demand) {
        (Some(at), Some(demand)) => credit::read_gathering(reader, at, demand.measure()).map(Some),
        (None, _) | (_, None) => Some(None),
    };
    let covers_parts = match covers {
        Some(at) => read_covers(reader, at, wording.as_ref().is_some_and(Option::is_some), demand.as_ref()),
        None => Some(false),
    };
    let stands_alone = match alone {
        Some(at) => read_alone(reader, at, wording.as_ref().is_some_and(Option::is_some)),
        None => Some(false),
    };
    let whole = || {
        let (covers_parts, stands_alone) = (covers_parts?, stands_alone?);
        Some(Requirement {
            at,
            label: label?,
            title: title?,
            name: name?,
            weight: weight?,
            period: period?,
            deadline: deadline?,
            clock: clock?,
            excluding: excluding?.unwrap_or_default(),
            baseline: baseline?,
            wording: wording?.map(|text| Wording { text, covers_parts, stands_alone }),
            lead: lead?,
            remark: remark?,
            method: method?.unwrap_or_default(),
            credit: credit?,
            gathering: gathering?,
            demand: demand?,
            path: None,
            history: History::default(),
        })
    };
    let whole = whole();
    let path = path.and_then(|read| path::of(reader, &mut fields, read, whole.as_ref()));
    fields.close(reader);
    Some(Requirement { path: path?, ..whole? })
}

fn read_baseline(reader: &mut Reader, at: At) -> Option<Baseline> {
    let mut fields = Fields::open(reader, at, &schema::baseline::RECORD)?;
    let amount = fields.quantity(reader, schema::baseline::FIGURE);
    let on = fields.quantity(reader, schema::baseline::ON);
    fields.close(reader);
    Some(Baseline { amount: amount?, on: on? })
}

/// Whether the requirement's own words say what its parts demand as well; tells where there are no words or no parts.
fn read_covers(reader: &mut Reader, at: At, has_words: bool, demand: Option<&Demand>) -> Option<bool> {
    let covers = reader.yes(at)?;
    let measure = demand?.measure();
    // A schema is a part too: its rows and columns stand in the words.
    let has_parts =
        !measure.parts().is_empty() || measure.tiers().len() > 1 || matches!(demand, Some(Demand::Evaluation(_)));
    if covers && !(has_words && has_parts) {
        let message = say!("requirement.covers");
        reader.push(rules::UNCLEAR_REQUIREMENT.finding(at, message).help(say!("requirement.covers-help")));
        return None;
    }
    Some(covers)
}

/// Whether the requirement's own words are all that the contract has; tells where there are none.
fn read_alone(reader: &mut Reader, at: At, has_words: bool) -> Option<bool> {
    let alone = reader.yes(at)?;
    if alone && !has_words {
        let message = say!("requirement.alone");
        reader.push(rules::UNCLEAR_REQUIREMENT.finding(at, message).help(say!("requirement.alone-help")));
        return None;
    }
    Some(alone)
}

/// Exactly one key says which kind it is.
fn read_demand(reader: &mut Reader, fields: &mut Fields, target: Option<Bound>) -> Option<Demand> {
    let keys = || DemandKind::ALL.iter().flat_map(|kind| kind.keys().iter().map(|key| (*kind, *key)));
    let found: Vec<_> = keys().filter_map(|(kind, key)| fields.take(key).map(|at| (kind, key, at))).collect();
    if found.len() != 1 {
        // Which of them was meant is not known: none of their keys is unknown.
        let kinds = schema::requirement::RECORD.kinds();
        kinds
            .iter()
            .flat_map(|kind| [Some(kind.record), kind.besides])
            .flatten()
            .for_each(|record| fields.leave(record));
    }
    match found.as_slice() {
        [(kind, key, at)] => measure::read(reader, fields, *kind, key, *at, target),
        [] if fields.tell_mistyped(reader, &keys().map(|(_, key)| key).collect::<Vec<_>>()) => None,
        [] => {
            let keys = keys().map(|(_, key)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let finding = rules::UNCLEAR_REQUIREMENT.finding(fields.at, say!("requirement.nothing"));
            reader.push(finding.help(say!("requirement.nothing-help", keys = keys)));
            None
        }
        [(_, first, at), (_, second, other), ..] => {
            let finding = rules::UNCLEAR_REQUIREMENT.finding(*other, say!("beside", second = second, first = first));
            reader.push(finding.also(*at, say!("requirement.said-here")).help(say!("requirement.two-help")));
            None
        }
    }
}
