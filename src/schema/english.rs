//! What records, keys and forms are for, in English: `en.yaml`. The Danish stands where each is described.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The English texts, by the Danish names.
#[derive(Debug, Default, Deserialize)]
pub struct EnglishTexts {
    /// Of each form: `en dato` is `a date`.
    pub forms: BTreeMap<String, String>,
    /// Of each record: of the record itself by [`EnglishTexts::ABOUT`], of its keys by their names.
    pub records: BTreeMap<String, BTreeMap<String, String>>,
}

impl EnglishTexts {
    pub const ABOUT: &'static str = "about";
}

// A table that cannot be read has no texts: a test holds that ours has them all.
static ENGLISH: LazyLock<EnglishTexts> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("en.yaml")).unwrap_or_default());

/// All of them.
pub fn english() -> &'static EnglishTexts {
    &ENGLISH
}

pub(super) fn of_form(danish: &str) -> &'static str {
    ENGLISH.forms.get(danish).map_or("", String::as_str)
}

pub(super) fn of_record(record: &str) -> &'static str {
    of_key(record, EnglishTexts::ABOUT)
}

pub(super) fn of_key(record: &str, key: &str) -> &'static str {
    ENGLISH.records.get(record).and_then(|texts| texts.get(key)).map_or("", String::as_str)
}
