//! The view model: all that a document says, in the order it says it, every figure ready to print.
//!
//! In: nothing. Out: types that `render` hands to the layouts as data. A layout lays out; it computes no figure and
//! holds no word of its own: column heads, captions and the words of the running head are all in here.

use serde::Serialize;

pub use super::frame::{BarLook, Cover, PageLook, Running, WebPage, WeightBar};
pub use super::meta::Meta;
pub use super::signature_block::{Endorsement, SignatureBlock};
pub use super::signs::{Bar, Course, CourseDot, DatedList, Sign, SquareCount, SquareShape, Squares, YearLine};
pub use super::table_heads::{BudgetTableColumn, DataColumn, GoalHeads, RowRank, Total};
pub use super::threshold::{MatrixRow, Threshold, ThresholdHeads, ThresholdMatrix};
pub use super::trail::{Trail, told};
use crate::plan::DemandKind;

/// One document. The field names are the keys that `templates/layout/` and `templates/html/` read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Which layout lays it out: `templates/layout/<layout>.typ`.
    pub layout: &'static str,
    pub meta: Meta,
    pub look: PageLook,
    pub cover: Cover,
    /// Heading of the table of contents; none leaves it out.
    pub contents: Option<String>,
    pub running: Running,
    pub page: WebPage,
    pub body: Vec<PageBlock>,
}

impl Document {
    /// How each line to sign on is described, in the order of the page. None where nobody signs.
    pub fn lines_to_sign_on(&self) -> impl Iterator<Item = &str> {
        let endorsements = self.body.iter().filter_map(|block| match block {
            PageBlock::Endorsement(endorsement) => Some(endorsement),
            _ => None,
        });
        endorsements.flat_map(|one| &one.signers).map(|signer| signer.signature_label.as_str())
    }
}

/// A piece of the page, from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageBlock {
    Heading(Heading),
    Paragraph {
        text: Vec<PageInline>,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// `start` is the first number of a numbered list, none for bullets.
    List {
        start: Option<u64>,
        items: Vec<Vec<PageBlock>>,
    },
    Quotation {
        body: Vec<PageBlock>,
    },
    Table(ProseTable),
    Budget(BudgetTable),
    Goals(GoalTable),
    /// Terms with what is said of each, as in the annex: `Kilde`, `Ansvarlig`.
    Facts {
        rows: Vec<Fact>,
    },
    /// A requirement outside the goal table, laid out as inside it.
    Requirements {
        parts: Vec<RequirementPiece>,
    },
    Endorsement(Endorsement),
    Data(DataTable),
    /// The news of a report in a sentence or two, in large type.
    Verdict {
        text: String,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    Squares(Squares),
    /// Lists of days, beside each other.
    Beside {
        lists: Vec<DatedList>,
    },
    /// How something drawn is read.
    Legend {
        text: String,
    },
    /// What follows begins on a page of its own.
    NewPage,
}

/// What stands in a line of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageInline {
    Text {
        text: String,
    },
    Emphasis {
        body: Vec<PageInline>,
    },
    Strong {
        body: Vec<PageInline>,
    },
    Footnote {
        body: Vec<PageBlock>,
    },
    /// Leads out of the document. `address` is what stands beside its words where it cannot be followed; none when the
    /// words are the address.
    Link {
        url: String,
        address: Option<String>,
        body: Vec<PageInline>,
    },
    /// Words of another language: `en`, `en-GB`.
    Language {
        tag: String,
        body: Vec<PageInline>,
    },
    Break,
}

/// The text of a run of inlines, without footnotes. A link's address follows its words.
pub fn text_of(inlines: &[PageInline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            PageInline::Text { text: content } => text.push_str(content),
            PageInline::Emphasis { body } | PageInline::Strong { body } | PageInline::Language { body, .. } => {
                text.push_str(&text_of(body));
            }
            PageInline::Link { address, body, .. } => {
                text.push_str(&text_of(body));
                text.extend(address.iter().map(|address| format!(" ({address})")));
            }
            PageInline::Footnote { .. } => {}
            PageInline::Break => text.push(' '),
        }
    }
    text
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// 1 is a section (`2.0`), 2 what is in it (`2.1`), and so on; no level is skipped.
    pub level: usize,
    /// As the author gave it: `2.0`. None for an unnumbered heading.
    pub number: Option<String>,
    pub text: String,
    /// Its footnotes: what repeats the heading leaves them out.
    pub notes: Vec<PageInline>,
    /// Whether the table of contents lists it.
    pub listed: bool,
    /// It belongs to the document that this one is bound into, and stands here to tell where.
    pub is_hosts: bool,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

impl Heading {
    /// One that the contents list, without a number.
    pub(super) fn new(level: usize, text: impl Into<String>) -> Self {
        Self {
            level,
            number: None,
            text: text.into(),
            notes: Vec::new(),
            listed: true,
            is_hosts: false,
            from: Trail::NONE,
        }
    }
}

impl From<Heading> for PageBlock {
    fn from(heading: Heading) -> Self {
        Self::Heading(heading)
    }
}

/// A table that the prose holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProseTable {
    /// Whether the first cell of a row says what the row is.
    pub row_headers: bool,
    pub head: Vec<Vec<PageInline>>,
    /// `left`, `center` or `right`, one a column.
    pub align: Vec<&'static str>,
    pub rows: Vec<Vec<Vec<PageInline>>>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

