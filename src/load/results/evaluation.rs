//! Evaluations: a grid of marks by each evaluator.

use crate::language::say;
use crate::plan::{Evaluation, Figure, Grid};
use crate::quantity::Count;
use crate::schema;
use crate::source::{At, Entry};

use crate::load::fields::Fields;
use crate::load::reader::{Reader, all};
use crate::load::rules;

/// `evalueringer: { Integrationsafdelingen: [[2, 3, 2], …] }`: a row a topic, a column a subject.
pub(super) fn read(reader: &mut Reader, fields: &mut Fields, schema: &Evaluation) -> Option<Option<Figure>> {
    fields.maybe(reader, schema::results::evaluation::MARKS, |reader, at| {
        let entries = reader.entries(at)?;
        all(entries.into_iter().map(|entry| read_grid(reader, entry, schema)).collect()).map(Figure::Evaluation)
    })
}

fn read_grid(reader: &mut Reader, entry: Entry, schema: &Evaluation) -> Option<Grid> {
    let Entry { name: evaluator, key, value: at } = entry;
    if !schema.evaluators.contains(&evaluator) {
        let known = schema.evaluators.iter().map(String::as_str);
        let finding = rules::UNKNOWN_WORD.finding(at, say!("evaluation.evaluator", evaluator = evaluator));
        let others = || say!("evaluation.evaluators", evaluators = schema.evaluators);
        reader.push(finding.did_you_mean((&reader.sources, key), &evaluator, known, others));
        return None;
    }
    let rows = reader.list(at)?;
    let is_high = rows.len() == schema.topics.len();
    let marks: Option<Vec<Vec<u32>>> = all(rows.into_iter().map(|row| read_row(reader, row, schema)).collect());
    if !is_high {
        let message = say!("evaluation.topics", count = schema.topics.len(), topics = schema.topics);
        reader.push(rules::WRONG_TYPE.finding(at, message).help(say!("evaluation.topics-help")));
        return None;
    }
    Some(Grid { evaluator, marks: marks? })
}

fn read_row(reader: &mut Reader, at: At, schema: &Evaluation) -> Option<Vec<u32>> {
    let items = reader.list(at)?;
    if items.len() != schema.subjects.len() {
        let message =
            say!("evaluation.marks", marks = items.len(), count = schema.subjects.len(), subjects = schema.subjects);
        reader.push(rules::WRONG_TYPE.finding(at, message).help(say!("evaluation.marks-help")));
        return None;
    }
    all(items.into_iter().map(|item| read_mark(reader, item, schema)).collect())
}

fn read_mark(reader: &mut Reader, at: At, schema: &Evaluation) -> Option<u32> {
    let mark: Count = reader.quantity(at)?;
    let known = schema.scale.iter().find(|(known, _)| u64::from(*known) == mark.0);
    if known.is_none() {
        let scale: Vec<String> = schema.scale.iter().map(|(mark, _)| mark.to_string()).collect();
        let finding = rules::UNKNOWN_WORD.finding(at, say!("evaluation.scale", mark = mark.to_string()));
        reader.push(finding.help(say!("evaluation.scale-help", scale = scale)));
    }
    known.map(|(mark, _)| *mark)
}
