//! What may follow the last signature: what keeps signatures for long, and nothing else, for nobody has signed it.
//!
//! Certificates and their status stand in the catalog's `DSS` (ISO 32000-2, 12.8.4.3); a service's timestamp of the file is a
//! signature field without area.

use std::collections::BTreeSet;

use der::{Decode, Reader, SliceReader};
use lopdf::{Dictionary, Object, ObjectId};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;

use super::additions::Added;
use super::altered::Altered;
use super::form::fields;
use super::metadata::is_dated_anew;
use super::section::{RevisionSection, is_plainly_packed};
use super::state::{FileState, dictionary_of, references, shown};
use crate::language::{Message, say};
use crate::pdf::open::unpack;

/// What all certificates, lists and answers of an update may have together.
const MOST: usize = 16 << 20;
/// Of an update beside them: dictionaries, a table, a timestamp.
const MOST_BESIDE: usize = 256 << 10;
/// A program's name and version.
const MOST_COMMENTED: usize = 64;

/// The first thing of an update that may not follow the last signature. `length` is that of the update.
pub(super) fn stray(
    before: &FileState,
    after: &FileState,
    section: &RevisionSection,
    length: usize,
    added: &Added,
) -> Option<Altered> {
    find_stray(before, after, section, length, added).err().map(Altered::AfterLast)
}

fn find_stray(
    before: &FileState,
    after: &FileState,
    section: &RevisionSection,
    length: usize,
    added: &Added,
) -> Result<(), Message> {
    if section.has_hidden_objects || section.commented > MOST_COMMENTED {
        return Err(say!("stray.comment"));
    }
    let is_stamped = !added.signatures.is_empty();
    let none = Dictionary::new();
    let (then, now) = (before.catalog().unwrap_or(&none), after.catalog().unwrap_or(&none));
    let mut changed = then.iter().chain(now).map(|(key, _)| key.as_slice());
    let differs = |key: &[u8]| then.get(key).ok() != now.get(key).ok();
    let is_known = |key: &[u8]| key == b"DSS" || key == b"AcroForm" && is_stamped || key == b"Extensions";
    if let Some(key) = changed.find(|key| differs(key) && !is_known(key)) {
        return Err(say!("stray.catalog", key = shown(key)));
    }
    if differs(b"Extensions") && !now.get(b"Extensions").is_ok_and(is_extensions) {
        return Err(say!("stray.catalog", key = "Extensions"));
    }
    let (support, kept) = support(after)?;
    let stamp = stamp(after, added);
    let metadata = then.get(b"Metadata").and_then(Object::as_reference).ok();
    for (id, value) in &section.objects {
        if before.all.get(id) == Some(value) || support.contains(id) || *id == after.root {
            continue;
        }
        if Some(*id) == after.information {
            check_information(before, value, is_stamped)?;
        } else if let Some(earlier) = before.all.get(id).filter(|_| Some(*id) == metadata) {
            if !is_stamped && !is_dated_anew(earlier, value) {
                return Err(say!("stray.description"));
            }
        } else if !is_stamped || !(stamp.contains(id) || is_of_the_form(before, after, *id)) {
            let object = id.0.to_string();
            let is_stream = matches!(value, Object::Stream(_));
            return Err(if is_stream {
                say!("stray.stream", object = object)
            } else {
                say!("stray.something", object = object)
            });
        }
    }
    if length.saturating_sub(kept) > MOST_BESIDE + 256 * section.objects.len() {
        return Err(say!("stray.more"));
    }
    Ok(())
}

/// `<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>`: which newer features a file uses.
fn is_extensions(value: &Object) -> bool {
    let is_plain = |(key, value): (&Vec<u8>, &Object)| {
        [b"Type".as_slice(), b"BaseVersion", b"ExtensionLevel"].contains(&key.as_slice())
            && matches!(value, Object::Name(_) | Object::Integer(_))
    };
    value.as_dict().is_ok_and(|all| {
        all.iter().all(|(key, one)| key == b"Type" || one.as_dict().is_ok_and(|one| one.iter().all(is_plain)))
    })
}

/// When the file was written last may be said anew, and in an update with a timestamp by which program.
fn check_information(before: &FileState, now: &Object, is_stamped: bool) -> Result<(), Message> {
    let none = Dictionary::new();
    let then = before.information.and_then(|id| before.dictionary(id)).unwrap_or(&none);
    let now = dictionary_of(now).unwrap_or(&none);
    let is_date = |value: &Object| {
        let text = value.as_str().unwrap_or_default();
        text.starts_with(b"D:")
            && text.len() < 32
            && text[2..].iter().all(|one| one.is_ascii_digit() || b"+-Z'".contains(one))
    };
    let differs = |key: &Vec<u8>| then.get(key).ok() != now.get(key).ok();
    let may_differ = |key: &Vec<u8>| match key.as_slice() {
        b"ModDate" => now.get(key).is_ok_and(is_date),
        b"Producer" => is_stamped,
        _ => false,
    };
    let mut keys = then.iter().chain(now).map(|(key, _)| key);
    match keys.find(|key| differs(key) && !may_differ(key)) {
        Some(key) => Err(say!("stray.document", key = shown(key))),
        None => Ok(()),
    }
}

