//! The pieces of a page as those of a Word file.

use super::drawings::Pen;
use super::{is_insert, language};
use crate::document::view::{
    DatedList, Document, Endorsement, Fact, Heading, PageBlock, PageInline, SignatureBlock, Squares,
};
use crate::word::{
    ContentsEntry, ListPlace, RowKind, TableLook, TextLook, WordBlock, WordCell, WordDocument, WordFacts,
    WordParagraph, WordRow, WordRun, WordStyle, WordTable,
};

/// How wide the text is, in tenths of a millimetre.
pub(super) const WIDTH: u32 = 1620;
/// How far a list is moved in.
const BULLET: u32 = 50;
/// A column of terms.
const TERM: u32 = 350;

/// What a document is made with.
pub(super) struct PageWriter {
    pub pen: Pen,
    /// How many lists there are; the first one is that of all bullets.
    lists: usize,
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: u32,
    pub is_table: bool,
    pub indent: u32,
    /// How deep in lists.
    pub depth: usize,
}

impl Room {
    pub const PAGE: Self = Self { width: WIDTH, is_table: false, indent: 0, depth: 0 };

    /// A cell so wide.
    pub fn cell(width: u32) -> Self {
        Self { width: width.saturating_sub(30).max(100), is_table: true, indent: 0, depth: 0 }
    }

    pub fn style(self) -> WordStyle {
        if self.is_table { WordStyle::TableText } else { WordStyle::Body }
    }

    pub fn paragraph(self, runs: Vec<WordRun>) -> WordParagraph {
        WordParagraph { indent: self.indent, ..WordParagraph::new(self.style(), runs) }
    }
}

pub(super) fn tree(document: &Document) -> WordDocument {
    let mut writer = PageWriter { pen: Pen::new(&document.look.colour), lists: 1 };
    let mut body = first_page(document);
    let has_cover = !is_insert(document) && document.contents.is_some();
    let mut pages = 0;
    let mut starts_page = false;
    for (at, block) in document.body.iter().enumerate() {
        if *block == PageBlock::NewPage {
            starts_page = true;
            continue;
        }
        let mut made = match block {
            PageBlock::Heading(heading) => vec![writer.heading(heading, at)],
            block => writer.block(block, Room::PAGE),
        };
        let is_first = pages == 0 && has_cover && document.layout == "kontrakt";
        if (starts_page || is_first)
            && let Some(WordBlock::Paragraph(first)) = made.first_mut()
        {
            first.starts_page = true;
        }
        starts_page = false;
        pages += 1;
        body.append(&mut made);
    }
    // A document ends with a paragraph.
    if !matches!(body.last(), Some(WordBlock::Paragraph(_))) {
        body.push(WordParagraph::default().into());
    }
    WordDocument { facts: facts(document), body: parted(body) }
}

fn facts(document: &Document) -> WordFacts {
    let meta = &document.meta;
    let mut said = vec![("arbejdskopi".to_owned(), notice(document))];
    said.extend(meta.inputs.iter().map(|(name, value)| (format!("resultatplan:{name}"), value.clone())));
    WordFacts {
        title: meta.title.clone(),
        author: meta.author.clone(),
        description: meta.description.clone(),
        keywords: meta.keywords.clone(),
        status: document.page.working_copy.clone(),
        language: language(document),
        date: meta.date.0.to_string(),
        said,
    }
}

/// That it is a working copy, and of what.
fn notice(document: &Document) -> String {
    let (page, meta) = (&document.page, &document.meta);
    let path = meta.inputs.iter().find(|(name, _)| *name == "dokument").map(|(_, path)| path.as_str());
    let of = path.map_or_else(|| meta.title.clone(), |path| format!("{} ({path})", meta.title));
    format!("{} {of}. {}", page.working_copy_of, page.working_copy_changes)
}

fn first_page(document: &Document) -> Vec<WordBlock> {
    let paragraph = |style, text: &str| WordBlock::from(WordParagraph::new(style, vec![WordRun::text(text)]));
    let notice = paragraph(WordStyle::Remark, &notice(document));
    if is_insert(document) {
        return vec![notice];
    }
    let cover = &document.cover;
    let mut blocks: Vec<WordBlock> =
        document.look.name_line.iter().map(|line| paragraph(WordStyle::NameLine, line)).collect();
    blocks.push(paragraph(WordStyle::Title, &cover.title));
    blocks.push(paragraph(WordStyle::Subtitle, &cover.subtitle));
    blocks.push(paragraph(WordStyle::Body, &cover.period));
    blocks.extend(cover.marks.iter().map(|mark| paragraph(WordStyle::Notice, mark)));
    blocks.push(notice);
    if let Some(heading) = &document.contents {
        let highest = listed(document).map(|(_, heading)| heading.level).min().unwrap_or(1);
        let entry = |(at, heading): (usize, &Heading)| ContentsEntry {
            level: heading.level + 1 - highest,
            text: named(heading),
            leads_to: place(at),
        };
        let entries = listed(document).map(entry).filter(|entry| entry.level <= 3).collect();
        blocks.push(WordBlock::Contents { heading: heading.clone(), entries });
    }
    blocks
}

