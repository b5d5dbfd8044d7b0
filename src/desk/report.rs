//! What was typed in a form → errors beside its fields, the points that come of it, and the files to be written.

use std::collections::BTreeMap;

use super::change::{RowChange, by_hand, changes, drafts, is_as_meant, with_files};
use super::field::{FieldError, FieldForm, Filled, FormField};
use super::figure::{FigureField, FigureTexts};
use super::form::{ReportForm, ReportReach, ReportRow, demanded, form, is_of_row, measured, name, reach};
use super::kinds;
use super::sheet::FileDraft;
use super::standing::{DeskError, RowNow, Standings, standings};
use super::typed::{Typing, day, prose};
use crate::blank::HeadField;
use crate::diagnostic::{Finding, Severity};
use crate::files::Files;
use crate::language::{Message, say};
use crate::plan::{Observation, Plan, Results, Sheet};
use crate::quantity::{Date, Number, PartOfYear, YES};
use crate::score::Span;
use crate::source::At;
use crate::workspace::{Inspected, Workspace};

/// The name of the field that says which files a form was made of.
pub(super) const SEEN: &str = "set";

/// What comes of a form.
#[derive(Debug)]
pub struct ReportDraft {
    /// In the order of the form.
    pub errors: Vec<FieldError>,
    /// What is to be thought of, though it can be written: by the key of its row.
    pub remarks: Vec<(String, Message)>,
    /// How each row stands with what is typed, by its key: fields with errors left aside.
    pub rows: BTreeMap<String, RowNow>,
    pub total: Option<Span<Number>>,
    /// None where nothing has changed, or something is wrong.
    pub files: Vec<FileDraft>,
}

impl Workspace {
    /// The form of the only plan for a period.
    ///
    /// # Errors
    /// There is no such plan or period, or what is reported already cannot be read.
    pub fn report_form(&self, period: PartOfYear, today: Date) -> Result<ReportForm, DeskError> {
        form(self.plan()?, period, today)
    }

    /// How far the reporting of a period of the only plan is.
    ///
    /// # Errors
    /// The same.
    pub fn report_reach(&self, period: PartOfYear) -> Result<ReportReach, DeskError> {
        reach(self.plan()?, period)
    }

    /// What comes of what was typed. Nothing is written.
    ///
    /// # Errors
    /// As for the form; files that have changed since it was made; a file that has to be changed by hand.
    pub fn report(&self, period: PartOfYear, filled: &Filled, today: Date) -> Result<ReportDraft, DeskError> {
        let inspected = self.plan()?;
        let form = form(inspected, period, today)?;
        let is_changed = filled.get(SEEN).is_some_and(|seen| *seen != form.seen.to_string());
        let is_known = |name: &String| form.rows.iter().any(|row| row.fields.iter().any(|(_, one)| one.name == *name));
        if is_changed || filled.keys().any(|name| is_of_row(name) && !is_known(name)) {
            return Err(DeskError::Changed);
        }
        let dossier = inspected.known.whole().ok_or(DeskError::Unreadable)?;
        let (plan, results) = (dossier.amended.as_of(form.days.last), dossier.results());
        let mut errors = Vec::new();
        let rows = read_rows(&form, plan, filled, &mut errors);
        let head = read_head(&form, filled, &mut errors);
        let changes = changes((form.period, form.days), head.as_ref(), rows, results);
        let files = drafts(self, inspected, plan, &changes)?;
        let after = with_files(self, inspected, &files);
        let told = told(&after, &files, &form, inspected);
        let wrong = told.iter().filter(|(_, finding)| finding.level == Severity::Error);
        errors.extend(wrong.map(|(row, finding)| row_error(row.as_ref().or(form.rows.first()), finding)));
        if errors.is_empty() && !is_as_meant(&after, &files, &changes, results) {
            return Err(by_hand(inspected, &changes));
        }
        let remarks = told.iter().filter(|(_, finding)| finding.level != Severity::Error);
        let remark = |(row, finding): &(Option<ReportRow>, Finding)| {
            (row.as_ref().map(|row| row.key.clone()).unwrap_or_default(), finding.message.clone())
        };
        let remarks = remarks.map(remark).collect();
        let standings = standings(&after, form.days.last);
        let keyed = |standings: &Standings| {
            let now = |row: &ReportRow| Some((row.key.clone(), standings.rows.get(&row.address)?.clone()));
            form.rows.iter().filter_map(now).collect()
        };
        let rows = standings.as_ref().map(keyed).unwrap_or_default();
        let total = standings.and_then(|standings| standings.total);
        let files = if errors.is_empty() { files } else { Vec::new() };
        Ok(ReportDraft { errors, remarks, rows, total, files })
    }
}

impl ReportDraft {
    /// Writes the files, where each is still what the form was made of.
    ///
    /// # Errors
    /// Something is wrong, a file has changed, or the file system refuses.
    pub fn save(&self, disk: &dyn Files) -> Result<(), DeskError> {
        if !self.errors.is_empty() {
            return Err(DeskError::Wrong);
        }
        let is_as_before = |file: &FileDraft| match &file.before {
            Some(before) => disk.read(&file.path, u64::MAX).is_ok_and(|bytes| bytes == before.as_bytes()),
            None => !disk.exists(&file.path),
        };
        if !self.files.iter().all(is_as_before) {
            return Err(DeskError::Changed);
        }
        self.files.iter().try_for_each(|file| Ok(file.edit.save()?))
    }
}

