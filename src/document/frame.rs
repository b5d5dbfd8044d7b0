//! What stands around the text of a document: its look, its cover, the head and foot of its pages.

use serde::Serialize;

use super::trail::Trail;

/// The ministry's own colour and name line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageLook {
    /// `#rrggbb`, at least 4.5:1 against white.
    pub colour: String,
    /// The ministry's name as its name line breaks it.
    pub name_line: Vec<String>,
}

/// What the goals weigh, drawn as a bar that says nothing by itself: another for each kind of document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WeightBar {
    /// In thousandths of the plan, and in its order; none where there is no bar.
    pub weights: Vec<u32>,
    pub look: BarLook,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BarLook {
    /// The plan itself.
    #[default]
    Filled,
    /// What belongs to it.
    Open,
    /// What is put together of several documents.
    Hatched,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    pub title: String,
    pub subtitle: String,
    /// `Gælder 1. januar – 31. december 2023`.
    pub period: String,
    /// What a reader must know before the first page: `Udkast`.
    pub marks: Vec<String>,
    pub bar: WeightBar,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

/// Head and foot of every page but the cover. The section's title is the layout's to find: it changes by page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Running {
    pub document: String,
    pub institution: String,
    /// `Side` and `af`, as in `Side 3 af 14`; without the second, no page tells how many there are.
    pub page: String,
    pub of: Option<String>,
    /// Behind the number of what goes on from the page before: `(fortsat)`.
    pub continued: String,
    /// The number of the first page.
    pub first_page: u32,
}

/// The words that only a web page or a Word file of the document has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WebPage {
    /// The link that goes past the contents: `Gå til teksten`.
    pub skip: String,
    /// Over the contents, which every page has.
    pub contents: String,
    /// Over the footnotes.
    pub notes: String,
    /// A footnote by its number, and the way back from it, to a reader that cannot see where they stand: `Fodnote` 1.
    pub note: String,
    pub back: String,
    /// What a Word file is, and of what: `Arbejdskopi`, `Arbejdskopi af`; and what comes of changes in it.
    pub working_copy: String,
    pub working_copy_of: String,
    pub working_copy_changes: String,
}
