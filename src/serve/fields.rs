//! Fields of a form as a page shows them, each with its error beside it.

use serde::Serialize;

use super::workbench::Workbench;
use crate::desk::{FieldError, FieldForm, Filled, FormField};
use crate::language::say;

/// A field, ready to be shown.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FieldView {
    pub name: String,
    label: String,
    hint: Option<String>,
    /// `line`, `prose`, `count`, `number`, `percent`, `date`, `choice`
    form: &'static str,
    /// What stands behind it.
    unit: String,
    pub value: String,
    /// Beside it: what stood there the last time.
    previous: Option<String>,
    /// Values with their words.
    options: Vec<(String, String)>,
    error: Option<String>,
}

/// An error above a form, which leads to its field.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ErrorLink {
    pub field: String,
    pub text: String,
}

/// A field with what was typed in it.
pub(super) fn view(bench: &Workbench, field: &FormField, filled: &Filled, errors: &[FieldError]) -> FieldView {
    let (form, unit, options) = match &field.form {
        FieldForm::Line => ("line", String::new(), Vec::new()),
        FieldForm::Prose => ("prose", String::new(), Vec::new()),
        FieldForm::Count => ("count", String::new(), Vec::new()),
        FieldForm::Number { unit } => ("number", unit.clone(), Vec::new()),
        FieldForm::Percent => ("percent", "pct.".to_owned(), Vec::new()),
        FieldForm::Date => ("date", String::new(), Vec::new()),
        FieldForm::Choice(choices) => {
            let option = |one: &crate::desk::FieldChoice| (one.value.clone(), bench.say(&one.label));
            ("choice", String::new(), choices.iter().map(option).collect())
        }
    };
    FieldView {
        name: field.name.clone(),
        label: bench.say(&field.label),
        hint: field.hint.as_ref().map(|hint| bench.say(hint)),
        form,
        unit,
        value: filled.get(&field.name).unwrap_or(&field.value).replace("\r\n", "\n"),
        previous: field.previous.clone(),
        options,
        error: errors.iter().find(|one| one.field == field.name).map(|one| said(bench, one)),
    }
}

/// What is wrong, and how it is written, where that helps.
pub(super) fn said(bench: &Workbench, error: &FieldError) -> String {
    let message = bench.say(&error.message);
    match &error.help {
        Some(help) => bench.say(&say!("serve.error-and-help", error = message, help = help)),
        None => message,
    }
}

/// Each error with its field's label before it.
pub(super) fn links<'a>(
    bench: &Workbench,
    errors: &[FieldError],
    fields: impl Iterator<Item = (String, &'a FormField)> + Clone,
) -> Vec<ErrorLink> {
    let link = |error: &FieldError| {
        let of = fields.clone().find(|(_, field)| field.name == error.field);
        let label = of.map(|(of, field)| {
            let label = bench.say(&field.label);
            if of.is_empty() { label } else { format!("{of}, {label}") }
        });
        let text = bench.say(&error.message);
        ErrorLink { field: error.field.clone(), text: label.map_or(text.clone(), |label| format!("{label}: {text}")) }
    };
    errors.iter().map(link).collect()
}

/// What was sent of a form.
pub(super) fn filled(request: &super::request::WebRequest) -> Filled {
    request.form().all().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