/// The fields that an update signs, their areas, signatures and looks.
fn stamp(after: &FileState, added: &Added) -> BTreeSet<ObjectId> {
    let signatures: Vec<ObjectId> = added.signatures.iter().map(|(_, signature)| *signature).collect();
    let is_signed =
        |own: &Dictionary| own.get(b"V").and_then(Object::as_reference).is_ok_and(|one| signatures.contains(&one));
    let all = fields(after).unwrap_or_default();
    let signed = all.iter().filter(|(_, field)| is_signed(field.own)).flat_map(|(id, field)| [Some(*id), field.parent]);
    signed.flatten().chain(signatures.iter().copied()).collect()
}

/// The form, its list, a page and its list: what changes of them was looked at key by key.
fn is_of_the_form(before: &FileState, after: &FileState, id: ObjectId) -> bool {
    let within = |state: &FileState, own: Option<&Dictionary>, key: &[u8]| {
        own.and_then(|own| own.get(key).and_then(Object::as_reference).ok()) == Some(id) && state.all.contains_key(&id)
    };
    let form = after.catalog().and_then(|catalog| after.dictionary_in(catalog, b"AcroForm"));
    within(after, after.catalog(), b"AcroForm")
        || within(after, form, b"Fields")
        || before.pages().iter().any(|page| *page == id || within(after, after.dictionary(*page), b"Annots"))
}

/// Every object that holds certificates and their status, and the bytes of those that are streams; or what of them is neither.
fn support(state: &FileState) -> Result<(BTreeSet<ObjectId>, usize), Message> {
    let (mut held, mut kept) = (BTreeSet::new(), 0);
    let Some(catalog) = state.catalog().filter(|catalog| catalog.has(b"DSS")) else { return Ok((held, 0)) };
    let other_key = |key: &[u8]| say!("stray.dss-key", key = shown(key));
    held.extend(catalog.get(b"DSS").map(references).unwrap_or_default());
    let store = state.dictionary_in(catalog, b"DSS").ok_or_else(|| say!("stray.dss-nothing"))?;
    for (key, value) in store {
        match key.as_slice() {
            b"Type" => {}
            b"Certs" | b"CRLs" | b"OCSPs" => add_list(state, key, value, &mut held, &mut kept)?,
            b"VRI" => {
                held.extend(references(value));
                let all = state.dictionary_in(store, b"VRI").ok_or_else(|| say!("stray.dss-vri"))?;
                for (_, of_one) in all.iter().filter(|(key, _)| key.as_slice() != b"Type") {
                    held.extend(of_one.as_reference());
                    let of_one = state.resolve(of_one).and_then(dictionary_of);
                    for (key, value) in of_one.ok_or_else(|| say!("stray.dss-vri"))? {
                        match key.as_slice() {
                            b"Type" | b"TU" if references(value).is_empty() => {}
                            b"Cert" | b"CRL" | b"OCSP" => add_list(state, key, value, &mut held, &mut kept)?,
                            other => return Err(other_key(other)),
                        }
                    }
                }
            }
            other => return Err(other_key(other)),
        }
    }
    Ok((held, kept))
}

fn add_list(
    state: &FileState,
    key: &[u8],
    value: &Object,
    held: &mut BTreeSet<ObjectId>,
    kept: &mut usize,
) -> Result<(), Message> {
    let wrong = || say!("stray.dss-holds", key = shown(key));
    held.extend(value.as_reference());
    for one in state.resolve(value).and_then(|list| list.as_array().ok()).ok_or_else(wrong)? {
        let Some(Object::Stream(stream)) = state.resolve(one) else { return Err(wrong()) };
        if one.as_reference().is_ok_and(|id| !held.insert(id)) {
            continue;
        }
        let bytes =
            unpack(stream, MOST.saturating_sub(*kept)).ok().filter(|_| is_plainly_packed(stream)).ok_or_else(wrong)?;
        let is_sound = match key {
            b"Certs" | b"Cert" => Certificate::from_der(&bytes).is_ok(),
            b"CRLs" | b"CRL" => CertificateList::from_der(&bytes).is_ok(),
            _ => is_answer(&bytes),
        };
        let is_plain = stream
            .dict
            .iter()
            .all(|(key, _)| [b"Length".as_slice(), b"Filter", b"DecodeParms", b"Type"].contains(&key.as_slice()));
        if !is_sound || !is_plain {
            return Err(wrong());
        }
        *kept += bytes.len().max(stream.content.len());
    }
    Ok(())
}

/// `OCSPResponse` (RFC 6960): one sequence that begins with its status and goes to the end.
fn is_answer(bytes: &[u8]) -> bool {
    let read = || -> der::Result<bool> {
        let mut reader = SliceReader::new(bytes)?;
        let whole: der::asn1::SequenceRef = reader.decode()?;
        let _ = whole;
        Ok(reader.is_finished() && bytes.windows(3).take(8).any(|window| window == [0x0a, 1, 0]))
    };
    read().unwrap_or(false)
}