fn listed(document: &Document) -> impl Iterator<Item = (usize, &Heading)> {
    document.body.iter().enumerate().filter_map(|(at, block)| match block {
        PageBlock::Heading(heading) if heading.listed => Some((at, heading)),
        _ => None,
    })
}

fn place(at: usize) -> String {
    format!("_Toc{at:08}")
}

fn named(heading: &Heading) -> String {
    match &heading.number {
        Some(number) => format!("{number} {}", heading.text),
        None => heading.text.clone(),
    }
}

/// Two tables right after each other would be one.
fn parted(blocks: Vec<WordBlock>) -> Vec<WordBlock> {
    let mut all: Vec<WordBlock> = Vec::new();
    for block in blocks {
        if matches!((all.last(), &block), (Some(WordBlock::Table(_)), WordBlock::Table(_))) {
            all.push(WordParagraph::default().into());
        }
        all.push(block);
    }
    all
}

impl PageWriter {
    fn heading(&mut self, heading: &Heading, at: usize) -> WordBlock {
        let level = u8::try_from(heading.level.clamp(1, 6)).unwrap_or(6);
        let mut runs = vec![WordRun::text(named(heading))];
        runs.extend(self.runs(&heading.notes));
        let place = heading.listed.then(|| place(at));
        WordParagraph { place, ..WordParagraph::new(WordStyle::Heading(level), runs) }.into()
    }

    pub fn blocks(&mut self, blocks: &[PageBlock], room: Room) -> Vec<WordBlock> {
        parted(blocks.iter().flat_map(|block| self.block(block, room)).collect())
    }

    pub fn block(&mut self, block: &PageBlock, room: Room) -> Vec<WordBlock> {
        let said = |style, text: &str| vec![WordParagraph::new(style, vec![WordRun::text(text)]).into()];
        match block {
            PageBlock::Heading(heading) => vec![self.heading(heading, 0)],
            PageBlock::Paragraph { text, .. } => vec![room.paragraph(self.runs(text)).into()],
            PageBlock::List { start, items } => self.list(*start, items, room),
            PageBlock::Quotation { body } => {
                let inner = self.blocks(body, Room { indent: room.indent + BULLET, ..room });
                let quoted = |block| match block {
                    WordBlock::Paragraph(one) if !room.is_table => {
                        WordParagraph { style: WordStyle::Quotation, indent: 0, ..one }.into()
                    }
                    other => other,
                };
                inner.into_iter().map(quoted).collect()
            }
            PageBlock::Table(table) => vec![WordBlock::Table(self.prose_table(table, room))],
            PageBlock::Budget(budget) => self.budget(budget, room),
            PageBlock::Goals(goals) => vec![WordBlock::Table(self.goals(goals))],
            PageBlock::Facts { rows } => vec![self.facts(rows, room)],
            PageBlock::Requirements { parts } => self.requirement(parts, room),
            PageBlock::Endorsement(endorsement) => vec![self.endorsement(endorsement)],
            PageBlock::Data(table) => self.data(table, room),
            PageBlock::Verdict { text, .. } => said(WordStyle::Verdict, text),
            PageBlock::Squares(squares) => self.squares(squares),
            PageBlock::Beside { lists } => lists.iter().flat_map(|list| self.days(list)).collect(),
            PageBlock::Legend { text } => said(WordStyle::Remark, text),
            PageBlock::NewPage => vec![WordParagraph { starts_page: true, ..WordParagraph::default() }.into()],
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<PageBlock>], room: Room) -> Vec<WordBlock> {
        let list = if start.is_some() { self.lists } else { 0 };
        if start.is_some() {
            self.lists += 1;
        }
        let place = ListPlace { list, level: room.depth, start };
        let step = if start.is_some() { 70 } else { BULLET };
        let inside = Room { indent: room.indent + step, depth: room.depth + 1, ..room };
        let mut all = Vec::new();
        for item in items {
            let mut blocks = self.blocks(item, inside);
            if !matches!(blocks.first(), Some(WordBlock::Paragraph(first)) if first.list.is_none()) {
                blocks.insert(0, inside.paragraph(Vec::new()).into());
            }
            if let Some(WordBlock::Paragraph(first)) = blocks.first_mut() {
                // Where it stands is the list's to say, in its own room.
                let is_moved = room.is_table || room.depth > 0 || room.indent > 0;
                first.indent = if is_moved { inside.indent } else { 0 };
                first.hanging = if is_moved { step } else { 0 };
                first.list = Some(place);
                first.style = match (room.is_table, start) {
                    (true, _) => WordStyle::TableText,
                    (false, Some(_)) => WordStyle::Numbers,
                    (false, None) => WordStyle::Bullets,
                };
            }
            all.append(&mut blocks);
        }
        all
    }

    pub fn runs(&mut self, inlines: &[PageInline]) -> Vec<WordRun> {
        let mut runs = Vec::new();
        self.add_runs(inlines, &TextLook::default(), &mut runs);
        runs
    }

