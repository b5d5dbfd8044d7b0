//! An `.xls`: records in a file system of its own ([MS-CFB], [MS-XLS]).

use crate::language::{Message, say};
use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, OpenOptions, Version};

use super::{HiddenRows, MOST_CELLS, MOST_TEXT};

/// In one file: fewer bytes than that hold as many cells as a sheet has.
pub(in crate::import) const MOST_OLD: u64 = 64 << 20;
/// Of all sheets together.
const MOST_RECORDS: u64 = 8 << 20;
/// Pieces of one record: its reader moves all that are left for each.
const MOST_PIECES: usize = 20_000;
/// Bytes that a character takes at the most.
const WIDEST: u64 = 3;
/// What a record knows of a text's length.
const LONGEST: u64 = 0xFFFF * WIDEST;

/// Looks through the workbook in such a file. Gives it anew, in a file with nothing else in it, without the numbers by which its
/// reader makes room, and without formulas, whose values stand beside them.
///
/// # Errors
/// It is damaged, or holds more than any workbook needs.
pub(in crate::import) fn old(bytes: &[u8]) -> Result<(Vec<u8>, HiddenRows), Message> {
    let damaged = |_: std::io::Error| say!("workbook.damaged");
    if lists_too_many_sectors(bytes) {
        return Err(say!("workbook.damaged"));
    }
    let mut file = OpenOptions::new().open_with(Cursor::new(bytes)).map_err(damaged)?;
    let stream = ["/Workbook", "/Book"].iter().find_map(|name| file.open_stream(name).ok());
    let mut book = Vec::new();
    stream.ok_or(say!("workbook.none"))?.take(MOST_OLD).read_to_end(&mut book).map_err(damaged)?;
    let (sheets, texts) = globals(&book)?;
    let mut totals = SheetTotals::default();
    let hidden =
        sheets.into_iter().map(|start| sheet(&mut book, start, &texts, &mut totals)).collect::<Result<_, _>>()?;
    let mut clean = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).map_err(damaged)?;
    clean.create_stream("/Workbook").and_then(|mut stream| stream.write_all(&book)).map_err(damaged)?;
    clean.flush().map_err(damaged)?;
    Ok((clean.into_inner().into_inner(), hidden))
}

/// Whether the list of the lists of sectors is longer than the file's sectors need: each entry of it is read.
fn lists_too_many_sectors(bytes: &[u8]) -> bool {
    const END: u32 = 0xFFFF_FFFA;
    let number = |at: usize| bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four));
    let size = if bytes.get(30) == Some(&12) { 4096 } else { 512 };
    let needed = bytes.len() / size / (size / 4) / (size / 4) + 1;
    let (mut next, mut count) = (number(68).unwrap_or(END), 0);
    while next < END && count <= needed {
        count += 1;
        let end = usize::try_from(next).unwrap_or(usize::MAX).saturating_add(2).saturating_mul(size);
        next = number(end.saturating_sub(4)).unwrap_or(END);
    }
    count > needed
}

/// A record by its kind, and where its bytes are.
type OldRecord = (u16, std::ops::Range<usize>);

/// The record that begins there.
fn record(book: &[u8], at: usize) -> Option<OldRecord> {
    let (kind, length) = (word(book, at)?, word(book, at + 2)?);
    let range = at + 4..at + 4 + usize::from(length);
    (range.end <= book.len()).then_some((kind, range))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

const END: u16 = 0x000A;
const CONTINUED: u16 = 0x003C;
const BEGIN: u16 = 0x0809;

/// Where the sheets begin, and how long the texts are that their cells share.
fn globals(book: &[u8]) -> Result<(Vec<usize>, Vec<u64>), Message> {
    const PASSWORD: u16 = 0x002F;
    const SHEET: u16 = 0x0085;
    const TEXTS: u16 = 0x00FC;
    let (mut at, mut sheets, mut texts) = (0, Vec::new(), Vec::new());
    while let Some((kind, range)) = record(book, at) {
        let mut pieces = vec![&book[range.clone()]];
        at = range.end;
        while let Some((CONTINUED, more)) = record(book, at) {
            at = more.end;
            pieces.push(&book[more]);
        }
        if pieces.len() > MOST_PIECES {
            return Err(say!("workbook.too-much"));
        }
        match kind {
            END => break,
            PASSWORD if word(pieces[0], 0) != Some(0) => return Err(say!("workbook.password")),
            SHEET => sheets.extend(pieces[0].first_chunk().map(|four| u32::from_le_bytes(*four) as usize)),
            TEXTS => texts = lengths(&pieces),
            _ => {}
        }
    }
    Ok((sheets, texts))
}

/// The lengths of texts, in bytes at the most: up to the first that is cut off.
fn lengths(pieces: &[&[u8]]) -> Vec<u64> {
    let mut texts = SharedTexts { piece: pieces[0].get(8..).unwrap_or_default(), rest: pieces[1..].iter() };
    std::iter::from_fn(|| texts.length()).collect()
}

struct SharedTexts<'a> {
    piece: &'a [u8],
    rest: std::slice::Iter<'a, &'a [u8]>,
}

