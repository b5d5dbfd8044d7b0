//! The lines of a cell of requirements in a Word file of ours: what each is, by its style, its label and its points.

use super::super::phrases::Phrases;
use super::text::{one_line, plain, words};
use crate::quantity::NOT_SET;
use crate::word::{WordBlock, WordCell, WordParagraph, WordRun, WordStyle, WordTable};

/// What a line is.
#[derive(Debug, Clone)]
pub(super) enum LineKind {
    /// The name of what is below it.
    Title,
    /// A sentence of a requirement.
    Demand(WordStyle),
    /// What is said of what stands above it.
    Remark(String),
    /// Rows of what, share, limit and points.
    Thresholds(Vec<[String; 4]>),
    /// Names with what is said of each, by the phrase that stands over them.
    Pairs(&'static str, Vec<(String, String)>),
    /// A schema to be filled in: its title, its columns, its rows and its scale.
    Grid { title: String, columns: Vec<String>, rows: Vec<String>, scale: Vec<(String, String)> },
    /// The author's words.
    Words,
}

/// A line, without its label and its points.
#[derive(Debug, Clone)]
pub(super) struct CellLine {
    pub kind: LineKind,
    pub label: Option<String>,
    pub points: Option<String>,
    pub indent: u32,
    pub block: WordBlock,
}

/// Phrases that stand over pairs.
const OVER_PAIRS: [&str; 3] = ["steder", "kriterier", "grader"];

/// Whether a table has paragraphs in the styles of requirements, which no other program gives them.
pub(super) fn is_ours(blocks: &[WordBlock]) -> bool {
    blocks.iter().any(|block| match block {
        WordBlock::Paragraph(paragraph) => paragraph.style == WordStyle::DemandTitle || is_demand(paragraph.style),
        WordBlock::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| is_ours(&cell.blocks)),
        WordBlock::Contents { .. } => false,
    })
}

fn is_demand(style: WordStyle) -> bool {
    matches!(style, WordStyle::Demand | WordStyle::Deliverable | WordStyle::Judgement)
}

/// The words of a text, blanks of all kinds as one.
pub(super) fn said(text: &str) -> String {
    one_line(&text.replace('\u{a0}', " "))
}

pub(super) fn lines(blocks: &[WordBlock], phrases: &Phrases) -> Vec<CellLine> {
    let mut all: Vec<CellLine> = Vec::new();
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        rest = after;
        match block {
            WordBlock::Paragraph(paragraph) => {
                let line = of_paragraph(paragraph);
                if let (LineKind::Words, None, true) =
                    (&line.kind, &line.label, words(std::slice::from_ref(&line.block)).is_empty())
                {
                    continue;
                }
                let text = said(&words(std::slice::from_ref(&line.block)));
                let over = OVER_PAIRS.into_iter().find(|name| phrases.is(name, &text));
                match (over, after.first()) {
                    (Some(name), Some(WordBlock::Table(table))) => {
                        rest = &after[1..];
                        all.push(CellLine { kind: LineKind::Pairs(name, pairs(table)), ..line });
                    }
                    _ => all.push(line),
                }
            }
            WordBlock::Table(table) => {
                let line =
                    CellLine { kind: LineKind::Words, label: None, points: None, indent: 0, block: block.clone() };
                let indent = all.last().map_or(0, |last| last.indent);
                if let Some((columns, rows)) = grid(table, phrases) {
                    // Its title stands over it, with the label and the points of the whole.
                    let over = all.pop_if(|last| matches!(last.kind, LineKind::Words | LineKind::Title));
                    let over = over.unwrap_or_else(|| line.clone());
                    let title = said(&words(&[over.block]));
                    let mut scale = Vec::new();
                    if let [WordBlock::Paragraph(first), WordBlock::Table(of_scale), ..] = rest
                        && phrases.is("skala", &said(&plain(&first.runs)))
                    {
                        scale = pairs(of_scale);
                        rest = &rest[2..];
                    }
                    let kind = LineKind::Grid { title, columns, rows, scale };
                    let CellLine { label, points, .. } = over;
                    all.push(CellLine { kind, label, points, indent: over.indent, ..line });
                    continue;
                }
                let kind = thresholds(table).map_or(LineKind::Words, LineKind::Thresholds);
                all.push(CellLine { kind, indent, ..line });
            }
            WordBlock::Contents { .. } => {}
        }
    }
    all
}

