//! Prose: Markdown as a tree.
//!
//! In: Markdown text. Out: [`Prose`], a tree of paragraphs, lists, quotations, tables, footnotes, links and words of other
//! languages. What the documents have no form for (other HTML, code, images, rules) is no markup here: it stays text, as
//! it was written. Nothing vanishes, and no number is another than its author wrote: `1. januar` at the beginning of a line is
//! text, and a list that skips a number goes on from the one that is written. Lines that can be read in two ways are
//! [`Doubt`]s, for `check` to tell.

use serde::Serialize;

use crate::source::At;

mod address;
mod escape;
mod inlines;
mod language;
mod markdown;
mod marks;
mod notes;
mod write;

pub use address::unsaid_address;
pub use escape::escape;
pub use markdown::{MOST_DEPTH, depth, doubts, parse};
pub use marks::{Doubt, LineReading};
pub use write::markdown;

/// A text of paragraphs and what stands between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Prose {
    pub blocks: Vec<Block>,
    /// Where it was read. No part of what it says.
    #[serde(skip)]
    pub at: At,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// 1 is the highest heading of the text, wherever the text is put.
    Heading {
        level: usize,
        text: Vec<Inline>,
    },
    /// `start` is the first number; none for bullets.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quotation(Vec<Block>),
    Table(Table),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Footnote(Vec<Block>),
    /// Leads out of the document. Its body has words and no footnotes.
    Link {
        /// Begins with `https://`, `http://` or `mailto:`; only ASCII.
        url: String,
        body: Vec<Inline>,
    },
    /// Words of another language.
    Language {
        /// `en`, `en-GB`.
        tag: String,
        body: Vec<Inline>,
    },
    /// A line break that the author asked for.
    Break,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    pub columns: Vec<Alignment>,
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Alignment {
    Left,
    Center,
    Right,
}

impl Prose {
    /// A paragraph of plain text: no character of it is markup.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Paragraph(vec![Inline::Text(text.into())])], at: At::nowhere() }
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All its text, blocks apart by line breaks, for rules that read it. A link's address follows its words.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        write_blocks(&self.blocks, &mut text);
        text
    }
}

/// The text of a run of inlines, without their emphasis. A link's address follows its words.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    write_inlines(inlines, &mut text);
    text
}

fn write_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } => {
                write_inlines(inlines, text);
                text.push('\n');
            }
            Block::List { items, .. } => items.iter().for_each(|item| write_blocks(item, text)),
            Block::Quotation(body) => write_blocks(body, text),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    write_inlines(cell, text);
                    text.push('\n');
                }
            }
        }
    }
}

fn write_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(content) => text.push_str(content),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Language { body, .. } => write_inlines(body, text),
            Inline::Link { url, body } => {
                write_inlines(body, text);
                if let Some(address) = unsaid_address(url, body) {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Inline::Footnote(body) => {
                text.push(' ');
                write_blocks(body, text);
            }
            Inline::Break => text.push('\n'),
        }
    }
}
