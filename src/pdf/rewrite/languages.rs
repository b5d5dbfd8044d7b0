//! Makes spans of the words of other languages.
//!
//! Of the elements in a line that Typst writes, only a quotation can have a language of its own: so words of another language
//! are laid out as one. They quote nobody: here they become what they are.

use lopdf::{Document, Object};

/// Makes a span of every quotation in a line. False where there is none, and the file is as it was.
pub fn name_spans(file: &mut Document) -> bool {
    let mut is_changed = false;
    for element in file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        if element.has(b"P") && element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Quote") {
            element.set("S", "Span");
            is_changed = true;
        }
    }
    is_changed
}
