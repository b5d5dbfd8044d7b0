//! Prose as a document shows it: headings put under the section they stand in, figures bound to their units.

use super::danish::bind;
use super::view;
use crate::prose::{Alignment, Block, Inline, Prose, Table};

/// The blocks of a text under a heading of this level. Levels that the author left out are closed up, so that no
/// heading skips one.
pub fn blocks(prose: &Prose, level: usize) -> Vec<view::Block> {
    let mut levels: Vec<usize> = prose.blocks.iter().filter_map(heading_level).collect();
    levels.sort_unstable();
    levels.dedup();
    prose.blocks.iter().map(|block| show(block, level, &levels)).collect()
}

fn heading_level(block: &Block) -> Option<usize> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    }
}

fn show(block: &Block, level: usize, levels: &[usize]) -> view::Block {
    match block {
        Block::Paragraph(text) => view::Block::Paragraph { text: inlines(text) },
        Block::Heading { level: own, text } => view::Block::Heading(view::Heading {
            level: level + 1 + levels.iter().position(|known| known == own).unwrap_or(0),
            number: None,
            text: crate::prose::inline_text(text),
            listed: false,
        }),
        Block::List { start, items } => {
            view::Block::List { start: *start, items: items.iter().map(|item| show_all(item, level, levels)).collect() }
        }
        Block::Quotation(body) => view::Block::Quotation { body: show_all(body, level, levels) },
        Block::Table(table) => view::Block::Table(show_table(table)),
    }
}

fn show_all(blocks: &[Block], level: usize, levels: &[usize]) -> Vec<view::Block> {
    blocks.iter().map(|block| show(block, level, levels)).collect()
}

/// A run of text with its emphasis.
pub fn inlines(inlines: &[Inline]) -> Vec<view::Inline> {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> view::Inline {
    match inline {
        Inline::Text(text) => view::Inline::Text { text: bind(text) },
        Inline::Emphasis(body) => view::Inline::Emphasis { body: inlines(body) },
        Inline::Strong(body) => view::Inline::Strong { body: inlines(body) },
        Inline::Footnote(body) => view::Inline::Footnote { body: show_all(body, 0, &[]) },
        Inline::Break => view::Inline::Break,
    }
}

/// A paragraph of plain text.
pub fn paragraph(text: impl AsRef<str>) -> view::Block {
    view::Block::Paragraph { text: plain(text) }
}

/// A run of plain text.
pub fn plain(text: impl AsRef<str>) -> Vec<view::Inline> {
    vec![view::Inline::Text { text: bind(text.as_ref()) }]
}

fn show_table(table: &Table) -> view::Table {
    let named_rows = table.head.first().is_some_and(|corner| crate::prose::inline_text(corner).trim().is_empty());
    view::Table {
        // A first column without a head of its own names the rows.
        row_headers: named_rows || table.head.len() > 2,
        head: table.head.iter().map(|cell| inlines(cell)).collect(),
        align: table.columns.iter().map(|column| alignment(*column)).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(|cell| inlines(cell)).collect()).collect(),
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}
