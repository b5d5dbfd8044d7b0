//! The figure of a result, in the shape of its requirement.

use std::cmp::Ordering;

use crate::language::{Message, say};
use crate::plan::{
    Address, Bound, Demand, DemandKind, Figure, Judgement, Level, LevelTarget, Plan, QuotientForm, Reached,
    Requirement, Ruling, Verdict,
};
use crate::quantity::{Amount, Count, NO, Number, Percent};
use crate::schema;
use crate::source::At;

use super::{address, evaluation, share};
use crate::load::fields::Fields;
use crate::load::reader::Reader;
use crate::load::rules;

/// None when something is wrong; `Some(None)` when no figure is given.
pub(super) fn read(
    reader: &mut Reader,
    fields: &mut Fields,
    plan: &Plan,
    of: &Address,
    requirement: Option<&Requirement>,
) -> Option<Option<Figure>> {
    let Some(requirement) = requirement.filter(|requirement| requirement.parts().is_empty()) else {
        // None of them can stand beside what has parts.
        let records = DemandKind::ALL.iter().filter_map(|kind| schema::results::of_kind(*kind));
        let given: Vec<At> = records.flat_map(schema::Record::names).filter_map(|key| fields.take(key)).collect();
        let Some(at) = given.first().copied() else { return Some(None) };
        let finding = rules::ADDRESS_AMBIGUOUS.finding(at, say!("results.has-parts", of = of));
        let parts = address::listed(&address::inside(plan, of));
        reader.push(finding.help(say!("results.has-parts-help", parts = parts)));
        return None;
    };
    match &requirement.demand {
        Demand::Share(measured) => share::read(reader, fields, measured),
        Demand::Value(value) => match &value.quotient {
            Some(quotient) if is_quotient(fields) => read_quotient(reader, fields, quotient.form).map(Some),
            Some(_) | None => {
                fields.maybe(reader, schema::results::value::VALUE, |reader, at| read_value(reader, at, &value.bound))
            }
        },
        Demand::Count(_) => {
            fields.maybe_quantity(reader, schema::results::count::COUNT).map(|count| count.map(Figure::Count))
        }
        Demand::Deliverable(_) => read_delivery(reader, fields),
        Demand::Evaluation(schema) => evaluation::read(reader, fields, schema),
        Demand::Level(level) => {
            fields.maybe(reader, schema::results::level::LEVEL, |reader, at| read_level(reader, at, level))
        }
        Demand::Judgement(judgement) => read_judgement(reader, fields, judgement),
        Demand::Later(_) | Demand::Parts(_) => Some(None),
    }
}

/// The figure that a requirement's are compared with; its unit may follow.
pub(super) fn read_compared(
    reader: &mut Reader,
    fields: &mut Fields,
    of: &Address,
    requirement: Option<&Requirement>,
) -> Option<Option<Number>> {
    let Some(at) = fields.take(schema::results::value::COMPARED) else { return Some(None) };
    let target = requirement.and_then(|requirement| requirement.demand.measure().target(0));
    if target.is_none_or(|target| target.bound.beside.is_none()) {
        let finding = rules::UNKNOWN_KEY.finding(at, say!("results.not-compared", of = of));
        reader.push(finding.help(say!("results.not-compared-help")));
        return None;
    }
    reader.quantity(at).map(|amount: Amount| Some(amount.number))
}

/// How the figure of a requirement is written.
pub(super) fn help(requirement: Option<&Requirement>) -> Message {
    match requirement.map(|requirement| &requirement.demand) {
        Some(Demand::Share(share)) if !share.sites.is_empty() => {
            say!("results.write-sites")
        }
        Some(Demand::Share(_)) => say!("results.write-share"),
        Some(Demand::Value(value)) if value.quotient.is_some() => say!("results.write-quotient"),
        Some(Demand::Value(_)) => say!("results.write-value"),
        Some(Demand::Count(_)) => say!("results.write-count"),
        Some(Demand::Deliverable(_)) => say!("results.write-delivery"),
        Some(Demand::Evaluation(_)) => say!("results.write-evaluation"),
        Some(Demand::Level(_)) => say!("results.write-level"),
        Some(Demand::Judgement(_)) => say!("results.write-judgement"),
        Some(Demand::Parts(_) | Demand::Later(_)) | None => say!("results.write-expected"),
    }
}

fn is_quotient(fields: &Fields) -> bool {
    fields.has(schema::results::value::OVER) || fields.has(schema::results::value::UNDER)
}

