//! One revision's bytes: its objects, the table that names them, its trailer. Every byte is accounted for: an object that
//! the table does not name, or a byte that belongs to nothing, could be another reader's document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::altered::Altered;
use super::state::{count, dictionary_of};
use crate::language::say;
use crate::pdf::open::{Lexer, ObjectPlace, ReadingBudget, held_by, is_space, of_stream, of_text};

type SectionPlaces = BTreeMap<u32, ObjectPlace>;

/// What a revision adds to the bytes before it.
#[derive(Debug)]
pub(super) struct RevisionSection {
    /// Those that it defines.
    pub objects: BTreeMap<ObjectId, Object>,
    /// For each object with a `ByteRange`: where the value of its `Contents` stands in the file.
    pub contents: BTreeMap<ObjectId, Range<usize>>,
    /// Where each object of the file stands now.
    pub places: SectionPlaces,
    pub trailer: Dictionary,
    /// Where its table stands, and where its end says so, perhaps with white space between: what the next revision's `Prev`
    /// says.
    pub table_at: [usize; 2],
    /// Behind its `%%EOF`.
    pub end: usize,
    /// Bytes of comments in it, and whether one of them speaks of objects.
    pub commented: usize,
    pub has_hidden_objects: bool,
}

/// An object where it stands.
struct FoundObject {
    at: usize,
    id: ObjectId,
    value: Object,
}

/// The tail of a section: its table of places and its trailer.
struct Tail {
    table_at: [usize; 2],
    entries: SectionPlaces,
    trailer: Dictionary,
    end: usize,
}

/// Reads the section that begins at a place; `before` is where objects stood until then.
pub(super) fn section(
    bytes: &[u8],
    start: usize,
    before: &SectionPlaces,
    budget: &mut ReadingBudget,
) -> Result<RevisionSection, Altered> {
    let mut lexer = Lexer::strict(bytes, start);
    let (mut found, mut contents): (BTreeMap<u32, FoundObject>, _) = (BTreeMap::new(), BTreeMap::new());
    let mut lengths = Vec::new();
    let tail = loop {
        lexer.skip_space();
        if lexer.peek().is_some_and(|one| one.is_ascii_digit()) {
            let one = object(&mut lexer, &mut contents, &mut lengths, budget)?;
            let number = one.id.0;
            if found.insert(number, one).is_some() {
                return Err(Altered::Twice(number));
            }
        } else if lexer.rest().starts_with(b"xref") {
            break text_tail(&mut lexer, budget)?;
        } else if lexer.rest().starts_with(b"startxref") {
            break stream_tail(&mut lexer, &mut found, before, budget)?;
        } else {
            return Err(lexer.ambiguous(say!("pdf.not-an-object")).into());
        }
    };
    for (id, length) in lengths {
        if found.get(&id.0).is_none_or(|one| one.id != id || count(&one.value) != Some(length)) {
            return Err(Altered::Length(id.0));
        }
    }
    let places = placed(&tail.entries, start, before)?;
    let (mut objects, mut packing) = (BTreeMap::new(), BTreeSet::new());
    for (number, FoundObject { at, id, value }) in found {
        match places.get(&number) {
            Some(ObjectPlace::At(named, generation)) if *named == at && *generation == id.1 => {}
            Some(ObjectPlace::At(named, generation)) if *named == at => {
                return Err(Altered::Generation(number, *generation));
            }
            _ => return Err(Altered::NotNamed(number)),
        }
        match &value {
            Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => {
                if before.contains_key(&number) {
                    return Err(Altered::Twice(number));
                }
                packing.insert(number);
                for (index, (inner, value)) in packed(stream, number, budget)?.into_iter().enumerate() {
                    let is_named = places.get(&inner) == Some(&ObjectPlace::In(number, index));
                    if !is_named || objects.insert((inner, 0), value).is_some() {
                        return Err(Altered::NotNamed(inner));
                    }
                }
            }
            _ => drop(objects.insert(id, value)),
        }
    }
    let defined: BTreeSet<u32> = objects.keys().map(|id| id.0).collect();
    let absent = tail.entries.iter().find(|(number, place)| {
        !defined.contains(*number)
            && !packing.contains(*number)
            && **place != ObjectPlace::Nowhere
            && before.get(*number) != Some(*place)
    });
    if let Some((number, _)) = absent {
        return Err(Altered::NotThere(*number));
    }
    let Tail { trailer, table_at, end, .. } = tail;
    let Lexer { commented, has_hidden_objects, .. } = lexer;
    Ok(RevisionSection { objects, contents, places, trailer, table_at, end, commented, has_hidden_objects })
}

