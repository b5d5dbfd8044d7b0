//! What a signature's dictionary says that it covers, held against what is there.

use std::ops::RangeInclusive;

use lopdf::{Object, ObjectId};

use super::moment::Moment;
use super::unsound::Unsound;
use crate::pdf::revision::{Revisions, count, name_in};

/// A signature with the bytes that it is to cover.
pub(super) struct Covered {
    pub form: SubFilter,
    /// The signature, and what fills the place that was kept for it.
    pub cms: Vec<u8>,
    /// The file up to the end of the signature's revision, without the signature.
    pub bytes: Vec<u8>,
    /// When it was given, as its dictionary says.
    pub said: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SubFilter {
    /// `ETSI.CAdES.detached`
    Cades,
    /// `adbe.pkcs7.detached`
    Pkcs7,
    /// `ETSI.RFC3161`
    TimeStamp,
}

/// A signature covers its revision from the first byte to the last, and leaves out itself alone.
pub(super) fn covered(
    built: &[u8],
    file: &[u8],
    revisions: &Revisions,
    end: &RangeInclusive<usize>,
    id: ObjectId,
) -> Result<Covered, Unsound> {
    let signature = revisions.last.dictionary(id).ok_or(Unsound::NoSignature)?;
    let form = match (name_in(signature, b"Type"), name_in(signature, b"SubFilter")) {
        (Some(b"Sig") | None, Some(b"ETSI.CAdES.detached")) => SubFilter::Cades,
        (Some(b"Sig") | None, Some(b"adbe.pkcs7.detached")) => SubFilter::Pkcs7,
        (Some(b"DocTimeStamp") | None, Some(b"ETSI.RFC3161")) => SubFilter::TimeStamp,
        (_, Some(other)) => return Err(Unsound::Form(String::from_utf8_lossy(other).into_owned())),
        (_, None) => return Err(Unsound::NoForm),
    };
    let numbers = signature.get(b"ByteRange").and_then(Object::as_array).ok();
    let numbers: Option<Vec<usize>> = numbers.and_then(|list| list.iter().map(count).collect());
    let Some(&[start, length, next, rest]) = numbers.as_deref() else { return Err(Unsound::Range) };
    let place = revisions.contents.get(&id).ok_or(Unsound::Range)?;
    let last = next.checked_add(rest).ok_or(Unsound::Range)?;
    if start != 0 || length < built.len() {
        return Err(Unsound::NotWhole);
    }
    let is_hexadecimal = file.get(place.start) == Some(&b'<');
    if (length, next) != (place.start, place.end) || !is_hexadecimal {
        return Err(Unsound::Gap);
    }
    if !end.contains(&last) {
        return Err(Unsound::OtherRevision);
    }
    let (Some(before), Some(after)) = (file.get(..length), file.get(next..last)) else { return Err(Unsound::Range) };
    let text = |key: &[u8]| signature.get(key).and_then(Object::as_str).ok();
    let cms = text(b"Contents").ok_or(Unsound::Gap)?.to_vec();
    let said = text(b"M").and_then(|text| Moment::of_pdf(std::str::from_utf8(text).ok()?));
    Ok(Covered { form, cms, bytes: [before, after].concat(), said })
}
