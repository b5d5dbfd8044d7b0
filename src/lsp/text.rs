//! Places as the protocol counts them: lines from 0, and in a line bytes or units of UTF-16.

use lsp_types::{Position, Range};

use crate::files::{composed, written_byte};
use crate::source::MARK;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

/// A text, and where its lines begin.
pub(super) struct TextLines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'a> TextLines<'a> {
    pub fn of(text: &'a str, encoding: Encoding) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, encoding }
    }

    /// The line without what ends it.
    fn line(&self, start: usize) -> &'a str {
        self.text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r')
    }

    /// The byte of a position; the nearest there is of one that is in no line or in the middle of a letter.
    pub fn byte(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize) else { return self.text.len() };
        let line = self.line(*start);
        let wanted = position.character as usize;
        let mut counted = 0;
        for (at, letter) in line.char_indices() {
            if counted >= wanted {
                return start + at;
            }
            counted += self.width(letter);
        }
        start + line.len()
    }

    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text[start..].char_indices().take_while(|(at, _)| start + at < byte);
        let column: usize = before.map(|(_, letter)| self.width(letter)).sum();
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    fn width(&self, letter: char) -> usize {
        match self.encoding {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
        }
    }
}

/// A text as it was written, beside the same with each letter in one character, as plans are read.
pub(super) struct WrittenText {
    written: String,
    encoding: Encoding,
    /// Whether the two are the same, but for a byte order mark.
    is_composed: bool,
}

impl WrittenText {
    pub fn new(written: String, encoding: Encoding) -> Self {
        let is_composed = written.is_ascii() || composed(&written) == written;
        Self { written, encoding, is_composed }
    }

    /// The byte of the composed text.
    pub fn byte(&self, position: Position) -> usize {
        let byte = TextLines::of(&self.written, self.encoding).byte(position);
        let before = &self.written[..byte];
        composed(before.strip_prefix(MARK).unwrap_or(before)).len()
    }

    pub fn position(&self, byte: usize) -> Position {
        TextLines::of(&self.written, self.encoding).position(self.in_written(byte))
    }

    pub fn range(&self, start: usize, end: usize) -> Range {
        Range::new(self.position(start), self.position(end))
    }

    /// The byte in the text as it was written.
    fn in_written(&self, byte: usize) -> usize {
        let mark = if self.written.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        mark + if self.is_composed { byte } else { written_byte(&self.written[mark..], byte) }
    }
}
