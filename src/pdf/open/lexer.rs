//! Values as a PDF writes them: `/Name`, `(text)`, `<</Key [1 2 R]>>`.

use lopdf::{Dictionary, Object, StringFormat};

use super::Unreadable;
use super::budget::Budget;

/// Deeper nesting of what stands in place has no use.
const DEEPEST: usize = 100;

/// A place in a file, and what follows it.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    b" \t\n\r\0\x0C".contains(&byte)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()) }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn damaged(&self, missing: &'static str) -> Unreadable {
        Unreadable::Damaged { missing, at: self.at }
    }

    /// Goes past white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.at += self.rest().iter().take_while(|byte| !b"\r\n".contains(byte)).count(),
                byte if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// Goes past a word where it stands next, whatever space there is before it.
    pub fn skip(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let is_there = self.rest().starts_with(word);
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    pub fn skip_bytes(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    pub fn expect(&mut self, word: &[u8], missing: &'static str) -> Result<(), Unreadable> {
        if self.skip(word) { Ok(()) } else { Err(self.damaged(missing)) }
    }

    /// Digits alone.
    pub fn whole(&mut self) -> Option<usize> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&self.rest()[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// `12 0 obj`: the object's number and generation.
    pub fn head(&mut self) -> Result<(u32, u16), Unreadable> {
        let head = |lexer: &mut Self| {
            let id = (u32::try_from(lexer.whole()?).ok()?, u16::try_from(lexer.whole()?).ok()?);
            lexer.skip(b"obj").then_some(id)
        };
        head(self).ok_or_else(|| self.damaged("an object is missing"))
    }

    pub fn value(&mut self, budget: &mut Budget) -> Result<Object, Unreadable> {
        self.value_in(DEEPEST, budget)
    }

    fn value_in(&mut self, depth: usize, budget: &mut Budget) -> Result<Object, Unreadable> {
        let depth =
            depth.checked_sub(1).ok_or(Unreadable::TooMuch("its values are nested deeper than any document needs"))?;
        budget.take_value()?;
        self.skip_space();
        match self.rest() {
            [b'/', ..] => Ok(Object::Name(self.name())),
            [b'(', ..] => self.text(),
            [b'<', b'<', ..] => self.dictionary_in(depth, budget).map(Object::Dictionary),
            [b'<', ..] => self.hexadecimal(),
            [b'[', ..] => self.array(depth, budget),
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => self.reference_or_number(),
            _ => self.word(),
        }
    }

    pub fn dictionary(&mut self, budget: &mut Budget) -> Result<Dictionary, Unreadable> {
        self.dictionary_in(DEEPEST, budget)
    }

    /// A key whose value is null is not there.
    fn dictionary_in(&mut self, depth: usize, budget: &mut Budget) -> Result<Dictionary, Unreadable> {
        self.expect(b"<<", "a dictionary is missing")?;
        let mut dictionary = Dictionary::new();
        while !self.skip(b">>") {
            if self.peek() != Some(b'/') {
                return Err(self.damaged("a key or the end of a dictionary is missing"));
            }
            let key = self.name();
            let value = self.value_in(depth, budget)?;
            if value.is_null() {
                dictionary.remove(&key);
            } else {
                dictionary.set(key, value);
            }
        }
        Ok(dictionary)
    }

    fn array(&mut self, depth: usize, budget: &mut Budget) -> Result<Object, Unreadable> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.skip(b"]") {
            items.push(self.value_in(depth, budget)?);
        }
        Ok(Object::Array(items))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            let coded = self.rest().get(1..3).filter(|_| byte == b'#').and_then(hex_pair);
            self.at += if coded.is_some() { 3 } else { 1 };
            name.push(coded.unwrap_or(byte));
        }
        name
    }

    /// `(text)`, with brackets in pairs inside.
    fn text(&mut self) -> Result<Object, Unreadable> {
        let mut text = Vec::new();
        let mut open = 0_usize;
        loop {
            let Some(byte) = self.peek() else { return Err(self.damaged("the end of a text is missing")) };
            self.at += 1;
            match byte {
                b'\\' => {
                    text.extend(self.escaped());
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
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        if (b'0'..=b'7').contains(&byte) {
            let digits = self.rest().iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte));
            let (count, code) = digits
                .fold((0, 0_u8), |(count, code), digit| (count + 1, code.wrapping_mul(8).wrapping_add(digit - b'0')));
            self.at += count;
            return Some(code);
        }
        self.at += 1;
        match byte {
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
        }
    }

    fn hexadecimal(&mut self) -> Result<Object, Unreadable> {
        self.at += 1;
        let Some(length) = self.rest().iter().position(|byte| *byte == b'>') else {
            return Err(self.damaged("the end of a text is missing"));
        };
        let mut digits: Vec<u8> = self.rest()[..length].iter().copied().filter(|byte| !is_space(*byte)).collect();
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        let bytes: Option<Vec<u8>> = digits.chunks(2).map(hex_pair).collect();
        let bytes = bytes.ok_or_else(|| self.damaged("a text is not hexadecimal"))?;
        self.at += length + 1;
        Ok(Object::String(bytes, StringFormat::Hexadecimal))
    }

    fn reference_or_number(&mut self) -> Result<Object, Unreadable> {
        let mut ahead = self.clone();
        let id = ahead.whole().zip(ahead.whole()).filter(|_| ahead.skip(b"R") && !ahead.peek().is_some_and(is_regular));
        if let Some((number, generation)) = id {
            self.at = ahead.at;
            return match (u32::try_from(number), u16::try_from(generation)) {
                (Ok(number), Ok(generation)) => Ok(Object::Reference((number, generation))),
                _ => Ok(Object::Null),
            };
        }
        let start = self.at;
        let text = self.regular();
        let text = std::str::from_utf8(text).unwrap_or_default();
        if let Ok(whole) = text.parse() {
            return Ok(Object::Integer(whole));
        }
        text.parse().map(Object::Real).map_err(|_| Unreadable::Damaged { missing: "a number is missing", at: start })
    }

    fn word(&mut self) -> Result<Object, Unreadable> {
        let start = self.at;
        match self.regular() {
            b"true" => Ok(Object::Boolean(true)),
            b"false" => Ok(Object::Boolean(false)),
            b"null" => Ok(Object::Null),
            _ => Err(Unreadable::Damaged { missing: "a value is missing", at: start }),
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        &rest[..length]
    }
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}
