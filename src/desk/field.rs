//! A field of a form: what it asks for, what stands in it, and what is wrong with what was typed.

use std::collections::BTreeMap;

use crate::language::Message;

/// What was typed, by the names of the fields. A field that is not there is as the form gave it.
pub type Filled = BTreeMap<String, String>;

/// Something to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// Unique in its form: letters, digits and `-`, so that it can be an id of a page as well.
    pub name: String,
    pub label: Message,
    /// How it is written, where that goes not without saying.
    pub hint: Option<Message>,
    pub form: FieldForm,
    /// As it stands in the plan's files.
    pub value: String,
    /// The same of the last period that has one.
    pub previous: Option<String>,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldForm {
    /// One line.
    Line,
    /// Markdown, of any length.
    Prose,
    Count,
    /// With the plan's unit behind it, if it has any.
    Number {
        unit: String,
    },
    Percent,
    Date,
    /// One of these, or none.
    Choice(Vec<FieldChoice>),
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChoice {
    pub value: String,
    pub label: Message,
}

/// What is wrong with a field, or with a row of them.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    pub message: Message,
    pub help: Option<Message>,
}

impl FormField {
    /// What was typed in it, without the space around it: a page sends ends of lines in two characters.
    pub fn typed(&self, filled: &Filled) -> String {
        let typed = filled.get(&self.name).unwrap_or(&self.value);
        typed.replace("\r\n", "\n").trim().to_owned()
    }
}
