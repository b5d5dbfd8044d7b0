//! The files that a PDF holds.

use std::collections::BTreeSet;

use crate::language::{Message, Telling, in_words, say};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A file inside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// As the PDF gives it: it can be anything.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Why the files cannot be taken out.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    Broken { name: String, error: lopdf::Error },
    TooLarge,
}

in_words!(AttachmentError);

impl Telling for AttachmentError {
    fn message(&self) -> Message {
        match self {
            Self::Broken { name, error } => say!("attachment.broken", name = name, error = error.to_string()),
            Self::TooLarge => say!("attachment.too-large", most_bytes = MOST_BYTES),
        }
    }
}

/// What all files of a PDF may have together: a plan has a thousandth of it.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// The files in the order of their names in the PDF.
///
/// # Errors
/// A file that cannot be unpacked, or unpacks to more than anybody needs.
pub fn attachments(file: &Document) -> Result<Vec<Attached>, AttachmentError> {
    let mut all = Vec::new();
    let mut room = MOST_BYTES;
    for specification in specifications(file) {
        let name = ["UF", "F"].into_iter().find_map(|key| specification.get(key.as_bytes()).ok());
        let name = name.and_then(|name| lopdf::decode_text_string(name).ok()).unwrap_or_default();
        let kept = specification.get_deref(b"EF", file).and_then(Object::as_dict);
        let stream = kept.and_then(|kept| kept.get_deref(b"F", file)).and_then(Object::as_stream);
        let broken = |error| AttachmentError::Broken { name: name.clone(), error };
        let bytes = match stream.map_err(broken)?.get_plain_content_with_limit(room) {
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(AttachmentError::TooLarge);
            }
            bytes => bytes.map_err(broken)?,
        };
        room = room.checked_sub(bytes.len()).ok_or(AttachmentError::TooLarge)?;
        all.push(Attached { name, bytes });
    }
    Ok(all)
}

/// The leaves of the tree of names.
fn specifications(file: &Document) -> Vec<&Dictionary> {
    let names = file.catalog().and_then(|catalog| catalog.get_deref(b"Names", file)).and_then(Object::as_dict);
    let root = names.and_then(|names| names.get_deref(b"EmbeddedFiles", file)).and_then(Object::as_dict);
    let mut open: Vec<&Dictionary> = root.into_iter().collect();
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        let list =
            |key: &[u8]| node.get_deref(key, file).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
        let leaves =
            list(b"Names").chunks_exact(2).filter_map(|pair| file.dereference(&pair[1]).ok()?.1.as_dict().ok());
        found.extend(leaves);
        // A tree that leads back into itself ends where it does.
        let kids = list(b"Kids").iter().rev().filter_map(|kid| kid.as_reference().ok()).filter(|kid| seen.insert(*kid));
        open.extend(kids.filter_map(|kid| file.get_dictionary(kid).ok()));
    }
    found
}
