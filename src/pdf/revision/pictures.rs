//! What a reader sees on the pages at the end that the document as it was built does not have.

use lopdf::{Dictionary, Object};

use super::additions::annotations;
use super::altered::Altered;
use super::form::{fields, name};
use super::state::FileState;

/// An area on a page that is there since the document was built: whatever its flags and its look say now, something can be
/// drawn in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub field: String,
    /// From 1.
    pub page: usize,
}

/// Every such area, in the order of the pages.
pub(super) fn pictures(built: &FileState, last: &FileState) -> Result<Vec<Picture>, Altered> {
    let (then, now) = (fields(built).unwrap_or_default(), fields(last).unwrap_or_default());
    let (mut pictures, mut placed) = (Vec::new(), Vec::new());
    for (id, page) in last.pages().into_iter().zip(1..) {
        let list =
            |state: &'_ FileState| state.dictionary(id).and_then(|page| annotations(state, page)).map(<[Object]>::len);
        let known = list(built).unwrap_or_default();
        let all = last.dictionary(id).and_then(|page| annotations(last, page)).unwrap_or_default();
        for area in all.iter().skip(known).filter_map(|one| one.as_reference().ok()) {
            placed.push(area);
            if last.dictionary(area).is_some_and(has_size) {
                pictures.push(Picture { field: name(last, area, &now), page });
            }
        }
    }
    // An area that stands on no page: a reader can put it on the one that it names.
    let astray = now.iter().find(|(id, field)| {
        !then.contains_key(id) && !placed.contains(id) && field.own.has(b"Rect") && has_size(field.own)
    });
    match astray {
        Some((id, _)) => Err(Altered::Field { field: name(last, *id, &now), key: "Rect".to_owned() }),
        None => Ok(pictures),
    }
}

/// Whether an area has a size.
fn has_size(area: &Dictionary) -> bool {
    match area.get(b"Rect").and_then(Object::as_array).map(Vec::as_slice) {
        Ok([left, bottom, right, top]) => left != right && bottom != top,
        _ => true,
    }
}