impl SharedTexts<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.piece.split_first_chunk()?;
        self.piece = rest;
        Some(*taken)
    }

    /// Passes over the next text.
    fn length(&mut self) -> Option<u64> {
        if self.piece.is_empty() {
            self.piece = self.rest.next()?;
            if self.piece.is_empty() {
                return Some(0);
            }
        }
        let [low, high, flags] = self.take()?;
        let length = u16::from_le_bytes([low, high]);
        let formats = if flags & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(self.take()?)) * 4 };
        let more = if flags & 4 == 0 { 0 } else { usize::try_from(u32::from_le_bytes(self.take()?)).ok()? };
        let (mut left, mut flags) = (usize::from(length), flags);
        loop {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = left.min(self.piece.len() / width);
            self.piece = &self.piece[here * width..];
            left -= here;
            if left == 0 {
                break;
            }
            self.piece = self.rest.next()?;
            [flags] = self.take()?;
        }
        let mut skipped = formats + more;
        while skipped > 0 {
            if self.piece.is_empty() {
                self.piece = self.rest.next()?;
            }
            let here = skipped.min(self.piece.len());
            self.piece = &self.piece[here..];
            skipped -= here;
        }
        Some(u64::from(length) * WIDEST)
    }
}

/// What all sheets together take.
#[derive(Default)]
struct SheetTotals {
    records: u64,
    cells: u64,
    text: u64,
}

/// The numbers of a sheet's hidden rows, from 1.
fn sheet(book: &mut [u8], start: usize, texts: &[u64], totals: &mut SheetTotals) -> Result<Vec<u64>, Message> {
    const FORMULA: u16 = 0x0006;
    const NUMBERS: u16 = 0x00BD;
    const FORMATTED: u16 = 0x00D6;
    const SHARED: u16 = 0x00FD;
    const EXTENT: u16 = 0x0200;
    const NUMBER: u16 = 0x0203;
    const TEXT: u16 = 0x0204;
    const TRUTH: u16 = 0x0205;
    const RESULT: u16 = 0x0207;
    const ROW: u16 = 0x0208;
    const SHORT: u16 = 0x027E;
    const ROW_IS_HIDDEN: u16 = 0x20;
    // What it covers: from the first to the last.
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    // Charts stand in a sheet as records of their own, from their beginning to their end.
    let (mut at, mut hidden, mut depth) = (start, Vec::new(), 0);
    while let Some((kind, range)) = record(book, at) {
        at = range.end;
        totals.records += 1;
        let data = &mut book[range];
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            EXTENT => data.fill(0),
            ROW if word(data, 12).is_some_and(|flags| flags & ROW_IS_HIDDEN != 0) => {
                hidden.extend(word(data, 0).map(|row| u64::from(row) + 1));
            }
            FORMULA | NUMBERS | FORMATTED | SHARED | NUMBER | TEXT | TRUTH | SHORT => {
                let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { continue };
                let last = if kind == NUMBERS { word(data, data.len() - 2).unwrap_or_default() } else { column };
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(column).max(last));
                let shared = || usize::from(word(data, 6)?).checked_add(usize::from(word(data, 8)?) << 16);
                totals.text += match kind {
                    SHARED => shared().and_then(|text| texts.get(text)).copied().unwrap_or(LONGEST),
                    FORMATTED | TEXT => size(data.len()) * WIDEST,
                    _ => 0,
                };
                if kind == FORMULA && data.len() >= 22 {
                    data[20..22].fill(0);
                }
            }
            RESULT => totals.text += size(data.len()) * WIDEST,
            _ => {}
        }
        if totals.text > MOST_TEXT || totals.records > MOST_RECORDS {
            return Err(say!("workbook.too-much"));
        }
    }
    let span = |(first, last): (u16, u16)| u64::from(last.saturating_sub(first)) + 1;
    totals.cells += span(rows) * span(columns);
    if totals.cells > MOST_CELLS { Err(say!("workbook.too-much")) } else { Ok(hidden) }
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
