//! FigureTexts as people type them: numbers with a decimal comma, days in words or in digits, percent with or without the sign.

use std::str::FromStr;

use super::figure::FigureField;
use crate::language::{Message, say};
use crate::plan::{Expectation, Verdict};
use crate::prose::{Prose, parse};
use crate::quantity::{self, Amount, Date, Malformed, Number, Percent};

/// What is wrong with what was typed in a row, so far.
#[derive(Debug, Default)]
pub(super) struct Typing {
    pub errors: Vec<(FigureField, Message, Option<Message>)>,
}

impl Typing {
    pub fn wrong(&mut self, what: FigureField, message: Message, help: Option<Message>) {
        self.errors.push((what, message, help));
    }

    pub fn malformed(&mut self, what: FigureField, malformed: Malformed) {
        self.wrong(what, malformed.problem, Some(malformed.help));
    }

    pub fn quantity<T: FromStr<Err = Malformed>>(&mut self, what: FigureField, text: &str) -> Option<T> {
        text.parse().map_err(|malformed| self.malformed(what, malformed)).ok()
    }

    /// The sign may be left out: it stands behind the field.
    pub fn percent(&mut self, what: FigureField, text: &str) -> Option<Percent> {
        let with_unit = if Percent::is_meant(text) { text.to_owned() } else { format!("{text} {}", Percent::UNIT) };
        // What is no number is told as it was typed.
        if !Percent::is_meant(text) {
            self.quantity::<Number>(what, text)?;
        }
        self.quantity(what, &with_unit)
    }

    /// A number whose unit may follow it.
    pub fn number(&mut self, what: FigureField, text: &str) -> Option<Number> {
        self.quantity::<Amount>(what, text).map(|amount| amount.number)
    }

    /// A verdict, or a share of it.
    pub fn expected(&mut self, verdict: &str, share: &str) -> Option<Expectation> {
        if !verdict.is_empty() && !share.is_empty() {
            self.wrong(FigureField::ExpectedShare, say!("desk.expected-twice"), None);
            return None;
        }
        if !share.is_empty() {
            return self.percent(FigureField::ExpectedShare, share).map(Expectation::Share);
        }
        let found = Verdict::ALL.into_iter().find(|one| one.word() == verdict).map(Expectation::Verdict);
        if found.is_none() && !verdict.is_empty() {
            self.wrong(FigureField::Expected, say!("desk.not-a-choice", text = verdict), None);
        }
        found
    }
}

/// A day, in the form of a plan or in another that Danes write it in: `23. juni 2023`, `23-06-2023`, `2023-06-23`.
pub(super) fn day(text: &str) -> Result<Date, Malformed> {
    text.parse::<Date>().or_else(|malformed: Malformed| quantity::day(text).ok_or(malformed))
}

/// Markdown, as it was typed.
pub(super) fn prose(text: &str) -> Prose {
    if text.is_empty() { Prose::default() } else { parse(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_every_form_that_danes_write() {
        for text in
            ["23. juni 2023", "23-06-2023", "23/6 2023", "23.6.2023", "2023-06-23", "23 juni 2023", "d. 23/6-2023"]
        {
            assert_eq!(day(text).map(|day| day.to_string()), Ok("23. juni 2023".to_owned()), "{text}");
        }
        for text in ["23. juni", "i går", "31-02-2023", "6/23 2023"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn percent_need_no_sign() {
        let mut typing = Typing::default();
        for text in ["90", "90 pct.", "90,0", "90 %"] {
            let read = typing.percent(FigureField::ShareWithin(0), text);
            assert_eq!(read.map(|share| share.to_string()).as_deref(), Some("90 pct."), "{text}: {:?}", typing.errors);
        }
        assert!(typing.percent(FigureField::ShareWithin(0), "halvdelen").is_none());
        let (_, message, _) = &typing.errors[0];
        assert!(message.to_string().contains("`halvdelen`"), "{message}");
    }
}
