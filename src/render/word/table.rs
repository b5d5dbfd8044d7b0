//! Goal tables, budgets, tables of reports and those of prose.

use super::columns::fitted;
use super::page::{PageWriter, Room, WIDTH};
use crate::document::view::{
    BudgetTable, BudgetTableRow, Cell, DataRow, DataTable, GoalTable, PageBlock, ProseTable, RowRank, text_of,
};
use crate::word::{
    RowKind, TableLook, TextLook, TextSide, WordBlock, WordCell, WordParagraph, WordRow, WordRun, WordStyle, WordTable,
};

/// As on paper.
const WEIGHED: [u32; 4] = [110, 550, 825, 135];
const UNWEIGHED: [u32; 3] = [110, 550, 960];
/// What is drawn in a cell.
const DRAWN: u32 = 290;
/// How far a part's name is moved in under that of the whole.
const STEP: u32 = 30;

fn head_cell(text: &str, side: TextSide) -> WordCell {
    let runs = if text.is_empty() { Vec::new() } else { vec![WordRun::text(text)] };
    WordCell::new(vec![WordParagraph { side, ..WordParagraph::new(WordStyle::TableHead, runs) }.into()])
}

fn head(cells: Vec<WordCell>) -> WordRow {
    WordRow { kind: RowKind::Head, is_whole: true, change: None, cells }
}

fn cell(runs: Vec<WordRun>, side: TextSide) -> WordCell {
    WordCell::new(vec![WordParagraph { side, ..WordParagraph::new(WordStyle::TableText, runs) }.into()])
}

fn side(align: &str) -> TextSide {
    match align {
        "right" => TextSide::Right,
        "center" => TextSide::Center,
        _ => TextSide::Left,
    }
}

impl PageWriter {
    pub(super) fn goals(&mut self, it: &GoalTable) -> WordTable {
        let columns = if it.heads.weight.is_some() { WEIGHED.to_vec() } else { UNWEIGHED.to_vec() };
        let heads = [&it.heads.number, &it.heads.goal, &it.heads.requirement];
        let mut first: Vec<WordCell> = heads.into_iter().map(|text| head_cell(text, TextSide::Left)).collect();
        first.extend(it.heads.weight.iter().map(|text| head_cell(text, TextSide::Right)));
        let mut rows = vec![head(first)];
        for goal in &it.rows {
            let mut number = vec![WordRun::strong(&goal.number)];
            if let Some(mark) = &goal.mark {
                number.extend([WordRun::Break, WordRun::strong(mark)]);
            }
            let mut area = vec![WordRun::strong(&goal.area)];
            area.extend(self.runs(&goal.notes));
            let mut words = vec![WordParagraph::new(WordStyle::TableText, area).into()];
            words.extend(self.blocks(&goal.goal, Room::cell(columns[1])));
            let requirement = self.requirement(&goal.requirements, Room::cell(columns[2]));
            let mut cells = vec![cell(number, TextSide::Left), WordCell::new(words), WordCell::new(requirement)];
            cells.extend(goal.weight.iter().map(|weight| cell(vec![WordRun::strong(weight)], TextSide::Right)));
            rows.push(WordRow { kind: RowKind::Plain, is_whole: false, change: None, cells });
        }
        if let Some(total) = &it.total {
            let mut label = cell(vec![WordRun::strong(&total.label)], TextSide::Left);
            label.columns = columns.len() - 1;
            let cells = vec![label, cell(vec![WordRun::strong(&total.weight)], TextSide::Right)];
            rows.push(WordRow { kind: RowKind::Total, is_whole: true, change: None, cells });
        }
        WordTable { caption: it.caption.clone(), look: TableLook::Ruled, columns, has_row_heads: true, rows }
    }

