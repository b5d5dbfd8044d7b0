//! Reads Markdown with pulldown-cmark.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment as Aligned, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::marks::{self, Doubt, OPTIONS, Settled};
use super::notes::place_notes;
use super::{Alignment, Block, Inline, Prose, Table, inline_text, language};

/// A text that is deeper is not for [`parse`]. A list in a list counts for three or four.
pub const MOST_DEPTH: usize = 48;

/// How many lists, quotations, emphases and the like stand inside each other: [`parse`] needs a stack for them.
pub fn depth(text: &str) -> usize {
    let (mut depth, mut spans, mut deepest) = (0_usize, 0_usize, 0);
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                // None goes on from one paragraph into the next.
                if tag == TagEnd::Paragraph || tag == TagEnd::Item || tag == TagEnd::TableCell {
                    spans = 0;
                }
            }
            Event::InlineHtml(html) if html.starts_with("<span") => spans += 1,
            Event::InlineHtml(html) if &*html == language::END => spans = spans.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth + spans);
    }
    deepest
}

/// Reads a text. Every text is Markdown, so nothing can go wrong; what has no form in a document stays text.
pub fn parse(text: &str) -> Prose {
    read(text).0
}

/// The lines of a text that can be read in two ways, and what stands where it has no place.
pub fn doubts(text: &str) -> Vec<Doubt> {
    read(text).1
}

fn read(text: &str) -> (Prose, Vec<Doubt>) {
    let (source, doubts) = marks::settle(text);
    let parser = Parser::new_ext(&source.text, OPTIONS);
    let definitions = parser.reference_definitions().iter();
    let definitions: Vec<_> = definitions.map(|(_, one)| (one.span.clone(), one.dest.to_string())).collect();
    let events: Vec<(Event, Range<usize>)> = parser.into_offset_iter().collect();
    let mut reader = MarkdownReader {
        source: &source,
        events: events.into_iter().peekable(),
        notes: BTreeMap::new(),
        linked: Vec::new(),
        doubts,
    };
    let mut blocks = reader.blocks(None);
    let mut notes = std::mem::take(&mut reader.notes);
    place_notes(&mut blocks, &mut notes);
    // An address (`[1]: …`) or a note that nothing refers to is still something that was written.
    let mut unused: Vec<_> = definitions.into_iter().filter(|(_, url)| !reader.linked.contains(url)).collect();
    unused.sort_by_key(|(span, _)| span.start);
    blocks.extend(unused.into_iter().map(|(span, _)| literal(&source.written(span))));
    for (label, body) in notes {
        blocks.push(Block::Paragraph(vec![Inline::Text(format!("[^{label}]:"))]));
        blocks.extend(body);
    }
    (Prose { blocks, ..Prose::default() }, reader.doubts)
}

pub(super) struct MarkdownReader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    pub source: &'a Settled,
    pub events: std::iter::Peekable<I>,
    notes: BTreeMap<String, Vec<Block>>,
    /// The addresses of the links so far.
    pub linked: Vec<String>,
    doubts: Vec<Doubt>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> MarkdownReader<'a, I> {
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
                    blocks.push(literal(&self.source.written(range)));
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
                // A heading of nothing but its mark is no heading.
                blocks.push(match inline_text(&text).trim() {
                    "" => literal(&self.source.written(range)),
                    _ => Block::Heading { level: number_of(level), text },
                });
            }
            Tag::BlockQuote(kind) => blocks.push(Block::Quotation(self.blocks(Some(TagEnd::BlockQuote(kind))))),
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((event, range)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            let number = start.and_then(|_| marks::number(&self.source.text, range.start));
                            items.push((number, self.blocks(Some(TagEnd::Item))));
                        }
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                blocks.extend(lists(items));
            }
            // Of two notes with one name, the first is the one that is referred to.
            Tag::FootnoteDefinition(label) if self.notes.contains_key(&*label) => {
                self.skip_to(TagEnd::FootnoteDefinition);
                blocks.push(literal(&self.source.written(range)));
            }
            Tag::FootnoteDefinition(label) => {
                let body = self.blocks(Some(TagEnd::FootnoteDefinition));
                self.notes.insert(label.to_string(), body);
            }
            Tag::Table(columns) => blocks.push(Block::Table(self.table(&columns))),
            // Code and HTML: what was written, line by line.
            _ => {
                self.skip_to(tag.to_end());
                blocks.push(literal(&self.source.written(range)));
            }
        }
    }

    fn table(&mut self, columns: &[Aligned]) -> Table {
        let mut table =
            Table { columns: columns.iter().map(|column| alignment(*column)).collect(), ..Table::default() };
        let mut row = Vec::new();
        let mut cells_end = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    cells_end = range.end;
                    row.push(self.inlines(Some(TagEnd::TableCell)));
                }
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => {
                    self.beyond_the_head(cells_end..range.end, &mut row);
                    table.rows.push(std::mem::take(&mut row));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// What stands in a row after the last cell that the head has: text of that cell, as it was written.
    fn beyond_the_head(&mut self, rest: Range<usize>, row: &mut [Vec<Inline>]) {
        let rest = self.source.written(rest.start.min(rest.end)..rest.end);
        let rest = rest.trim().trim_matches('|').trim();
        if let Some(last) = row.last_mut().filter(|_| !rest.is_empty()) {
            push_text(last, &format!(" | {rest}"));
            self.doubts.push(Doubt::BeyondHead { text: rest.to_owned() });
        }
    }

    pub(super) fn skip_to(&mut self, end: TagEnd) {
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

/// Items with the numbers that were written: where one does not follow the one before it, another list begins.
fn lists(items: Vec<(Option<u64>, Vec<Block>)>) -> Vec<Block> {
    let mut lists: Vec<Block> = Vec::new();
    let mut expected = None;
    for (number, item) in items {
        match lists.last_mut() {
            Some(Block::List { items, .. }) if number == expected => items.push(item),
            _ => lists.push(Block::List { start: number, items: vec![item] }),
        }
        expected = number.map(|number| number + 1);
    }
    lists
}

pub(super) fn is_block(tag: &Tag) -> bool {
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
pub(super) fn literal(source: &str) -> Block {
    let mut inlines = Vec::new();
    for (index, line) in source.trim_end().lines().enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        push_text(&mut inlines, line);
    }
    Block::Paragraph(inlines)
}

pub(super) fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        inlines.push(Inline::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::escape;
    use super::*;

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
    fn marks_of_languages_stand_in_each_other_as_lists_do() {
        assert_eq!(depth("<span lang='en'>a</span> <span lang='en'>b</span>"), 2);
        assert_eq!(depth(&"<span lang='en'>".repeat(1000)), 1001);
        assert_eq!(depth("<span>a\n\n<span>b"), 2);
    }

    #[test]
    fn escaped_text_reads_back_as_itself() {
        for text in [
            "# * _ ` < [ ] ( ) { } \\ // = {{ {% 1. - + > | ~ $ @ &amp; \"quoted\"",
            "1. ikke en liste",
            "- heller ikke",
            "    ikke kode",
            "    \"&amp;--",
        ] {
            let prose = parse(&escape(text));
            assert_eq!(prose.blocks.len(), 1, "{text}");
            let Block::Paragraph(inlines) = &prose.blocks[0] else { panic!("{text}") };
            assert_eq!(inline_text(inlines).trim(), text.trim());
        }
    }
}
