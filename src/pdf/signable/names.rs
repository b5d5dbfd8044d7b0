//! The names that the signing service accepts, and where it looks for names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// Two parts, a name a line: what our documents use, and the rest. Lines that begin with `#` are comments.
const LIST: &str = include_str!("accepted_names.txt");

static ACCEPTED: LazyLock<BTreeSet<&'static [u8]>> = LazyLock::new(|| {
    let names = LIST.lines().filter_map(|line| line.strip_prefix('/'));
    names.map(str::as_bytes).collect()
});

/// Keys that are passed over with what they hold.
const PASSED_OVER: [&[u8]; 3] = [b"Font", b"FontDescriptor", b"Metadata"];

/// Keys whose value is not looked into where it stands in place.
const NOT_LOOKED_INTO: [&[u8]; 17] = [
    b"BaseFont",
    b"CharProcs",
    b"ColorSpace",
    b"Dest",
    b"Dests",
    b"Differences",
    b"Encoding",
    b"ExtGState",
    b"Font",
    b"FontName",
    b"Info",
    b"Name",
    b"Pattern",
    b"ProcSet",
    b"Properties",
    b"Shading",
    b"XObject",
];

/// Whether the service accepts a name, given without its `/`. Every font resource, `F1`, is accepted.
pub fn is_accepted(name: &[u8]) -> bool {
    let number = name.strip_prefix(b"F").filter(|number| !number.is_empty());
    number.is_some_and(|number| number.iter().all(u8::is_ascii_digit)) || ACCEPTED.contains(name)
}

/// Gives each name of an object that the service looks at, with the keys that lead to it. References are not followed: each
/// object is looked at by itself.
pub(super) fn each_name<'a>(
    object: &'a Object,
    path: &mut Vec<&'a [u8]>,
    give: &mut impl FnMut(&'a [u8], &[&'a [u8]]),
) {
    match object {
        Object::Name(name) => give(name, path),
        Object::Array(items) => items.iter().for_each(|item| each_name(item, path, give)),
        Object::Dictionary(own) => each_name_in(own, path, give),
        Object::Stream(stream) => each_name_in(&stream.dict, path, give),
        _ => {}
    }
}

fn each_name_in<'a>(own: &'a Dictionary, path: &mut Vec<&'a [u8]>, give: &mut impl FnMut(&'a [u8], &[&'a [u8]])) {
    for (key, value) in own {
        if PASSED_OVER.contains(&key.as_slice()) {
            continue;
        }
        give(key, path);
        if !NOT_LOOKED_INTO.contains(&key.as_slice()) {
            path.push(key);
            each_name(value, path, give);
            path.pop();
        }
    }
}

/// The objects that hold names of the file's own and could stand in place, where they are not looked into.
pub(super) fn standing_apart(file: &Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    file.objects.values().for_each(|object| add_standing_apart(object, &mut found));
    found
}

fn add_standing_apart(object: &Object, found: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| add_standing_apart(item, found)),
        Object::Dictionary(own) | Object::Stream(Stream { dict: own, .. }) => {
            for (key, value) in own {
                match value {
                    Object::Reference(id) if NOT_LOOKED_INTO.contains(&key.as_slice()) => drop(found.insert(*id)),
                    _ => add_standing_apart(value, found),
                }
            }
        }
        _ => {}
    }
}

/// A name as a PDF writes it, with its `/`.
pub fn written(name: &[u8]) -> String {
    let mut text = "/".to_owned();
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            text.push(char::from(*byte));
        } else {
            text.push_str(&format!("#{byte:02X}"));
        }
    }
    text
}