/// `tæller: 380` with `nævner: 400`; of a share both are counts.
fn read_quotient(reader: &mut Reader, fields: &mut Fields, form: QuotientForm) -> Option<Figure> {
    let keys = [schema::results::value::OVER, schema::results::value::UNDER];
    let [over, under] = keys.map(|key| {
        fields.needed(reader, key.once_chosen(), |reader, at| match form {
            QuotientForm::Share => reader.quantity(at).map(|Count(count)| Number(count.into())),
            QuotientForm::Mean(_) => reader.quantity(at).and_then(|number: Number| not_below_zero(reader, at, number)),
        })
    });
    Some(Figure::Quotient { over: over?, under: under? })
}

fn not_below_zero(reader: &mut Reader, at: At, number: Number) -> Option<Number> {
    if number.0.is_sign_negative() && !number.0.is_zero() {
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("results.negative", number = number.to_string()));
        reader.push(finding.help(say!("results.negative-help")));
        return None;
    }
    Some(number)
}

/// A number; its unit may follow, and is then the plan's.
fn read_value(reader: &mut Reader, at: At, bound: &Bound) -> Option<Figure> {
    let amount: Amount = reader.quantity(at)?;
    let unit = bound.unit_of_figures();
    if amount.unit.is_empty() || amount.unit == unit {
        return Some(Figure::Value(amount.number));
    }
    let finding = rules::MALFORMED_QUANTITY.finding(at, say!("results.unit", unit = amount.unit));
    reader.push(finding.help(match unit.as_str() {
        "" => say!("results.unit-none", number = amount.number.to_string()),
        unit => say!("results.unit-help", kind = bound.kind.word(), unit = unit),
    }));
    None
}

fn read_delivery(reader: &mut Reader, fields: &mut Fields) -> Option<Option<Figure>> {
    let on = fields.maybe(reader, schema::results::delivery::DELIVERED, |reader, at| {
        if reader.reads(at, NO) { Some(None) } else { reader.quantity(at).map(Some) }
    });
    let evidence = fields.maybe_text(reader, schema::results::delivery::EVIDENCE)?;
    Some(on?.map(|on| Figure::Delivery { on, evidence }))
}

/// `3`, `niveau 3`, or a name of the scale; beside a target that is a name alone: that name, `lavere` or `højere`.
fn read_level(reader: &mut Reader, at: At, level: &Level) -> Option<Figure> {
    let text = reader.text(at)?;
    let rank = Level::place(&level.scale, &text);
    if let LevelTarget::Named(name) = &level.at_least
        && level.scale.is_empty()
    {
        let words = [
            (name.as_str(), Ordering::Equal),
            (schema::results::LOWER, Ordering::Less),
            (schema::results::HIGHER, Ordering::Greater),
        ];
        return reader.word(at, &words).map(|beside| Figure::Level(Reached::Beside(beside)));
    }
    if rank.is_none() && level.scale.is_empty() {
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("results.level", text = text));
        reader.push(finding.help(say!("results.level-help")));
    } else if rank.is_none() {
        reader.off_scale(at, &level.scale);
    }
    rank.map(|rank| Figure::Level(Reached::Rank(rank)))
}

/// A verdict with who, when and why: a judgement that nobody answers for counts nothing.
fn read_judgement(reader: &mut Reader, fields: &mut Fields, judgement: &Judgement) -> Option<Option<Figure>> {
    let Some(at) = fields.take(schema::results::judgement::VERDICT) else { return Some(None) };
    let verdict = if judgement.degrees.is_empty() {
        reader.word(at, &Verdict::ALL.map(|verdict| (verdict.word(), Ruling::Verdict(verdict))))
    } else {
        read_degree(reader, at, judgement)
    };
    let by = fields.text(reader, schema::results::judgement::BY.once_chosen());
    let on = fields.quantity(reader, schema::results::judgement::ON.once_chosen());
    let reason = fields.needed(reader, schema::results::judgement::REASON.once_chosen(), Reader::prose);
    Some(Some(Figure::Judgement { verdict: verdict?, by: by?, on: on?, reason: reason? }))
}

/// One of the plan's degrees.
fn read_degree(reader: &mut Reader, at: At, judgement: &Judgement) -> Option<Ruling> {
    let share: Percent = reader.quantity(at)?;
    if judgement.degrees.iter().any(|degree| degree.share == share) {
        return Some(Ruling::Degree(share));
    }
    let degrees: Vec<String> = judgement.degrees.iter().map(|degree| degree.share.to_string()).collect();
    let finding = rules::UNKNOWN_WORD.finding(at, say!("results.degree", share = share));
    reader.push(finding.help(say!("results.degree-help", degrees = degrees)));
    None
}
