//! What a requirement consists of, in a column of the goal table or across a page.

use super::columns::fitted;
use super::page::{PageWriter, Room};
use crate::document::view::{RequirementPiece, Threshold, ThresholdHeads};
use crate::plan::DemandKind;
use crate::word::{
    RowKind, TableLook, TextLook, TextSide, WordBlock, WordCell, WordParagraph, WordRow, WordRun, WordStyle, WordTable,
};

/// How far a label hangs out.
const LABEL: u32 = 60;

impl PageWriter {
    pub(super) fn requirement(&mut self, parts: &[RequirementPiece], room: Room) -> Vec<WordBlock> {
        let mut all: Vec<WordBlock> = Vec::new();
        for part in parts {
            let made = self.requirement_piece(part, room);
            // Two tables right after each other would be one.
            if matches!((all.last(), made.first()), (Some(WordBlock::Table(_)), Some(WordBlock::Table(_)))) {
                all.push(room.paragraph(Vec::new()).into());
            }
            all.extend(made);
        }
        all
    }

    fn requirement_piece(&mut self, part: &RequirementPiece, room: Room) -> Vec<WordBlock> {
        match part {
            RequirementPiece::Group { label, title: Some(title), weight, parts, .. } => {
                let name = label.as_ref().map_or_else(|| title.clone(), |label| format!("{label} {title}"));
                let first = with_points(room.paragraph(vec![WordRun::strong(name)]), weight.as_deref(), room);
                let style = if room.is_table { WordStyle::DemandTitle } else { first.style };
                let first = WordParagraph { keeps_next: true, style, ..first };
                std::iter::once(first.into()).chain(self.requirement(parts, room)).collect()
            }
            RequirementPiece::Group { label, title: None, weight, parts, .. } => {
                let inside = if label.is_some() { Room { indent: room.indent + LABEL, ..room } } else { room };
                let blocks = self.requirement(parts, inside);
                labelled(label.as_deref(), weight.as_deref(), blocks, inside)
            }
            RequirementPiece::Prose { body } => self.blocks(body, room),
            RequirementPiece::Demand { label, text, weight, kind, .. } => {
                let inside = if label.is_some() { Room { indent: room.indent + LABEL, ..room } } else { room };
                let paragraph = WordParagraph { style: demand_style(*kind, room), ..inside.paragraph(self.runs(text)) };
                let blocks = vec![paragraph.into()];
                labelled(label.as_deref(), weight.as_deref(), blocks, inside)
            }
            RequirementPiece::Thresholds { heads, rows } => vec![thresholds(heads.as_ref(), rows, room)],
            RequirementPiece::Matrix(matrix) => {
                let texts: Vec<Vec<String>> = std::iter::once(matrix.heads.clone())
                    .chain(matrix.rows.iter().map(|row| [vec![row.what.clone()], row.shares.clone()].concat()))
                    .collect();
                let caption = matrix.heads.first().cloned().unwrap_or_default();
                let right = (1..matrix.heads.len()).collect::<Vec<_>>();
                vec![plain_table(&caption, TableLook::Ruled, &texts, true, &right, room)]
            }
            RequirementPiece::Pairs { title, rows, figures, .. } => {
                let first = WordParagraph { keeps_next: true, ..room.paragraph(vec![WordRun::text(title)]) };
                vec![first.into(), self.pairs(rows, room, *figures)]
            }
            RequirementPiece::Grid { title, corner, columns, rows, scale_title, scale, notes, .. } => {
                let caption = WordParagraph { keeps_next: true, ..room.paragraph(vec![WordRun::strong(title)]) };
                let empty = vec![String::new(); columns.len()];
                let texts: Vec<Vec<String>> = std::iter::once([vec![corner.clone()], columns.clone()].concat())
                    .chain(rows.iter().map(|row| [vec![row.clone()], empty.clone()].concat()))
                    .collect();
                let mut blocks = vec![caption.into(), plain_table(title, TableLook::Boxed, &texts, true, &[], room)];
                if !scale.is_empty() {
                    let title =
                        WordParagraph { keeps_next: true, ..room.paragraph(vec![WordRun::strong(scale_title)]) };
                    blocks.push(title.into());
                    blocks.push(self.pairs(scale, room, false));
                }
                let note = |note: &String| WordParagraph::new(WordStyle::Remark, vec![WordRun::text(note)]).into();
                blocks.extend(notes.iter().map(note));
                blocks
            }
            RequirementPiece::Remark { text, .. } => {
                // As far in as what it is said of.
                let remark = WordParagraph::new(WordStyle::Remark, vec![WordRun::text(text)]);
                vec![WordParagraph { indent: room.indent, ..remark }.into()]
            }
            RequirementPiece::Changed { mark, parts } => {
                let mark = WordParagraph {
                    keeps_next: true,
                    side: TextSide::Right,
                    ..WordParagraph::new(WordStyle::Remark, vec![WordRun::strong(mark)])
                };
                std::iter::once(mark.into()).chain(self.requirement(parts, room)).collect()
            }
        }
    }

