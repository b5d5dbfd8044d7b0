//! CSV: one thread reads and takes the fingerprint, the others count, and what they count is added up in the file's order.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use csv::{ByteRecord, Reader, ReaderBuilder};
use sha2::{Digest, Sha256};

use super::account::Rejection;
use super::block::{Blocks, Content, MOST_ROW, RowBlock, lines};
use super::column::{Header, Layout};
use super::counter::Counter;
use super::repeated::NumberList;
use super::reported::ReportedSums;
use super::tally::RowTally;
use super::target::Rules;
use super::text::decode;
use super::{FileFingerprint, FileRead, ImportError};
use crate::files::Files;
use crate::language::{Message, say};
use crate::load::Mapping;

/// How many blocks can be on their way at once.
const BLOCKS: usize = 8;
const MOST_THREADS: usize = 8;

/// The separator, and the line that the rows begin on.
struct Dialect {
    separator: u8,
    line: u64,
}

pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    rules: &Rules,
    mapping: &Mapping,
    reported: &mut ReportedSums,
    reject: &mut dyn FnMut(Rejection),
) -> Result<FileRead, ImportError> {
    let unreadable = |error| ImportError::Unreadable { path: path.to_owned(), error };
    let mut file = files.open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    file.by_ref().take(MOST_ROW as u64).read_to_end(&mut start).map_err(unreadable)?;
    let hash = Sha256::new_with_prefix(&start);
    let (mut head, form, end, notes) =
        find_head(&start, mapping).map_err(|problem| ImportError::Head { path: path.to_owned(), problem })?;
    head.is_month_first =
        has_month_first(files.open(path).map_err(unreadable)?, end, &head, &form).map_err(unreadable)?;
    start.drain(..end);
    let mut blocks = Blocks::new(file, start, hash, form.separator, form.line);
    let mut tally = RowTally::new(rules);
    match &head.layout {
        Layout::Cases(_) => {
            let mut told = |(rejections, mut cases): RejectedRows| {
                rejections.into_iter().for_each(&mut *reject);
                reported.cases.take(&mut cases);
            };
            count_cases(&mut blocks, rules, &head, form.separator, &mut tally, &mut told).map_err(unreadable)?;
        }
        // Few rows, and each must be held against those before it: one thread is enough.
        Layout::Sums(_) => {
            let mut counter = Counter::new(rules, &head);
            counter.reported = std::mem::take(reported);
            while let Some(block) = blocks.next().map_err(unreadable)? {
                count_block(&mut counter, block, form.separator);
                counter.rejections.drain(..).for_each(&mut *reject);
            }
            tally = counter.tally;
            *reported = counter.reported;
        }
    }
    let repeated: Vec<Message> = reported.cases.note().into_iter().collect();
    let fingerprint = FileFingerprint { path: path.to_owned(), sheet: None, sum: blocks.sum() };
    Ok(FileRead { fingerprint, has_cases: head.has_cases(), tally, notes: [notes, head.notes(), repeated].concat() })
}

/// More lines than anybody writes above a table.
const MOST_TITLES: usize = 20;

/// The head: the first line whose names say what the columns are. What stands above it is told.
fn find_head(start: &[u8], mapping: &Mapping) -> Result<(Header, Dialect, usize, Vec<Message>), Message> {
    // Of the lines that are no head, the one with most names is what was meant for it.
    let mut nearest: Option<(usize, Message)> = None;
    let mut from = 0;
    for above in 0..=MOST_TITLES {
        let (names, form, end) = match read_head(&start[from..]) {
            Ok(read) => read,
            Err(problem) => return Err(nearest.map_or(problem, |(_, problem)| problem)),
        };
        match Header::read(&names, mapping) {
            Ok(head) => {
                let line = form.line + above as u64;
                let titles = line.saturating_sub(2);
                let note = (above > 0).then(|| say!("csv.above", titles = titles));
                return Ok((head, Dialect { line, ..form }, from + end, note.into_iter().collect()));
            }
            Err(problem) => {
                if nearest.as_ref().is_none_or(|(most, _)| names.len() > *most) {
                    nearest = Some((names.len(), problem));
                }
            }
        }
        match start[from..].iter().position(|byte| *byte == b'\n') {
            Some(end) if start.len() > from + end + 1 => from += end + 1,
            _ => break,
        }
    }
    Err(nearest.map_or_else(|| say!("csv.empty"), |(_, problem)| problem))
}

