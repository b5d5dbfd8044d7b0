//! The cross-reference table: where each object stands.

use std::collections::BTreeSet;

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Object, Stream};

use super::budget::ReadingBudget;
use super::lexer::Lexer;
use super::objects::stream_at;
use super::place::{ObjectPlace, Places};
use super::unpack::unpack;
use super::unreadable::Unreadable;
use crate::language::say;

#[derive(Debug)]
pub(super) struct CrossReferences {
    pub places: Places,
    /// The newest one, without what belongs to the table itself.
    pub trailer: Dictionary,
    /// The byte where the newest part begins, and its form.
    pub start: usize,
    pub kind: XrefType,
}

/// What belongs to a table that is a stream, or points to its other parts.
const OF_THE_TABLE: [&[u8]; 9] =
    [b"Prev", b"XRefStm", b"Type", b"W", b"Index", b"Length", b"Filter", b"DecodeParms", b"DL"];

/// Reads the newest part of the table and all before it; of what stands in several the newest holds.
pub(super) fn read(bytes: &[u8], budget: &mut ReadingBudget) -> Result<CrossReferences, Unreadable> {
    let start = start(bytes)?;
    let is_table = Lexer::new(bytes, start).skip(b"xref");
    let kind = if is_table { XrefType::CrossReferenceTable } else { XrefType::CrossReferenceStream };
    let mut places = Places::new();
    let mut trailer = None;
    let mut read = BTreeSet::new();
    let mut next = Some(start);
    while let Some(at) = next {
        if !read.insert(at) {
            return Err(Unreadable::Contradictory(say!("pdf.circle")));
        }
        let part = part(bytes, at, budget)?;
        for (number, place) in part.places {
            places.entry(number).or_insert(place);
        }
        next = offset(&part.trailer, b"Prev");
        trailer = trailer.or(Some(part.trailer));
    }
    let mut trailer = trailer.unwrap_or_default();
    for key in OF_THE_TABLE {
        trailer.remove(key);
    }
    Ok(CrossReferences { places, trailer, start, kind })
}

/// The byte that the file's last lines name.
fn start(bytes: &[u8]) -> Result<usize, Unreadable> {
    const WORD: &[u8] = b"startxref";
    let missing = Unreadable::Damaged { missing: say!("pdf.no-end"), at: bytes.len() };
    let tail = bytes.len().saturating_sub(2048);
    let last = bytes[tail..].windows(WORD.len()).rposition(|window| window == WORD).ok_or_else(|| missing.clone())?;
    let mut lexer = Lexer::new(bytes, tail + last + WORD.len());
    let start = lexer.whole().ok_or_else(|| missing.clone())?;
    // A comment to the lexer.
    let has_end = lexer.rest().windows(5).any(|window| window == b"%%EOF");
    if has_end && start < bytes.len() { Ok(start) } else { Err(missing) }
}

/// A part of the table: places of objects by their numbers, and its trailer.
struct TablePart {
    places: Vec<(u32, ObjectPlace)>,
    trailer: Dictionary,
}

/// A part that is text: what is used and what is free, and its trailer.
pub(in crate::pdf) struct TextPart {
    pub used: Vec<(u32, ObjectPlace)>,
    pub free: Vec<(u32, ObjectPlace)>,
    pub trailer: Dictionary,
}

fn part(bytes: &[u8], at: usize, budget: &mut ReadingBudget) -> Result<TablePart, Unreadable> {
    let mut lexer = Lexer::new(bytes, at);
    if !lexer.skip(b"xref") {
        let (_, stream, end) = stream_at(bytes, at, None, budget)?;
        budget.take_bytes(end.saturating_sub(at))?;
        let places = of_stream(&stream, at, false, budget)?;
        return Ok(TablePart { places, trailer: stream.dict });
    }
    let TextPart { used: mut places, free, trailer } = of_text(&mut lexer, budget)?;
    budget.take_bytes(lexer.at().saturating_sub(at))?;
    // What older programs shall not see is free in the table, and stands in a stream.
    if let Some(hidden) = offset(&trailer, b"XRefStm") {
        let (_, stream, end) = stream_at(bytes, hidden, None, budget)?;
        budget.take_bytes(end.saturating_sub(hidden))?;
        places.extend(of_stream(&stream, hidden, false, budget)?);
    }
    places.extend(free);
    Ok(TablePart { places, trailer })
}

