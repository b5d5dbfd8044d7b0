//! Makes spans of the words of other languages.
//!
//! Of the elements in a line that Typst writes, only a quotation can have a language of its own: so words of another language
//! are laid out as one. They quote nobody: here they become what they are.

use lopdf::Object;

use super::save::{RewriteError, save};
use crate::pdf::open;

/// Every quotation in a line as a span. A file without one is left as it is.
///
/// # Errors
/// A file that cannot be read, or not written.
pub fn name_spans(bytes: Vec<u8>) -> Result<Vec<u8>, RewriteError> {
    let mut file = open(&bytes)?;
    let mut is_changed = false;
    for element in file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        if element.has(b"P") && element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Quote") {
            element.set("S", "Span");
            is_changed = true;
        }
    }
    if is_changed { save(file) } else { Ok(bytes) }
}
