//! A file of any size in blocks of whole rows, so that several threads can count them, each its own.
//!
//! A row ends at a line break outside quotation marks. One whose quotation mark is never closed would swallow all that
//! follows: it is given alone, as broken, and reading goes on at the next line.

use crate::language::{Message, say};
use std::io::Read;

use sha2::{Digest, Sha256};

/// How much is read at once: enough that threads seldom wait for each other, little enough for any memory.
const BLOCK: usize = 1 << 20;
/// No row of an agency's file comes near it.
pub(super) const MOST_ROW: usize = 1 << 20;

/// Rows that can be counted by themselves.
#[derive(Debug)]
pub(super) struct RowBlock {
    /// The line that it begins on, from 1.
    pub line: u64,
    pub content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    Rows(Vec<u8>),
    /// A row that cannot be read, and why.
    Broken(Message),
}

pub(super) struct Blocks<R> {
    input: R,
    /// None where nobody asks for the sum.
    hash: Option<Sha256>,
    separator: u8,
    /// What is read and not yet given.
    held: Vec<u8>,
    line: u64,
    is_over: bool,
    /// Inside a row that is too long to be one.
    is_skipping: bool,
}

impl<R: Read> Blocks<R> {
    /// From what follows the head, which is on the lines before `line`; `hash` has taken in what was read of it.
    pub fn new(input: R, held: Vec<u8>, hash: Sha256, separator: u8, line: u64) -> Self {
        let hash = Some(hash);
        Self { input, hash, separator, held, line, is_over: false, is_skipping: false }
    }

    /// Rows alone: neither their lines nor the file's sum are asked for.
    pub fn unsummed(input: R, separator: u8) -> Self {
        Self { input, hash: None, separator, held: Vec::new(), line: 1, is_over: false, is_skipping: false }
    }

    /// The sum of all that was read, in hexadecimal digits.
    pub fn sum(self) -> String {
        self.hash.map(Sha256::finalize).iter().flatten().map(|byte| format!("{byte:02x}")).collect()
    }

    /// # Errors
    /// What the file system refuses.
    pub fn next(&mut self) -> std::io::Result<Option<RowBlock>> {
        loop {
            self.fill()?;
            if self.held.is_empty() {
                return Ok(None);
            }
            if self.is_skipping {
                self.skip();
                continue;
            }
            let end = match whole_rows(&self.held, self.separator) {
                Whole::UpTo(_) if self.is_over => self.held.len(),
                Whole::UpTo(end) | Whole::Unclosed(end) => end,
            };
            if end > 0 {
                let rest = self.held.split_off(end);
                let rows = std::mem::replace(&mut self.held, rest);
                let line = self.line;
                self.line += lines(&rows);
                return Ok(Some(RowBlock { line, content: Content::Rows(rows) }));
            }
            if self.is_over || self.held.len() > MOST_ROW {
                return Ok(Some(self.broken()));
            }
        }
    }

    /// Reads a block more, unless what is held is enough.
    fn fill(&mut self) -> std::io::Result<()> {
        if self.is_over || self.held.len() > MOST_ROW {
            return Ok(());
        }
        let before = self.held.len();
        self.held.reserve(BLOCK);
        let read = self.input.by_ref().take(BLOCK as u64).read_to_end(&mut self.held)?;
        if let Some(hash) = &mut self.hash {
            hash.update(&self.held[before..]);
        }
        self.is_over = read < BLOCK;
        Ok(())
    }

    fn broken(&mut self) -> RowBlock {
        let line = self.line;
        let reason = match self.held.iter().position(|byte| *byte == b'\n') {
            Some(end) => {
                self.held.drain(..=end);
                self.line += 1;
                say!("row.quotation")
            }
            None if self.is_over => {
                self.held.clear();
                say!("row.quotation")
            }
            None => {
                self.is_skipping = true;
                say!("row.too-long")
            }
        };
        RowBlock { line, content: Content::Broken(reason) }
    }