fn read_head(form: &ReportForm, filled: &Filled, errors: &mut Vec<FieldError>) -> Option<Sheet> {
    let field = |what: HeadField| form.head.iter().find(|(one, _)| *one == what).map(|(_, field)| field);
    let typed = |what: HeadField| field(what).map(|field| field.typed(filled)).unwrap_or_default();
    let mut wrong = |what: HeadField, message: Message, help: Option<Message>| {
        errors.push(FieldError { field: name(what).to_owned(), message, help });
    };
    let updated = match typed(HeadField::Updated) {
        text if text.is_empty() => {
            wrong(HeadField::Updated, say!("desk.updated-missing"), Some(say!("desk.date-hint")));
            None
        }
        text => day(&text).map_err(|error| wrong(HeadField::Updated, error.problem, Some(error.help))).ok(),
    };
    let reporter = typed(HeadField::Reporter);
    if reporter.is_empty() {
        wrong(HeadField::Reporter, say!("desk.reporter-missing"), None);
    }
    Some(Sheet {
        at: At::nowhere(),
        period: form.period,
        days: form.days,
        is_example: typed(HeadField::Example) == YES,
        updated: updated?,
        reporter: Some(reporter).filter(|reporter| !reporter.is_empty())?,
        source: Some(typed(HeadField::Source)).filter(|source| !source.is_empty()),
        comment: prose(&typed(HeadField::Remark)),
        observations: Vec::new(),
    })
}

/// What each row says, but for those with errors.
fn read_rows(form: &ReportForm, plan: &Plan, filled: &Filled, errors: &mut Vec<FieldError>) -> Vec<RowChange> {
    let demanded = demanded(plan);
    let read = |row: &ReportRow| {
        let chain = demanded.iter().find(|(_, address, _)| *address == row.address).map(|(_, _, chain)| chain);
        let requirement = chain.and_then(|chain| measured(chain));
        let texts: FigureTexts = row.fields.iter().map(|(what, field)| (*what, one_line(field, filled))).collect();
        let text = |what: FigureField| texts.get(&what).map_or("", String::as_str);
        let mut typing = Typing::default();
        let figure = requirement.map_or(Some(None), |one| kinds::figure(&one.demand, &texts, &mut typing));
        let compared = text(FigureField::Compared);
        let compared = if compared.is_empty() { None } else { typing.number(FigureField::Compared, compared) };
        let expected = typing.expected(text(FigureField::Expected), text(FigureField::ExpectedShare));
        let (comment, source) = (prose(text(FigureField::Comment)), text(FigureField::Source).to_owned());
        let is_said = figure.as_ref().is_some_and(Option::is_some)
            || compared.is_some()
            || expected.is_some()
            || !comment.is_empty();
        if !is_said && !source.is_empty() && typing.errors.is_empty() {
            typing.wrong(FigureField::Source, say!("desk.source-alone"), None);
        }
        let name = |what: FigureField| row.fields.iter().find(|(one, _)| *one == what).map(|(_, field)| &field.name);
        let wrong = typing
            .errors
            .into_iter()
            .filter_map(|(what, message, help)| Some(FieldError { field: name(what)?.clone(), message, help }));
        let wrong: Vec<FieldError> = wrong.collect();
        let is_well = wrong.is_empty();
        errors.extend(wrong);
        let source = Some(source).filter(|source| !source.is_empty());
        let of = row.address.clone();
        let all = Observation { at: At::nowhere(), of, figure: figure?, compared, comment, source, expected };
        let new = Some(all).filter(|_| is_said);
        let change = RowChange { address: row.address.clone(), period: row.period, days: row.days, new };
        is_well.then_some(change)
    };
    form.rows.iter().filter_map(read).collect()
}

/// What was typed, on one line where the field has one.
fn one_line(field: &FormField, filled: &Filled) -> String {
    let typed = field.typed(filled);
    if field.form == FieldForm::Prose { typed } else { typed.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// What is found in the files that are to be written and was not found before, each with its row.
fn told(
    after: &Inspected,
    files: &[FileDraft],
    form: &ReportForm,
    before: &Inspected,
) -> Vec<(Option<ReportRow>, Finding)> {
    let earlier = |finding: &Finding| {
        before.report.findings().iter().any(|one| one.rule.name == finding.rule.name && one.message == finding.message)
    };
    let found = after.report.findings().iter().filter_map(|finding| {
        let place = after.sources.locate(&finding.primary.place)?;
        let path = &after.sources.file(place.file).path;
        let is_here = files.iter().any(|file| file.path == *path);
        // The error may hide all that is reported: then it is looked for by its place in the file alone.
        let row = after.known.results().and_then(|results| row_at(results, after, &place, form));
        (is_here && !earlier(finding)).then(|| (row, finding.clone()))
    });
    found.collect()
}

fn row_at(
    results: &Results,
    after: &Inspected,
    place: &crate::source::Location,
    form: &ReportForm,
) -> Option<ReportRow> {
    let all = results.sheets.iter().flat_map(|sheet| &sheet.observations);
    let starts = all.filter_map(|one| {
        let node = after.sources.node(one.at)?;
        (node.file == place.file && node.span.start <= place.span.start).then_some((node.span.start, &one.of))
    });
    let (_, of) = starts.max_by_key(|(start, _)| *start)?;
    form.rows.iter().find(|row| row.address == *of).cloned()
}

fn row_error(row: Option<&ReportRow>, finding: &Finding) -> FieldError {
    let field = row.and_then(|row| row.fields.first()).map(|(_, field)| field.name.clone());
    FieldError { field: field.unwrap_or_default(), message: finding.message.clone(), help: finding.help.clone() }
}
