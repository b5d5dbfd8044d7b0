//! What an object of a document is, for people.

use lopdf::ObjectId;

use super::state::{FileState, dictionary_of, name_in, reference_in, references};

/// `the content of page 2`, `a font (object 12)`
pub(super) fn describe(state: &FileState, id: ObjectId) -> String {
    for (page, number) in state.pages().into_iter().zip(1..) {
        let content = state.dictionary(page).and_then(|page| page.get(b"Contents").ok());
        if content.is_some_and(|content| references(content).contains(&id)) {
            return format!("the content of page {number}");
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
        b"Pages" => "the page tree",
        b"Font" | b"FontDescriptor" => "a font",
        b"StructTreeRoot" | b"StructElem" => "the structure for screen readers",
        b"XObject" => "a picture",
        b"Annot" => "a link or a note",
        b"Sig" | b"DocTimeStamp" => "a signature",
        _ if is_font_file => "a font",
        _ if holds(b"Resources") => "what a page draws with",
        _ if holds(b"Outlines") || own.is_some_and(|own| own.has(b"Title")) => "the bookmarks",
        _ => return format!("object {} of the document", id.0),
    };
    format!("{what} (object {})", id.0)
}
