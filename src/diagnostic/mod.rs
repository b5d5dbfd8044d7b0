//! How we say what is wrong: a finding is data; text and JSON are two ways to show it.
//!
//! In: rules, places and messages from every stage. Out: a [`Report`] that `text` and `json` show. Nothing here decides
//! what is wrong.

mod github;
mod json;
mod page;
mod report;
mod sarif;
mod suggestion;
mod text;

pub use github::to_github;
pub use json::to_json;
pub use report::{FindingCount, Report};
pub use sarif::{SarifResult, to_sarif, to_sarif_log};
pub use suggestion::{meant, nearest};
pub use text::{TextStyle, to_text};

use serde::Serialize;

use crate::language::{Language, Message, say};
use crate::source::{At, Place, Replacement, Sources};

/// How serious a finding is. A document with an error is not built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Note,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// What it is called when it is shown.
    pub fn said(self) -> Message {
        match self {
            Self::Error => say!("level.error"),
            Self::Warning => say!("level.warning"),
            Self::Note => say!("level.note"),
        }
    }

    /// What it is called in a ministry's file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "fejl",
            Self::Warning => "advarsel",
            Self::Note => "note",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Something that can be wrong: one name for its code, its page, its example and its test.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case words that name the bad thing: `weights-off-total`.
    pub name: &'static str,
    pub level: Severity,
    /// What it means, why it matters, how to mend it, with examples that are tested. Printed by `explain`.
    pub english: &'static str,
    /// The same without the examples: `<!-- eksempler -->` stands where they go.
    pub danish: &'static str,
}

/// A rule with its two pages, which lie beside the file or in the folder that is named: `rule!("text-cut", Severity::Error, "rules/")`.
macro_rules! rule {
    ($name:literal, $level:expr) => {
        $crate::diagnostic::rule!($name, $level, "")
    };
    ($name:literal, $level:expr, $folder:literal) => {
        $crate::diagnostic::Rule {
            name: $name,
            level: $level,
            english: include_str!(concat!($folder, $name, ".md")),
            danish: include_str!(concat!($folder, $name, ".da.md")),
        }
    };
}
pub(crate) use rule;

impl Rule {
    /// Its page, with its examples.
    pub fn page(&self, language: Language) -> String {
        match language {
            Language::Danish => page::with_examples(self.danish, self.english),
            Language::English => self.english.to_owned(),
        }
    }

    /// The first line of its page.
    pub fn title(&self, language: Language) -> &'static str {
        let page = match language {
            Language::Danish => self.danish,
            Language::English => self.english,
        };
        page.lines().next().unwrap_or_default().trim_start_matches('#').trim()
    }

    /// A finding by this rule.
    pub fn finding(&'static self, place: impl Into<Place>, message: impl Into<Message>) -> Finding {
        Finding {
            rule: self,
            level: self.level,
            message: message.into(),
            primary: Label { place: place.into(), text: None },
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }
}

/// One thing that is wrong, where, and what to do about it.
#[derive(Debug, Clone)]
pub struct Finding {
    pub rule: &'static Rule,
    /// That of its rule, unless the ministry has set another.
    pub level: Severity,
    pub message: Message,
    pub primary: Label,
    pub related: Vec<Label>,
    pub notes: Vec<Message>,
    pub help: Option<Message>,
    /// What is to be written instead, all of it at once, where there is one right way out.
    pub fix: Vec<Replacement>,
}

/// A place with what is to be said of it.
#[derive(Debug, Clone)]
pub struct Label {
    pub place: Place,
    pub text: Option<Message>,
}

impl Finding {
    /// All that is said of it besides where it stands, a line each.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let own = std::iter::once(&self.message).chain(&self.primary.text);
        own.chain(&self.notes).chain(&self.help).map(|one| one.say_in(language)).collect()
    }

    /// What the marked spot itself is.
    pub fn label(mut self, text: impl Into<Message>) -> Self {
        self.primary.text = Some(text.into());
        self
    }

    /// Another place that has to do with it.
    pub fn also(mut self, place: impl Into<Place>, text: impl Into<Message>) -> Self {
        self.related.push(Label { place: place.into(), text: Some(text.into()) });
        self
    }

    pub fn note(mut self, text: impl Into<Message>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// The only right way out.
    pub fn fixed(mut self, by: impl IntoIterator<Item = Replacement>) -> Self {
        self.fix.extend(by);
        self
    }

    /// What is done where its fix is made; nothing where it has none.
    pub fn way_out(&self) -> Option<Message> {
        match self.fix.as_slice() {
            [] => None,
            [one] => Some(say!("fix.write", text = one.text)),
            several => Some(say!("fix.places", count = several.len())),
        }
    }

    /// What a word may have been meant as, or else what can be done. Where it can have been meant as nothing else, it is the
    /// way out.
    pub fn did_you_mean<'a>(
        self,
        (sources, at): (&Sources, At),
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
        otherwise: impl FnOnce() -> Message,
    ) -> Self {
        let fix = meant(word, known.clone()).and_then(|meant| sources.replacing(at, meant));
        let help = nearest(word, known).map_or_else(otherwise, |near| say!("did-you-mean.word", near = near));
        self.help(help).fixed(fix)
    }

    /// The way out.
    pub fn help(mut self, text: impl Into<Message>) -> Self {
        self.help = Some(text.into());
        self
    }
}
