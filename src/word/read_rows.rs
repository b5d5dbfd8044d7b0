//! A table of a Word file → a tree: its rows and cells, however they are merged.

use roxmltree::Node;

use super::read::{WordReader, is_passed_over};
use super::styles::{child, val};
use super::tree::{CellMerge, RowKind, TableLook, WordBlock, WordCell, WordRow, WordTable};
use super::xml::W;

impl<'a> WordReader<'a> {
    pub(super) fn table(&mut self, node: Node<'a, 'a>) -> WordBlock {
        self.read.nested += usize::from(node.ancestors().any(|one| one.has_tag_name((W, "tc"))));
        let grid = child(node, "tblGrid").map_or(0, |grid| grid.children().filter(Node::is_element).count());
        let mut rows = Vec::new();
        self.rows(node, &mut rows);
        let width = |row: &WordRow| row.cells.iter().map(|cell| cell.columns).sum::<usize>();
        let count = rows.iter().map(width).max().unwrap_or(0).max(grid).max(1);
        let columns = vec![1000; count];
        WordBlock::Table(WordTable {
            caption: String::new(),
            look: TableLook::Ruled,
            columns,
            has_row_heads: false,
            rows,
        })
    }

    fn rows(&mut self, parent: Node<'a, 'a>, rows: &mut Vec<WordRow>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tr" => {
                    let properties = child(node, "trPr");
                    if properties.is_some_and(|one| child(one, "del").is_some()) {
                        self.read.changes += 1;
                        continue;
                    }
                    self.read.changes += usize::from(properties.is_some_and(|one| child(one, "ins").is_some()));
                    let is_head = properties.is_some_and(|one| child(one, "tblHeader").is_some());
                    let before = properties.and_then(|one| val(one, "gridBefore")?.parse::<usize>().ok()).unwrap_or(0);
                    let mut cells = Vec::new();
                    if before > 0 {
                        cells.push(WordCell { columns: before.min(60), ..WordCell::new(Vec::new()) });
                    }
                    self.cells(node, &mut cells);
                    let kind = if is_head { RowKind::Head } else { RowKind::Plain };
                    rows.push(WordRow { kind, is_whole: false, change: None, cells });
                }
                name if is_passed_over(name) => {}
                _ => self.rows(node, rows),
            }
        }
    }

    fn cells(&mut self, parent: Node<'a, 'a>, cells: &mut Vec<WordCell>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tc" => {
                    let properties = child(node, "tcPr");
                    let span = properties.and_then(|one| val(one, "gridSpan")?.parse::<usize>().ok());
                    let merge = properties.and_then(|one| child(one, "vMerge")).map(|one| one.attribute((W, "val")));
                    let merge = match merge {
                        None => CellMerge::Single,
                        Some(Some("restart")) => CellMerge::Begins,
                        Some(_) => CellMerge::GoesOn,
                    };
                    let blocks = self.blocks(node);
                    cells.push(WordCell { columns: span.unwrap_or(1).clamp(1, 60), merge, blocks });
                }
                name if is_passed_over(name) => {}
                _ => self.cells(node, cells),
            }
        }
    }
}
