//! Opens a file.
//!
//! In: bytes, perhaps made to do harm. Out: the file's objects as its cross-reference table has them, or why not.
//!
//! The file is read here and not by lopdf, whose types it is read into. lopdf believes a file where this must not: a chain of
//! streams that give each other's lengths ends its stack, a small cross-reference stream makes it read the same bytes a million
//! times, and what is damaged it passes over. Here every byte, value and unpacked byte is counted against a [`ReadingBudget`], and
//! a file that is cut off or contradicts itself is refused: nobody should sign what each program reads otherwise.

mod budget;
mod lexer;
mod objects;
mod place;
mod table;
mod unpack;
mod unreadable;
mod value;

use lopdf::Document;
use lopdf::xref::Xref;

pub(super) use budget::ReadingBudget;
pub(super) use lexer::{Lexer, is_space};
pub(super) use objects::held_by;
pub(super) use place::ObjectPlace;
pub(super) use table::{of_stream, of_text};
pub use unpack::unpack;
pub use unreadable::{MOST_BYTES, Unreadable};

use crate::language::say;
use objects::ObjectReader;

/// Reads a file's objects. A file that is encrypted is not decrypted: its trailer keeps `Encrypt`, and what its object streams
/// hold is left out.
///
/// # Errors
/// What keeps it from being read.
pub fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    const HEAD: &[u8] = b"%PDF-";
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge(bytes.len()));
    }
    let head = &bytes[..bytes.len().min(1024)];
    let start = head.windows(HEAD.len()).position(|window| window == HEAD).ok_or(Unreadable::NoPdf)?;
    let bytes = &bytes[start..];
    let mut budget = ReadingBudget::of(bytes.len());
    let table = table::read(bytes, &mut budget)?;
    let is_encrypted = table.trailer.has(b"Encrypt");
    let objects = ObjectReader::read(bytes, &table.places, is_encrypted, &mut budget)?;
    let version = bytes[HEAD.len()..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.');
    let mut document = Document::new();
    document.version = version.map(|byte| char::from(*byte)).collect();
    document.binary_mark = binary_mark(bytes).unwrap_or(document.binary_mark);
    document.max_id = table.places.keys().next_back().copied().unwrap_or_default();
    // Written again, the file has a table of the same kind.
    document.reference_table = Xref::new(document.max_id.saturating_add(1), table.kind);
    document.objects = objects;
    document.xref_start = table.start;
    document.trailer = table.trailer;
    if !is_encrypted && document.catalog().is_err() {
        return Err(Unreadable::Contradictory(say!("pdf.no-catalog")));
    }
    Ok(document)
}

/// The remark in the second line, of bytes that are no letters: programs see by it that a file is not text.
fn binary_mark(bytes: &[u8]) -> Option<Vec<u8>> {
    let mark = bytes.split(|byte| *byte == b'\n').nth(1)?.strip_prefix(b"%")?;
    let mark = mark.strip_suffix(b"\r").unwrap_or(mark);
    (!mark.is_empty() && mark.len() < 64 && mark.iter().all(|byte| *byte >= 128)).then(|| mark.to_vec())
}