/// `12 0 obj … endobj`
fn object(
    lexer: &mut Lexer,
    contents: &mut BTreeMap<ObjectId, Range<usize>>,
    lengths: &mut Vec<(ObjectId, usize)>,
    budget: &mut ReadingBudget,
) -> Result<FoundObject, Altered> {
    let at = lexer.at();
    let id = lexer.head().map_err(|_| lexer.ambiguous(say!("pdf.not-an-object")))?;
    let inside = lexer.clone();
    let mut value = lexer.value(budget)?;
    if dictionary_of(&value).is_some_and(|own| own.has(b"ByteRange")) {
        contents.extend(inside.place_of(b"Contents", budget).map(|place| (id, place)));
    }
    if let Object::Dictionary(own) = &value
        && lexer.skip(b"stream")
    {
        let content = content(lexer, own, lengths, budget)?;
        value = Object::Stream(Stream::new(own.clone(), content));
    }
    if lexer.skip(b"endobj") {
        Ok(FoundObject { at, id, value })
    } else {
        Err(lexer.ambiguous(say!("pdf.object-no-end")).into())
    }
}

/// The bytes of a stream, as long as its dictionary says.
fn content(
    lexer: &mut Lexer,
    own: &Dictionary,
    lengths: &mut Vec<(ObjectId, usize)>,
    budget: &mut ReadingBudget,
) -> Result<Vec<u8>, Altered> {
    let length = match own.get(b"Length") {
        Ok(Object::Reference(id)) => {
            let length = length_ahead(lexer, *id, budget)?.ok_or(Altered::Length(id.0))?;
            lengths.push((*id, length));
            Some(length)
        }
        Ok(value) => count(value),
        Err(_) => None,
    };
    let length = length.ok_or_else(|| lexer.ambiguous(say!("pdf.stream-no-length")))?;
    match lexer.rest() {
        [b'\r', b'\n', ..] => lexer.skip_bytes(2),
        [b'\n', ..] => lexer.skip_bytes(1),
        _ => return Err(lexer.ambiguous(say!("pdf.stream-new-line")).into()),
    }
    let content = lexer.rest().get(..length).ok_or_else(|| lexer.ambiguous(say!("pdf.stream-too-long")))?;
    lexer.skip_bytes(length);
    while lexer.peek().is_some_and(is_space) {
        lexer.skip_bytes(1);
    }
    if lexer.rest().starts_with(b"endstream") && lexer.skip(b"endstream") {
        Ok(content.to_vec())
    } else {
        Err(lexer.ambiguous(say!("pdf.stream-length")).into())
    }
}

/// The length of a stream that stands in an object of its own, mostly behind the stream. Whether that object is the one that
/// the section defines is seen when all of it is read.
fn length_ahead(lexer: &Lexer, id: ObjectId, budget: &mut ReadingBudget) -> Result<Option<usize>, Altered> {
    let head = format!("{} {} obj", id.0, id.1);
    let rest = lexer.rest();
    let mut places = rest.windows(head.len()).enumerate().filter(|(_, window)| *window == head.as_bytes());
    let at = places.find(|(at, _)| at.checked_sub(1).and_then(|one| rest.get(one)).is_some_and(|one| is_space(*one)));
    let Some((at, _)) = at else { return Ok(None) };
    budget.take_bytes(at)?;
    let mut ahead = lexer.clone();
    ahead.skip_bytes(at + head.len());
    Ok(ahead.whole())
}

/// The tail of a section whose table is text.
fn text_tail(lexer: &mut Lexer, budget: &mut ReadingBudget) -> Result<Tail, Altered> {
    let at = lexer.at();
    lexer.skip(b"xref");
    let part = of_text(lexer, budget)?;
    let (named, end) = end_of(lexer, at)?;
    Ok(Tail {
        table_at: [at, named],
        entries: entries(part.used.into_iter().chain(part.free))?,
        trailer: part.trailer,
        end,
    })
}

