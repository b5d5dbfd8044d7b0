//! What can be copied to stand behind a key.

use super::{Form, Key};

/// More words than these nobody looks through on a line.
const MOST_WORDS: usize = 8;

impl Key {
    /// Values that show each form which it takes; nothing where it takes any text.
    pub fn to_copy(&self) -> Vec<String> {
        let mut values = Vec::new();
        to_copy(&self.form, &mut values);
        values.dedup();
        values
    }
}

fn to_copy(form: &Form, values: &mut Vec<String>) {
    match form {
        Form::Quantity(written) => values.extend(Some(written.example.to_owned()).filter(|one| !one.is_empty())),
        Form::Words(words) => {
            values.extend(Some(words()).filter(|words| words.len() <= MOST_WORDS).unwrap_or_default())
        }
        Form::OneOf(forms) => forms.iter().for_each(|form| to_copy(form, values)),
        Form::Text
        | Form::Address
        | Form::Path
        | Form::Prose
        | Form::List(_)
        | Form::Pairs(_)
        | Form::Record(_)
        | Form::Quoted => {}
    }
}
