//! Values as a PDF writes them: `/Name`, `(text)`, `<</Key [1 2 R]>>`.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, StringFormat};

use super::budget::ReadingBudget;
use super::lexer::{Lexer, is_regular, is_space};
use super::unreadable::Unreadable;
use crate::language::say;

/// Deeper nesting of what stands in place has no use.
const DEEPEST: usize = 100;

impl<'a> Lexer<'a> {
    pub fn value(&mut self, budget: &mut ReadingBudget) -> Result<Object, Unreadable> {
        self.value_in(DEEPEST, budget)
    }

    fn value_in(&mut self, depth: usize, budget: &mut ReadingBudget) -> Result<Object, Unreadable> {
        let depth = depth.checked_sub(1).ok_or_else(|| Unreadable::TooMuch(say!("pdf.values-nested")))?;
        budget.take_value()?;
        self.skip_space();
        match self.rest() {
            [b'/', ..] => self.name().map(Object::Name),
            [b'(', ..] => self.text(),
            [b'<', b'<', ..] => self.dictionary_in(depth, budget).map(Object::Dictionary),
            [b'<', ..] => self.hexadecimal(),
            [b'[', ..] => self.array(depth, budget),
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => self.reference_or_number(),
            _ => self.word(),
        }
    }

    /// The values up to the next word, and the word: an operation of a content stream. None at the end; the content of a
    /// picture that stands in the stream is passed over.
    pub fn operation(&mut self, operands: &mut Vec<Object>) -> Result<Option<&'a [u8]>, Unreadable> {
        let mut budget = ReadingBudget::of_operation();
        operands.clear();
        loop {
            self.skip_space();
            match self.rest() {
                [] => return Ok(None),
                [b'/' | b'(' | b'<' | b'[' | b'0'..=b'9' | b'+' | b'-' | b'.', ..] => {
                    operands.push(self.value(&mut budget)?)
                }
                _ => match self.regular() {
                    // A bracket that closes nothing.
                    b"" => self.at += 1,
                    b"true" => operands.push(Object::Boolean(true)),
                    b"false" => operands.push(Object::Boolean(false)),
                    b"null" => operands.push(Object::Null),
                    b"ID" => self.skip_picture(),
                    word => return Ok(Some(word)),
                },
            }
        }
    }

    /// Goes to the `EI` behind a picture's content.
    fn skip_picture(&mut self) {
        let is_end = |four: &[u8]| is_space(four[0]) && &four[1..3] == b"EI" && is_space(four[3]);
        let end = self.rest().windows(4).position(is_end);
        self.skip_bytes(end.unwrap_or(usize::MAX));
    }

    pub(super) fn dictionary(&mut self, budget: &mut ReadingBudget) -> Result<Dictionary, Unreadable> {
        self.dictionary_in(DEEPEST, budget)
    }

    /// A key whose value is null is not there.
    fn dictionary_in(&mut self, depth: usize, budget: &mut ReadingBudget) -> Result<Dictionary, Unreadable> {
        self.expect(b"<<", say!("pdf.no-dictionary"))?;
        let mut dictionary = Dictionary::new();
        let mut keys = BTreeSet::new();
        while !self.skip(b">>") {
            if self.peek() != Some(b'/') {
                return Err(self.damaged(say!("pdf.no-key")));
            }
            let start = self.clone();
            let key = self.name()?;
            let value = self.value_in(depth, budget)?;
            if self.is_strict && !keys.insert(key.clone()) {
                return Err(start.ambiguous(say!("pdf.key-twice")));
            }
            if value.is_null() {
                dictionary.remove(&key);
            } else {
                dictionary.set(key, value);
            }
        }
        Ok(dictionary)
    }

    fn array(&mut self, depth: usize, budget: &mut ReadingBudget) -> Result<Object, Unreadable> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.skip(b"]") {
            items.push(self.value_in(depth, budget)?);
        }
        Ok(Object::Array(items))
    }

    /// Where the value of a key of the dictionary stands that begins here.
    pub fn place_of(mut self, wanted: &[u8], budget: &mut ReadingBudget) -> Option<std::ops::Range<usize>> {
        self.expect(b"<<", say!("pdf.no-dictionary")).ok()?;
        while !self.skip(b">>") {
            let key = self.name().ok()?;
            self.skip_space();
            let start = self.at;
            self.value(budget).ok()?;
            if key == wanted {
                return Some(start..self.at);
            }
        }
        None
    }

    fn name(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            let coded = self.rest().get(1..3).filter(|_| byte == b'#').and_then(hex_pair);
            if self.is_strict && byte == b'#' && coded.is_none() {
                return Err(self.ambiguous(say!("pdf.name-code")));
            }
            self.at += if coded.is_some() { 3 } else { 1 };
            name.push(coded.unwrap_or(byte));
        }
        Ok(name)
    }

    /// `(text)`, with brackets in pairs inside.
    fn text(&mut self) -> Result<Object, Unreadable> {
        let mut text = Vec::new();
        let mut open = 0_usize;
        loop {
            let Some(byte) = self.peek() else { return Err(self.damaged(say!("pdf.no-text-end"))) };
            self.at += 1;
            match byte {
                b'\\' => {
                    text.extend(self.escaped()?);
                    continue;
                }
                // The end of a line is one character, however it is written.
                b'\r' if self.is_strict => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    text.push(b'\n');
                    continue;
                }
                b'(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(Object::String(text, StringFormat::Literal));
                    }
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What follows a backslash.
    fn escaped(&mut self) -> Result<Option<u8>, Unreadable> {
        let Some(byte) = self.peek() else { return Ok(None) };
        if (b'0'..=b'7').contains(&byte) {
            let digits = self.rest().iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte));
            let (count, code) =
                digits.fold((0, 0_u16), |(count, code), digit| (count + 1, code * 8 + u16::from(digit - b'0')));
            if self.is_strict && code > 255 {
                return Err(self.ambiguous(say!("pdf.character-code")));
            }
            self.at += count;
            return Ok(Some(code.to_be_bytes()[1]));
        }
        self.at += 1;
        Ok(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(b'\x08'),
            b'f' => Some(b'\x0C'),
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'\n' => None,
            other => Some(other),
        })
    }

    fn hexadecimal(&mut self) -> Result<Object, Unreadable> {
        self.at += 1;
        let Some(length) = self.rest().iter().position(|byte| *byte == b'>') else {
            return Err(self.damaged(say!("pdf.no-text-end")));
        };
        let mut digits: Vec<u8> = self.rest()[..length].iter().copied().filter(|byte| !is_space(*byte)).collect();
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        let bytes: Option<Vec<u8>> = digits.chunks(2).map(hex_pair).collect();
        let bytes = bytes.ok_or_else(|| self.damaged(say!("pdf.not-hexadecimal")))?;
        self.at += length + 1;
        let format = if self.is_strict { StringFormat::Literal } else { StringFormat::Hexadecimal };
        Ok(Object::String(bytes, format))
    }

    fn reference_or_number(&mut self) -> Result<Object, Unreadable> {
        let mut ahead = self.clone();
        let id = ahead.whole().zip(ahead.whole()).filter(|_| ahead.skip(b"R") && !ahead.peek().is_some_and(is_regular));
        if let Some((number, generation)) = id {
            *self = ahead;
            return match (u32::try_from(number), u16::try_from(generation)) {
                (Ok(number), Ok(generation)) => Ok(Object::Reference((number, generation))),
                _ if self.is_strict => Err(self.ambiguous(say!("pdf.object-number"))),
                _ => Ok(Object::Null),
            };
        }
        let start = self.at;
        let text = self.regular();
        let mut text = std::str::from_utf8(text).unwrap_or_default();
        if self.is_strict {
            text = plain_number(text)
                .ok_or_else(|| Unreadable::Ambiguous { what: say!("pdf.no-pdf-number"), at: start })?;
        }
        if let Ok(whole) = text.parse() {
            return Ok(Object::Integer(whole));
        }
        text.parse().map(Object::Real).map_err(|_| Unreadable::Damaged { missing: say!("pdf.no-number"), at: start })
    }

    fn word(&mut self) -> Result<Object, Unreadable> {
        let start = self.at;
        match self.regular() {
            b"true" => Ok(Object::Boolean(true)),
            b"false" => Ok(Object::Boolean(false)),
            b"null" => Ok(Object::Null),
            _ => Err(Unreadable::Damaged { missing: say!("pdf.no-value"), at: start }),
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        &rest[..length]
    }
}

