//! The two tables, and how a sentence of one is filled.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use rust_decimal::Decimal;

use super::argument::number;
use super::{Argument, Language, Message};

/// The sentences of a language, by their ids.
type Sentences = BTreeMap<String, String>;

static DANISH: LazyLock<Sentences> = LazyLock::new(|| read(include_str!("da.yaml")));
static ENGLISH: LazyLock<Sentences> = LazyLock::new(|| read(include_str!("en.yaml")));

static IN_DANISH: LazyLock<Environment<'static>> = LazyLock::new(|| environment(Language::Danish));
static IN_ENGLISH: LazyLock<Environment<'static>> = LazyLock::new(|| environment(Language::English));

/// A table that cannot be read has no sentences: a test holds that ours can be.
fn read(text: &str) -> Sentences {
    serde_saphyr::from_str(text).unwrap_or_default()
}

/// All that can be said in a language, each as a template.
pub fn sentences(language: Language) -> &'static BTreeMap<String, String> {
    match language {
        Language::Danish => &DANISH,
        Language::English => &ENGLISH,
    }
}

fn environment(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("plural", |count: u64, one: String, several: String| if count == 1 { one } else { several });
    // A sentence that begins with what is filled in.
    environment.add_filter("sentence", |text: String| {
        let mut letters = text.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    environment.set_formatter(move |out, state, value| {
        if value.kind() == ValueKind::Number
            && let Ok(count) = u64::try_from(value.clone())
        {
            return out.write_str(&number(Decimal::from(count), language)).map_err(minijinja::Error::from);
        }
        if value.kind() == ValueKind::Seq {
            let items: Vec<String> = value.try_iter()?.map(|item| item.to_string()).collect();
            return out.write_str(&items.join(", ")).map_err(minijinja::Error::from);
        }
        minijinja::escape_formatter(out, state, value)
    });
    environment
}

/// The sentence of a message. One that the table lacks, or that asks for what the message has not, is said by its id and what
/// it would have been filled with: a test holds that there is none.
pub fn fill(message: &Message, language: Language) -> String {
    if message.id == Message::OF_EACH {
        let own = message.arguments.iter().find(|(code, _)| *code == language.code());
        return own.map(|(_, text)| text.shown(language)).unwrap_or_default();
    }
    let Some(sentence) = sentences(language).get(message.id) else { return bare(message, language) };
    if !sentence.contains('{') {
        return sentence.clone();
    }
    let values = Value::from_pairs(message.arguments.iter().map(|(name, argument)| (*name, value(argument, language))));
    let environment = match language {
        Language::Danish => &IN_DANISH,
        Language::English => &IN_ENGLISH,
    };
    environment.render_named_str(message.id, sentence, values).unwrap_or_else(|error| {
        debug_assert!(false, "`{}` cannot be filled: {error}", message.id);
        bare(message, language)
    })
}

/// The sentence with an id, filled with values by their names: what a template says. None where there is no such sentence, or it
/// asks for what is not given.
pub fn say_by_id(id: &str, values: Value, language: Language) -> Option<String> {
    let sentence = sentences(language).get(id)?;
    if !sentence.contains('{') {
        return Some(sentence.clone());
    }
    let environment = match language {
        Language::Danish => &IN_DANISH,
        Language::English => &IN_ENGLISH,
    };
    environment.render_named_str(id, sentence, values).ok()
}

/// A count stays a number, for its plural; all else is written in the language's form.
fn value(argument: &Argument, language: Language) -> Value {
    match argument {
        Argument::Count(count) => Value::from(*count),
        Argument::Flag(is_so) => Value::from(*is_so),
        Argument::Nothing => Value::from(()),
        Argument::List(items) => items.iter().map(|item| item.shown(language)).collect(),
        Argument::Text(_) | Argument::Number(_) | Argument::Percent(_) | Argument::Date(_) | Argument::Message(_) => {
            Value::from(argument.shown(language))
        }
    }
}

fn bare(message: &Message, language: Language) -> String {
    let arguments: Vec<String> =
        message.arguments.iter().map(|(name, argument)| format!("{name} {}", argument.shown(language))).collect();
    format!("{}: {}", message.id, arguments.join(", "))
}
