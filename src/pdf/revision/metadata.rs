//! What a file says of itself: the information dictionary and XMP. Programs that sign write both anew, in their own way.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, Stream};

use super::altered::Altered;
use super::section::is_plainly_packed;
use super::state::{dictionary_of, shown, words};
use crate::pdf::open::unpack;

/// What a program says of itself and of its own doing.
const OF_SAVING: [&str; 9] = [
    "ModifyDate",
    "MetadataDate",
    "Producer",
    "InstanceID",
    "action",
    "when",
    "softwareAgent",
    "instanceID",
    "changed",
];

/// Of those: when it was written last.
const DATES: [&str; 2] = ["ModifyDate", "MetadataDate"];

/// More than a file says of itself.
const MOST: usize = 4 << 20;

/// The information dictionary has the same words; only who wrote the file last, and when, may be new.
pub(super) fn check_information(then: &Object, now: &Object) -> Result<(), Altered> {
    let none = Dictionary::new();
    let (then, now) = (dictionary_of(then).unwrap_or(&none), dictionary_of(now).unwrap_or(&none));
    let text = |one: &Dictionary, key: &[u8]| one.get(key).ok().map(|value| value.as_str().ok().map(words));
    let keys: BTreeSet<&Vec<u8>> = then.iter().chain(now).map(|(key, _)| key).collect();
    let changed = keys.into_iter().find(|key| {
        ![b"ModDate".as_slice(), b"Producer"].contains(&key.as_slice())
            && then.get(key).ok() != now.get(key).ok()
            && (text(then, key) != text(now, key) || text(now, key) == Some(None))
    });
    changed.map_or(Ok(()), |key| Err(Altered::Metadata(shown(key))))
}

/// XMP says the same, whatever its spelling.
pub(super) fn check_xmp(then: &Object, now: &Object) -> Result<(), Altered> {
    let wrong = || Altered::Metadata("Metadata".to_owned());
    let (then, now) = (said(then).ok_or_else(wrong)?, said(now).ok_or_else(wrong)?);
    let other = then.symmetric_difference(&now).find(|(name, _)| !OF_SAVING.contains(&name.as_str()));
    other.map_or(Ok(()), |(name, _)| Err(Altered::Metadata(name.clone())))
}

/// Whether XMP that says the same differs in nothing but when the file was written last.
pub(super) fn is_dated_anew(then: &Object, now: &Object) -> bool {
    let is_date =
        |text: &str| text.len() < 40 && text.chars().all(|one| one.is_ascii_digit() || "-:.TZ+".contains(one));
    let of_dates = |(name, text): &(String, String)| DATES.contains(&name.as_str()) && is_date(text);
    said(then).zip(said(now)).is_some_and(|(then, now)| then.symmetric_difference(&now).all(of_dates))
}

/// Each property of XMP with each of its values.
fn said(value: &Object) -> Option<BTreeSet<(String, String)>> {
    sayings(std::str::from_utf8(&unpacked(value.as_stream().ok()?)?).ok()?)
}

fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    unpack(stream, MOST).ok().filter(|_| is_plainly_packed(stream))
}

/// Each property with each of its values. What can be an element can be an attribute too.
fn sayings(xmp: &str) -> Option<BTreeSet<(String, String)>> {
    const SYNTAX: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let document = roxmltree::Document::parse(xmp).ok()?;
    let mut all = BTreeSet::new();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let is_syntax = |namespace: Option<&str>| namespace == Some(SYNTAX) || namespace == Some("adobe:ns:meta/");
        let own = element.ancestors().find(|one| one.is_element() && !is_syntax(one.tag_name().namespace()));
        let name = own.map(|one| one.tag_name().name()).unwrap_or_default();
        for attribute in element.attributes() {
            match attribute.name() {
                "lang" => {}
                "resource" => {
                    all.insert((name.to_owned(), attribute.value().to_owned()));
                }
                _ if is_syntax(attribute.namespace()) || attribute.name() == "xmptk" => {}
                other => {
                    all.insert((other.to_owned(), attribute.value().to_owned()));
                }
            }
        }
        let text: String = element.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
        if !text.trim().is_empty() {
            all.insert((name.to_owned(), text.trim().to_owned()));
        }
    }
    Some(all)
}
