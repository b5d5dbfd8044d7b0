//! What somebody may write behind a key who does not know its form.

use super::{Form, Key};

/// A value that the reader refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongValue {
    /// As it stands behind the key.
    pub text: String,
    /// The code of the finding that tells it.
    pub finding: &'static str,
}

impl Key {
    /// A wrong value, made from its form and its example.
    pub fn wrong(&self) -> WrongValue {
        wrong(&self.form, self.example)
    }
}

fn wrong(form: &Form, example: &str) -> WrongValue {
    let value = |text, finding| WrongValue { text, finding };
    match form {
        Form::Text | Form::Address | Form::Path | Form::Prose | Form::Pairs(_) | Form::Record(_) | Form::Quoted => {
            value(format!("[{example}]"), "wrong-type")
        }
        Form::List(_) => value(first_item(example).to_owned(), "wrong-type"),
        Form::Quantity(written) => value(written.wrong.to_owned(), "malformed-quantity"),
        Form::Words(words) => value(capital(&words().into_iter().next().unwrap_or_default()), "unknown-word"),
        Form::OneOf(forms) => {
            // The form that the example has.
            let list = forms.iter().find(|form| matches!(form, Form::List(_)) && example.starts_with('['));
            list.or(forms.first()).map_or_else(|| value(String::new(), ""), |form| wrong(form, example))
        }
    }
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
