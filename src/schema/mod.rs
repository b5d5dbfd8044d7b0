//! What stands in the files of a plan: every record, every key.
//!
//! A record is described once: its keys, what can stand behind each, which must be there, what each is for, and an
//! example. [`load`](crate::load) reads by it and tells of keys that it does not have, [`write`](mod@crate::write) writes
//! by it, editors get it as [`json_schema`], people as the reference of keys: [`described`], [`markdown`].

mod allonger;
mod annual_reports;
mod copied;
mod english;
mod form;
mod goals;
mod json;
mod key;
mod locks;
mod mappings;
mod methods;
mod parties;
mod payments;
mod plans;
mod reference;
mod requirements;
mod wrong;

pub mod folder;
pub mod results;

pub use allonger::{add, allonge, alter, change, remove, set};
pub use annual_reports::{adjustment, analysis, annual_report, insert};
pub use english::{EnglishTexts, english};
pub use goals::{assumed_weight, goal, open};
pub use json::json_schema;
pub use key::{Form, Key, Needed, Optional, Record, RecordKind, Written};
pub use locks::{lock, locked, locked_allonge, signature, signatures, signed_document, signed_file};
pub use mappings::{NOT_COUNTED, mapping};
pub use methods::method;
pub use parties::{former_institution, former_ministry, institution, look, ministry, signer};
pub use payments::{DECIDED, PROPORTIONAL, pay, pay_decision, pay_frame, pay_step};
pub use plans::{
    NO_TEMPLATE, NO_WEIGHTS, SHARED, TEMPLATES, annex, background, budget, budget_row, group, plan, section, shared,
};
pub use reference::{described, markdown, names, paths};
pub use requirements::{
    assumed_combination, baseline, bound, conversion, count, credit, criteria, deliverable, evaluation, judgement,
    late_step, later, level, line, of_kind, partly_key, parts, requirement, share, stage, step, step_key, tier, value,
};
pub use wrong::WrongValue;

use std::path::Path;

/// A file of a plan and the record that it holds.
#[derive(Debug, Clone, Copy)]
pub struct FileSchema {
    /// Where it stands in the ministry's folder; `*` for names that the author chooses.
    pub path: &'static str,
    pub record: &'static Record,
    /// Whether people write it; otherwise the program does.
    pub is_by_hand: bool,
}

/// The folder that schemas are written to, where no other is named.
pub const SCHEMAS: &str = "skemaer";

/// The name of the file with the schema of a record.
pub fn schema_file(record: &Record) -> String {
    format!("{}.schema.json", record.name)
}

/// Every kind of file that is read as YAML keys.
pub const FILES: [FileSchema; 14] = [
    FileSchema { path: "ministerium.yaml", record: &ministry::RECORD, is_by_hand: true },
    FileSchema { path: "koncern/*.yaml", record: &shared::RECORD, is_by_hand: true },
    FileSchema { path: "*/institution.yaml", record: &institution::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/plan.yaml", record: &plan::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/mål/*.yaml", record: &goal::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/budget.yaml", record: &budget::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/resultater/*.yaml", record: &results::sheet::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/allonger/*.yaml", record: &allonge::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/årsrapport.yaml", record: &annual_report::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/resultatløn.yaml", record: &pay::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/indlæsning.yaml", record: &mapping::RECORD, is_by_hand: true },
    FileSchema { path: "*/*/lås.yaml", record: &lock::RECORD, is_by_hand: false },
    FileSchema { path: "*/*/underskrifter.yaml", record: &signatures::RECORD, is_by_hand: false },
    FileSchema { path: "koncern/*/*.yaml", record: &goal::RECORD, is_by_hand: true },
];

/// The record that a file holds, by its path.
pub fn record_of(path: &Path) -> Option<&'static Record> {
    let names: Vec<String> = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let fits = |pattern: &str| {
        let steps: Vec<&str> = pattern.split('/').collect();
        let ends = names.len().checked_sub(steps.len()).map(|from| &names[from..]);
        ends.is_some_and(|names| {
            steps.iter().zip(names).all(|(step, name)| match step.split_once('*') {
                None => step == name,
                Some((before, after)) => name.starts_with(before) && name.ends_with(after),
            })
        })
    };
    FILES.iter().find(|file| fits(file.path)).map(|file| file.record)
}

/// Every record that a file holds, each once.
pub fn file_records() -> Vec<&'static Record> {
    let mut records: Vec<&Record> = Vec::new();
    for file in &FILES {
        if !records.iter().any(|one| std::ptr::eq(*one, file.record)) {
            records.push(file.record);
        }
    }
    records
}

/// Every record: those of the files, each followed by those that stand in it.
pub fn records() -> Vec<&'static Record> {
    records_of(|_| true)
}

/// The records of some files.
fn records_of(is_meant: impl Fn(&FileSchema) -> bool) -> Vec<&'static Record> {
    let mut all = Vec::new();
    FILES.iter().filter(|file| is_meant(file)).for_each(|file| add(file.record, &mut all));
    all
}

fn add(record: &'static Record, all: &mut Vec<&'static Record>) {
    if all.iter().any(|one| std::ptr::eq(*one, record)) {
        return;
    }
    all.push(record);
    for kind in record.kinds() {
        add(kind.record, all);
        kind.besides.into_iter().for_each(|besides| add(besides, all));
    }
    record.keys.iter().for_each(|key| add_of(&key.form, all));
}

fn add_of(form: &Form, all: &mut Vec<&'static Record>) {
    match form {
        Form::Record(record) => add(record(), all),
        Form::List(form) | Form::Pairs(form) => add_of(form, all),
        Form::OneOf(forms) => forms.iter().for_each(|form| add_of(form, all)),
        Form::Text | Form::Address | Form::Path | Form::Prose | Form::Quantity(_) | Form::Words(_) | Form::Quoted => {}
    }
}
