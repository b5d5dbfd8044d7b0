//! The tables of a report, cell by cell, and the scorecard that they are held against.

use resultatplan::document::view::{
    Cell, DataRow, DataTable, Document, MatrixRow, PageBlock, PageInline, RequirementPiece, RowRank, text_of,
};
use serde_json::Value;

use super::command::run;
use super::repository;
use super::text::normal;

/// What `score` says of a plan of the repository.
pub fn scores(plan: &str, arguments: &[&str]) -> Value {
    let ran = run(&repository("."), &[&["score", plan, "--format", "json"], arguments].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{plan}: {error}: {}", ran.stderr))
}

/// The tables of a role, in their order.
pub fn tables<'a>(view: &'a Document, role: &str) -> Vec<&'a DataTable> {
    let data = view.body.iter().filter_map(|block| match block {
        PageBlock::Data(data) if data.role == role => Some(data),
        _ => None,
    });
    data.collect()
}

fn cell(cell: &Cell) -> String {
    let words = |text: &[PageInline]| normal(&text_of(text));
    match cell {
        Cell::Words { text } => words(text),
        Cell::Named { name, note } => normal(format!("{name} {note}").trim()),
        Cell::Bar(bar) => normal(&bar.alt),
        Cell::Sign(sign) => normal(&sign.word),
        Cell::Course(course) => normal(&course.alt),
        Cell::Year(line) => normal(&line.alt),
        Cell::Body { body } => body.iter().map(block).collect::<Vec<_>>().join(" "),
    }
}

/// The words of a block that a cell can hold.
fn block(piece: &PageBlock) -> String {
    match piece {
        PageBlock::Paragraph { text } => normal(&text_of(text)),
        PageBlock::List { items, .. } => items.iter().flatten().map(block).collect::<Vec<_>>().join(" "),
        PageBlock::Requirements { parts } => parts.iter().flat_map(leaves).collect::<Vec<_>>().join(" "),
        other => panic!("no cell holds {other:?}"),
    }
}

/// The lines of a requirement's part, marks left out.
pub fn leaves(part: &RequirementPiece) -> Vec<String> {
    let line = |pieces: &[Option<&str>]| normal(&pieces.iter().flatten().copied().collect::<Vec<_>>().join(" "));
    match part {
        RequirementPiece::Group { label, title, weight, parts } => {
            let own = line(&[label.as_deref(), title.as_deref(), weight.as_deref()]);
            [own].into_iter().chain(parts.iter().flat_map(leaves)).collect()
        }
        RequirementPiece::Prose { body } => body.iter().map(block).collect(),
        RequirementPiece::Demand { label, text, weight, .. } => {
            vec![line(&[label.as_deref(), Some(&text_of(text)), weight.as_deref()])]
        }
        RequirementPiece::Thresholds { rows, .. } => rows
            .iter()
            .map(|row| line(&[Some(&row.what), Some(&row.share), Some(&row.limit), row.weight.as_deref()]))
            .collect(),
        // Each figure with what stands over it.
        RequirementPiece::Matrix(matrix) => {
            let of_row = |row: &MatrixRow| {
                let told = matrix.heads[1..].iter().zip(&row.shares).filter(|(_, share)| !share.is_empty());
                told.map(|(head, share)| line(&[Some(&row.what), Some(share), Some(&head.to_lowercase())]))
                    .collect::<Vec<_>>()
            };
            matrix.rows.iter().flat_map(of_row).collect()
        }
        RequirementPiece::Pairs { title, rows, .. } => {
            [normal(title)].into_iter().chain(rows.iter().map(|row| normal(&row.join(" ")))).collect()
        }
        RequirementPiece::Grid { title, notes, .. } => {
            [title].into_iter().chain(notes).map(|text| normal(text)).collect()
        }
        RequirementPiece::Remark { text } => vec![normal(text)],
        RequirementPiece::Changed { parts, .. } => parts.iter().flat_map(leaves).collect(),
    }
}

/// Where a table has a column, by its head. None where it has none.
pub fn column(table: &DataTable, head: &str) -> Option<usize> {
    table.columns.iter().position(|one| normal(&one.head) == head)
}

/// The words of a row, as they are shown.
pub fn shown_cells(row: &DataRow) -> Vec<String> {
    row.cells.iter().map(cell).collect()
}

/// The words of a row, its figures without the zeros that align them: `2 til 12,5` of `2,0 til 12,5`.
pub fn cells(row: &DataRow) -> Vec<String> {
    let bare = |word: &str| match word.split_once(',') {
        Some((whole, decimals)) if !decimals.is_empty() && decimals.bytes().all(|digit| digit.is_ascii_digit()) => {
            format!("{whole},{decimals}").trim_end_matches('0').trim_end_matches(',').to_owned()
        }
        Some(_) | None => word.to_owned(),
    };
    shown_cells(row).iter().map(|text| text.split(' ').map(bare).collect::<Vec<_>>().join(" ")).collect()
}

/// The rows of a rank.
pub fn rows(table: &DataTable, rank: RowRank) -> Vec<Vec<String>> {
    table.rows.iter().filter(|row| row.rank == rank).map(cells).collect()
}

/// `12,5`, or `0 til 20` while something is open.
pub fn span(value: &Value) -> String {
    let (least, most) = (value["least"]["shown"].as_str(), value["most"]["shown"].as_str());
    let exactly = value["least"]["exact"] == value["most"]["exact"];
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    if exactly { least.to_owned() } else { format!("{} til {most}", least.trim_end_matches(" pct.")) }
}
