//! The parts of an `.xlsb`: records, each with its kind and length before it ([MS-XLSB] 2.1.4).

use crate::language::{Message, say};
use std::io::{BufRead, Read};

const ROW: u16 = 0x0000;
const SHARED_TEXT: u16 = 0x0013;
const SHEET: u16 = 0x009C;

struct Records<R> {
    part: R,
    record: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    fn new(part: R) -> Self {
        Self { part, record: Vec::new() }
    }

    /// The kind of the next record, whose bytes stand in `record` then. None at the end, or where the part is cut off.
    fn next(&mut self) -> Option<u16> {
        let kind = self.seven_bits(2)?;
        let length = u64::from(self.seven_bits(4)?);
        self.record.clear();
        self.part.by_ref().take(length).read_to_end(&mut self.record).ok()?;
        (u64::try_from(self.record.len()) == Ok(length)).then_some(())?;
        u16::try_from(kind).ok()
    }

    /// A number of up to so many bytes, each of which has seven bits of it.
    fn seven_bits(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let mut byte = [0];
            self.part.read_exact(&mut byte).ok()?;
            number |= u32::from(byte[0] & 0x7F) << (7 * place);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Whether each text that cells share is as long as it says: a record that lacks its text is read as the text before it once
/// more.
///
/// # Errors
/// One is not.
pub(super) fn texts_are_whole(part: impl BufRead) -> Result<(), Message> {
    let mut records = Records::new(part);
    while let Some(kind) = records.next() {
        let text = || records.record.get(1..).and_then(wide).map(|_| ());
        if kind == SHARED_TEXT && text().is_none() {
            return Err(say!("workbook.text"));
        }
    }
    Ok(())
}

/// The numbers of a sheet's hidden rows, from 1.
pub(super) fn hidden_rows(part: impl BufRead) -> Vec<u64> {
    const FLAGS: usize = 11;
    const IS_HIDDEN: u8 = 0x10;
    let (mut records, mut hidden) = (Records::new(part), Vec::new());
    while let Some(kind) = records.next() {
        let is_hidden = records.record.get(FLAGS).is_some_and(|flags| flags & IS_HIDDEN != 0);
        if let (ROW, true, Some(row)) = (kind, is_hidden, double_word(&records.record)) {
            hidden.push(u64::from(row) + 1);
        }
    }
    hidden
}

/// By which names the workbook knows its sheets, in their order.
pub(super) fn sheet_relations(part: impl BufRead) -> Vec<String> {
    let (mut records, mut sheets) = (Records::new(part), Vec::new());
    while let Some(kind) = records.next() {
        // One without a name has no part, and its reader passes it over.
        sheets.extend(records.record.get(8..).filter(|_| kind == SHEET).and_then(wide));
    }
    sheets
}

fn double_word(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// A text with its length before it, in words of two bytes.
fn wide(bytes: &[u8]) -> Option<String> {
    let length = usize::try_from(double_word(bytes)?).ok()?;
    let words = bytes[4..].chunks_exact(2).take(length).map(|word| u16::from_le_bytes([word[0], word[1]]));
    let words: Vec<u16> = words.collect();
    (words.len() == length).then(|| String::from_utf16_lossy(&words))
}
