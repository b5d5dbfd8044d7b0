//! Reads Markdown with pulldown-cmark.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment as Aligned, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Alignment, Block, Inline, Prose, Table};

const OPTIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_TABLES);

/// How many lists, quotations and emphases stand inside each other: [`parse`] needs a stack for them.
pub fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Reads a text. Every text is Markdown, so nothing can go wrong; what has no form in a document stays text.
pub fn parse(text: &str) -> Prose {
    let events: Vec<(Event, Range<usize>)> = Parser::new_ext(text, OPTIONS).into_offset_iter().collect();
    let mut reader = Reader { text, events: events.into_iter().peekable(), notes: BTreeMap::new() };
    let mut blocks = reader.blocks(None);
    let mut notes = std::mem::take(&mut reader.notes);
    place_notes(&mut blocks, &mut notes);
    // A note that nothing refers to is still something that was written.
    for (label, body) in notes {
        blocks.push(Block::Paragraph(vec![Inline::Text(format!("[^{label}]:"))]));
        blocks.extend(body);
    }
    Prose { blocks }
}

struct Reader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    text: &'a str,
    events: std::iter::Peekable<I>,
    notes: BTreeMap<String, Vec<Block>>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, I> {
    /// The blocks up to the end of what is being read.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::End(tag) => {
                    self.events.next();
                    if Some(tag) == end {
                        break;
                    }
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.events.next();
                    self.block(tag, range, &mut blocks);
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(literal(&self.text[range]));
                }
                // A tight list's items hold their text without a paragraph around it.
                _ => blocks.push(Block::Paragraph(self.inlines(None))),
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => blocks.push(Block::Paragraph(self.inlines(Some(TagEnd::Paragraph)))),
            Tag::Heading { level, .. } => {
                let text = self.inlines(Some(TagEnd::Heading(level)));
                blocks.push(Block::Heading { level: number_of(level), text });
            }
            Tag::BlockQuote(kind) => blocks.push(Block::Quotation(self.blocks(Some(TagEnd::BlockQuote(kind))))),
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((event, _)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                blocks.push(Block::List { start, items });
            }
            Tag::FootnoteDefinition(label) => {
                let body = self.blocks(Some(TagEnd::FootnoteDefinition));
                self.notes.insert(label.to_string(), body);
            }
            Tag::Table(columns) => blocks.push(Block::Table(self.table(&columns))),
            // Code and HTML: what was written, line by line.
            _ => {
                self.skip_to(tag.to_end());
                blocks.push(literal(&self.text[range]));
            }
        }
    }

    fn table(&mut self, columns: &[Aligned]) -> Table {
        let mut table =
            Table { columns: columns.iter().map(|column| alignment(*column)).collect(), ..Table::default() };
        let mut row = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inlines(Some(TagEnd::TableCell))),
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// The inlines up to the end of what is being read; without one, up to the next block.
    fn inlines(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::End(tag) if Some(tag) == end => {
                    self.events.next();
                    break;
                }
                Event::End(_) if end.is_none() => break,
                Event::Start(tag) if end.is_none() && is_block(&tag) => break,
                Event::Rule if end.is_none() => break,
                _ => {}
            }
            self.events.next();
            match event {
                Event::Start(Tag::Emphasis) => inlines.push(Inline::Emphasis(self.inlines(Some(TagEnd::Emphasis)))),
                Event::Start(Tag::Strong) => inlines.push(Inline::Strong(self.inlines(Some(TagEnd::Strong)))),
                // Links, images and the like have no form on paper: their source is read by a person as it stands.
                Event::Start(tag) => {
                    self.skip_to(tag.to_end());
                    push_text(&mut inlines, &self.text[range]);
                }
                Event::FootnoteReference(label) => inlines.push(Inline::Footnote(vec![literal(&label)])),
                Event::SoftBreak => push_text(&mut inlines, " "),
                Event::HardBreak => inlines.push(Inline::Break),
                // `&amp;` stays `&amp;`; text is its source but for the escapes, which the event has resolved.
                Event::Text(text) if !self.text[range.clone()].starts_with('&') => push_text(&mut inlines, &text),
                Event::End(_) => {}
                _ => push_text(&mut inlines, &self.text[range]),
            }
        }
        inlines
    }

    fn skip_to(&mut self, end: TagEnd) {
        let mut depth = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn number_of(level: HeadingLevel) -> usize {
    level as usize
}

fn alignment(aligned: Aligned) -> Alignment {
    match aligned {
        Aligned::Right => Alignment::Right,
        Aligned::Center => Alignment::Center,
        Aligned::Left | Aligned::None => Alignment::Left,
    }
}

/// A paragraph of exactly this text, its lines kept apart.
fn literal(source: &str) -> Block {
    let mut inlines = Vec::new();
    for (index, line) in source.trim_end().lines().enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        push_text(&mut inlines, line);
    }
    Block::Paragraph(inlines)
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        inlines.push(Inline::Text(text.to_owned()));
    }
}

