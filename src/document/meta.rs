//! What a document's file says of itself.

use serde::Serialize;

/// What the file says of itself to a reader that shows no page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meta {
    pub title: String,
    pub author: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// ISO 639 code of the document's language.
    pub language: &'static str,
    /// The document's date as data has it, never the clock's: year, month, day.
    pub date: [u32; 3],
    /// What it was made of, by name, for whoever holds the file against the data. No layout sees it.
    #[serde(skip)]
    pub inputs: Vec<(&'static str, String)>,
}
