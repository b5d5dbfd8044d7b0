//! What can be copied to stand behind a key.

use super::{Form, Key};

/// More words than these nobody looks through on a line.
const MOST_WORDS: usize = 8;

impl Key {
    /// Values that show each form which it takes; nothing where it takes any text.
    pub fn to_copy(&self) -> Vec<String> {
        let mut values: Vec<String> = self.form.alternatives().into_iter().flat_map(of_form).collect();
        values.dedup();
        values
    }
}

fn of_form(form: &Form) -> Vec<String> {
    match form {
        Form::Quantity(written) if !written.example.is_empty() => vec![written.example.to_owned()],
        Form::Words(words) => Some(words()).filter(|words| words.len() <= MOST_WORDS).unwrap_or_default(),
        Form::OneOf(_)
        | Form::Quantity(_)
        | Form::Text
        | Form::Address
        | Form::Path
        | Form::Prose
        | Form::List(_)
        | Form::Pairs(_)
        | Form::Record(_)
        | Form::Quoted => Vec::new(),
    }
}