    fn skip(&mut self) {
        match self.held.iter().position(|byte| *byte == b'\n') {
            Some(end) => {
                self.held.drain(..=end);
                self.line += 1;
                self.is_skipping = false;
            }
            None => self.held.clear(),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Whole {
    /// What follows is the beginning of a row.
    UpTo(usize),
    /// What follows is the beginning of a row whose quotation mark is still open.
    Unclosed(usize),
}

/// Where the last whole row ends, by the rules of the reader that takes the rows apart: a quotation mark opens where a field
/// begins, and is itself where it stands twice.
fn whole_rows(bytes: &[u8], separator: u8) -> Whole {
    enum QuoteState {
        FieldStart,
        Field,
        Quoted,
        QuoteInQuoted,
    }
    if !bytes.contains(&b'"') {
        return Whole::UpTo(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
    }
    let (mut at, mut end) = (QuoteState::FieldStart, 0);
    for (index, byte) in bytes.iter().enumerate() {
        at = match (at, *byte) {
            (QuoteState::FieldStart, b'"') | (QuoteState::QuoteInQuoted, b'"') => QuoteState::Quoted,
            (QuoteState::Quoted, b'"') => QuoteState::QuoteInQuoted,
            (QuoteState::Quoted, _) => QuoteState::Quoted,
            (_, b'\n') => {
                end = index + 1;
                QuoteState::FieldStart
            }
            (_, b'\r') => QuoteState::FieldStart,
            (_, byte) if byte == separator => QuoteState::FieldStart,
            _ => QuoteState::Field,
        };
    }
    if matches!(at, QuoteState::Quoted) { Whole::Unclosed(end) } else { Whole::UpTo(end) }
}

pub(super) fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<(u64, Content)> {
        let mut blocks = Blocks::new(text, Vec::new(), Sha256::new(), b';', 2);
        std::iter::from_fn(|| blocks.next().unwrap()).map(|block| (block.line, block.content)).collect()
    }

    #[test]
    fn a_row_ends_outside_quotation_marks_alone() {
        assert_eq!(whole_rows(b"a;b\nc;d\ne;", b';'), Whole::UpTo(8));
        assert_eq!(whole_rows(b"a;\"b\nc\";d\ne", b';'), Whole::UpTo(10));
        assert_eq!(whole_rows(b"a;b\n\"c;d\ne;f\n", b';'), Whole::Unclosed(4));
        assert_eq!(whole_rows(b"a;5\" r\xf8r\nb\n", b';'), Whole::UpTo(11));
        assert_eq!(whole_rows(b"\"a\"\"\n\";b\n", b';'), Whole::UpTo(9));
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_own_line_alone() {
        let found = all(b"a;b\n\"c;d\ne;f\n");
        assert_eq!(found[0], (2, Content::Rows(b"a;b\n".to_vec())));
        assert!(matches!(found[1], (3, Content::Broken(_))));
        assert_eq!(found[2], (4, Content::Rows(b"e;f\n".to_vec())));
    }

    #[test]
    fn no_row_is_lost_or_cut_at_the_end_of_a_block() {
        let rows: String = (0..200_000).map(|number| format!("{number};\"x\n{number}\"\n")).collect();
        let mut joined = Vec::new();
        for (line, content) in all(rows.as_bytes()) {
            let Content::Rows(bytes) = content else { panic!("{line}") };
            assert_eq!(line, 2 + lines(&joined));
            assert!(bytes.ends_with(b"\"\n") && bytes.len() <= 2 * BLOCK);
            joined.extend(bytes);
        }
        assert_eq!(joined, rows.as_bytes());
    }

    #[test]
    fn a_row_without_end_is_passed_over_in_bounded_memory() {
        let mut text = vec![b'x'; 3 * MOST_ROW];
        text.extend(b"\na;b\n");
        let found = all(&text);
        assert!(matches!(found[0], (2, Content::Broken(_))), "{:?}", found[0].0);
        assert_eq!(found[1..], [(3, Content::Rows(b"a;b\n".to_vec()))]);
    }
}