/// A number in the only form that PDF has; one with nothing behind its point without that.
fn plain_number(text: &str) -> Option<&str> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    let is_number =
        digits.len() + part.len() > 0 && digits.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    let is_whole = part.bytes().all(|byte| byte == b'0') && !digits.is_empty();
    is_number.then_some(if is_whole { whole } else { text })
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Object, Unreadable> {
        Lexer::strict(text.as_bytes(), 0).value(&mut ReadingBudget::of(text.len()))
    }

    #[test]
    fn the_same_value_in_other_letters_is_the_same() {
        for (one, other) in [
            ("<</A 0.50/B(x)>>", "<< /B <78> /A +.5 >>"),
            ("[1 0 R 2 0 R]", "[ 1  0 R\n2 0 R ]"),
            ("/A#42", "/AB"),
            (r"(a\)\101\(b\))", "(a\\)A\\(b\\))"),
            ("(a(b)c)", "<61286229 63>"),
            ("(a\r\nb)", "<610a62>"),
            ("-0.0", "0"),
            ("595.0", "595"),
            ("% a comment\ntrue", "true"),
            ("<</A null>>", "<<>>"),
        ] {
            assert_eq!(read(one).ok(), read(other).ok(), "{one}");
            assert!(read(one).is_ok(), "{one}");
        }
        for (one, other) in [("0.5", "0.51"), ("1 0 R", "1 1 R"), ("(a)", "(b)"), ("/A", "(A)"), ("-1", "1")] {
            assert_ne!(read(one).ok(), read(other).ok(), "{one}");
        }
    }

    #[test]
    fn what_two_readers_could_take_for_two_things_is_refused() {
        for (text, why) in [
            ("<</A 1/A 2>>", "a key twice"),
            ("<</A null/A 2>>", "a key twice"),
            ("(never closed", "the end of a text is missing"),
            ("(\\777)", "a character code above 255"),
            ("<12zz>", "not hexadecimal"),
            ("/A#4", "`#` without a code"),
            ("99999999999 0 R", "too large"),
            ("1.2.3", "no number"),
            ("1e5", "no number"),
            ("truex", "a value is missing"),
            (&"[".repeat(200), "nested deeper"),
            ("<</A>>", "a value is missing"),
        ] {
            let refused = read(text).expect_err(text).to_string();
            assert!(refused.contains(why), "{text}: {refused}");
        }
    }
}
