//! One revision's bytes: its objects, the table that names them, its trailer. Every byte is accounted for: an object that
//! the table does not name, or a byte that belongs to nothing, could be another reader's document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Altered;
use super::syntax::{Cursor, is_space};
use super::table::{Place, packed, stream_table, table};
use super::value::{Dictionary, Value};

/// Each takes a look through the rest of the file.
const MOST_AHEAD: usize = 256;

/// What a revision adds to the bytes before it.
#[derive(Debug)]
pub(super) struct Section {
    /// Those that it defines, by number.
    pub objects: BTreeMap<u32, Value>,
    /// For each object with a `ByteRange`: where the value of its `Contents` stands in the file.
    pub contents: BTreeMap<u32, Range<usize>>,
    /// Where each object of the file stands now.
    pub places: BTreeMap<u32, Place>,
    pub trailer: Dictionary,
    /// Where its table stands: what the next revision's `Prev` says.
    pub table_at: usize,
    /// Behind its `%%EOF`.
    pub end: usize,
}

/// An object where it stands.
struct Found {
    at: usize,
    value: Value,
}

/// The tail of a section: its table of places and its trailer.
struct Tail {
    table_at: usize,
    entries: BTreeMap<u32, Option<Place>>,
    trailer: Dictionary,
    end: usize,
}

/// Reads the section that begins at a place; `before` is where objects stood until then.
pub(super) fn section(bytes: &[u8], start: usize, before: &BTreeMap<u32, Place>) -> Result<Section, Altered> {
    let mut cursor = Cursor { bytes, at: start };
    let (mut found, mut contents) = (BTreeMap::new(), BTreeMap::new());
    let mut lengths = Vec::new();
    let tail = loop {
        cursor.space();
        if cursor.peek().is_some_and(|one| one.is_ascii_digit()) {
            let at = cursor.at;
            let (number, value) = object(&mut cursor, &mut contents, &mut lengths)?;
            if found.insert(number, Found { at, value }).is_some() {
                return Err(Altered::Twice(number));
            }
        } else if cursor.rest().starts_with(b"xref") {
            let table_at = cursor.at;
            let (entries, trailer) = table(&mut cursor)?;
            break Tail { table_at, entries, trailer, end: end_of(&mut cursor, table_at)? };
        } else if cursor.rest().starts_with(b"startxref") {
            break stream_tail(&mut cursor, &mut found, before)?;
        } else {
            return Err(cursor.broken("something that is no object"));
        }
    };
    for (number, length) in lengths {
        if found.get(&number).is_none_or(|one| one.value.count() != Some(length)) {
            return Err(Altered::Length(number));
        }
    }
    let places = placed(&tail.entries, start, before)?;
    let (mut objects, mut packing) = (BTreeMap::new(), BTreeSet::new());
    for (number, Found { at, value }) in found {
        if places.get(&number) != Some(&Place::At(at)) {
            return Err(Altered::NotNamed(number));
        }
        if value.is("ObjStm") {
            if before.contains_key(&number) {
                return Err(Altered::Twice(number));
            }
            packing.insert(number);
            for (index, (inner, value)) in packed(&value, number)?.into_iter().enumerate() {
                if places.get(&inner) != Some(&Place::In(number, index)) || objects.insert(inner, value).is_some() {
                    return Err(Altered::NotNamed(inner));
                }
            }
        } else {
            objects.insert(number, value);
        }
    }
    let absent = tail.entries.iter().find(|(number, place)| match place {
        Some(place) => {
            !objects.contains_key(*number) && !packing.contains(*number) && before.get(*number) != Some(place)
        }
        None => false,
    });
    if let Some((number, _)) = absent {
        return Err(Altered::NotThere(*number));
    }
    let Tail { trailer, table_at, end, .. } = tail;
    Ok(Section { objects, contents, places, trailer, table_at, end })
}

/// `12 0 obj … endobj`
fn object(
    cursor: &mut Cursor,
    contents: &mut BTreeMap<u32, Range<usize>>,
    lengths: &mut Vec<(u32, usize)>,
) -> Result<(u32, Value), Altered> {
    let number = cursor.object_number()?;
    if !cursor.word("obj") {
        return Err(cursor.broken("something that is no object"));
    }
    let inside = *cursor;
    let mut value = cursor.value()?;
    if value.get("ByteRange").is_some() {
        contents.extend(inside.place_of("Contents").map(|place| (number, place)));
    }
    cursor.space();
    if let Value::Dictionary(dictionary) = &value
        && cursor.word("stream")
    {
        let content = content(cursor, dictionary, lengths)?;
        value = Value::Stream { dictionary: dictionary.clone(), content };
        cursor.space();
    }
    if cursor.word("endobj") { Ok((number, value)) } else { Err(cursor.broken("an object has no end")) }
}