/// The tail of a section whose table is the stream that its `startxref` names.
fn stream_tail(
    lexer: &mut Lexer,
    found: &mut BTreeMap<u32, FoundObject>,
    before: &SectionPlaces,
    budget: &mut ReadingBudget,
) -> Result<Tail, Altered> {
    let mut ahead = lexer.clone();
    ahead.skip(b"startxref");
    let named = ahead.whole().ok_or_else(|| ahead.ambiguous(say!("pdf.revision-table")))?;
    let is_table = |one: &FoundObject| {
        spaces_to(lexer, named, one.at) && dictionary_of(&one.value).is_some_and(|own| own.has_type(b"XRef"))
    };
    let number = found.iter().find(|(_, one)| is_table(one)).map(|(number, _)| *number);
    let one = number.and_then(|number| found.remove(&number));
    let Some(FoundObject { at, id, value: Object::Stream(stream) }) = one else {
        return Err(lexer.ambiguous(say!("pdf.revision-no-table")).into());
    };
    let mut entries = entries(of_stream(&stream, at, true, budget)?)?;
    // The stream itself is no part of the document.
    if before.contains_key(&id.0) {
        return Err(Altered::Twice(id.0));
    }
    if entries.remove(&id.0).is_some_and(|place| place != ObjectPlace::At(at, id.1)) {
        return Err(Altered::NotThere(id.0));
    }
    let (named, end) = end_of(lexer, at)?;
    Ok(Tail { table_at: [at, named], entries, trailer: stream.dict, end })
}

fn entries(all: impl IntoIterator<Item = (u32, ObjectPlace)>) -> Result<SectionPlaces, Altered> {
    let mut entries = SectionPlaces::new();
    for (number, place) in all {
        if entries.insert(number, place).is_some() {
            return Err(Altered::Twice(number));
        }
    }
    Ok(entries)
}

/// The objects in a stream of objects, in its order. Signing programs pack them in one way only.
fn packed(stream: &Stream, number: u32, budget: &mut ReadingBudget) -> Result<Vec<(u32, Object)>, Altered> {
    if !is_plainly_packed(stream) || stream.dict.has(b"Extends") {
        return Err(Altered::Packed(number));
    }
    held_by(stream, true, budget).map_err(|_| Altered::Packed(number))
}

/// Whether a stream is packed as signing programs do, or not at all.
pub(super) fn is_plainly_packed(stream: &Stream) -> bool {
    match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Array(all)) => {
            all.iter().all(|one| one.as_name().is_ok_and(|name| name == b"FlateDecode")) && all.len() < 2
        }
        Ok(one) => one.as_name().is_ok_and(|name| name == b"FlateDecode"),
    }
}

/// Past `startxref 123 %%EOF`: the number, and where it ends.
fn end_of(lexer: &mut Lexer, table_at: usize) -> Result<(usize, usize), Altered> {
    if !lexer.skip(b"startxref") {
        return Err(lexer.ambiguous(say!("pdf.revision-table")).into());
    }
    let named = lexer.whole().ok_or_else(|| lexer.ambiguous(say!("pdf.revision-table")))?;
    if !spaces_to(lexer, named, table_at) {
        return Err(lexer.ambiguous(say!("pdf.revision-other-table")).into());
    }
    lexer.skip_space();
    if !lexer.rest().starts_with(b"%%EOF") {
        return Err(lexer.ambiguous(say!("pdf.revision-no-end")).into());
    }
    lexer.skip_bytes(b"%%EOF".len());
    Ok((named, lexer.at()))
}

/// Whether a place is another but for white space before it: some programs name the end of the line before.
fn spaces_to(lexer: &Lexer, named: usize, at: usize) -> bool {
    named <= at && lexer.bytes().get(named..at).is_some_and(|between| between.iter().all(|one| is_space(*one)))
}

/// Where objects stand, with the entries of a new table. An object of the file keeps its generation: with another one, what
/// refers to it would lead nowhere.
fn placed(entries: &SectionPlaces, start: usize, before: &SectionPlaces) -> Result<SectionPlaces, Altered> {
    let mut places = before.clone();
    for (number, place) in entries {
        match (place, before.get(number)) {
            (ObjectPlace::Nowhere, Some(_)) => return Err(Altered::Deleted(*number)),
            (ObjectPlace::Nowhere, None) => {}
            (ObjectPlace::At(at, _), known) if *at < start && known != Some(place) => {
                return Err(Altered::PutBack(*number));
            }
            (ObjectPlace::At(_, generation), Some(known)) if generation_of(*known) != *generation => {
                return Err(Altered::Generation(*number, generation_of(*known)));
            }
            (ObjectPlace::In(..), Some(known)) if generation_of(*known) != 0 => {
                return Err(Altered::Generation(*number, generation_of(*known)));
            }
            (place, _) => drop(places.insert(*number, *place)),
        }
    }
    Ok(places)
}

fn generation_of(place: ObjectPlace) -> u16 {
    match place {
        ObjectPlace::At(_, generation) => generation,
        ObjectPlace::In(..) | ObjectPlace::Nowhere => 0,
    }
}
