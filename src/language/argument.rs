//! What a message is filled with: typed, so that each language writes it in its own form, and programs can read it.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Language, Message, Telling, say};

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// Words of the user, or of the plan's own language: the same in every language.
    Text(String),
    /// How many there are of something: what a plural follows.
    Count(u64),
    /// An exact number: `12,5`, `12.5`.
    Number(Decimal),
    /// A number of hundredths: `12,5 pct.`
    Percent(Decimal),
    Date(NaiveDate),
    List(Vec<Argument>),
    /// Whether something is so: what a sentence chooses its words by.
    Flag(bool),
    /// What is not there.
    Nothing,
    /// Another message, said in the same language.
    Message(Message),
}

impl Argument {
    /// For programs: a number and a day in the form that they read.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Count(count) => (*count).into(),
            Self::Number(number) | Self::Percent(number) => number.to_string().into(),
            Self::Date(day) => day.to_string().into(),
            Self::Flag(is_so) => (*is_so).into(),
            Self::Nothing => Value::Null,
            Self::List(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Self::Message(message) => json!({ "id": message.id, "arguments": message.arguments_as_json() }),
        }
    }

    /// As a sentence in a language has it.
    pub(super) fn shown(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => number(Decimal::from(*count), language),
            Self::Number(exact) => number(*exact, language),
            Self::Percent(exact) => format!("{} pct.", number(*exact, language)),
            Self::Date(day) => say_day(*day, language),
            Self::Flag(is_so) => is_so.to_string(),
            Self::Nothing => String::new(),
            Self::List(items) => items.iter().map(|item| item.shown(language)).collect::<Vec<_>>().join(", "),
            Self::Message(message) => message.say_in(language),
        }
    }
}

impl Message {
    /// Its arguments by their names.
    pub fn arguments_as_json(&self) -> Value {
        self.arguments.iter().map(|(name, argument)| ((*name).to_owned(), argument.to_json())).collect()
    }
}

/// `1.102,5` in Danish, `1,102.5` in English.
pub(super) fn number(exact: Decimal, language: Language) -> String {
    let (thousands, decimals) = match language {
        Language::Danish => ('.', ','),
        Language::English => (',', '.'),
    };
    let text = exact.abs().to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut shown = String::from(if exact.is_sign_negative() && !exact.is_zero() { "−" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(thousands);
        }
        shown.push(digit);
    }
    if !rest.is_empty() {
        shown.push(decimals);
        shown.push_str(rest);
    }
    shown
}

/// `28. juni 2023`, `28 June 2023`: the names of the months stand in the tables.
fn say_day(day: NaiveDate, language: Language) -> String {
    use chrono::Datelike;
    let month = match day.month0() {
        0 => say!("month.1"),
        1 => say!("month.2"),
        2 => say!("month.3"),
        3 => say!("month.4"),
        4 => say!("month.5"),
        5 => say!("month.6"),
        6 => say!("month.7"),
        7 => say!("month.8"),
        8 => say!("month.9"),
        9 => say!("month.10"),
        10 => say!("month.11"),
        _ => say!("month.12"),
    };
    let (number, year) = (day.day().to_string(), day.year().to_string());
    say!("date", day = number, month = month, year = year).say_in(language)
}

/// What a message can be filled with.
pub trait Sayable {
    fn said(&self) -> Argument;
}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn said(&self) -> Argument {
        (**self).said()
    }
}

impl Sayable for str {
    fn said(&self) -> Argument {
        Argument::Text(self.to_owned())
    }
}

impl Sayable for Message {
    fn said(&self) -> Argument {
        Argument::Message(self.clone())
    }
}

impl Sayable for Argument {
    fn said(&self) -> Argument {
        self.clone()
    }
}

impl<T: Sayable> Sayable for [T] {
    fn said(&self) -> Argument {
        Argument::List(self.iter().map(Sayable::said).collect())
    }
}

impl<T: Sayable> Sayable for Vec<T> {
    fn said(&self) -> Argument {
        self.as_slice().said()
    }
}

impl<T: Sayable, const N: usize> Sayable for [T; N] {
    fn said(&self) -> Argument {
        self.as_slice().said()
    }
}

impl<T: Sayable> Sayable for Option<T> {
    fn said(&self) -> Argument {
        self.as_ref().map_or(Argument::Nothing, Sayable::said)
    }
}

impl Sayable for bool {
    fn said(&self) -> Argument {
        Argument::Flag(*self)
    }
}

impl Sayable for Decimal {
    fn said(&self) -> Argument {
        Argument::Number(*self)
    }
}

impl Sayable for NaiveDate {
    fn said(&self) -> Argument {
        Argument::Date(*self)
    }
}

impl Sayable for usize {
    fn said(&self) -> Argument {
        u64::try_from(*self).unwrap_or(u64::MAX).said()
    }
}

/// `u8` to `u64`: how many there are. A year is an `i32`, and no number of things.
macro_rules! counts {
    ($($number:ty),*) => {
        $(impl Sayable for $number {
            fn said(&self) -> Argument {
                Argument::Count(u64::from(*self))
            }
        })*
    };
}
counts!(u8, u16, u32, u64);

fn as_written(value: impl Display) -> Argument {
    Argument::Text(value.to_string())
}

impl Sayable for i32 {
    fn said(&self) -> Argument {
        as_written(self)
    }
}

impl Sayable for char {
    fn said(&self) -> Argument {
        as_written(self)
    }
}

impl Sayable for String {
    fn said(&self) -> Argument {
        self.as_str().said()
    }
}

impl Sayable for Path {
    fn said(&self) -> Argument {
        as_written(self.display())
    }
}

impl Sayable for PathBuf {
    fn said(&self) -> Argument {
        self.as_path().said()
    }
}

impl Sayable for std::path::Display<'_> {
    fn said(&self) -> Argument {
        as_written(self)
    }
}

impl Sayable for std::borrow::Cow<'_, str> {
    fn said(&self) -> Argument {
        (**self).said()
    }
}

impl<T: Sayable> Sayable for Box<T> {
    fn said(&self) -> Argument {
        (**self).said()
    }
}

/// What the operating system says, in our words where they are often needed.
impl Telling for std::io::Error {
    fn message(&self) -> Message {
        use std::io::ErrorKind;
        if let Some(own) = self.get_ref().and_then(|inner| inner.downcast_ref::<Message>()) {
            return own.clone();
        }
        match self.kind() {
            ErrorKind::NotFound => say!("io.not-found"),
            ErrorKind::PermissionDenied => say!("io.permission-denied"),
            ErrorKind::AlreadyExists => say!("io.already-exists"),
            ErrorKind::IsADirectory => say!("io.is-a-directory"),
            ErrorKind::NotADirectory => say!("io.not-a-directory"),
            ErrorKind::StorageFull => say!("io.storage-full"),
            ErrorKind::ReadOnlyFilesystem => say!("io.read-only"),
            _ => say!("io.other", text = self.to_string()),
        }
    }
}

impl Sayable for std::io::Error {
    fn said(&self) -> Argument {
        Argument::Message(self.message())
    }
}
