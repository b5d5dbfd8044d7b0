//! What an object of a document is, for people.

use lopdf::ObjectId;

use super::state::{FileState, dictionary_of, name_in, reference_in, references};
use crate::language::{Message, say};

/// `the content of page 2`, `a font (object 12)`
pub(super) fn describe(state: &FileState, id: ObjectId) -> Message {
    for (page, number) in state.pages().into_iter().zip(1_u64..) {
        let content = state.dictionary(page).and_then(|page| page.get(b"Contents").ok());
        if content.is_some_and(|content| references(content).contains(&id)) {
            return say!("pdf-part.content", page = number);
        }
    }
    let holds = |key: &[u8]| {
        let mut all = state.all.values().filter_map(dictionary_of);
        all.any(|own| reference_in(own, key) == Some(id))
    };
    let own = state.dictionary(id);
    let kind = own.and_then(|own| name_in(own, b"Type")).unwrap_or_default();
    let is_font_file = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3", b"ToUnicode"].into_iter().any(holds);
    let what = match kind {
        b"Pages" => say!("pdf-part.pages"),
        b"Font" | b"FontDescriptor" => say!("pdf-part.font"),
        b"StructTreeRoot" | b"StructElem" => say!("pdf-part.structure"),
        b"XObject" => say!("pdf-part.picture"),
        b"Annot" => say!("pdf-part.annotation"),
        b"Sig" | b"DocTimeStamp" => say!("pdf-part.signature"),
        _ if is_font_file => say!("pdf-part.font"),
        _ if holds(b"Resources") => say!("pdf-part.resources"),
        _ if holds(b"Outlines") || own.is_some_and(|own| own.has(b"Title")) => say!("pdf-part.bookmarks"),
        _ => return say!("pdf-part.object", object = id.0.to_string()),
    };
    say!("pdf-part.in-object", what = what, object = id.0.to_string())
}
