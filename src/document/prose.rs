//! Prose as a document shows it: headings put under the section they stand in, figures bound to their units.

use super::traced::Traced;
use super::trail::Trail;
use super::view;
use crate::prose::{Alignment, Block, Inline, Prose, Table, unsaid_address};
use crate::words::danish::bind;

/// The blocks of a text under a heading of this level. Levels that the author left out are closed up, and a text that begins
/// with a low one begins below the heading it stands under, so that no heading skips one.
pub fn blocks(prose: &Prose, level: usize) -> Vec<view::PageBlock> {
    let mut open: Vec<usize> = Vec::new();
    let blocks = prose.blocks.iter().map(|block| {
        if let Some(own) = heading_level(block) {
            open.retain(|above| *above < own);
            open.push(own);
        }
        show(block, Some(level + open.len()))
    });
    blocks.collect::<Vec<_>>().traced(Trail::to(prose.at))
}

/// The blocks of a text in a cell or a list, which no heading of the document can stand in: there it is a line in bold.
pub fn narrow(prose: &Prose) -> Vec<view::PageBlock> {
    show_narrow(&prose.blocks).traced(Trail::to(prose.at))
}

/// A text that goes on from a label or into a sentence: its first paragraph, and what stands below.
pub fn opening(prose: &Prose) -> (Vec<view::PageInline>, Vec<view::PageBlock>) {
    match prose.blocks.as_slice() {
        [Block::Paragraph(first), rest @ ..] => (inlines(first), show_narrow(rest).traced(Trail::to(prose.at))),
        all => (Vec::new(), show_narrow(all).traced(Trail::to(prose.at))),
    }
}

fn heading_level(block: &Block) -> Option<usize> {
    if let Block::Heading { level, .. } = block { Some(*level) } else { None }
}

/// `level` is that of a heading; without one a heading is a line in bold.
fn show(block: &Block, level: Option<usize>) -> view::PageBlock {
    match block {
        Block::Paragraph(text) => view::PageBlock::Paragraph { text: inlines(text), from: Trail::NONE },
        Block::Heading { text, .. } => match level {
            Some(level) => {
                let heading = view::Heading::new(level, title(text));
                view::Heading { notes: notes(text), listed: false, ..heading }.into()
            }
            None => {
                let text = vec![view::PageInline::Strong { body: inlines(text) }];
                view::PageBlock::Paragraph { text, from: Trail::NONE }
            }
        },
        Block::List { start, items } => {
            view::PageBlock::List { start: *start, items: items.iter().map(|item| show_narrow(item)).collect() }
        }
        Block::Quotation(body) => view::PageBlock::Quotation { body: show_narrow(body) },
        Block::Table(table) => view::PageBlock::Table(show_table(table)),
    }
}

fn show_narrow(blocks: &[Block]) -> Vec<view::PageBlock> {
    blocks.iter().map(|block| show(block, None)).collect()
}

/// A run of text with its emphasis.
pub fn inlines(inlines: &[Inline]) -> Vec<view::PageInline> {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> view::PageInline {
    match inline {
        Inline::Text(text) => view::PageInline::Text { text: bind(text) },
        Inline::Emphasis(body) => view::PageInline::Emphasis { body: inlines(body) },
        Inline::Strong(body) => view::PageInline::Strong { body: inlines(body) },
        Inline::Footnote(body) => view::PageInline::Footnote { body: show_narrow(body) },
        Inline::Link { url, body } => view::PageInline::Link {
            url: url.clone(),
            address: unsaid_address(url, body).map(str::to_owned),
            body: inlines(body),
        },
        Inline::Language { tag, body } => view::PageInline::Language { tag: tag.clone(), body: inlines(body) },
        Inline::Break => view::PageInline::Break,
    }
}

/// A title without its footnotes.
pub fn title(title: &[Inline]) -> String {
    let text: Vec<Inline> = title.iter().filter(|inline| !matches!(inline, Inline::Footnote(_))).cloned().collect();
    crate::prose::inline_text(&text)
}

/// The footnotes of a title alone.
pub fn notes(title: &[Inline]) -> Vec<view::PageInline> {
    let notes = title.iter().filter(|inline| matches!(inline, Inline::Footnote(_)));
    notes.map(inline).collect()
}

/// A text as the footnote on a title; none where nothing is said.
pub fn note(prose: &Prose) -> Vec<view::PageInline> {
    let body = narrow(prose);
    if body.is_empty() { Vec::new() } else { vec![view::PageInline::Footnote { body }] }
}

/// A paragraph of plain text.
pub fn paragraph(text: impl AsRef<str>) -> view::PageBlock {
    view::PageBlock::Paragraph { text: plain(text), from: Trail::NONE }
}

/// A paragraph of plain text with a footnote at its end.
pub fn noted(text: &str, prose: &Prose) -> view::PageBlock {
    let mut text = plain(text);
    text.extend(note(prose));
    view::PageBlock::Paragraph { text, from: Trail::NONE }
}

/// A run of plain text.
pub fn plain(text: impl AsRef<str>) -> Vec<view::PageInline> {
    vec![view::PageInline::Text { text: bind(text.as_ref()) }]
}

fn show_table(table: &Table) -> view::ProseTable {
    let named_rows = table.head.first().is_some_and(|corner| crate::prose::inline_text(corner).trim().is_empty());
    view::ProseTable {
        // A first column without a head of its own names the rows.
        row_headers: named_rows || table.head.len() > 2,
        head: table.head.iter().map(|cell| inlines(cell)).collect(),
        align: table.columns.iter().map(|column| alignment(*column)).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(|cell| inlines(cell)).collect()).collect(),
        from: Trail::NONE,
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}
