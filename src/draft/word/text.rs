//! A Word file's text as prose, and as plain words.

use crate::prose::{Alignment, Block, Inline, Prose, Table};
use crate::word::{CellMerge, TextLook, WordBlock, WordCell, WordParagraph, WordRun, WordStyle, WordTable, text_of};

/// The text of some runs on one line, without their footnotes.
pub(super) fn plain(runs: &[WordRun]) -> String {
    let mut text = String::new();
    add_plain(runs, &mut text);
    one_line(&text)
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_plain(runs: &[WordRun], text: &mut String) {
    for run in runs {
        match run {
            WordRun::Text { text: words, .. } => text.push_str(words),
            WordRun::Break | WordRun::Tab => text.push(' '),
            WordRun::Note(_) | WordRun::Picture(_) => {}
            WordRun::Link { runs, .. } => add_plain(runs, text),
            WordRun::Changed { change, runs } => {
                if !change.is_out {
                    add_plain(runs, text);
                }
            }
        }
    }
}

/// The same of blocks, their footnotes too.
pub(super) fn words(blocks: &[WordBlock]) -> String {
    one_line(&text_of(blocks))
}

/// The footnotes of some runs, as prose.
pub(super) fn notes(runs: &[WordRun]) -> Prose {
    let blocks = runs.iter().filter_map(|run| match run {
        WordRun::Note(body) => Some(prose(body).blocks),
        WordRun::Text { .. } | WordRun::Break | WordRun::Tab | WordRun::Link { .. } => None,
        WordRun::Picture(_) | WordRun::Changed { .. } => None,
    });
    Prose { blocks: blocks.flatten().collect(), ..Prose::default() }
}

/// Paragraphs, lists, tables and headings as they stand.
pub(super) fn prose(blocks: &[WordBlock]) -> Prose {
    let mut all = Vec::new();
    let mut rest = blocks;
    while let Some((first, after)) = rest.split_first() {
        match first {
            WordBlock::Paragraph(paragraph) if mark(paragraph).is_some() => {
                let length = rest.iter().take_while(|block| is_item(block)).count();
                let (items, after) = rest.split_at(length);
                let items: Vec<&WordParagraph> = items.iter().filter_map(as_paragraph).collect();
                all.extend(lists(&items, 0));
                rest = after;
                continue;
            }
            WordBlock::Paragraph(paragraph) => all.extend(block(paragraph)),
            WordBlock::Table(one) => all.extend(table(one)),
            WordBlock::Contents { .. } => {}
        }
        rest = after;
    }
    Prose { blocks: all, ..Prose::default() }
}

fn as_paragraph(block: &WordBlock) -> Option<&WordParagraph> {
    match block {
        WordBlock::Paragraph(paragraph) => Some(paragraph),
        WordBlock::Table(_) | WordBlock::Contents { .. } => None,
    }
}

fn is_item(block: &WordBlock) -> bool {
    as_paragraph(block).is_some_and(|paragraph| mark(paragraph).is_some())
}

/// Which item of a list a paragraph is: how deep, and its number where it has one.
fn mark(paragraph: &WordParagraph) -> Option<(usize, Option<u64>)> {
    if matches!(paragraph.style, WordStyle::Heading(_)) {
        return None;
    }
    if let Some(place) = paragraph.list {
        return Some((place.level, place.start));
    }
    typed_bullet(paragraph).map(|_| (0, None))
}

/// A bullet that was typed: how many bytes of the text it takes.
fn typed_bullet(paragraph: &WordParagraph) -> Option<usize> {
    let WordRun::Text { text, .. } = paragraph.runs.first()? else { return None };
    let begun = text.trim_start();
    let rest = begun.strip_prefix(['•', '·', '▪', '‣', '◦'])?;
    rest.starts_with(char::is_whitespace).then(|| text.len() - rest.trim_start().len())
}

fn item_inlines(paragraph: &WordParagraph) -> Vec<Inline> {
    let mut runs = paragraph.runs.clone();
    if paragraph.list.is_none()
        && let Some(cut) = typed_bullet(paragraph)
        && let Some(WordRun::Text { text, .. }) = runs.first_mut()
    {
        text.drain(..cut);
    }
    inlines(&runs)
}

/// Items as lists, those that are deeper inside the one before them.
fn lists(items: &[&WordParagraph], depth: usize) -> Vec<Block> {
    let level = |one: &WordParagraph| mark(one).map_or(0, |(level, _)| level);
    let number = |one: &WordParagraph| mark(one).and_then(|(_, start)| start);
    let list = |one: &WordParagraph| one.list.map(|place| place.list);
    let least = items.iter().map(|one| level(one)).min().unwrap_or(0);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut last = None;
    while at < items.len() {
        let own = items[at];
        let inner = items[at + 1..].iter().take_while(|one| level(one) > least).count();
        let inside = &items[at + 1..at + 1 + inner];
        let mut item = vec![Block::Paragraph(item_inlines(own))];
        if !inside.is_empty() && depth < 6 {
            item.extend(lists(inside, depth + 1));
        } else {
            item.extend(inside.iter().map(|one| Block::Paragraph(item_inlines(one))));
        }
        let goes_on = last == Some((list(own), number(own).is_some()));
        match blocks.last_mut() {
            Some(Block::List { items, .. }) if goes_on => items.push(item),
            _ => blocks.push(Block::List { start: number(own), items: vec![item] }),
        }
        last = Some((list(own), number(own).is_some()));
        at += 1 + inner;
    }
    blocks
}

fn block(paragraph: &WordParagraph) -> Option<Block> {
    let text = inlines(&paragraph.runs);
    if text.is_empty() {
        return None;
    }
    Some(match paragraph.style {
        WordStyle::Heading(level) => Block::Heading { level: usize::from(level), text },
        WordStyle::Quotation => Block::Quotation(vec![Block::Paragraph(text)]),
        _ => Block::Paragraph(text),
    })
}

/// Text without blanks at its ends, words that stand out marked.
pub(super) fn inlines(runs: &[WordRun]) -> Vec<Inline> {
    let mut all = Vec::new();
    add_inlines(runs, &mut all);
    while let Some(Inline::Text(first)) = all.first_mut() {
        *first = first.trim_start().to_owned();
        if !first.is_empty() {
            break;
        }
        all.remove(0);
    }
    loop {
        match all.last_mut() {
            Some(Inline::Text(last)) => {
                *last = last.trim_end().to_owned();
                if !last.is_empty() {
                    break;
                }
            }
            Some(Inline::Break) => {}
            _ => break,
        }
        all.pop();
    }
    all
}

fn add_inlines(runs: &[WordRun], all: &mut Vec<Inline>) {
    for run in runs {
        match run {
            WordRun::Text { text, look } => add_text(text, look, all),
            WordRun::Break if !all.is_empty() => all.push(Inline::Break),
            WordRun::Break => {}
            WordRun::Tab => push_text(" ", all),
            WordRun::Note(body) => all.push(Inline::Footnote(prose(body).blocks)),
            WordRun::Link { url, runs } => {
                let is_known = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
                let body = vec![Inline::Text(plain(runs))];
                if is_known && url.is_ascii() && !url.contains(char::is_whitespace) && !plain(runs).is_empty() {
                    all.push(Inline::Link { url: url.clone(), body });
                } else {
                    add_inlines(runs, all);
                }
            }
            WordRun::Picture(_) => {}
            WordRun::Changed { change, runs } => {
                if !change.is_out {
                    add_inlines(runs, all);
                }
            }
        }
    }
}

/// Blanks round words that stand out are no part of them.
fn add_text(text: &str, look: &TextLook, all: &mut Vec<Inline>) {
    let text: String = text.chars().map(|one| if matches!(one, '\t' | '\n') { ' ' } else { one }).collect();
    let inner = text.trim();
    if inner.is_empty() || !(look.is_strong || look.is_emphasis) {
        return push_text(&text, all);
    }
    let start = text.len() - text.trim_start().len();
    push_text(&text[..start], all);
    let words = vec![Inline::Text(inner.to_owned())];
    all.push(if look.is_strong { Inline::Strong(words) } else { Inline::Emphasis(words) });
    push_text(&text[start + inner.len()..], all);
}

fn push_text(text: &str, all: &mut Vec<Inline>) {
    if text.is_empty() {
        return;
    }
    if let Some(Inline::Text(last)) = all.last_mut() {
        if last.ends_with(' ') {
            last.push_str(text.trim_start_matches(' '));
        } else {
            last.push_str(text);
        }
        return;
    }
    all.push(Inline::Text(text.to_owned()));
}

/// A table of several columns as one; what stands in a single column as it is.
fn table(one: &WordTable) -> Vec<Block> {
    let count = one.columns.len();
    if count <= 1 || one.rows.len() <= 1 && one.rows.iter().all(|row| row.cells.len() <= 1) {
        return one.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| prose(&cell.blocks).blocks).collect();
    }
    let mut rows = one.rows.iter().map(|row| {
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        for cell in &row.cells {
            cells.push(cell_inlines(cell));
            cells.extend(std::iter::repeat_n(Vec::new(), cell.columns - 1));
        }
        cells.resize(count, Vec::new());
        cells
    });
    let head = rows.next().unwrap_or_default();
    let rows = rows.collect();
    vec![Block::Table(Table { columns: vec![Alignment::Left; count], head, rows })]
}

/// A cell on one line of a table.
fn cell_inlines(cell: &WordCell) -> Vec<Inline> {
    if cell.merge == CellMerge::GoesOn && words(&cell.blocks).is_empty() {
        return Vec::new();
    }
    let mut all: Vec<Inline> = Vec::new();
    for block in &cell.blocks {
        let made = match block {
            WordBlock::Paragraph(paragraph) => inlines(&paragraph.runs),
            WordBlock::Table(_) | WordBlock::Contents { .. } => {
                let text = words(std::slice::from_ref(block));
                if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] }
            }
        };
        if !made.is_empty() && !all.is_empty() {
            all.push(Inline::Break);
        }
        all.extend(made);
    }
    all
}
