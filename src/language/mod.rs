//! What the program says, in Danish and in English: the words stand in `da.yaml` and `en.yaml`, one sentence an id.
//!
//! In: a [`Message`], an id with typed arguments, as every room makes one by [`say!`]. Out: a sentence, filled when it is shown.
//! Nobody else knows a language. What a document says is no matter of this room: that is Danish, and stands in `templates/text/`.

mod argument;
mod choice;
mod table;

pub use argument::{Argument, Sayable};
pub use choice::{LanguageChoice, VARIABLE};
pub use table::{fill, say_by_id, sentences};

use std::fmt::{self, Display, Formatter};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Danish,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// As `--language` names it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }
}

/// Something to be said, before it is said in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// What is said, the same in every language: the code of a rule, with a short name where it says several things.
    pub id: &'static str,
    /// What it is filled with, by name.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// The id of a text that stands in both languages elsewhere.
    pub const OF_EACH: &'static str = "of-each";

    pub fn new(id: &'static str, arguments: Vec<(&'static str, Argument)>) -> Self {
        Self { id, arguments }
    }

    /// A text that stands in both languages elsewhere, such as the name of a record.
    pub fn of_each(danish: &str, english: &str) -> Self {
        let text = |text: &str| Argument::Text(text.to_owned());
        Self::new(
            Self::OF_EACH,
            vec![(Language::Danish.code(), text(danish)), (Language::English.code(), text(english))],
        )
    }

    /// The sentence in a language.
    pub fn say_in(&self, language: Language) -> String {
        fill(self, language)
    }
}

/// In English, as an error of a library is shown.
impl Display for Message {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(&self.say_in(Language::English))
    }
}

/// As what an error of the operating system holds.
impl std::error::Error for Message {}

/// Something that can be told in words, such as an error.
pub trait Telling {
    fn message(&self) -> Message;
}

impl Telling for Message {
    fn message(&self) -> Message {
        self.clone()
    }
}

impl<T: Telling + ?Sized> Telling for &T {
    fn message(&self) -> Message {
        (**self).message()
    }
}

/// A message: `say!("owner-missing", goal = goal.number)`.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::language::Message::new($id, vec![$((stringify!($name), $crate::language::Sayable::said(&$value))),*])
    };
}
pub(crate) use say;

/// Values that are told as the user writes them, whatever the language.
macro_rules! said_as_written {
    ($($written:ty),* $(,)?) => {
        $(impl $crate::language::Sayable for $written {
            fn said(&self) -> $crate::language::Argument {
                $crate::language::Argument::Text(self.to_string())
            }
        })*
    };
}
pub(crate) use said_as_written;

/// Shown in English where no language is known, and said inside other messages: errors, whose words stand in the tables.
macro_rules! in_words {
    ($($told:ty),* $(,)?) => {
        $(impl std::fmt::Display for $told {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                $crate::language::Telling::message(self).fmt(f)
            }
        }

        impl $crate::language::Sayable for $told {
            fn said(&self) -> $crate::language::Argument {
                $crate::language::Argument::Message($crate::language::Telling::message(self))
            }
        })*
    };
}
pub(crate) use in_words;