/// Reads a table that is text, from behind its `xref`.
pub(in crate::pdf) fn of_text(lexer: &mut Lexer, budget: &mut ReadingBudget) -> Result<TextPart, Unreadable> {
    let (mut used, mut free, mut named) = (Vec::new(), Vec::new(), BTreeSet::new());
    while !lexer.skip(b"trailer") {
        let missing = || say!("pdf.no-table");
        let (first, count) = lexer.whole().zip(lexer.whole()).ok_or_else(|| lexer.damaged(missing()))?;
        for index in 0..count {
            budget.take_value()?;
            let (offset, generation) = lexer.whole().zip(lexer.whole()).ok_or_else(|| lexer.damaged(missing()))?;
            let number = first.checked_add(index).and_then(|number| u32::try_from(number).ok());
            let number = number.ok_or_else(|| lexer.damaged(missing()))?;
            if lexer.is_strict() && !named.insert(number) {
                return Err(lexer.ambiguous(say!("pdf.named-twice")));
            }
            if lexer.skip(b"n") {
                let place = at_offset(offset, generation);
                if lexer.is_strict() && place == ObjectPlace::Nowhere {
                    return Err(lexer.ambiguous(say!("pdf.entry")));
                }
                used.push((number, place));
            } else if lexer.skip(b"f") {
                free.push((number, ObjectPlace::Nowhere));
            } else {
                return Err(lexer.damaged(missing()));
            }
        }
    }
    Ok(TextPart { used, free, trailer: lexer.dictionary(budget)? })
}

/// Nothing stands at byte 0, where the file says that it is a PDF.
fn at_offset(offset: usize, generation: usize) -> ObjectPlace {
    match u16::try_from(generation) {
        Ok(generation) if offset > 0 => ObjectPlace::At(offset, generation),
        _ => ObjectPlace::Nowhere,
    }
}

fn offset(trailer: &Dictionary, key: &[u8]) -> Option<usize> {
    usize::try_from(trailer.get(key).and_then(Object::as_i64).ok()?).ok()
}

/// A table that is a stream: entries of three numbers, of as many bytes each as `W` says. Strictly, it holds as many as it says,
/// each once, and of kinds that are known.
pub(in crate::pdf) fn of_stream(
    stream: &Stream,
    at: usize,
    is_strict: bool,
    budget: &mut ReadingBudget,
) -> Result<Vec<(u32, ObjectPlace)>, Unreadable> {
    let damaged = || Unreadable::Damaged { missing: say!("pdf.no-table"), at };
    if !stream.dict.has_type(b"XRef") {
        return Err(damaged());
    }
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let items = stream.dict.get(key).and_then(Object::as_array).ok()?;
        items.iter().map(|item| usize::try_from(item.as_i64().ok()?).ok()).collect()
    };
    let widths = numbers(b"W").filter(|widths| widths.len() == 3 && widths.iter().all(|width| *width <= 8));
    let widths = widths.ok_or_else(damaged)?;
    let size = offset(&stream.dict, b"Size").ok_or_else(damaged)?;
    let index = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
    let content = unpack(stream, budget.unpacked_left())?;
    budget.take_unpacked(content.len());
    let width: usize = widths.iter().sum();
    let mut entries = content.chunks_exact(width.max(1));
    let (mut places, mut named) = (Vec::new(), BTreeSet::new());
    for pair in index.chunks_exact(2) {
        for number in (pair[0]..).take(pair[1]) {
            let Some(entry) = entries.next() else { break };
            budget.take_value()?;
            let number = u32::try_from(number).map_err(|_| damaged())?;
            let (kind, place) = place(entry, &widths);
            if is_strict && (kind > 2 || (kind > 0) == (place == ObjectPlace::Nowhere) || !named.insert(number)) {
                return Err(Unreadable::Ambiguous { what: say!("pdf.entry"), at });
            }
            places.push((number, place));
        }
    }
    let said = index.chunks(2).try_fold(0_usize, |all, pair| all.checked_add(*pair.get(1)?));
    if is_strict && (said.and_then(|said| said.checked_mul(width)) != Some(content.len()) || widths[1] == 0) {
        return Err(Unreadable::Ambiguous { what: say!("pdf.entries"), at });
    }
    Ok(places)
}

/// An entry's kind and what it says.
fn place(entry: &[u8], widths: &[usize]) -> (usize, ObjectPlace) {
    let mut rest = entry;
    let mut fields = widths.iter().map(|width| {
        let (own, after) = rest.split_at((*width).min(rest.len()));
        rest = after;
        own.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    });
    let (kind, second, third) =
        (fields.next().unwrap_or_default(), fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    // Without a field for the kind, all stand at a byte.
    let kind = if widths.first() == Some(&0) { 1 } else { kind };
    let place = match kind {
        1 => at_offset(second, third),
        2 => u32::try_from(second).map_or(ObjectPlace::Nowhere, |stream| ObjectPlace::In(stream, third)),
        _ => ObjectPlace::Nowhere,
    };
    (kind, place)
}
