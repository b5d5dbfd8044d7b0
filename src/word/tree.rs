//! What a Word file holds, as far as we write, compare and read it.

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordDocument {
    pub facts: WordFacts,
    pub body: Vec<WordBlock>,
}

/// What the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordFacts {
    pub title: String,
    pub author: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// What kind of paper it is: `Arbejdskopi`.
    pub status: String,
    /// `da`
    pub language: String,
    /// `2023-06-23`
    pub date: String,
    /// What is said beside that, by names of our own.
    pub said: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordBlock {
    Paragraph(WordParagraph),
    Table(WordTable),
    /// The table of contents, as a field: its heading, and what it lists.
    Contents {
        heading: String,
        entries: Vec<ContentsEntry>,
    },
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsEntry {
    pub level: usize,
    pub text: String,
    /// The name of the place that it leads to.
    pub leads_to: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordParagraph {
    pub style: WordStyle,
    pub list: Option<ListPlace>,
    /// The name of the place, where something leads to it.
    pub place: Option<String>,
    pub starts_page: bool,
    /// It stays on the page of what follows.
    pub keeps_next: bool,
    pub side: TextSide,
    /// Tenths of a millimetre that its text is moved in.
    pub indent: u32,
    /// Tenths of a millimetre that its first line hangs out to the left of that.
    pub hanging: u32,
    /// Tenths of a millimetre from the left to where its points end.
    pub right_stop: Option<u32>,
    /// A line to write on leads there.
    pub has_line: bool,
    /// Where the whole paragraph came in or went out.
    pub change: Option<WordChange>,
    pub runs: Vec<WordRun>,
}

/// Which place of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPlace {
    /// Which list of the document, from 0.
    pub list: usize,
    pub level: usize,
    /// Its first number; none for bullets.
    pub start: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextSide {
    #[default]
    Left,
    Center,
    Right,
}

/// A paragraph's style, by what it is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordStyle {
    #[default]
    Body,
    Title,
    Subtitle,
    /// 1 to 6.
    Heading(u8),
    Quotation,
    Bullets,
    Numbers,
    /// A small remark on what stands above it.
    Remark,
    TableText,
    /// What the requirements below are called.
    DemandTitle,
    /// What a requirement says.
    Demand,
    /// The same of what is to be delivered, and of what is judged: words alone do not tell the two apart.
    Deliverable,
    Judgement,
    TableHead,
    Caption,
    Footnote,
    ContentsHeading,
    /// 1 to 3.
    Contents(u8),
    NameLine,
    /// What a reader must know before the first page.
    Notice,
    /// The news in a sentence or two.
    Verdict,
    Signature,
    Header,
    Footer,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordRun {
    Text {
        text: String,
        look: TextLook,
    },
    Break,
    Tab,
    Note(Vec<WordBlock>),
    Link {
        url: String,
        runs: Vec<WordRun>,
    },
    Picture(WordPicture),
    /// What came in, or went out and is still shown.
    Changed {
        change: WordChange,
        runs: Vec<WordRun>,
    },
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChange {
    pub is_out: bool,
    pub author: String,
    /// `2023-06-23`
    pub date: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLook {
    pub is_strong: bool,
    pub is_emphasis: bool,
    pub is_faint: bool,
    /// Of another language than the document: `en-GB`.
    pub language: Option<String>,
}

/// A drawing, in words too. Sizes are in tenths of a millimetre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPicture {
    pub svg: String,
    pub png: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordTable {
    /// What it is, for a reader that cannot see it.
    pub caption: String,
    pub look: TableLook,
    /// Tenths of a millimetre.
    pub columns: Vec<u32>,
    /// Whether the first cell of a row says what the row is.
    pub has_row_heads: bool,
    pub rows: Vec<WordRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLook {
    /// A firm rule at head and foot, a thin one between rows.
    Ruled,
    /// No lines: what stands beside each other.
    Plain,
    /// A line round each cell, to be filled in.
    Boxed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRow {
    pub kind: RowKind,
    /// A row that does not go on over the end of a page.
    pub is_whole: bool,
    pub change: Option<WordChange>,
    pub cells: Vec<WordCell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Repeated on each page.
    Head,
    Plain,
    /// A sum, with a line over it.
    Total,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCell {
    /// How many columns it is over.
    pub columns: usize,
    pub merge: CellMerge,
    pub blocks: Vec<WordBlock>,
}

/// How a cell goes on over rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellMerge {
    #[default]
    Single,
    Begins,
    GoesOn,
}

impl WordStyle {
    /// Its name, which is the same in Word of every language; a style of ours has a Danish one.
    pub fn name(self) -> String {
        let name = match self {
            Self::Body => "Body Text",
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Heading(level) => return format!("heading {level}"),
            Self::Quotation => "Quote",
            Self::Bullets => "List Bullet",
            Self::Numbers => "List Number",
            Self::Remark => "Bemærkning",
            Self::TableText => "Tabeltekst",
            Self::DemandTitle => "Kravtitel",
            Self::Demand => "Resultatkrav",
            Self::Deliverable => "Leverance",
            Self::Judgement => "Vurdering",
            Self::TableHead => "Tabelhoved",
            Self::Caption => "caption",
            Self::Footnote => "footnote text",
            Self::ContentsHeading => "TOC Heading",
            Self::Contents(level) => return format!("toc {level}"),
            Self::NameLine => "Navnelinje",
            Self::Notice => "Mærkat",
            Self::Verdict => "Hovedbudskab",
            Self::Signature => "Signature",
            Self::Header => "header",
            Self::Footer => "footer",
        };
        name.to_owned()
    }
}

impl WordRun {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), look: TextLook::default() }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), look: TextLook { is_strong: true, ..TextLook::default() } }
    }
}

impl WordParagraph {
    pub fn new(style: WordStyle, runs: Vec<WordRun>) -> Self {
        Self { style, runs, ..Self::default() }
    }
}

impl WordCell {
    pub fn new(blocks: Vec<WordBlock>) -> Self {
        Self { columns: 1, merge: CellMerge::Single, blocks }
    }
}

impl From<WordParagraph> for WordBlock {
    fn from(paragraph: WordParagraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

/// All words of some blocks, those of footnotes where they belong; blocks and cells apart by line breaks.
pub fn text_of(blocks: &[WordBlock]) -> String {
    let mut text = String::new();
    add_text(blocks, &mut text);
    text
}

fn add_text(blocks: &[WordBlock], text: &mut String) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                add_words(&paragraph.runs, text);
                text.push('\n');
            }
            WordBlock::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    add_text(&cell.blocks, text);
                }
            }
            // It only repeats headings.
            WordBlock::Contents { .. } => {}
        }
    }
}

fn add_words(runs: &[WordRun], text: &mut String) {
    for run in runs {
        match run {
            WordRun::Text { text: words, .. } => text.push_str(words),
            WordRun::Break | WordRun::Tab => text.push(' '),
            WordRun::Note(body) => {
                text.push(' ');
                add_text(body, text);
            }
            WordRun::Link { runs, .. } => add_words(runs, text),
            WordRun::Picture(_) => {}
            WordRun::Changed { change, runs } => {
                if !change.is_out {
                    add_words(runs, text);
                }
            }
        }
    }
}
