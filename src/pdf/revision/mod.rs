//! What was added to a file since it was built, and whether that is signatures alone.
//!
//! In: the bytes of a document as it was built, and of the file that came back. Out: [`Revisions`]: the states in which the
//! file was left one after the other, with the signatures that each added; or the first thing that nobody may add:
//! [`Altered`]. A file is signed by writing behind its end. Whoever alters it does the same, so each revision is read
//! strictly and held, object by object, against the one before.
//!
//! What a signature may come with: its field and the area of it on a page, the form that lists the fields, certificates and
//! their status (`DSS`), what a certifying signature permits (`Perms`), and who saved the file last and when
//! (`ModDate`, `Producer` and the same in XMP).

mod additions;
mod altered;
mod closing;
mod describe;
mod form;
mod metadata;
mod permission;
mod pictures;
mod section;
mod state;

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use lopdf::{Dictionary, Object, ObjectId};

pub use additions::Added;
pub use altered::Altered;
pub use pictures::Picture;
pub use state::{FileState, count, name_in};

use super::open::{MOST_BYTES, ReadingBudget, Unreadable, is_space, open};
use crate::language::say;
use additions::additions;
use closing::stray;
use form::fields;
use permission::Permission;
use pictures::pictures;
use section::{RevisionSection, section};
use state::reference_in;

/// More revisions than any number of signers and timestamps makes.
const MOST: usize = 64;

/// A file as it was left by each who wrote it.
#[derive(Debug)]
pub struct Revisions {
    /// Those after the first, in order.
    pub updates: Vec<Update>,
    /// As a reader sees the file.
    pub last: FileState,
    /// For each object with a `ByteRange`: where the value of its `Contents` stands in the file.
    pub contents: BTreeMap<ObjectId, Range<usize>>,
    /// What can be seen on the pages that the document does not have.
    pub pictures: Vec<Picture>,
}

/// A revision after the first.
#[derive(Debug)]
pub struct Update {
    /// Where it can end: from behind its `%%EOF` to the end of that line.
    pub end: RangeInclusive<usize>,
    pub added: Added,
    /// Why it cannot be the work of a service that keeps signatures for long, which may follow the last of them.
    pub stray: Option<Altered>,
}

/// Reads what was added to a document.
///
/// # Errors
/// The first thing that is no signature, or cannot be read for sure.
pub fn revisions(built: &[u8], file: &[u8]) -> Result<Revisions, Altered> {
    read(built, file).map_err(|error| match error {
        Altered::Broken(why) if place(&why).is_some_and(|at| at >= file.trim_ascii_end().len()) => Altered::CutOff(why),
        error => error,
    })
}

/// The byte that an error is about.
fn place(error: &Unreadable) -> Option<usize> {
    match error {
        Unreadable::Damaged { at, .. } | Unreadable::Ambiguous { at, .. } => Some(*at),
        Unreadable::Empty
        | Unreadable::NoPdf
        | Unreadable::TooLarge(_)
        | Unreadable::Contradictory(_)
        | Unreadable::TooMuch(_) => None,
    }
}

/// Why a file does not begin with the document that was built.
pub fn beginning(built: &[u8], file: &[u8]) -> Altered {
    if built.starts_with(file) {
        return Altered::Part([file.len(), built.len()]);
    }
    match open(file) {
        Err(why) => Altered::Damaged(why),
        Ok(document) if document.trailer.has(b"Encrypt") => Altered::Encrypted,
        Ok(_) => Altered::First,
    }
}

