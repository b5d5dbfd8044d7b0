//! The objects that the cross-reference table names.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::budget::ReadingBudget;
use super::lexer::Lexer;
use super::place::{ObjectPlace, Places};
use super::unpack::unpack;
use super::unreadable::Unreadable;
use crate::language::say;

/// Reads objects, each once.
pub(super) struct ObjectReader<'a> {
    bytes: &'a [u8],
    places: &'a Places,
    found: BTreeMap<ObjectId, Object>,
}

impl<'a> ObjectReader<'a> {
    /// Every object of the table. Object streams come first, for what they hold can be the length of another stream.
    pub fn read(
        bytes: &'a [u8],
        places: &'a Places,
        is_encrypted: bool,
        budget: &mut ReadingBudget,
    ) -> Result<BTreeMap<ObjectId, Object>, Unreadable> {
        let mut objects = Self { bytes, places, found: BTreeMap::new() };
        let within = places
            .values()
            .filter_map(|place| if let ObjectPlace::In(stream, _) = place { Some(*stream) } else { None });
        let streams: BTreeSet<u32> = within.collect();
        for number in &streams {
            objects.read_one(*number, budget)?;
            let Some(Object::Stream(stream)) = objects.found.get(&(*number, 0)) else {
                let what = say!("pdf.no-object-stream", number = number.to_string());
                return Err(Unreadable::Contradictory(what));
            };
            if !is_encrypted {
                // By the stream alone: some programs count wrong in it.
                let is_here =
                    |held: &u32| matches!(places.get(held), Some(ObjectPlace::In(stream, _)) if stream == number);
                for (held, value) in held_by(stream, false, budget)?.into_iter().filter(|(held, _)| is_here(held)) {
                    objects.found.entry((held, 0)).or_insert(value);
                }
            }
        }
        for number in places.keys().filter(|number| !streams.contains(number)) {
            objects.read_one(*number, budget)?;
        }
        Ok(objects.found)
    }

    /// An object that stands at a byte of the file.
    fn read_one(&mut self, number: u32, budget: &mut ReadingBudget) -> Result<(), Unreadable> {
        let Some(ObjectPlace::At(at, generation)) = self.places.get(&number).copied() else { return Ok(()) };
        let (id, value, end) = object_at(self.bytes, at, Some(self), budget)?;
        budget.take_bytes(end.saturating_sub(at))?;
        if id != (number, generation) {
            let (number, other) = (number.to_string(), id.0.to_string());
            let what = say!("pdf.other-object", number = number, at = at, other = other);
            return Err(Unreadable::Contradictory(what));
        }
        self.found.insert(id, value);
        Ok(())
    }

    /// The number that an object is. It is looked at where it stands, with no further reference followed.
    fn number(&self, id: ObjectId) -> Option<usize> {
        let number = match self.places.get(&id.0)? {
            ObjectPlace::At(at, _) => {
                let mut lexer = Lexer::new(self.bytes, *at);
                return if lexer.head().ok()? == id { lexer.whole() } else { None };
            }
            ObjectPlace::In(..) => self.found.get(&id)?.as_i64().ok()?,
            ObjectPlace::Nowhere => return None,
        };
        usize::try_from(number).ok()
    }
}

/// The object at a byte, and the byte where it ends.
fn object_at(
    bytes: &[u8],
    at: usize,
    others: Option<&ObjectReader>,
    budget: &mut ReadingBudget,
) -> Result<(ObjectId, Object, usize), Unreadable> {
    let mut lexer = Lexer::new(bytes, at);
    let id = lexer.head()?;
    let value = lexer.value(budget)?;
    let value = match value {
        Object::Dictionary(own) if lexer.skip(b"stream") => Object::Stream(content(own, &mut lexer, others, budget)?),
        other => other,
    };
    lexer.expect(b"endobj", say!("pdf.no-object-end"))?;
    Ok((id, value, lexer.at()))
}

/// The same where a stream must be.
pub(super) fn stream_at(
    bytes: &[u8],
    at: usize,
    others: Option<&ObjectReader>,
    budget: &mut ReadingBudget,
) -> Result<(ObjectId, Stream, usize), Unreadable> {
    match object_at(bytes, at, others, budget)? {
        (id, Object::Stream(stream), end) => Ok((id, stream, end)),
        _ => Err(Unreadable::Damaged { missing: say!("pdf.no-table"), at }),
    }
}

/// The content of a stream, from behind the word: as long as its dictionary says where `endstream` follows, and otherwise
/// as far as `endstream`.
fn content(
    own: Dictionary,
    lexer: &mut Lexer,
    others: Option<&ObjectReader>,
    budget: &mut ReadingBudget,
) -> Result<Stream, Unreadable> {
    const END: &[u8] = b"endstream";
    match lexer.rest() {
        [b'\r', b'\n', ..] => lexer.skip_bytes(2),
        [b'\r' | b'\n', ..] => lexer.skip_bytes(1),
        _ => return Err(lexer.damaged(say!("pdf.no-stream-line"))),
    }
    let said = match own.get(b"Length") {
        Ok(Object::Reference(id)) => others.and_then(|others| others.number(*id)),
        Ok(Object::Integer(length)) => usize::try_from(*length).ok(),
        _ => None,
    };
    let rest = lexer.rest();
    if let Some(said) = said.filter(|said| *said <= rest.len()) {
        let mut after = lexer.clone();
        after.skip_bytes(said);
        if after.skip(END) {
            *lexer = after;
            return Ok(stream(own, &rest[..said]));
        }
    }
    let found = rest.windows(END.len()).position(|window| window == END);
    let Some(length) = found else { return Err(lexer.damaged(say!("pdf.no-stream-end"))) };
    budget.take_bytes(length)?;
    lexer.skip_bytes(length + END.len());
    let content = &rest[..length];
    Ok(stream(own, content.strip_suffix(b"\r\n").or_else(|| content.strip_suffix(b"\n")).unwrap_or(content)))
}

fn stream(own: Dictionary, content: &[u8]) -> Stream {
    Stream::new(own, content.to_vec())
}

/// What an object stream holds: numbers and offsets first, then the values.
pub(in crate::pdf) fn held_by(
    stream: &Stream,
    is_strict: bool,
    budget: &mut ReadingBudget,
) -> Result<Vec<(u32, Object)>, Unreadable> {
    let damaged = |at| Unreadable::Damaged { missing: say!("pdf.no-held"), at };
    let number = |key: &[u8]| usize::try_from(stream.dict.get(key).and_then(Object::as_i64).ok()?).ok();
    let (count, first) = number(b"N").zip(number(b"First")).ok_or_else(|| damaged(0))?;
    let content = unpack(stream, budget.unpacked_left())?;
    budget.take_unpacked(content.len());
    // Strictly, the numbers end where the first value begins.
    let head = if is_strict { content.get(..first).ok_or_else(|| damaged(0))? } else { &content };
    let mut index = if is_strict { Lexer::strict(head, 0) } else { Lexer::new(head, 0) };
    let mut held = Vec::new();
    for _ in 0..count {
        let (number, offset) = index.whole().zip(index.whole()).ok_or_else(|| damaged(index.at()))?;
        let number = u32::try_from(number).map_err(|_| damaged(index.at()))?;
        let at = first.saturating_add(offset);
        let mut lexer = if is_strict { Lexer::strict(&content, at) } else { Lexer::new(&content, at) };
        held.push((number, lexer.value(budget)?));
        budget.take_bytes(lexer.at().saturating_sub(at))?;
    }
    budget.take_bytes(index.at())?;
    Ok(held)
}