/// Puts each footnote's text where it is referred to. A second reference to the same note repeats it.
fn place_notes(blocks: &mut [Block], notes: &mut BTreeMap<String, Vec<Block>>) {
    let bodies = notes.clone();
    let mut used = Vec::new();
    each_note(blocks, &mut |body| {
        let label = match body.as_slice() {
            [Block::Paragraph(inlines)] => super::inline_text(inlines),
            _ => return,
        };
        if let Some(text) = bodies.get(&label) {
            body.clone_from(text);
            used.push(label);
        }
    });
    notes.retain(|label, _| !used.contains(label));
}

fn each_note(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Block>)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } => each_inline_note(inlines, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_note(item, visit)),
            Block::Quotation(body) => each_note(body, visit),
            Block::Table(table) => {
                table
                    .head
                    .iter_mut()
                    .chain(table.rows.iter_mut().flatten())
                    .for_each(|cell| each_inline_note(cell, visit));
            }
        }
    }
}

fn each_inline_note(inlines: &mut [Inline], visit: &mut dyn FnMut(&mut Vec<Block>)) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(body) | Inline::Strong(body) => each_inline_note(body, visit),
            Inline::Footnote(body) => visit(body),
            Inline::Text(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{escape, inline_text};
    use super::*;

    fn text_of(markdown: &str) -> String {
        parse(markdown).to_text()
    }

    #[test]
    fn markup_becomes_a_tree() {
        let prose = parse("Et *mål* og\n**krav**[^1]:\n\n- a\n- b\n  1. c\n\n> citat\n\n[^1]: Note.\n");
        assert_eq!(prose.blocks.len(), 3);
        assert!(matches!(&prose.blocks[1], Block::List { start: None, items } if items.len() == 2));
        assert!(matches!(&prose.blocks[2], Block::Quotation(_)));
        let Block::Paragraph(inlines) = &prose.blocks[0] else { panic!("a paragraph comes first") };
        assert!(inlines.iter().any(|inline| matches!(inline, Inline::Footnote(body) if body.len() == 1)));
        assert!(prose.to_text().contains("Note."));
    }

    #[test]
    fn what_has_no_form_stays_as_it_was_written() {
        for literal in [
            "<b>fed</b>",
            "`kode`",
            "[ord](https://example.org)",
            "![billede](a.png)",
            "<https://example.org>",
            "&amp;",
            "&nbsp;",
            "[^uden]",
            "[ord]",
            "***",
            "#mærke",
        ] {
            assert_eq!(text_of(literal).trim_end(), literal, "{literal}");
        }
    }

    #[test]
    fn escaped_text_reads_back_as_itself() {
        for text in [
            "# * _ ` < [ ] ( ) { } \\ // = {{ {% 1. - + > | ~ $ @ &amp; \"quoted\"",
            "1. ikke en liste",
            "- heller ikke",
            "    ikke kode",
        ] {
            let prose = parse(&escape(text));
            assert_eq!(prose.blocks.len(), 1, "{text}");
            let Block::Paragraph(inlines) = &prose.blocks[0] else { panic!("{text}") };
            assert_eq!(inline_text(inlines).trim(), text.trim());
        }
    }
}
