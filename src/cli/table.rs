//! A table in a terminal: columns under each other, whatever letters are in them.

use anstyle::Style;

/// Longer texts are cut; `--format json` has them whole.
const WIDEST: usize = 58;

pub(super) struct TextTable<const N: usize> {
    /// Whether a column holds numbers, which stand to the right.
    right: [bool; N],
    rows: Vec<(Style, [String; N])>,
}

impl<const N: usize> TextTable<N> {
    pub fn new(right: [bool; N]) -> Self {
        Self { right, rows: Vec::new() }
    }

    pub fn push(&mut self, style: Style, cells: [String; N]) {
        self.rows.push((style, cells.map(|cell| cut(&cell))));
    }

    /// The lines, without columns that have nothing; styled as a whole: what a line says is in its words.
    pub fn lines(&self) -> Vec<String> {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..N).map(width).collect();
        let line = |(style, cells): &(Style, [String; N])| {
            let columns = cells.iter().zip(&widths).zip(&self.right).filter(|((_, width), _)| **width > 0);
            let columns = columns.map(
                |((cell, width), right)| {
                    if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
                },
            );
            let text = columns.collect::<Vec<_>>().join("  ");
            format!("{style}{}{style:#}", text.trim_end())
        };
        self.rows.iter().map(line).collect()
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}
