//! What a file says of itself: the information dictionary and XMP. Programs that sign write both anew, in their own way.

use std::collections::BTreeSet;

use super::Altered;
use super::form::words;
use super::table::unpacked;
use super::value::{Dictionary, Value};

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

/// The information dictionary has the same words; only who wrote the file last, and when, may be new.
pub(super) fn check_information(then: &Value, now: &Value) -> Result<(), Altered> {
    let none = Dictionary::new();
    let (then, now) = (then.dictionary().unwrap_or(&none), now.dictionary().unwrap_or(&none));
    let text = |one: &Dictionary, key: &str| one.get(key).map(|value| value.text().map(words));
    let keys: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let changed = keys.into_iter().find(|key| {
        !["ModDate", "Producer"].contains(&key.as_str())
            && then.get(*key) != now.get(*key)
            && (text(then, key) != text(now, key) || text(now, key) == Some(None))
    });
    changed.map_or(Ok(()), |key| Err(Altered::Metadata(key.clone())))
}

/// XMP says the same, whatever its spelling.
pub(super) fn check_xmp(then: &Value, now: &Value) -> Result<(), Altered> {
    let wrong = || Altered::Metadata("Metadata".to_owned());
    let said = |value: &Value| {
        let bytes = unpacked(value)?;
        sayings(std::str::from_utf8(&bytes).ok()?)
    };
    let (then, now) = (said(then).ok_or_else(wrong)?, said(now).ok_or_else(wrong)?);
    let other = then.symmetric_difference(&now).find(|(name, _)| !OF_SAVING.contains(&name.as_str()));
    other.map_or(Ok(()), |(name, _)| Err(Altered::Metadata(name.clone())))
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