    pub(super) fn budget(&mut self, it: &BudgetTable, room: Room) -> Vec<WordBlock> {
        let amount = (180).min(room.width / 2 / u32::try_from(it.columns.len().max(1)).unwrap_or(1));
        let mut columns = vec![amount; it.columns.len()];
        columns.insert(0, room.width - columns.iter().sum::<u32>());
        let mut first = vec![head_cell(&it.unit, TextSide::Left)];
        first.extend(it.columns.iter().map(|one| head_cell(&format!("{}\n{}", one.state, one.year), TextSide::Right)));
        let row = |row: &BudgetTableRow, is_total: bool| {
            let run = |text: &str| {
                vec![WordRun::Text {
                    text: text.to_owned(),
                    look: TextLook { is_strong: is_total, ..TextLook::default() },
                }]
            };
            let name = row.number.as_ref().map_or_else(|| row.task.clone(), |number| format!("{number} {}", row.task));
            let mut cells = vec![cell(run(&name), TextSide::Left)];
            cells.extend(row.amounts.iter().map(|amount| cell(run(amount), TextSide::Right)));
            WordRow { kind: RowKind::Plain, is_whole: true, change: None, cells }
        };
        let mut rows = vec![head(first), row(&it.total, true)];
        rows.extend(it.rows.iter().map(|one| row(one, false)));
        let caption = WordParagraph::new(WordStyle::Caption, vec![WordRun::text(&it.caption)]);
        let look = TableLook::Ruled;
        let table = WordTable { caption: it.caption.clone(), look, columns, has_row_heads: true, rows };
        let mut blocks = vec![caption.into(), WordBlock::Table(table)];
        blocks.extend(self.remarks(&it.notes, room));
        blocks
    }

    fn remarks(&mut self, notes: &[PageBlock], room: Room) -> Vec<WordBlock> {
        let mut blocks = self.blocks(notes, room);
        for block in &mut blocks {
            if let WordBlock::Paragraph(paragraph) = block
                && paragraph.style == WordStyle::Body
            {
                paragraph.style = WordStyle::Remark;
            }
        }
        blocks
    }

    pub(super) fn prose_table(&mut self, it: &ProseTable, room: Room) -> WordTable {
        let count = it.align.len();
        let texts = |at: usize| {
            let rows = it.rows.iter().chain([&it.head]);
            rows.map(|row| row.get(at).map(|cell| text_of(cell)).unwrap_or_default()).collect()
        };
        let cells: Vec<Vec<String>> = (0..count).map(texts).collect();
        let columns = fitted(&cells, &[], room.width);
        let has_head = it.head.iter().any(|cell| !cell.is_empty());
        let mut rows = Vec::new();
        if has_head {
            let cells = it.head.iter().zip(&it.align).map(|(cell, align)| {
                let paragraph = WordParagraph::new(WordStyle::TableHead, self.runs(cell));
                WordCell::new(vec![WordParagraph { side: side(align), ..paragraph }.into()])
            });
            rows.push(head(cells.collect()));
        }
        for row in &it.rows {
            let cells = row.iter().zip(&it.align).map(|(words, align)| cell(self.runs(words), side(align)));
            rows.push(WordRow { kind: RowKind::Plain, is_whole: true, change: None, cells: cells.collect() });
        }
        let look = TableLook::Ruled;
        WordTable { caption: String::new(), look, columns, has_row_heads: it.row_headers, rows }
    }

    pub(super) fn data(&mut self, it: &DataTable, room: Room) -> Vec<WordBlock> {
        let count = it.columns.len();
        let columns = data_columns(it, room.width);
        let heads = it.columns.iter().map(|column| head_cell(&column.head, side(column.align)));
        let mut rows = vec![head(heads.collect())];
        for row in &it.rows {
            let is_over_all = matches!(row.rank, RowRank::Group | RowRank::Remark);
            let cells = row.cells.iter().enumerate().map(|(at, one)| {
                let width = if is_over_all { room.width } else { columns.get(at).copied().unwrap_or(100) };
                let align = it.columns.get(at).map_or(TextSide::Left, |column| side(column.align));
                let blocks = self.data_cell(one, row, align, if at == 0 { row.depth } else { 0 }, width);
                WordCell { columns: if is_over_all { count } else { 1 }, ..WordCell::new(blocks) }
            });
            let cells = if is_over_all { cells.take(1).collect() } else { cells.collect::<Vec<_>>() };
            let kind = if row.rank == RowRank::Total { RowKind::Total } else { RowKind::Plain };
            rows.push(WordRow { kind, is_whole: true, change: None, cells });
        }
        let look = TableLook::Ruled;
        let table = WordTable { caption: it.caption.clone(), look, columns, has_row_heads: true, rows };
        let mut blocks = vec![WordBlock::Table(table)];
        let legend = |text: &String| WordParagraph::new(WordStyle::Remark, vec![WordRun::text(text)]).into();
        blocks.extend(it.legend.as_ref().map(legend));
        blocks
    }

