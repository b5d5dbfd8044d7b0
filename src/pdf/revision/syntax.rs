//! Reads PDF's own syntax, strictly: what one reader could take for this and another for that is refused, for that is what
//! an altered file lives on.

use std::collections::BTreeMap;

use super::Altered;
use super::value::{Dictionary, Value};

/// Deeper than any signing program writes.
const DEPTH: usize = 32;

/// Reads on from a place in the bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

type Read<T> = Result<T, Altered>;

impl<'a> Cursor<'a> {
    pub fn broken(&self, what: &'static str) -> Altered {
        Altered::Broken { at: self.at, what }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Past white space and comments; `%%EOF` is none.
    pub fn space(&mut self) {
        while let Some(one) = self.peek() {
            match one {
                b'%' if !self.rest().starts_with(b"%%EOF") => {
                    while self.peek().is_some_and(|one| one != b'\r' && one != b'\n') {
                        self.at += 1;
                    }
                }
                one if is_space(one) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Past a word that ends where it does.
    pub fn word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let is_there = rest.starts_with(word.as_bytes()) && rest.get(word.len()).is_none_or(|one| !is_regular(*one));
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    /// A whole number from 0.
    pub fn count(&mut self) -> Read<usize> {
        let digits = self.rest().iter().take_while(|one| one.is_ascii_digit()).count();
        let text = self.rest().get(..digits).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let number = text.parse().map_err(|_| self.broken("a whole number is expected"))?;
        self.at += digits;
        Ok(number)
    }

    /// A number of an object and its generation, which must be 0.
    pub fn object_number(&mut self) -> Read<u32> {
        let start = *self;
        let number = self.count()?;
        self.space();
        let generation = self.count()?;
        self.space();
        let number = u32::try_from(number).map_err(|_| start.broken("the number of an object is too large"))?;
        if generation == 0 { Ok(number) } else { Err(start.broken("an object has another generation than 0")) }
    }

    /// Any value but a stream.
    pub fn value(&mut self) -> Read<Value> {
        self.nested(DEPTH)
    }

    fn nested(&mut self, depth: usize) -> Read<Value> {
        let depth = depth.checked_sub(1).ok_or_else(|| self.broken("values stand too deep inside each other"))?;
        self.space();
        match self.peek() {
            Some(b'/') => self.name().map(Value::Name),
            Some(b'(') => self.literal().map(Value::Text),
            Some(b'<') if self.rest().starts_with(b"<<") => self.dictionary(depth).map(Value::Dictionary),
            Some(b'<') => self.hexadecimal().map(Value::Text),
            Some(b'[') => self.list(depth),
            Some(b'0'..=b'9') => self.reference().map_or_else(|| self.number(), Ok),
            Some(b'+' | b'-' | b'.') => self.number(),
            _ if self.word("true") => Ok(Value::Boolean(true)),
            _ if self.word("false") => Ok(Value::Boolean(false)),
            _ if self.word("null") => Ok(Value::Null),
            _ => Err(self.broken("no value of PDF")),
        }
    }

    fn reference(&mut self) -> Option<Value> {
        let mut ahead = *self;
        let number = ahead.object_number().ok()?;
        ahead.word("R").then(|| {
            *self = ahead;
            Value::Reference(number)
        })
    }

    fn number(&mut self) -> Read<Value> {
        let length = self.rest().iter().take_while(|one| is_regular(**one)).count();
        let text = self.rest().get(..length).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let (sign, digits) = match text.as_bytes().first() {
            Some(b'-') => ("-", &text[1..]),
            Some(b'+') => ("", &text[1..]),
            _ => ("", text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number =
            (whole.len() + part.len() > 0) && whole.bytes().chain(part.bytes()).all(|one| one.is_ascii_digit());
        if !is_number {
            return Err(self.broken("no number of PDF"));
        }
        self.at += length;
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if part.is_empty() { "" } else { "." };
        let sign = if whole == "0" && part.is_empty() { "" } else { sign };
        Ok(Value::Number(format!("{sign}{whole}{point}{part}")))
    }

    fn name(&mut self) -> Read<String> {
        self.at += 1;
        let mut name = String::new();
        while let Some(one) = self.peek().filter(|one| is_regular(*one)) {
            self.at += 1;
            if one == b'#' {
                let digits = self.rest().get(..2).and_then(|two| std::str::from_utf8(two).ok());
                let code = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
                name.push(char::from(code.ok_or_else(|| self.broken("a name has `#` without a code"))?));
                self.at += 2;
            } else {
                name.push(char::from(one));
            }
        }
        Ok(name)
    }

    fn literal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let one = self.peek().ok_or_else(|| self.broken("a text has no end"))?;
            self.at += 1;
            match one {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(text);
            }
            text.push(one);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Read<()> {
        let one = self.peek().ok_or_else(|| self.broken("a text has no end"))?;
        self.at += 1;
        match one {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(one - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                text.push(u8::try_from(code).map_err(|_| self.broken("a text has a character code above 255"))?);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hexadecimal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let end = self.rest().iter().position(|one| *one == b'>').ok_or_else(|| self.broken("a text has no end"))?;
        let digits: Vec<u8> = self.rest().iter().take(end).copied().filter(|one| !is_space(*one)).collect();
        let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let values: Option<Vec<u8>> = digits.iter().map(value).collect();
        let values = values.ok_or_else(|| self.broken("a hexadecimal text has another character"))?;
        self.at += end + 1;
        Ok(values.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect())
    }

    fn list(&mut self, depth: usize) -> Read<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Value::List(items));
            }
            items.push(self.nested(depth)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Read<Dictionary> {
        self.at += 2;
        let mut entries = BTreeMap::new();
        loop {
            self.space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Ok(entries);
            }
            if self.peek() != Some(b'/') {
                return Err(self.broken("a dictionary has a key that is no name"));
            }
            let start = *self;
            let key = self.name()?;
            let value = self.nested(depth)?;
            if entries.insert(key, value).is_some() {
                return Err(start.broken("a dictionary has a key twice"));
            }
        }
    }

    /// Where the value of a key of the dictionary stands that begins here.
    pub fn place_of(mut self, wanted: &str) -> Option<std::ops::Range<usize>> {
        self.space();
        self.at += 2;
        loop {
            self.space();
            if self.peek() != Some(b'/') {
                return None;
            }
            let key = self.name().ok()?;
            self.space();
            let start = self.at;
            self.value().ok()?;
            if key == wanted {
                return Some(start..self.at);
            }
        }
    }
}

pub(super) fn is_space(one: u8) -> bool {
    matches!(one, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(one: u8) -> bool {
    !is_space(one) && !b"()<>[]{}/%".contains(&one)
}
