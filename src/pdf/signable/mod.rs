//! Whether the state's signing service, NemLog-in Signering, takes a file, and each reason why not.
//!
//! In: a file's objects. Out: reasons, each with object, pages and what to do. The service takes a subset of PDF: at most 20 MiB,
//! fonts embedded, and each name of each object on a list. So it takes no web links, forms, scripts, attachments and no
//! structure of PDF 2.0.

mod fonts;
mod names;
mod remedy;
mod told;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

pub use names::{is_accepted, written};
pub use remedy::Remedy;
pub use told::{to_json, to_text};
pub use whereabouts::PageNumbers;

/// What the service takes at most.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;

/// What is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAccepted {
    /// So many bytes are too many.
    Size(u64),
    /// It does not begin as a PDF does.
    Header,
    /// What ends it does not say how many objects there are, or which of them is the catalog.
    Trailer,
    /// Nobody can read it without a key.
    Encrypted,
    /// A name that is not on the list, without its `/`.
    Name(Vec<u8>),
    /// The same as a key of the document information: a property of the document.
    Property(Vec<u8>),
    /// The same as a key of a dictionary of names that the file gives itself; it is looked at because it does not stand in
    /// place.
    Resource(Vec<u8>),
    /// A font, by its name, that is not embedded.
    Font(Vec<u8>),
}

/// A reason why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalReason {
    pub refused: NotAccepted,
    /// None where the file as a whole is meant.
    pub object: Option<ObjectId>,
    /// The keys that lead to it inside the object: `/A/S`; empty where it is a key of the object itself.
    pub path: String,
    pub pages: PageNumbers,
}

impl RefusalReason {
    fn of_file(refused: NotAccepted) -> Self {
        Self { refused, object: None, path: String::new(), pages: PageNumbers::default() }
    }

    /// What it is, and what to do about it.
    pub fn remedy(&self) -> Remedy {
        remedy::of(&self.refused)
    }
}

/// Why a file of this size is refused, which needs no look into it.
pub fn too_large(bytes: u64) -> Option<RefusalReason> {
    (bytes > MOST_BYTES).then(|| RefusalReason::of_file(NotAccepted::Size(bytes)))
}

/// Why a file is refused for how it begins and ends, whatever stands in between.
pub fn malformed(bytes: &[u8], file: &Document) -> Vec<RefusalReason> {
    let is_version = |rest: &[u8]| matches!(rest, [b'1' | b'2', b'.', b'0'..=b'9', b'\r' | b'\n' | b' ', ..]);
    let has_header = bytes.strip_prefix(b"%PDF-").is_some_and(is_version);
    let last = file.objects.keys().next_back().map_or(0, |(number, _)| i64::from(*number));
    let size = file.trailer.get(b"Size").and_then(Object::as_i64);
    let has_trailer =
        size.is_ok_and(|size| size > last) && file.trailer.get(b"Root").is_ok_and(|root| root.as_reference().is_ok());
    let found = [(has_header, NotAccepted::Header), (has_trailer, NotAccepted::Trailer)];
    found.into_iter().filter(|(is_well, _)| !is_well).map(|(_, refused)| RefusalReason::of_file(refused)).collect()
}

/// Every reason why a file is refused, in the order of its objects; none where it is accepted.
pub fn reasons(file: &Document) -> Vec<RefusalReason> {
    let mut reasons = Vec::new();
    if file.trailer.has(b"Encrypt") {
        reasons.push(RefusalReason::of_file(NotAccepted::Encrypted));
    }
    let information = file.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let apart = names::standing_apart(file);
    for (id, object) in &file.objects {
        names::each_name(object, &mut Vec::new(), &mut |name, path| {
            if is_accepted(name) {
                return;
            }
            let kind = match path {
                [] if information == Some(*id) => NotAccepted::Property,
                [] if apart.contains(id) => NotAccepted::Resource,
                _ => NotAccepted::Name,
            };
            reasons.push(of_object(*id, kind(name.to_owned()), path.iter().map(|key| written(key)).collect()));
        });
        if let Some(font) = fonts::not_embedded(file, object) {
            reasons.push(of_object(*id, NotAccepted::Font(font.to_owned()), String::new()));
        }
    }
    if !reasons.is_empty() {
        let mut pages: BTreeMap<ObjectId, PageNumbers> = whereabouts::whereabouts(file);
        for reason in &mut reasons {
            let own = reason.object.and_then(|object| pages.get_mut(&object));
            reason.pages = own.map(|pages| pages.clone()).unwrap_or_default();
        }
    }
    reasons
}

fn of_object(id: ObjectId, refused: NotAccepted, path: String) -> RefusalReason {
    RefusalReason { refused, object: Some(id), path, pages: PageNumbers::default() }
}

/// Every name of a file that the service looks at, as a PDF writes it.
pub fn names(file: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for object in file.objects.values() {
        names::each_name(object, &mut Vec::new(), &mut |name, _| {
            names.insert(written(name));
        });
    }
    names
}