    fn data_cell(&mut self, it: &Cell, row: &DataRow, side: TextSide, depth: usize, width: u32) -> Vec<WordBlock> {
        let indent = STEP * u32::try_from(depth.min(4)).unwrap_or(4);
        let style = match row.rank {
            RowRank::Group => WordStyle::TableHead,
            RowRank::Remark => WordStyle::Remark,
            RowRank::Row | RowRank::Part | RowRank::Total => WordStyle::TableText,
        };
        let paragraph = |runs: Vec<WordRun>| WordParagraph { side, indent, ..WordParagraph::new(style, runs) };
        match it {
            Cell::Words { text } => {
                let mut runs = self.runs(text);
                if row.rank == RowRank::Total {
                    runs.iter_mut().for_each(strengthen);
                }
                runs.retain(|run| !matches!(run, WordRun::Text { text, .. } if text.is_empty()));
                vec![paragraph(runs).into()]
            }
            Cell::Named { name, note } => {
                let mut runs = vec![WordRun::strong(name)];
                if !note.is_empty() {
                    let look = TextLook { is_faint: true, ..TextLook::default() };
                    runs.extend([WordRun::Break, WordRun::Text { text: note.clone(), look }]);
                }
                vec![paragraph(runs).into()]
            }
            Cell::Body { body } => self.blocks(body, Room::cell(width)),
            Cell::Bar(bar) => vec![paragraph(vec![WordRun::Picture(self.pen.bar(bar))]).into()],
            Cell::Sign(sign) => {
                let runs = vec![WordRun::Picture(self.pen.sign(sign)), WordRun::text(format!(" {}", sign.word))];
                vec![paragraph(runs).into()]
            }
            Cell::Course(course) => vec![paragraph(vec![WordRun::Picture(self.pen.course(course))]).into()],
            Cell::Year(year) => vec![paragraph(vec![WordRun::Picture(self.pen.year(year))]).into()],
        }
    }
}

fn strengthen(run: &mut WordRun) {
    if let WordRun::Text { look, .. } = run {
        look.is_strong = true;
    }
}

/// As on paper where a table has columns of its own there, else by what stands in them.
fn data_columns(it: &DataTable, whole: u32) -> Vec<u32> {
    let with_first = |first: u32| {
        let rest = u32::try_from(it.columns.len().saturating_sub(1)).unwrap_or(1).max(1);
        let each = whole.saturating_sub(first) / rest;
        let mut columns = vec![each; it.columns.len()];
        if let Some(column) = columns.first_mut() {
            *column = whole - each * rest;
        }
        columns
    };
    match it.role {
        "allonge" | "changes" => return with_first(300),
        "difference" => return with_first(340),
        _ => {}
    }
    let whole_rows = || it.rows.iter().filter(|row| row.cells.len() == it.columns.len());
    let texts = |at: usize| {
        let head = it.columns[at].head.replace(' ', "\n");
        std::iter::once(head).chain(whole_rows().map(|row| words_of(&row.cells[at]))).collect()
    };
    let drawn = |at: usize| {
        let is_drawn = |row: &DataRow| match &row.cells[at] {
            Cell::Bar(_) | Cell::Course(_) | Cell::Year(_) => true,
            Cell::Words { .. } | Cell::Named { .. } | Cell::Body { .. } | Cell::Sign(_) => false,
        };
        if whole_rows().any(is_drawn) { DRAWN } else { 0 }
    };
    let cells: Vec<Vec<String>> = (0..it.columns.len()).map(texts).collect();
    let least: Vec<u32> = (0..it.columns.len()).map(drawn).collect();
    fitted(&cells, &least, whole.min(WIDTH))
}

fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Words { text } => text_of(text),
        Cell::Named { name, note } => format!("{name}\n{note}"),
        Cell::Sign(sign) => format!("mm{}", sign.word),
        Cell::Body { .. } => "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmm".to_owned(),
        Cell::Bar(_) | Cell::Course(_) | Cell::Year(_) => String::new(),
    }
}