/// Whether a day of the file is written with its month first. It is asked before anything is counted: a later line tells how
/// the ones before it are to be read.
fn has_month_first(mut file: impl Read, end: usize, head: &Header, form: &Dialect) -> std::io::Result<bool> {
    let dates = head.dates();
    std::io::copy(&mut file.by_ref().take(end as u64), &mut std::io::sink())?;
    let mut blocks = Blocks::unsummed(file, form.separator);
    let mut record = ByteRecord::new();
    while let Some(block) = blocks.next()? {
        let Content::Rows(bytes) = block.content else { continue };
        if !super::date::may_have_month_first(&bytes) {
            continue;
        }
        let mut reader = rows(&bytes, form.separator);
        while reader.read_byte_record(&mut record).map_err(std::io::Error::other)? {
            if dates.iter().filter_map(|place| record.get(*place)).any(super::date::is_month_first) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn rows(bytes: &[u8], separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

/// How many rows stand in a field: a quotation mark that nobody meant to open runs on to the next.
fn swallowed(record: &ByteRecord, separator: u8, width: usize) -> Option<usize> {
    let marks = |line: &[u8]| line.iter().filter(|byte| **byte == separator).count();
    let rows = |field: &[u8]| {
        let lines = field.split(|byte| *byte == b'\n').skip(1);
        lines.filter(|line| width > 1 && marks(line) + 1 >= width).count()
    };
    record.iter().map(rows).find(|rows| *rows > 0)
}

/// The names in the head, how the file is written, and where the head ends.
fn read_head(start: &[u8]) -> Result<(Vec<String>, Dialect, usize), Message> {
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(say!("csv.utf16"));
    }
    if start.starts_with(super::workbook::OLE) {
        return Err(say!("csv.workbook-any"));
    }
    if start.starts_with(b"PK\x03\x04") {
        return Err(say!("csv.workbook"));
    }
    let mut at = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut line = 1;
    let mut separator = None;
    // Excel's own first line: `sep=;`.
    if let [b's', b'e', b'p', b'=', mark, b'\r' | b'\n', ..] = start[at..] {
        separator = Some(mark);
        at += start[at..].iter().position(|byte| *byte == b'\n').map_or(start.len() - at, |end| end + 1);
        line += 1;
    }
    // Empty lines above the head.
    while let Some(end) =
        start[at..].iter().position(|byte| *byte == b'\n').filter(|end| start[at..at + end].trim_ascii().is_empty())
    {
        at += end + 1;
        line += 1;
    }
    let head = &start[at..];
    if head.trim_ascii().is_empty() {
        return Err(say!("csv.no-head"));
    }
    let separator = separator.unwrap_or_else(|| separator_of(head));
    let mut reader = rows(head, separator);
    let mut record = ByteRecord::new();
    let is_read = reader.read_byte_record(&mut record).map_err(|error| say!("csv.head", error = error.to_string()))?;
    if !is_read || record.as_slice().len() >= MOST_ROW / 2 {
        return Err(say!("csv.no-end"));
    }
    let end = usize::try_from(reader.position().byte()).unwrap_or(head.len()).min(head.len());
    // The reader stops before the line break of `\r\n`.
    let rest = &head[end..];
    let end = end + usize::from(rest.starts_with(b"\n") && head[..end].ends_with(b"\r"));
    line += head[..end].iter().filter(|byte| **byte == b'\n').count() as u64;
    let names = record.iter().map(|name| decode(name).trim().to_owned()).collect();
    Ok((names, Dialect { separator, line }, at + end))
}

/// The mark that stands most often in the first line.
fn separator_of(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| line.iter().filter(|byte| **byte == mark).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b';')
}

fn count_block(counter: &mut Counter, block: RowBlock, separator: u8) {
    match block.content {
        Content::Broken(reason) => counter.broken(block.line, reason),
        Content::Rows(bytes) => {
            let mut reader = rows(&bytes, separator);
            let mut record = ByteRecord::new();
            // Only inside quotation marks does a field go on to another line.
            let is_quoted = bytes.contains(&b'"');
            let mut lines = Lines { bytes: &bytes, at: 0, line: block.line };
            // From memory, and of any length: there is nothing in it that this reader could refuse.
            while reader.read_byte_record(&mut record).unwrap_or(false) {
                let start = record.position().map_or(0, |position| position.byte());
                match is_quoted.then(|| swallowed(&record, separator, counter.head.width)).flatten() {
                    Some(rows) => counter.broken(lines.of(start), say!("csv.quotation", rows = rows)),
                    None => counter.row(|| lines.of(start), &record),
                }
            }
        }
    }
}

/// The lines of a block, counted only as far as somebody asks.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins at a byte, or after the line breaks that stand there.
    fn of(&mut self, byte: u64) -> u64 {
        let start = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.at, self.bytes.len());
        let breaks = self.bytes[start..].iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
        self.line += lines(&self.bytes[self.at..start + breaks]);
        self.at = start + breaks;
        self.line
    }
}