    fn add_runs(&mut self, inlines: &[PageInline], look: &TextLook, runs: &mut Vec<WordRun>) {
        for inline in inlines {
            match inline {
                PageInline::Text { text } => runs.push(WordRun::Text { text: text.clone(), look: look.clone() }),
                PageInline::Emphasis { body } => {
                    self.add_runs(body, &TextLook { is_emphasis: true, ..look.clone() }, runs);
                }
                PageInline::Strong { body } => {
                    self.add_runs(body, &TextLook { is_strong: true, ..look.clone() }, runs);
                }
                PageInline::Language { tag, body } => {
                    self.add_runs(body, &TextLook { language: Some(tag.clone()), ..look.clone() }, runs);
                }
                PageInline::Footnote { body } => {
                    let mut blocks = self.blocks(body, Room::PAGE);
                    for block in &mut blocks {
                        if let WordBlock::Paragraph(paragraph) = block {
                            paragraph.style = WordStyle::Footnote;
                        }
                    }
                    runs.push(WordRun::Note(blocks));
                }
                PageInline::Link { url, body, .. } => {
                    let mut inner = Vec::new();
                    self.add_runs(body, look, &mut inner);
                    runs.push(WordRun::Link { url: url.clone(), runs: inner });
                }
                PageInline::Break => runs.push(WordRun::Break),
            }
        }
    }

    fn facts(&mut self, rows: &[Fact], room: Room) -> WordBlock {
        let columns = vec![TERM.min(room.width / 3), room.width - TERM.min(room.width / 3)];
        let rows = rows.iter().map(|row| {
            let term = WordParagraph::new(WordStyle::TableHead, vec![WordRun::text(&row.term)]);
            let cells =
                vec![WordCell::new(vec![term.into()]), WordCell::new(self.blocks(&row.body, Room::cell(columns[1])))];
            WordRow { kind: RowKind::Plain, is_whole: false, change: None, cells }
        });
        let rows = rows.collect();
        WordBlock::Table(WordTable {
            caption: String::new(),
            look: TableLook::Ruled,
            columns,
            has_row_heads: true,
            rows,
        })
    }

    fn squares(&mut self, squares: &Squares) -> Vec<WordBlock> {
        let drawn = WordParagraph::new(WordStyle::Body, vec![WordRun::Picture(self.pen.squares(squares))]);
        let legend = squares.legend.iter().map(|one| {
            let square = self.pen.square(one.shape, &one.text);
            let runs = vec![WordRun::Picture(square), WordRun::text(format!(" {}", one.text))];
            WordParagraph::new(WordStyle::Remark, runs).into()
        });
        std::iter::once(drawn.into()).chain(legend).collect()
    }

    fn days(&mut self, list: &DatedList) -> Vec<WordBlock> {
        let mut blocks = Vec::new();
        if !list.heading.is_empty() {
            let level = u8::try_from(list.level.clamp(1, 6)).unwrap_or(6);
            blocks.push(WordParagraph::new(WordStyle::Heading(level), vec![WordRun::text(&list.heading)]).into());
        }
        blocks.push(self.pairs(&list.rows, Room::PAGE, false));
        blocks
    }

    fn endorsement(&mut self, endorsement: &Endorsement) -> WordBlock {
        let columns = vec![WIDTH / 2; 2];
        let rows = endorsement.signers.chunks(2).map(|pair| {
            let mut cells: Vec<WordCell> = pair.iter().map(|one| WordCell::new(signer(one))).collect();
            if cells.len() < columns.len() {
                cells.push(WordCell::new(Vec::new()));
            }
            WordRow { kind: RowKind::Plain, is_whole: true, change: None, cells }
        });
        let rows = rows.collect();
        WordBlock::Table(WordTable {
            caption: String::new(),
            look: TableLook::Plain,
            columns,
            has_row_heads: false,
            rows,
        })
    }
}

/// Where one signs: the lines are there to write on.
fn signer(it: &SignatureBlock) -> Vec<WordBlock> {
    const LINE: u32 = WIDTH / 2 - 100;
    let line = |runs: Vec<WordRun>| WordParagraph {
        right_stop: Some(LINE),
        has_line: true,
        ..WordParagraph::new(WordStyle::Signature, runs)
    };
    let said = |runs: Vec<WordRun>| WordBlock::from(WordParagraph::new(WordStyle::Signature, runs));
    let empty = || said(Vec::new());
    let mut date = vec![WordRun::text(&it.place_and_date)];
    if it.date_open {
        date.extend([WordRun::text(" "), WordRun::Tab]);
    }
    let mut blocks = vec![empty(), line(date).into(), empty(), empty(), line(vec![WordRun::Tab]).into()];
    match &it.name {
        Some(name) => blocks.push(said(vec![WordRun::strong(name)])),
        None => blocks.extend([empty(), line(vec![WordRun::Tab]).into()]),
    }
    blocks.push(said(vec![WordRun::text(&it.title)]));
    blocks.push(WordParagraph::new(WordStyle::Remark, vec![WordRun::text(&it.organisation)]).into());
    blocks
}
