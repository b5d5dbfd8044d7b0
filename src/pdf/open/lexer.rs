//! A place in a PDF: white space and comments, words, whole numbers.

use super::unreadable::Unreadable;
use crate::language::{Message, say};

/// A place in a file, and what follows it.
///
/// Where it is strict, what one reader could take for this and another for that is refused, for that is what an altered file
/// lives on; and what is the same is read as the same, however it is spelt: texts in brackets, whole numbers without a point.
#[derive(Debug, Clone)]
pub(in crate::pdf) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) is_strict: bool,
    /// Bytes of comments that were gone past, and whether one of them speaks of objects.
    pub commented: usize,
    pub has_hidden_objects: bool,
}

pub(in crate::pdf) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0 | 0x0C)
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()), is_strict: false, commented: 0, has_hidden_objects: false }
    }

    pub fn strict(bytes: &'a [u8], at: usize) -> Self {
        Self { is_strict: true, ..Self::new(bytes, at) }
    }

    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    pub fn is_strict(&self) -> bool {
        self.is_strict
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn damaged(&self, missing: Message) -> Unreadable {
        Unreadable::Damaged { missing, at: self.at }
    }

    /// What two readers could take for two things.
    pub fn ambiguous(&self, what: Message) -> Unreadable {
        Unreadable::Ambiguous { what, at: self.at }
    }

    /// Goes past white space and comments. Strictly, `%%EOF` is no comment.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' if self.is_strict && self.rest().starts_with(b"%%EOF") => return,
                b'%' => {
                    let length = self.rest().iter().take_while(|byte| !b"\r\n".contains(byte)).count();
                    self.commented += length;
                    self.has_hidden_objects |=
                        self.is_strict && self.rest()[..length].windows(3).any(|word| word == b"obj");
                    self.at += length;
                }
                byte if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// Goes past a word where it stands next, whatever space there is before it. Strictly, a word ends where it does.
    pub fn skip(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let next = self.bytes.get(self.at + word.len()).copied();
        let goes_on = word.last().copied().is_some_and(is_regular) && next.is_some_and(is_regular);
        let is_there = self.rest().starts_with(word) && !(self.is_strict && goes_on);
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    pub fn skip_bytes(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    pub fn expect(&mut self, word: &[u8], missing: Message) -> Result<(), Unreadable> {
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
        head(self).ok_or_else(|| self.damaged(say!("pdf.no-object")))
    }
}
