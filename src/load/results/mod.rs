//! `resultater/*.yaml`: what is reported on a plan, a file a period.

pub(super) mod address;
mod evaluation;
mod figure;
mod share;

pub(super) use address::goal_at;

use std::path::Path;

use crate::amend::Amended;
use crate::diagnostic::nearest;
use crate::files::ending;
use crate::language::say;
use crate::plan::{Expectation, Observation, Plan, Results, Sheet, Verdict};
use crate::quantity::{PartOfYear, Percent};
use crate::schema::{self, folder};
use crate::source::{At, Place};

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

/// Every file of the folder, in the order of their names. A plan without the folder has no results yet.
pub(super) fn read(reader: &mut Reader, plan_folder: &Path, amended: &Amended) -> Option<Results> {
    let paths = reader.folder(plan_folder, folder::RESULTS)?;
    let sheets = paths.into_iter().filter_map(|path| match ending(&path).as_deref() {
        Some("yaml") => Some(reader.yaml(&path, None).and_then(|at| read_sheet(reader, at, amended))),
        Some("yml") => {
            let file = reader.file(&path, None)?;
            let finding = rules::UNKNOWN_WORD.finding(Place::File { file, span: 0..0 }, say!("file-misnamed.results"));
            reader.push(finding.help(say!("file-misnamed.help")));
            Some(None)
        }
        _ => None,
    });
    Some(Results { sheets: all(sheets.collect())? })
}

fn read_sheet(reader: &mut Reader, at: At, amended: &Amended) -> Option<Sheet> {
    let mut fields = Fields::open(reader, at, &schema::results::sheet::RECORD)?;
    let period = fields.needed(reader, schema::results::sheet::PERIOD, read_period);
    // A figure is for what was demanded when its period ended.
    let days = period.map(|period| amended.signed().period.days_of(period));
    let plan = days.map_or(amended.latest(), |days| amended.as_of(days.last));
    let is_example = fields.maybe(reader, schema::results::sheet::IS_EXAMPLE, Reader::yes);
    let updated = fields.quantity(reader, schema::results::sheet::UPDATED);
    let reporter = fields.text(reader, schema::results::sheet::REPORTER);
    let source = fields.maybe_text(reader, schema::results::sheet::SOURCE);
    let comment = fields.maybe_prose(reader, schema::results::sheet::COMMENT);
    let observations = fields.needed(reader, schema::results::sheet::OBSERVATIONS, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_observation(reader, item, plan)).collect())
    });
    fields.close(reader);
    Some(Sheet {
        at,
        period: period?,
        days: days?,
        is_example: is_example?.unwrap_or(false),
        updated: updated?,
        reporter: reporter?,
        source: source?,
        comment: comment?,
        observations: observations?,
    })
}

/// A part of the year, as `måles` says it; one that is nearly written so is suggested.
fn read_period(reader: &mut Reader, at: At) -> Option<PartOfYear> {
    const NAMES: [&str; 8] = [
        "hele året",
        "hele perioden",
        "1. kvartal",
        "2. kvartal",
        "3. kvartal",
        "4. kvartal",
        "1. halvår",
        "2. halvår",
    ];
    let text = reader.text(at)?;
    match nearest(&text, NAMES) {
        Some(_) if text.parse::<PartOfYear>().is_err() => {
            let finding = rules::UNKNOWN_WORD.finding(at, say!("part-of-year", text = text));
            let others = || say!("form.part-of-year");
            reader.push(finding.did_you_mean((&reader.sources, at), &text, NAMES, others));
            None
        }
        _ => reader.quantity(at),
    }
}

fn read_observation(reader: &mut Reader, at: At, plan: &Plan) -> Option<Observation> {
    let mut fields = Fields::open(reader, at, &schema::results::observation::RECORD)?;
    let found = fields.needed(reader, schema::results::observation::OF, |reader, at| address::read(reader, at, plan));
    let comment = fields.maybe_prose(reader, schema::results::observation::COMMENT);
    let source = fields.maybe_text(reader, schema::results::observation::SOURCE);
    let expected = fields.maybe(reader, schema::results::observation::EXPECTED, read_expectation);
    // Which figures can stand here depends on what is required: without that they cannot be judged.
    let (of, requirement) = found?;
    let figure = figure::read(reader, &mut fields, plan, &of, requirement);
    let compared = figure::read_compared(reader, &mut fields, &of, requirement);
    fields.close(reader);
    let (figure, compared, comment, expected) = (figure?, compared?, comment?, expected?);
    if figure.is_none() && compared.is_none() && comment.is_empty() && expected.is_none() {
        let finding = rules::MISSING_KEY.finding(at, say!("results.nothing", of = of));
        reader.push(finding.help(figure::help(requirement)));
        return None;
    }
    Some(Observation { at, of, figure, compared, comment, source: source?, expected })
}

/// `opfyldt`, `delvist opfyldt`, `ikke opfyldt`, or a share.
fn read_expectation(reader: &mut Reader, at: At) -> Option<Expectation> {
    let text = reader.text(at)?;
    if Percent::is_meant(&text) {
        return reader.quantity::<Percent>(at).map(Expectation::Share);
    }
    reader.word(at, &Verdict::ALL.map(|verdict| (verdict.word(), Expectation::Verdict(verdict))))
}