fn read(built: &[u8], file: &[u8]) -> Result<Revisions, Altered> {
    if !file.starts_with(built) {
        return Err(beginning(built, file));
    }
    if file.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge(file.len()).into());
    }
    let mut budget = ReadingBudget::of(file.len());
    let first = section(built, 0, &BTreeMap::new(), &mut budget)?;
    if !built.get(first.end..).is_some_and(|rest| rest.iter().all(|one| is_space(*one))) {
        return Err(Unreadable::Ambiguous { at: first.end, what: say!("pdf.document-no-end") }.into());
    }
    let root = reference_in(&first.trailer, b"Root").ok_or(Altered::Trailer("Root"))?;
    let built_state = FileState { all: first.objects, root, information: reference_in(&first.trailer, b"Info") };
    let mut state = built_state.clone();
    let identity = identity(&first.trailer).cloned();
    let (mut places, mut table_at) = (first.places, first.table_at);
    let (mut updates, mut contents, mut permissions) = (Vec::new(), first.contents, Vec::new());
    let original: Vec<ObjectId> = state.all.keys().copied().collect();
    let mut at = built.len();
    while file.get(at..).is_some_and(|rest| rest.iter().any(|one| !is_space(*one))) {
        if updates.len() == MOST {
            return Err(Altered::TooMany(MOST));
        }
        let update = section(file, at, &places, &mut budget)?;
        continues(&update, table_at, &state, identity.as_ref())?;
        let mut after = state.clone();
        after.all.extend(update.objects.iter().map(|(id, value)| (*id, value.clone())));
        let changed: Vec<ObjectId> = update.objects.keys().copied().collect();
        let added = additions(&state, &after, &changed, &original)?;
        let stray = stray(&state, &after, &update, update.end - at, &added);
        let is_stamp = |signature: &ObjectId| is_time_stamp(&after, *signature);
        let is_approved = added.signatures.iter().any(|(_, signature)| !is_stamp(signature));
        is_permitted(&permissions, &added, is_approved, stray.is_some(), has_new_areas(&state, &after)?)?;
        permissions.extend(permissions_of(&after, &added));
        let line_end = update.end + line_end(file.get(update.end..).unwrap_or_default());
        updates.push(Update { end: update.end..=line_end, added, stray });
        // A signature that is written again is refused above, so that no place is lost.
        contents.extend(update.contents);
        (state, places, table_at, at) = (after, update.places, update.table_at, line_end);
    }
    if let Some(update) = updates.last()
        && *update.end.end() != file.len()
    {
        return Err(Altered::Behind(file.len() - update.end.end()));
    }
    let pictures = pictures(&built_state, &state)?;
    Ok(Revisions { updates, last: state, contents, pictures })
}

/// Whether a signature is a service's, of when the file was there.
fn is_time_stamp(state: &FileState, signature: ObjectId) -> bool {
    state.dictionary(signature).and_then(|own| name_in(own, b"SubFilter")) == Some(b"ETSI.RFC3161")
}

/// What each signature that an update brings says of what may follow.
fn permissions_of(after: &FileState, added: &Added) -> Vec<(String, Permission)> {
    let all = fields(after).unwrap_or_default();
    let of_one = |(name, signature): &(String, ObjectId)| {
        let field = all.values().find(|field| reference_in(field.own, b"V") == Some(*signature))?;
        Some((name.clone(), Permission::of(after, field.own, *signature)))
    };
    added.signatures.iter().filter_map(of_one).collect()
}

/// Holds an update against what the signatures before it permit. Certificates and timestamps may always follow.
fn is_permitted(
    permissions: &[(String, Permission)],
    added: &Added,
    is_approved: bool,
    is_stray: bool,
    has_new_areas: bool,
) -> Result<(), Altered> {
    let forbidden = |by: &String, what| Err(Altered::Forbidden { by: by.clone(), what });
    for (by, permission) in permissions {
        if permission.level == Some(1) && (is_approved || is_stray) {
            return forbidden(by, say!("permits.nothing"));
        }
        if permission.level == Some(2) && has_new_areas {
            return forbidden(by, say!("permits.signatures"));
        }
        let locked = added.signatures.iter().find(|(field, _)| is_approved && permission.locks(field));
        if let Some((field, _)) = locked {
            return forbidden(by, say!("permits.field", field = field));
        }
    }
    Ok(())
}

/// Whether an update puts an area on a page.
fn has_new_areas(before: &FileState, after: &FileState) -> Result<bool, Altered> {
    Ok(!pictures(before, after)?.is_empty())
}

/// How long the end of a line is.
fn line_end(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// The part of a file's identity that stays.
fn identity(trailer: &Dictionary) -> Option<&Object> {
    trailer.get(b"ID").and_then(Object::as_array).ok()?.first()
}

/// Whether an update's trailer goes on from the revision before, of the same document. Some programs leave out what the file
/// says of itself; none may say anything else.
fn continues(
    update: &RevisionSection,
    table_at: [usize; 2],
    state: &FileState,
    known: Option<&Object>,
) -> Result<(), Altered> {
    let trailer = &update.trailer;
    let before = trailer.get(b"Prev").ok().and_then(count);
    let information = reference_in(trailer, b"Info");
    for (key, is_well) in [
        ("Prev", before.is_some_and(|before| table_at.contains(&before))),
        ("Root", reference_in(trailer, b"Root") == Some(state.root)),
        ("Info", !trailer.has(b"Info") || information.is_some() && information == state.information),
        ("ID", !trailer.has(b"ID") || identity(trailer) == known),
        ("Encrypt", !trailer.has(b"Encrypt")),
        ("XRefStm", !trailer.has(b"XRefStm")),
    ] {
        if !is_well {
            return Err(Altered::Trailer(key));
        }
    }
    Ok(())
}
