//! What a document's file says of itself.

use chrono::Datelike;
use serde::{Serialize, Serializer};

use crate::quantity::Date;

/// What the file says of itself to a reader that shows no page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meta {
    pub title: String,
    pub author: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// ISO 639 code of the document's language.
    pub language: &'static str,
    /// The document's date as data has it, never the clock's.
    #[serde(serialize_with = "year_month_day")]
    pub date: Date,
    /// What it was made of, by name, for whoever holds the file against the data. No layout sees it.
    #[serde(skip)]
    pub inputs: Vec<(&'static str, String)>,
}

fn year_month_day<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    (date.0.year(), date.0.month(), date.0.day()).serialize(to)
}