fn of_paragraph(paragraph: &WordParagraph) -> CellLine {
    let mut paragraph = paragraph.clone();
    paragraph.runs = apart(&paragraph.runs);
    let mut points = None;
    if let [before @ .., WordRun::Tab, WordRun::Text { text, .. }] = paragraph.runs.as_slice()
        && !before.is_empty()
        && is_points(&said(text))
    {
        points = Some(said(text));
        paragraph.runs.truncate(paragraph.runs.len() - 2);
    }
    let mut label = label(&mut paragraph);
    let mut text = said(&plain(&paragraph.runs));
    let kind = match paragraph.style {
        WordStyle::DemandTitle => {
            (label, text) = titled(&text);
            paragraph.runs = vec![WordRun::text(text)];
            LineKind::Title
        }
        style if is_demand(style) && !text.is_empty() => LineKind::Demand(style),
        WordStyle::Remark => LineKind::Remark(text),
        _ => LineKind::Words,
    };
    CellLine { kind, label, points, indent: paragraph.indent, block: paragraph.into() }
}

/// `7 point`, `25 pct.`, `1/2`, `ikke fastsat`.
fn is_points(text: &str) -> bool {
    text == NOT_SET || text.starts_with(|first: char| first.is_ascii_digit()) && text.split(' ').count() <= 2
}

/// Tabs as runs of their own.
fn apart(runs: &[WordRun]) -> Vec<WordRun> {
    let mut all = Vec::new();
    for run in runs {
        let WordRun::Text { text, look } = run else {
            all.push(run.clone());
            continue;
        };
        for (at, piece) in text.split('\t').enumerate() {
            if at > 0 {
                all.push(WordRun::Tab);
            }
            if !piece.is_empty() {
                all.push(WordRun::Text { text: piece.to_owned(), look: look.clone() });
            }
        }
    }
    all
}

/// `a)`, `1.` or a name, before a tab.
fn label(paragraph: &mut WordParagraph) -> Option<String> {
    let [WordRun::Text { text, .. }, WordRun::Tab, ..] = paragraph.runs.as_slice() else { return None };
    let name = name_of(text).filter(|name| name.chars().count() <= 12)?;
    paragraph.runs.drain(..2);
    Some(name)
}

/// `a` of `a)`, `1` of `1.`
fn name_of(label: &str) -> Option<String> {
    let label = label.trim();
    let name = label.strip_suffix(')').or_else(|| label.strip_suffix('.')).unwrap_or(label);
    (!name.is_empty() && name.chars().all(char::is_alphanumeric)).then(|| name.to_owned())
}

/// `a) Erhvervsområdet` of a title, as its label and its name.
pub(super) fn titled(text: &str) -> (Option<String>, String) {
    let Some((first, rest)) = text.split_once(' ') else { return (None, text.to_owned()) };
    let is_label = first.ends_with([')', '.']) && first.chars().count() <= 3;
    match name_of(first).filter(|_| is_label) {
        Some(label) => (Some(label), rest.to_owned()),
        None => (None, text.to_owned()),
    }
}

fn texts(table: &WordTable) -> Vec<Vec<String>> {
    let of_row = |cells: &[WordCell]| cells.iter().map(|cell| said(&words(&cell.blocks))).collect();
    table.rows.iter().map(|row| of_row(&row.cells)).collect()
}

fn pairs(table: &WordTable) -> Vec<(String, String)> {
    let pair = |row: Vec<String>| match row.as_slice() {
        [name, rest @ ..] => (name.clone(), rest.join(" ")),
        [] => (String::new(), String::new()),
    };
    texts(table).into_iter().map(pair).collect()
}

/// The columns and the rows of a schema.
fn grid(table: &WordTable, phrases: &Phrases) -> Option<(Vec<String>, Vec<String>)> {
    let all = texts(table);
    let (head, rows) = all.split_first()?;
    let (corner, columns) = head.split_first()?;
    let is_empty = |row: &Vec<String>| row.iter().skip(1).all(String::is_empty);
    let is_grid = phrases.is("emne", corner) && rows.iter().all(is_empty);
    is_grid.then(|| (columns.to_vec(), rows.iter().filter_map(|row| row.first().cloned()).collect()))
}

/// Rows of three or four, each with a share and a limit. What an empty first cell goes on with stands above it.
fn thresholds(table: &WordTable) -> Option<Vec<[String; 4]>> {
    let row = |row: Vec<String>| match <[String; 4]>::try_from(row) {
        Ok(row) => Some(row),
        Err(row) => {
            let [what, share, limit] = <[String; 3]>::try_from(row).ok()?;
            Some([what, share, limit, String::new()])
        }
    };
    let rows: Vec<[String; 4]> = texts(table).into_iter().map(row).collect::<Option<_>>()?;
    let is_first_named = rows.first().is_some_and(|[what, ..]| !what.is_empty());
    is_first_named.then_some(rows)
}
