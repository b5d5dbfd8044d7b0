//! The content of a stream, and never more of it than asked for.

use std::borrow::Cow;

use lopdf::{DecompressError, Dictionary, Error, Object, Stream};

use super::unreadable::Unreadable;
use crate::language::say;

/// A row of a picture as wide as a page has some thousand bytes.
const WIDEST_ROW: i64 = 1 << 20;
const MOST_FILTERS: usize = 4;

/// A stream's content, its filters undone.
///
/// # Errors
/// It is packed in a way that is not known, or would be more than `most` bytes.
pub fn unpack(stream: &Stream, most: usize) -> Result<Vec<u8>, Unreadable> {
    let stream = with_one_set_of_parameters(stream);
    if stream.filters().is_ok_and(|filters| filters.len() > MOST_FILTERS) {
        return Err(Unreadable::TooMuch(say!("pdf.packed-over")));
    }
    if let Ok(parameters) = stream.dict.get(b"DecodeParms").and_then(Object::as_dict)
        && !has_rows_of_sound_width(parameters)
    {
        return Err(Unreadable::Contradictory(say!("pdf.rows-too-wide")));
    }
    match stream.get_plain_content_with_limit(most) {
        Ok(content) => Ok(content),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Unreadable::TooMuch(say!("pdf.unpacks-too-far")))
        }
        Err(error) => Err(Unreadable::Contradictory(say!("pdf.not-unpacked", why = error.to_string()))),
    }
}

/// lopdf heeds parameters that stand alone; in an array of one they mean the same.
fn with_one_set_of_parameters(stream: &Stream) -> Cow<'_, Stream> {
    let alone = match stream.dict.get(b"DecodeParms") {
        Ok(Object::Array(sets)) => match sets.as_slice() {
            [Object::Dictionary(alone)] => alone.clone(),
            _ => return Cow::Borrowed(stream),
        },
        _ => return Cow::Borrowed(stream),
    };
    let mut stream = stream.clone();
    stream.dict.set("DecodeParms", alone);
    Cow::Owned(stream)
}

/// lopdf takes memory for two rows before it looks at the content.
fn has_rows_of_sound_width(parameters: &Dictionary) -> bool {
    let number = |key: &[u8], otherwise| parameters.get(key).and_then(Object::as_i64).unwrap_or(otherwise).max(1);
    let width = number(b"Columns", 1).checked_mul(number(b"Colors", 1));
    width.and_then(|width| width.checked_mul(number(b"BitsPerComponent", 8))).is_some_and(|bits| bits <= WIDEST_ROW * 8)
}
