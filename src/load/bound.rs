//! The bound that figures are held against: its tolerance, what they are compared with, and whether it suits what is measured.

use crate::language::say;
use crate::plan::{
    Bound, BoundKind, Comparison, ComparisonForm, Demand, Quantum, Quotient, QuotientForm, Tolerance, ValueWithin,
};
use crate::quantity::{Amount, Percent, Range, whole_form};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::Reader;
use super::rules;

/// Whether a bound can be one of what is demanded, in its unit: a share's in percent, that of a number of things whole. Tells
/// what cannot.
pub(super) fn suits(reader: &mut Reader, at: At, demand: &Demand, bound: &Bound) -> bool {
    match demand {
        Demand::Value(_) | Demand::Count(_) if bound.beside.is_some() => true,
        Demand::Count(_) => is_whole(reader, at, bound),
        Demand::Share(_) => is_share(reader, at, bound),
        Demand::Value(ValueWithin { quotient: Some(Quotient { form: QuotientForm::Share, .. }), .. }) => {
            is_in_percent(reader, at, bound)
        }
        Demand::Value(_)
        | Demand::Parts(_)
        | Demand::Deliverable(_)
        | Demand::Evaluation(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => true,
    }
}

/// The share that a target of at least so many percent is. None of any other target.
pub(super) fn share_of(bound: &Bound) -> Option<Percent> {
    let is_plain = bound.tolerance.is_none() && bound.beside.is_none();
    let number = bound.number().filter(|_| is_plain && bound.kind == BoundKind::AtLeast && bound.is_in_percent())?;
    Percent::new(number.0)
}

/// Whether the target of a share of units within a limit is one; tells what is none.
fn is_share(reader: &mut Reader, at: At, bound: &Bound) -> bool {
    let is_share = share_of(bound).is_some();
    if !is_share {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("bound.share-within"));
        reader.push(finding.help(say!("bound.share-within-help")));
    }
    is_share
}

/// Whether the bound of a share is one; tells what is none.
fn is_in_percent(reader: &mut Reader, at: At, bound: &Bound) -> bool {
    let is_percent = bound.is_in_percent();
    if !is_percent {
        let finding = rules::MALFORMED_QUANTITY
            .finding(at.key(bound.kind.word()), say!("bound.no-share", quantum = bound.quantum))
            .help(say!("bound.no-share-help", kind = bound.kind.word()));
        reader.push(finding);
    }
    is_percent
}

/// Whether a number of things is a whole one; tells what is none.
fn is_whole(reader: &mut Reader, at: At, bound: &Bound) -> bool {
    let broken = bound.ends().into_iter().find(|number| number.0.scale() > 0);
    if let Some(number) = broken {
        let finding = rules::MALFORMED_QUANTITY
            .finding(at.key(bound.kind.word()), say!("bound.no-count", number = number.to_string()))
            .help(say!("bound.no-count-help", form = whole_form(number)));
        reader.push(finding);
    }
    broken.is_none()
}

pub(super) fn read(reader: &mut Reader, fields: &mut Fields) -> Option<Bound> {
    let found: Vec<(BoundKind, At)> =
        BoundKind::ALL.into_iter().filter_map(|kind| fields.take(kind.word()).map(|at| (kind, at))).collect();
    match found.as_slice() {
        [(kind, at)] => {
            let is_range = *kind == BoundKind::Between;
            let quantum =
                if is_range { Quantum::Range(reader.quantity(*at)?) } else { Quantum::Amount(reader.quantity(*at)?) };
            let kind = *kind;
            let beside = read_comparison(reader, fields, kind, &quantum);
            let tolerance = read_tolerance(reader, fields, &quantum);
            Some(Bound { tolerance: tolerance?, beside: beside?, ..Bound::new(kind, quantum) })
        }
        [] if fields.tell_mistyped(reader, schema::bound::RECORD.keys) => None,
        _ => {
            // Without the one that was meant, what stands beside it is not judged either.
            fields.leave(&schema::bound::RECORD);
            let keys = BoundKind::ALL.map(|kind| format!("`{}`", kind.word())).join(", ");
            let finding = rules::UNCLEAR_REQUIREMENT.finding(fields.at, say!("bound.one"));
            reader.push(finding.help(say!("bound.one-help", keys = keys)));
            None
        }
    }
}

/// `sammenlignes med: landsgennemsnittet`, as a share of it or by how much the two differ.
fn read_comparison(
    reader: &mut Reader,
    fields: &mut Fields,
    kind: BoundKind,
    quantum: &Quantum,
) -> Option<Option<Comparison>> {
    let with = fields.maybe_text(reader, schema::bound::BESIDE);
    let words = ComparisonForm::ALL.map(|form| (form.word(), form));
    let form = fields.take(schema::bound::BESIDE_AS);
    let (Some(with), form) = (with?, form) else {
        let Some(at) = form else { return Some(None) };
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("bound.compared"));
        reader.push(finding.help(say!("bound.compared-help")));
        return None;
    };
    let form = form.map_or(Some(ComparisonForm::Share), |at| reader.word(at, &words))?;
    if form == ComparisonForm::Share && unit_of(quantum) != "pct." {
        let finding = rules::MALFORMED_QUANTITY
            .finding(fields.at.key(kind.word()), say!("bound.no-share-of", quantum = quantum, with = with))
            .help(say!("bound.no-share-of-help", kind = kind.word()));
        reader.push(finding);
        return None;
    }
    Some(Some(Comparison { with, form }))
}

fn unit_of(quantum: &Quantum) -> &str {
    let (Quantum::Amount(Amount { unit, .. }) | Quantum::Range(Range { unit, .. })) = quantum;
    unit
}

/// `2 pct.` of what the bound is set at, or so much in its own unit; of percent, percentage points.
fn read_tolerance(reader: &mut Reader, fields: &mut Fields, quantum: &Quantum) -> Option<Option<Tolerance>> {
    let Some(at) = fields.take(schema::bound::TOLERANCE) else { return Some(None) };
    let amount: Amount = reader.quantity(at)?;
    let unit = unit_of(quantum);
    let own = if unit == "pct." { "procentpoint" } else { unit };
    let is_share = amount.unit == "pct." && unit != "pct.";
    let read = if amount.number.0.is_sign_negative() {
        None
    } else if is_share {
        reader.quantity::<Percent>(at).map(Tolerance::Share)
    } else {
        Some(amount).filter(|amount| amount.unit == own).map(Tolerance::Amount)
    };
    if read.is_none() {
        let example = if own.is_empty() { "`tolerance: 2`".to_owned() } else { format!("`tolerance: 2 {own}`") };
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("bound.tolerance"));
        reader.push(finding.help(say!("bound.tolerance-help", example = example, share = unit != "pct.")));
    }
    read.map(Some)
}
