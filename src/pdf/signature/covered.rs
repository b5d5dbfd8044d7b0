//! What a signature's dictionary says that it covers, held against what is there.

use std::ops::RangeInclusive;

use super::message::Unsound;
use super::moment::Moment;
use crate::pdf::revision::{Revisions, Value};

/// A signature with the bytes that it is to cover.
pub(super) struct Covered {
    pub form: Form,
    /// The signature, and what fills the place that was kept for it.
    pub cms: Vec<u8>,
    /// The file up to the end of the signature's revision, without the signature.
    pub bytes: Vec<u8>,
    /// When it was given, as its dictionary says.
    pub said: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
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
    number: u32,
) -> Result<Covered, Unsound> {
    let signature = revisions.objects.all.get(&number).ok_or(Unsound::NoSignature)?;
    let (kind, form) = (signature.get("Type").and_then(Value::name), signature.get("SubFilter").and_then(Value::name));
    let form = match (kind, form) {
        (Some("Sig") | None, Some("ETSI.CAdES.detached")) => Form::Cades,
        (Some("Sig") | None, Some("adbe.pkcs7.detached")) => Form::Pkcs7,
        (Some("DocTimeStamp") | None, Some("ETSI.RFC3161")) => Form::TimeStamp,
        (_, other) => return Err(Unsound::Form(other.unwrap_or("none").to_owned())),
    };
    let numbers: Option<Vec<usize>> =
        signature.get("ByteRange").and_then(Value::list).and_then(|list| list.iter().map(Value::count).collect());
    let Some(&[start, length, next, rest]) = numbers.as_deref() else { return Err(Unsound::Range) };
    let place = revisions.contents.get(&number).ok_or(Unsound::Range)?;
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
    let cms = signature.get("Contents").and_then(Value::text).ok_or(Unsound::Gap)?.to_vec();
    let said =
        signature.get("M").and_then(Value::text).and_then(|text| Moment::of_pdf(std::str::from_utf8(text).ok()?));
    Ok(Covered { form, cms, bytes: [before, after].concat(), said })
}
