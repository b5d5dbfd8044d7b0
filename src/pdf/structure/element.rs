//! An element of the structure tree.

use std::collections::BTreeSet;

use super::Annotation;

/// An element with its own text and the elements inside it.
#[derive(Debug, Default)]
pub struct Element {
    /// `H1`, `TH`, `Note`; a type of the file's own by the standard type that it stands for.
    pub kind: String,
    pub id: Option<String>,
    /// What is said in place of what is drawn.
    pub alt: Option<String>,
    /// The text that its glyphs stand for.
    pub actual: Option<String>,
    /// `en`, where it is said of this element.
    pub language: Option<String>,
    /// Table attributes: `Column` or `Row`.
    pub scope: Option<String>,
    /// The header cells that a cell belongs to, by their ids.
    pub headers: Vec<String>,
    /// Rows and columns that a cell reaches over.
    pub span: CellSpan,
    pub summary: Option<String>,
    pub children: Vec<Child>,
}

/// How many rows and columns a cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellSpan {
    pub rows: usize,
    pub columns: usize,
}

impl Default for CellSpan {
    fn default() -> Self {
        Self { rows: 1, columns: 1 }
    }
}

/// What stands in an element.
#[derive(Debug)]
pub enum Child {
    Element(Element),
    /// Page, from 1, and text of a piece of marked content.
    Marked(usize, String),
    /// A link's area, or a field.
    Annotation(Annotation),
}

/// Types that stand in a line of text; all others begin a line of their own.
const INLINE: [&str; 12] =
    ["Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Sub", "Annot", "Ruby", "Warichu", "NonStruct"];

impl Element {
    /// This element and all inside it, in reading order.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for child in &self.children {
            if let Child::Element(element) = child {
                all.extend(element.walk());
            }
        }
        all
    }

    /// Its pieces of text, each with its page.
    pub fn pieces(&self) -> Vec<(usize, &str)> {
        let mut pieces = Vec::new();
        for child in &self.children {
            match child {
                Child::Element(element) => pieces.extend(element.pieces()),
                Child::Marked(page, text) => pieces.push((*page, text.as_str())),
                Child::Annotation(_) => {}
            }
        }
        pieces
    }

    /// Its text, blocks on lines of their own.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Marked(_, piece) => text.push_str(piece),
                Child::Element(element) if element.is_of_a_line() => text.push_str(&element.text()),
                Child::Element(element) => {
                    text.push('\n');
                    text.push_str(&element.text());
                    text.push('\n');
                }
                Child::Annotation(_) => {}
            }
        }
        text
    }

    /// Whether its type stands in a line of text.
    pub fn is_of_a_line(&self) -> bool {
        INLINE.contains(&self.kind.as_str())
    }

    /// Its own links and fields.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.children.iter().filter_map(|child| match child {
            Child::Annotation(annotation) => Some(annotation),
            _ => None,
        })
    }

    pub fn pages(&self) -> BTreeSet<usize> {
        self.pieces().into_iter().map(|(page, _)| page).collect()
    }

    /// Where it begins.
    pub fn page(&self) -> usize {
        self.pieces().first().map_or(0, |(page, _)| *page)
    }

    /// 1 for `H1`.
    pub fn level(&self) -> Option<usize> {
        self.kind.strip_prefix('H')?.parse().ok()
    }
}