/// The rejected rows of a block, and the numbers of its cases.
type RejectedRows = (Vec<Rejection>, NumberList);
/// What a thread made of a block, and which block it was.
type CountedBlock = (u64, RejectedRows);

fn count_cases<R: Read + Send>(
    blocks: &mut Blocks<R>,
    rules: &Rules,
    head: &Header,
    separator: u8,
    tally: &mut RowTally,
    told: &mut dyn FnMut(RejectedRows),
) -> std::io::Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let (send_block, take_block) = sync_channel::<(u64, RowBlock)>(BLOCKS);
    let (send_counted, take_counted) = sync_channel::<CountedBlock>(BLOCKS);
    // A block is read only when an earlier one has been told of: nothing piles up behind a slow one.
    let (take_turn, give_turn) = sync_channel::<()>(BLOCKS);
    let take_block = Mutex::new(take_block);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut number = 0;
            while let Some(block) = blocks.next()? {
                if take_turn.send(()).is_err() || send_block.send((number, block)).is_err() {
                    break;
                }
                number += 1;
            }
            Ok(())
        });
        let counting: Vec<_> = (0..threads)
            .map(|_| {
                let (take_block, send_counted) = (&take_block, send_counted.clone());
                scope.spawn(move || {
                    let mut counter = Counter::new(rules, head);
                    while let Some((number, block)) = take(take_block) {
                        count_block(&mut counter, block, separator);
                        let told = (std::mem::take(&mut counter.rejections), std::mem::take(&mut counter.cases));
                        if send_counted.send((number, told)).is_err() {
                            break;
                        }
                    }
                    counter.tally
                })
            })
            .collect();
        drop(send_counted);
        in_order(&take_counted, &give_turn, told);
        for thread in counting {
            match thread.join() {
                Ok(counted) => tally.add(&counted),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn take(blocks: &Mutex<Receiver<(u64, RowBlock)>>) -> Option<(u64, RowBlock)> {
    blocks.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Tells of rows in the order of the file, whichever thread was first.
fn in_order(counted: &Receiver<CountedBlock>, turns: &Receiver<()>, told: &mut dyn FnMut(RejectedRows)) {
    let mut waiting: BTreeMap<u64, RejectedRows> = BTreeMap::new();
    let mut next = 0;
    for (number, of_block) in counted {
        waiting.insert(number, of_block);
        while let Some(of_block) = waiting.remove(&next) {
            told(of_block);
            next += 1;
            // There is a turn for each block that was read.
            let _ = turns.recv();
        }
    }
}