/// Expenditure by task. Amounts are right-aligned on the decimal comma: all have the same decimals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetTable {
    pub caption: String,
    /// Head of the first column: `Mio. kr. (2023-pl)`.
    pub unit: String,
    /// `R` over `2020`.
    pub columns: Vec<BudgetTableColumn>,
    pub total: BudgetTableRow,
    pub rows: Vec<BudgetTableRow>,
    pub notes: Vec<PageBlock>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetTableRow {
    pub number: Option<String>,
    pub task: String,
    pub amounts: Vec<String>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

/// A goal table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalTable {
    /// What the table is, for a reader that cannot see it.
    pub caption: String,
    pub heads: GoalHeads,
    pub rows: Vec<GoalRow>,
    /// None in a plan without weights, where no row and no head has any either, and where it is left out.
    pub total: Option<Total>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalRow {
    pub number: String,
    pub area: String,
    /// The footnotes on its area.
    pub notes: Vec<PageInline>,
    /// `A1` where allonge 1 has changed or added the goal itself; what stands in it has marks of its own.
    pub mark: Option<String>,
    pub goal: Vec<PageBlock>,
    pub requirements: Vec<RequirementPiece>,
    /// `65`, `2,5`, or the words for a weight that is not set.
    pub weight: Option<String>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    pub term: String,
    pub body: Vec<PageBlock>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

/// A table of a report: words, figures and bars in rows of several ranks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataTable {
    /// Which table it is; a layout knows its columns by it.
    pub role: &'static str,
    /// What the table is, for a reader that cannot see it.
    pub caption: String,
    pub columns: Vec<DataColumn>,
    pub rows: Vec<DataRow>,
    /// How what is drawn in it is read, and what holds for all of its rows. None where there is nothing to say.
    pub legend: Option<String>,
    /// Of the legend.
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataRow {
    pub rank: RowRank,
    /// How far its first words are moved in: 0 for a goal.
    pub depth: usize,
    /// One a column; a group and a remark have one for all columns.
    pub cells: Vec<Cell>,
    #[serde(skip_serializing_if = "Trail::is_untold")]
    pub from: Trail,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Cell {
    Words {
        text: Vec<PageInline>,
    },
    /// A name, and under it in smaller type what is said of it; empty where there is nothing to say.
    Named {
        name: String,
        note: String,
    },
    Body {
        body: Vec<PageBlock>,
    },
    Bar(Bar),
    Sign(Sign),
    Course(Course),
    Year(YearLine),
}

/// A piece of a requirement, in a narrow column or across a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RequirementPiece {
    /// `a)` with its title, its own points and what is in it.
    Group {
        label: Option<String>,
        title: Option<String>,
        weight: Option<String>,
        parts: Vec<RequirementPiece>,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// Prose.
    Prose { body: Vec<PageBlock> },
    /// One demand in words, with its mark (`1.`, `–`) and its own points.
    Demand {
        label: Option<String>,
        text: Vec<PageInline>,
        weight: Option<String>,
        /// What is demanded, for a file that is read back.
        #[serde(skip)]
        kind: DemandKind,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// Demands the reader compares at a glance: `Fast-track, 1. gang | mindst 85 pct. | inden for 31 dage | 7 point`.
    /// Each row reads as a sentence from left to right. An empty `what` goes on with the one above it.
    Thresholds { heads: Option<ThresholdHeads>, rows: Vec<Threshold> },
    /// The same of many limits, as what is counted against how long it may take.
    Matrix(ThresholdMatrix),
    /// Pairs, as `Valby | 55 pct.`, under a line of words. Figures stand to the right, words to the left.
    Pairs {
        title: String,
        rows: Vec<[String; 2]>,
        figures: bool,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// A schema to be filled in: rows against columns, and the scale.
    Grid {
        title: String,
        corner: String,
        columns: Vec<String>,
        rows: Vec<String>,
        scale_title: String,
        scale: Vec<[String; 2]>,
        notes: Vec<String>,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// A small remark that holds for what stands above it.
    Remark {
        text: String,
        #[serde(skip_serializing_if = "Trail::is_untold")]
        from: Trail,
    },
    /// What an allonge has changed, under its mark: `A1`.
    Changed { mark: String, parts: Vec<RequirementPiece> },
}

impl RequirementPiece {
    /// The same, with something else in place of each of its thresholds, however deep they stand.
    pub(super) fn with_thresholds(self, made: &impl Fn(Vec<Threshold>) -> Self) -> Self {
        let within = |parts: Vec<Self>| parts.into_iter().map(|part| part.with_thresholds(made)).collect();
        match self {
            Self::Thresholds { rows, .. } => made(rows),
            Self::Group { label, title, weight, parts, from } => {
                Self::Group { label, title, weight, parts: within(parts), from }
            }
            Self::Changed { mark, parts } => Self::Changed { mark, parts: within(parts) },
            Self::Prose { .. }
            | Self::Demand { .. }
            | Self::Matrix(_)
            | Self::Pairs { .. }
            | Self::Grid { .. }
            | Self::Remark { .. } => self,
        }
    }
}
