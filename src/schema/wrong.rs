//! What somebody may write behind a key who does not know its form.

use super::{Form, Key};
use crate::language::{Message, say};

/// A value that the reader refuses, and what it says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongValue {
    /// As it stands behind the key.
    pub text: String,
    /// The code of the finding.
    pub code: &'static str,
    pub message: Message,
}

impl Key {
    /// A wrong value, made from its form and its example.
    pub fn wrong(&self) -> WrongValue {
        wrong(&self.form, self.example)
    }
}

fn wrong(form: &Form, example: &str) -> WrongValue {
    match form {
        Form::Text | Form::Address | Form::Path | Form::Prose => in_a_list(example, say!("found.text")),
        Form::Pairs(_) | Form::Quoted => in_a_list(example, say!("found.map")),
        Form::Record(record) => {
            let record = Message::of_each(record().name, record().noun);
            let message = say!("wrong-type.record", record = record, found = say!("found.list"));
            WrongValue { message, ..in_a_list(example, say!("found.map")) }
        }
        Form::List(_) => {
            let item = first_item(example);
            let found = if item.starts_with('{') { say!("found.map") } else { say!("found.text") };
            mistyped(item.to_owned(), say!("found.list"), found)
        }
        Form::Quantity(written) => {
            let text = written.wrong.to_owned();
            WrongValue { message: (written.refused)(&text), text, code: "malformed-quantity" }
        }
        Form::Words(words) => {
            let text = capital(&words().into_iter().next().unwrap_or_default());
            WrongValue { message: say!("unknown-word", text = text), text, code: "unknown-word" }
        }
        Form::OneOf(forms) => {
            // The form that the example has.
            let list = forms.iter().find(|form| matches!(form, Form::List(_)) && example.starts_with('['));
            wrong(list.or(forms.first()).unwrap_or(&Form::Text), example)
        }
    }
}

fn in_a_list(example: &str, wanted: Message) -> WrongValue {
    mistyped(format!("[{example}]"), wanted, say!("found.list"))
}

fn mistyped(text: String, wanted: Message, found: Message) -> WrongValue {
    WrongValue { text, code: "wrong-type", message: say!("wrong-type", wanted = wanted, found = found) }
}

/// The first of a list's items, without the list around it.
fn first_item(list: &str) -> &str {
    let items = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(list);
    let (mut depth, mut is_quoted) = (0, false);
    let end = items.find(|one| {
        match one {
            '"' => is_quoted = !is_quoted,
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        one == ',' && depth == 0 && !is_quoted
    });
    items.get(..end.unwrap_or(items.len())).unwrap_or(items)
}

/// As a sentence begins: the words of a plan are small.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
