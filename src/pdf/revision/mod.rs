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
mod form;
mod metadata;
mod section;
mod syntax;
mod table;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

pub use additions::{Added, Picture};
pub use altered::Altered;
pub use table::unpacked;
pub use value::{Dictionary, Objects, Value};

use additions::additions;
use section::{Section, section};
use syntax::is_space;

/// More revisions than any number of signers and timestamps makes.
const MOST: usize = 64;

/// A file as it was left by each who wrote it.
#[derive(Debug)]
pub struct Revisions {
    /// Those after the first, in order.
    pub updates: Vec<Update>,
    /// As a reader sees the file.
    pub objects: Objects,
    /// For each object with a `ByteRange`: where the value of its `Contents` stands in the file.
    pub contents: BTreeMap<u32, Range<usize>>,
}

/// A revision after the first.
#[derive(Debug)]
pub struct Update {
    /// Where it can end: from behind its `%%EOF` to the end of that line.
    pub end: std::ops::RangeInclusive<usize>,
    pub added: Added,
}

/// Reads what was added to a document.
///
/// # Errors
/// The first thing that is no signature, or cannot be read for sure.
pub fn revisions(built: &[u8], file: &[u8]) -> Result<Revisions, Altered> {
    if !file.starts_with(built) {
        return Err(Altered::First);
    }
    let first = section(built, 0, &BTreeMap::new())?;
    if !built.get(first.end..).is_some_and(|rest| rest.iter().all(|one| is_space(*one))) {
        return Err(Altered::Broken { at: first.end, what: "the document as it was built has no end" });
    }
    let mut objects = Objects { all: first.objects, ..Objects::default() };
    objects.root = reference(&first.trailer, "Root").ok_or(Altered::Trailer("Root"))?;
    objects.info = reference(&first.trailer, "Info");
    let identity = first.trailer.get("ID").and_then(Value::list).and_then(<[Value]>::first).cloned();
    let (mut places, mut table_at) = (first.places, first.table_at);
    let (mut updates, mut contents) = (Vec::new(), first.contents);
    let original: Vec<u32> = objects.all.keys().copied().collect();
    let mut at = built.len();
    while file.get(at..).is_some_and(|rest| rest.iter().any(|one| !is_space(*one))) {
        if updates.len() == MOST {
            return Err(Altered::TooMany(MOST));
        }
        let update = section(file, at, &places)?;
        continues(&update, table_at, &objects, identity.as_ref())?;
        let mut after = objects.clone();
        after.all.extend(update.objects.iter().map(|(number, value)| (*number, value.clone())));
        let changed: Vec<u32> = update.objects.keys().copied().collect();
        let added = additions(&objects, &after, &changed, &original)?;
        let line_end = update.end + line_end(file.get(update.end..).unwrap_or_default());
        updates.push(Update { end: update.end..=line_end, added });
        // A signature that is written again is refused above, so that no place is lost.
        contents.extend(update.contents);
        (objects, places, table_at, at) = (after, update.places, update.table_at, line_end);
    }
    if let Some(update) = updates.last()
        && *update.end.end() != file.len()
    {
        return Err(Altered::Behind(file.len() - update.end.end()));
    }
    Ok(Revisions { updates, objects, contents })
}

/// How long the end of a line is.
fn line_end(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn reference(trailer: &Dictionary, key: &str) -> Option<u32> {
    trailer.get(key).and_then(Value::reference)
}

/// Whether an update's trailer goes on from the revision before, of the same document.
fn continues(update: &Section, table_at: usize, objects: &Objects, identity: Option<&Value>) -> Result<(), Altered> {
    let trailer = &update.trailer;
    let id = trailer.get("ID").and_then(Value::list).and_then(<[Value]>::first);
    for (key, is_well) in [
        ("Prev", trailer.get("Prev").and_then(Value::count) == Some(table_at)),
        ("Root", reference(trailer, "Root") == Some(objects.root)),
        ("Info", reference(trailer, "Info") == objects.info),
        ("ID", id == identity),
        ("Encrypt", !trailer.contains_key("Encrypt")),
        ("XRefStm", !trailer.contains_key("XRefStm")),
    ] {
        if !is_well {
            return Err(Altered::Trailer(key));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::syntax::Cursor;
    use super::*;

    fn read(text: &str) -> Result<Value, Altered> {
        Cursor { bytes: text.as_bytes(), at: 0 }.value()
    }

    #[test]
    fn the_same_value_in_other_letters_is_the_same() {
        for (one, other) in [
            ("<</A 0.50/B(x)>>", "<< /B <78> /A +.5 >>"),
            ("[1 0 R 2 0 R]", "[ 1  0 R\n2 0 R ]"),
            ("/A#42", "/AB"),
            (r"(a\)\101\(b\))", "(a\\)A\\(b\\))"),
            ("(a(b)c)", "<61286229 63>"),
            ("-0.0", "0"),
            ("% a comment\ntrue", "true"),
        ] {
            assert_eq!(read(one).ok(), read(other).ok(), "{one}");
            assert!(read(one).is_ok(), "{one}");
        }
    }

    #[test]
    fn what_two_readers_could_take_for_two_things_is_refused() {
        for (text, why) in [
            ("<</A 1/A 2>>", "a key twice"),
            ("(never closed", "no end"),
            ("<12zz>", "another character"),
            ("1 5 R", "no value"),
            ("1.2.3", "no number"),
            (&"[".repeat(100), "too deep"),
            ("<</A>>", "no value"),
        ] {
            let refused = match read(text) {
                Err(refused) => refused.to_string(),
                // `1 5 R` is read as a number, and what follows is no value.
                Ok(value) => format!("no value: {value:?}"),
            };
            assert!(refused.contains(why), "{text}: {refused}");
        }
    }
}