    /// Names with what is said of each beside them.
    pub(super) fn pairs(&mut self, rows: &[[String; 2]], room: Room, figures: bool) -> WordBlock {
        let texts: Vec<Vec<String>> = rows.iter().map(|row| row.to_vec()).collect();
        let right: &[usize] = if figures { &[1] } else { &[] };
        plain_table("", TableLook::Plain, &texts, false, right, room)
    }
}

/// Words alone do not tell what is delivered from what is judged: the style does.
fn demand_style(kind: DemandKind, room: Room) -> WordStyle {
    if !room.is_table {
        return room.style();
    }
    match kind {
        DemandKind::Deliverable => WordStyle::Deliverable,
        DemandKind::Judgement => WordStyle::Judgement,
        DemandKind::Parts
        | DemandKind::Share
        | DemandKind::Value
        | DemandKind::Count
        | DemandKind::Evaluation
        | DemandKind::Level
        | DemandKind::Later => WordStyle::Demand,
    }
}

/// Points stand at the right edge, in line with the words that they weigh.
fn with_points(mut paragraph: WordParagraph, points: Option<&str>, room: Room) -> WordParagraph {
    if let Some(points) = points {
        paragraph.right_stop = Some(room.width);
        paragraph.runs.extend([WordRun::Tab, WordRun::strong(points)]);
    }
    paragraph
}

/// A label hangs before the first words, points stand behind them.
fn labelled(label: Option<&str>, points: Option<&str>, mut blocks: Vec<WordBlock>, room: Room) -> Vec<WordBlock> {
    if label.is_none() && points.is_none() {
        return blocks;
    }
    let is_free = |paragraph: &WordParagraph| paragraph.list.is_none() && paragraph.hanging == 0;
    if !matches!(blocks.first(), Some(WordBlock::Paragraph(first)) if is_free(first)) {
        blocks.insert(0, WordParagraph { keeps_next: true, ..room.paragraph(Vec::new()) }.into());
    }
    if let Some(WordBlock::Paragraph(first)) = blocks.first_mut() {
        if let Some(label) = label {
            first.hanging = LABEL;
            first.runs.splice(0..0, [WordRun::text(label), WordRun::Tab]);
        }
        *first = with_points(std::mem::take(first), points, room);
    }
    blocks
}

fn thresholds(heads: Option<&ThresholdHeads>, rows: &[Threshold], room: Room) -> WordBlock {
    let is_weighed = rows.iter().any(|row| row.weight.is_some()) || heads.is_some_and(|heads| heads.weight.is_some());
    let row = |what: &str, share: &str, limit: &str, weight: Option<&String>| {
        let points = is_weighed.then(|| weight.cloned().unwrap_or_default());
        [what, share, limit].map(str::to_owned).into_iter().chain(points).collect::<Vec<String>>()
    };
    let head = heads.map(|one| row(&one.what, &one.share, &one.limit, one.weight.as_ref()));
    let rows = rows.iter().map(|one| row(&one.what, &one.share, &one.limit, one.weight.as_ref()));
    let has_head = head.is_some();
    let texts: Vec<Vec<String>> = head.into_iter().chain(rows).collect();
    let caption = heads.map_or("", |heads| heads.what.as_str());
    let look = if has_head { TableLook::Ruled } else { TableLook::Plain };
    plain_table(caption, look, &texts, has_head, if is_weighed { &[3] } else { &[] }, room)
}

/// A table of short texts; the first column says what a row is.
pub(super) fn plain_table(
    caption: &str,
    look: TableLook,
    texts: &[Vec<String>],
    has_head: bool,
    right: &[usize],
    room: Room,
) -> WordBlock {
    let count = texts.iter().map(Vec::len).max().unwrap_or(1);
    let of_column = |at: usize| texts.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
    let cells: Vec<Vec<String>> = (0..count).map(of_column).collect();
    let columns = fitted(&cells, &[], room.width);
    let row = |(at, texts): (usize, &Vec<String>)| {
        let is_head = has_head && at == 0;
        let cell = |(at, text): (usize, &String)| {
            let side = if right.contains(&at) { TextSide::Right } else { TextSide::Left };
            let style = if is_head { WordStyle::TableHead } else { WordStyle::TableText };
            let is_strong = right.contains(&at) && !is_head && look == TableLook::Plain && count == 4;
            let look = TextLook { is_strong, ..TextLook::default() };
            let run = WordRun::Text { text: text.clone(), look };
            let runs = if text.is_empty() { Vec::new() } else { vec![run] };
            WordCell::new(vec![WordParagraph { side, ..WordParagraph::new(style, runs) }.into()])
        };
        let kind = if is_head { RowKind::Head } else { RowKind::Plain };
        WordRow { kind, is_whole: true, change: None, cells: texts.iter().enumerate().map(cell).collect() }
    };
    let rows = texts.iter().enumerate().map(row).collect();
    WordBlock::Table(WordTable { caption: caption.to_owned(), look, columns, has_row_heads: true, rows })
}
