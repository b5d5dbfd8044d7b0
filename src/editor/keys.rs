//! Which keys and values can stand where a cursor is, by the description of the file's record.

use super::cursor::CursorStep;
use crate::schema::{self, Form, Key, Record, RecordKind};

/// What can stand in a place.
#[derive(Debug, Default)]
pub(super) struct ExpectedHere {
    pub records: Vec<&'static Record>,
    /// What else, as the key says that it stands behind.
    pub forms: Vec<Form>,
    /// The key that it stands behind.
    pub key: Option<&'static Key>,
}

/// What can stand at the end of these steps.
pub(super) fn expected(root: &'static Record, steps: &[CursorStep]) -> ExpectedHere {
    steps.iter().fold(ExpectedHere { records: vec![root], ..ExpectedHere::default() }, |at, step| at.step(step))
}

impl ExpectedHere {
    fn step(self, step: &CursorStep) -> Self {
        let mut next = Self { key: self.key, ..Self::default() };
        match step {
            CursorStep::Item => {
                for form in &self.forms {
                    if let Form::List(form) = form {
                        next.take(form);
                    }
                }
            }
            CursorStep::Key(name) => {
                let found = self
                    .records
                    .iter()
                    .find_map(|record| with_kinds(record, &[]).into_iter().find(|(_, key)| key.name == *name));
                if let Some((_, key)) = found {
                    next.key = Some(key);
                    next.take(&key.form);
                }
                for form in &self.forms {
                    if let Form::Pairs(form) = form {
                        next.take(form);
                    }
                }
            }
        }
        next
    }

    fn take(&mut self, form: &Form) {
        for form in form.alternatives() {
            if let Form::Record(record) = form {
                self.records.push(record());
            } else if let Form::Quoted = form {
                // What is changed can be a goal's or a requirement's.
                self.records.extend([&schema::goal::RECORD, &schema::requirement::RECORD]);
            } else {
                self.forms.push(*form);
            }
        }
    }

    /// The keys that can stand here beside others, each with the record that has it.
    pub fn keys(&self, siblings: &[String]) -> Vec<(&'static Record, &'static Key)> {
        let mut keys: Vec<_> = self.records.iter().flat_map(|record| with_kinds(record, siblings)).collect();
        keys.retain(|(_, key)| !siblings.iter().any(|sibling| sibling == key.name));
        let mut seen = Vec::new();
        keys.retain(|(_, key)| {
            let is_new = !seen.contains(&key.name);
            seen.push(key.name);
            is_new
        });
        keys
    }
}

/// Its keys and those of what it is; of all that it can be, where its other keys do not say yet.
fn with_kinds(record: &'static Record, siblings: &[String]) -> Vec<(&'static Record, &'static Key)> {
    let kinds = record.kinds();
    let is_said = |kind: &RecordKind| kind.said_by.iter().any(|said| siblings.iter().any(|sibling| sibling == said));
    let said: Vec<RecordKind> = kinds.iter().copied().filter(is_said).collect();
    let kinds = if said.is_empty() { kinds } else { said };
    let records = kinds.into_iter().flat_map(|kind| [Some(kind.record), kind.besides]).flatten();
    let all = [record].into_iter().chain(records);
    all.flat_map(|record| record.keys.iter().map(move |key| (record, key))).collect()
}
