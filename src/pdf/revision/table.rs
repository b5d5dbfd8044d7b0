//! The table of a section: where each object stands, as a table of text or as a stream; and objects packed in a stream.

use std::collections::BTreeMap;

use crate::pdf::unpack;

use super::Altered;
use super::syntax::Cursor;
use super::value::{Dictionary, Value};

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// From this byte.
    At(usize),
    /// In the stream of this number, counted from 0.
    In(u32, usize),
}

/// None for an object that there is not.
type Entries = BTreeMap<u32, Option<Place>>;

/// More than a table of a signed document can hold: a bound for streams that grow without end when they are unpacked.
const MOST: usize = 64 << 20;

/// `xref … trailer << … >>`
pub(super) fn table(cursor: &mut Cursor) -> Result<(Entries, Dictionary), Altered> {
    let mut entries = Entries::new();
    cursor.word("xref");
    loop {
        cursor.space();
        if cursor.word("trailer") {
            break;
        }
        let first = cursor.count()?;
        cursor.space();
        for index in 0..cursor.count()? {
            cursor.space();
            let at = cursor.count()?;
            cursor.space();
            let generation = cursor.count()?;
            cursor.space();
            let number = first.checked_add(index).and_then(|number| u32::try_from(number).ok());
            let number = number.ok_or_else(|| cursor.broken("the number of an object is too large"))?;
            let place = match (cursor.word("n"), cursor.word("f")) {
                (true, _) if generation == 0 => Some(Place::At(at)),
                (_, true) => None,
                _ => return Err(cursor.broken("an entry of a table is not as it must be")),
            };
            if entries.insert(number, place).is_some() {
                return Err(cursor.broken("a table names an object twice"));
            }
        }
    }
    match cursor.value()? {
        Value::Dictionary(trailer) => Ok((entries, trailer)),
        _ => Err(cursor.broken("a trailer is no dictionary")),
    }
}

/// The entries of a table that is a stream. None when it is not as it must be.
pub(super) fn stream_table(value: &Value) -> Option<Entries> {
    let content = unpacked(value)?;
    let whole = |values: &[Value]| values.iter().map(Value::count).collect::<Option<Vec<usize>>>();
    let widths = whole(value.get("W")?.list()?)?;
    let [kind_width, one_width, two_width] = widths[..] else { return None };
    // Entries of no width would have no end.
    if one_width == 0 {
        return None;
    }
    let size = value.get("Size")?.count()?;
    let index = match value.get("Index") {
        Some(index) => whole(index.list()?)?,
        None => vec![0, size],
    };
    let mut fields = content.iter();
    let mut field = |width: usize| {
        let mut number: usize = 0;
        for _ in 0..width {
            number = number.checked_mul(256)?.checked_add(usize::from(*fields.next()?))?;
        }
        Some(number)
    };
    let mut entries = Entries::new();
    for pair in index.chunks(2) {
        let [first, count] = pair else { return None };
        for number in *first..first.checked_add(*count)? {
            let kind = if kind_width == 0 { 1 } else { field(kind_width)? };
            let (one, two) = (field(one_width)?, field(two_width)?);
            let place = match kind {
                0 => None,
                1 if two == 0 => Some(Place::At(one)),
                2 => Some(Place::In(u32::try_from(one).ok()?, two)),
                _ => return None,
            };
            if entries.insert(u32::try_from(number).ok()?, place).is_some() {
                return None;
            }
        }
    }
    fields.next().is_none().then_some(entries)
}

/// The objects in a stream of objects, in its order.
pub(super) fn packed(value: &Value, number: u32) -> Result<Vec<(u32, Value)>, Altered> {
    let wrong = || Altered::Packed(number);
    let content = unpacked(value).filter(|_| value.get("Extends").is_none()).ok_or_else(wrong)?;
    let whole = |key: &str| value.get(key).and_then(Value::count).ok_or_else(wrong);
    let (count, first) = (whole("N")?, whole("First")?);
    let head = content.get(..first).ok_or_else(wrong)?;
    let mut head = Cursor { bytes: head, at: 0 };
    let mut places = Vec::new();
    for _ in 0..count {
        head.space();
        let inner = head.count().ok().and_then(|inner| u32::try_from(inner).ok()).ok_or_else(wrong)?;
        head.space();
        places.push((inner, first.checked_add(head.count().map_err(|_| wrong())?).ok_or_else(wrong)?));
    }
    let read = |(inner, at): (u32, usize)| {
        let value = Cursor { bytes: &content, at }.value().map_err(|_| wrong())?;
        Ok((inner, value))
    };
    places.into_iter().map(read).collect()
}

/// A stream's content as it is meant. None for what is packed in another way than signing programs do.
pub fn unpacked(value: &Value) -> Option<Vec<u8>> {
    let Value::Stream { dictionary, content } = value else { return None };
    let filter = match dictionary.get("Filter") {
        None => return Some(content.clone()),
        Some(Value::List(filters)) => match &filters[..] {
            [] => return Some(content.clone()),
            [one] => one.name()?,
            _ => return None,
        },
        Some(one) => one.name()?,
    };
    if filter != "FlateDecode" {
        return None;
    }
    let mut known = lopdf::Dictionary::new();
    known.set("Filter", "FlateDecode");
    let parameters = match dictionary.get("DecodeParms") {
        Some(Value::List(list)) => list.first(),
        other => other,
    };
    if let Some(parameters) = parameters.and_then(Value::dictionary) {
        let mut numbers = lopdf::Dictionary::new();
        for (key, value) in parameters {
            numbers.set(key.as_bytes(), i64::try_from(value.count()?).ok()?);
        }
        known.set("DecodeParms", numbers);
    }
    unpack(&lopdf::Stream::new(known, content.clone()), MOST).ok()
}
