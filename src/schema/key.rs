//! Keys, what can stand behind them, and the records that they make.

use super::english;
use crate::language::{Language, Message};

/// What can stand behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// On one line.
    Text,
    /// On one line: a goal by its number, a requirement or a part by its label or words besides.
    Address,
    /// On one line: where a file of the plan stands, from the folder of the file that names it.
    Path,
    /// Markdown, on as many lines as it takes.
    Prose,
    /// A number, a date, or what else is written in one way.
    Quantity(Written),
    /// One of a few words.
    Words(fn() -> Vec<String>),
    List(&'static Form),
    /// Keys that the author chooses, and what stands behind each.
    Pairs(&'static Form),
    Record(fn() -> &'static Record),
    /// Keys of what is changed, as the plan has them.
    Quoted,
    OneOf(&'static [Form]),
}

impl Form {
    /// All that can be chosen among: itself, where there is no choice.
    pub fn alternatives(&self) -> Vec<&Self> {
        if let Self::OneOf(forms) = self { forms.iter().flat_map(Self::alternatives).collect() } else { vec![self] }
    }
}

/// How a quantity is written.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// What it is called: `en dato`.
    pub danish: &'static str,
    /// As a form to copy.
    pub example: &'static str,
    /// What somebody may write who does not know the form.
    pub wrong: &'static str,
    /// What is said of it then.
    pub refused: fn(&str) -> Message,
    /// A regular expression that every text that is taken fits, and most that are not do not.
    pub pattern: &'static str,
}

/// A key of a record, and all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The record that it is a key of.
    pub record: &'static str,
    pub name: &'static str,
    pub form: Form,
    pub is_needed: bool,
    /// What it is for, in Danish.
    pub danish: &'static str,
    /// What can stand behind it, on one line of YAML.
    pub example: &'static str,
}

/// A key that must be there.
#[derive(Debug, Clone, Copy)]
pub struct Needed(pub Key);

/// A key that may be left out.
#[derive(Debug, Clone, Copy)]
pub struct Optional(pub Key);

impl Needed {
    pub const fn key(self) -> Key {
        self.0
    }

    pub const fn name(self) -> &'static str {
        self.0.name
    }
}

impl Optional {
    pub const fn key(self) -> Key {
        self.0
    }

    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The same key, which must be there when what stands beside it is chosen.
    pub const fn once_chosen(self) -> Needed {
        Needed(self.0)
    }
}

impl From<Key> for &'static str {
    fn from(key: Key) -> Self {
        key.name
    }
}

impl From<Needed> for &'static str {
    fn from(key: Needed) -> Self {
        key.name()
    }
}

impl From<Optional> for &'static str {
    fn from(key: Optional) -> Self {
        key.name()
    }
}

impl From<Needed> for String {
    fn from(key: Needed) -> Self {
        key.name().to_owned()
    }
}

impl From<Optional> for String {
    fn from(key: Optional) -> Self {
        key.name().to_owned()
    }
}

/// A map of keys that a file of a plan holds, or that stands under a key of another.
#[derive(Debug)]
pub struct Record {
    /// As Danish calls it, and as one asks for it: `mål`, as in `mål.vægt`.
    pub name: &'static str,
    /// As a finding calls it: `a goal`.
    pub noun: &'static str,
    /// What it is, in Danish.
    pub danish: &'static str,
    pub keys: &'static [Key],
    /// What it can be, which adds keys: see [`Record::kinds`].
    pub(super) can_be: fn() -> Vec<RecordKind>,
}

/// One of the things that a record can be.
#[derive(Debug, Clone, Copy)]
pub struct RecordKind {
    /// The keys that say it: exactly one of those of all kinds stands in the record. None where no key says it.
    pub said_by: &'static [&'static str],
    pub record: &'static Record,
    /// Keys that can stand there besides, as a short form of a list of these records.
    pub besides: Option<&'static Record>,
}

impl Written {
    /// What it is called: `en dato`, `a date`.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.danish,
            Language::English => english::of_form(self.danish),
        }
    }
}

impl Key {
    /// What it is for.
    pub fn purpose(&self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.danish,
            Language::English => english::of_key(self.record, self.name),
        }
    }
}

impl Record {
    /// What it is.
    pub fn purpose(&self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.danish,
            Language::English => english::of_record(self.name),
        }
    }

    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The things that it can be; none where it is always the same.
    pub fn kinds(&self) -> Vec<RecordKind> {
        (self.can_be)()
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }
}

/// Makes a module of a record: a constant for each key, and the record itself.
macro_rules! record {
    (
        $module:ident, $name:literal, $noun:literal, $purpose:literal $(, $kinds:expr)?;
        $($need:ident $key:ident $text:expr, $form:expr, $example:literal, $why:literal;)*
    ) => {
        #[doc = $purpose]
        pub mod $module {
            #[allow(unused_imports, reason = "a record needs not every form")]
            use super::*;
            use $crate::schema::key::{Key, Record};

            $(
                #[doc = $why]
                pub const $key: record!(@kind $need) = record!(@kind $need)(Key {
                    record: $name,
                    name: $text,
                    form: $form,
                    is_needed: record!(@is_needed $need),
                    danish: $why,
                    example: $example,
                });
            )*

            pub static RECORD: Record = Record {
                name: $name,
                noun: $noun,
                danish: $purpose,
                keys: &[$($key.key()),*],
                can_be: record!(@kinds $($kinds)?),
            };
        }
    };
    (@kind needed) => { $crate::schema::key::Needed };
    (@kind optional) => { $crate::schema::key::Optional };
    (@is_needed needed) => { true };
    (@is_needed optional) => { false };
    (@kinds) => { Vec::new };
    (@kinds $kinds:expr) => { $kinds };
}

pub(super) use record;