/// The bytes of a stream, as long as its dictionary says.
fn content(cursor: &mut Cursor, dictionary: &Dictionary, lengths: &mut Vec<(u32, usize)>) -> Result<Vec<u8>, Altered> {
    let length = match dictionary.get("Length") {
        Some(Value::Reference(number)) => {
            let length = length_ahead(cursor, *number).filter(|_| lengths.len() < MOST_AHEAD);
            let length = length.ok_or(Altered::Length(*number))?;
            lengths.push((*number, length));
            length
        }
        Some(value) => value.count().ok_or_else(|| cursor.broken("a stream has no length"))?,
        None => return Err(cursor.broken("a stream has no length")),
    };
    if cursor.rest().starts_with(b"\r\n") {
        cursor.at += 2;
    } else if cursor.peek() == Some(b'\n') {
        cursor.at += 1;
    } else {
        return Err(cursor.broken("a stream does not begin on a new line"));
    }
    let content = cursor.rest().get(..length).ok_or_else(|| cursor.broken("a stream is longer than the file"))?;
    cursor.at += length;
    while cursor.peek().is_some_and(is_space) {
        cursor.at += 1;
    }
    if cursor.word("endstream") {
        Ok(content.to_vec())
    } else {
        Err(cursor.broken("a stream is not as long as it says"))
    }
}

/// The length of a stream that stands in an object of its own, mostly behind the stream. Whether that object is the one that
/// the section defines is seen when all of it is read.
fn length_ahead(cursor: &Cursor, number: u32) -> Option<usize> {
    let head = format!("{number} 0 obj");
    let head = head.as_bytes();
    let is_head = |at: &usize| {
        cursor.bytes.get(*at..*at + head.len()) == Some(head)
            && at.checked_sub(1).and_then(|before| cursor.bytes.get(before)).is_none_or(|one| is_space(*one))
    };
    let at = (cursor.at..cursor.bytes.len()).find(is_head)?;
    let mut ahead = Cursor { bytes: cursor.bytes, at: at + head.len() };
    ahead.space();
    ahead.count().ok()
}

/// The tail of a section whose table is the stream that its `startxref` names.
fn stream_tail(
    cursor: &mut Cursor,
    found: &mut BTreeMap<u32, Found>,
    before: &BTreeMap<u32, Place>,
) -> Result<Tail, Altered> {
    let mut ahead = *cursor;
    ahead.word("startxref");
    ahead.space();
    let table_at = ahead.count()?;
    let number = found.iter().find(|(_, one)| one.at == table_at && one.value.is("XRef")).map(|(number, _)| *number);
    let one =
        number.and_then(|number| found.remove(&number)).ok_or_else(|| cursor.broken("no table of its objects"))?;
    let mut entries = stream_table(&one.value).ok_or_else(|| cursor.broken("a table that cannot be read"))?;
    // The stream itself is no part of the document.
    if let Some(number) = number {
        if before.contains_key(&number) {
            return Err(Altered::Twice(number));
        }
        if entries.remove(&number).is_some_and(|place| place != Some(Place::At(table_at))) {
            return Err(Altered::NotThere(number));
        }
    }
    let trailer = one.value.dictionary().cloned().unwrap_or_default();
    Ok(Tail { table_at, entries, trailer, end: end_of(cursor, table_at)? })
}

/// Past `startxref 123 %%EOF`.
fn end_of(cursor: &mut Cursor, table_at: usize) -> Result<usize, Altered> {
    cursor.space();
    if !cursor.word("startxref") {
        return Err(cursor.broken("a revision does not say where its table is"));
    }
    cursor.space();
    if cursor.count()? != table_at {
        return Err(cursor.broken("a revision names another table than its own"));
    }
    cursor.space();
    if !cursor.rest().starts_with(b"%%EOF") {
        return Err(cursor.broken("a revision has no end"));
    }
    cursor.at += b"%%EOF".len();
    Ok(cursor.at)
}

/// Where objects stand, with the entries of a new table.
fn placed(
    entries: &BTreeMap<u32, Option<Place>>,
    start: usize,
    before: &BTreeMap<u32, Place>,
) -> Result<BTreeMap<u32, Place>, Altered> {
    let mut places = before.clone();
    for (number, place) in entries {
        match place {
            None if before.contains_key(number) => return Err(Altered::Deleted(*number)),
            None => {}
            Some(Place::At(at)) if *at < start && before.get(number) != place.as_ref() => {
                return Err(Altered::PutBack(*number));
            }
            Some(place) => {
                places.insert(*number, *place);
            }
        }
    }
    Ok(places)
}
