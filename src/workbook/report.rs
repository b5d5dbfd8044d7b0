//! The tables of a report as a workbook: one sheet a table, figures as numbers with their units.

use rust_decimal::Decimal;

use super::table::{Figured, SheetTable, TableCell, write};
use super::{WorkbookError, begin, end};
use crate::document::view::{BudgetTable, Cell, DataRow, DataTable, Document, PageBlock, RowRank, text_of};
use crate::quantity::Amount;

/// # Errors
/// A text that is longer than a cell can be.
pub fn report(document: &Document) -> Result<Vec<u8>, WorkbookError> {
    let mut book = begin(&document.meta.title)?;
    let mut heading = document.meta.title.clone();
    for block in &document.body {
        match block {
            PageBlock::Heading(one) => heading.clone_from(&one.text),
            PageBlock::Data(data) => write(&mut book, &of_data(&heading, data))?,
            PageBlock::Budget(budget) => write(&mut book, &of_budget(&heading, budget))?,
            PageBlock::Paragraph { .. }
            | PageBlock::List { .. }
            | PageBlock::Quotation { .. }
            | PageBlock::Table(_)
            | PageBlock::Goals(_)
            | PageBlock::Facts { .. }
            | PageBlock::Requirements { .. }
            | PageBlock::Endorsement(_)
            | PageBlock::Verdict { .. }
            | PageBlock::Squares(_)
            | PageBlock::Beside { .. }
            | PageBlock::Legend { .. }
            | PageBlock::NewPage => {}
        }
    }
    if book.worksheets().is_empty() {
        let notes = vec!["Dokumentet har ingen tabel.".to_owned()];
        let (name, caption) = (heading.clone(), heading);
        write(
            &mut book,
            &SheetTable { name, caption, heads: Vec::new(), rows: Vec::new(), totals: Vec::new(), notes },
        )?;
    }
    end(book)
}

fn of_data(heading: &str, data: &DataTable) -> SheetTable {
    let heads = data.columns.iter().enumerate().map(|(place, column)| {
        let width = if column.align == "right" { 14 } else { 30 };
        (column.head.clone(), if place == 0 { 40 } else { width })
    });
    let is_figure = |place: usize| data.columns.get(place).is_some_and(|column| column.align == "right");
    let mut rows: Vec<Vec<TableCell>> = Vec::new();
    let mut totals = Vec::new();
    for (at, row) in data.rows.iter().enumerate() {
        let mut cells: Vec<TableCell> = row
            .cells
            .iter()
            .enumerate()
            .map(|(place, cell)| if is_figure(place) { figure(&words(cell)) } else { text(&words(cell)) })
            .collect();
        if row.rank == RowRank::Total {
            totals.push(at);
            cells = cells
                .into_iter()
                .enumerate()
                .map(|(place, cell)| summed(cell, place, &data.rows[..at], &rows))
                .collect();
        }
        if row.depth > 0 {
            indent(&mut cells, row.depth);
        }
        rows.push(cells);
    }
    let notes = data.legend.iter().cloned().collect();
    SheetTable { name: heading.to_owned(), caption: data.caption.clone(), heads: heads.collect(), rows, totals, notes }
}

/// A sum as a formula, where what stands above it adds up to it as it is shown.
fn summed(cell: TableCell, column: usize, above: &[DataRow], rows: &[Vec<TableCell>]) -> TableCell {
    let TableCell::Figure(total) = cell else { return cell };
    let terms: Vec<(usize, Figured)> = above
        .iter()
        .enumerate()
        .filter(|(_, row)| row.rank == RowRank::Row)
        .filter_map(|(place, _)| match rows.get(place)?.get(column)? {
            TableCell::Figure(term) => Some((place, term.clone())),
            TableCell::Nothing | TableCell::Text(_) | TableCell::Sum { .. } => None,
        })
        .collect();
    let sum: Decimal = terms.iter().map(|(_, term)| term.value).sum();
    let adds_up = terms.len() > 1 && sum == total.value && terms.iter().all(|(_, term)| term.unit == total.unit);
    if adds_up {
        TableCell::Sum { of: terms.into_iter().map(|(place, _)| place).collect(), is: total }
    } else {
        TableCell::Figure(total)
    }
}

/// The first words of a part stand to the right of those of what it is a part of.
fn indent(cells: &mut [TableCell], depth: usize) {
    for cell in cells {
        if let TableCell::Text(words) = cell
            && !words.is_empty()
        {
            *words = format!("{}{words}", "\u{2003}".repeat(depth));
            return;
        }
    }
}

fn of_budget(heading: &str, budget: &BudgetTable) -> SheetTable {
    let columns =
        budget.columns.iter().map(|column| (format!("{} {}", column.state, column.year).trim().to_owned(), 14));
    let heads = [("Nr.".to_owned(), 8), (budget.unit.clone(), 50)].into_iter().chain(columns).collect();
    let line = |row: &crate::document::view::BudgetTableRow| -> Vec<TableCell> {
        let words = [text(row.number.as_deref().unwrap_or_default()), text(&row.task)];
        words.into_iter().chain(row.amounts.iter().map(|amount| figure(amount))).collect()
    };
    let rows: Vec<Vec<TableCell>> = budget.rows.iter().map(line).collect();
    let term = |place: usize, column: usize| match rows.get(place).and_then(|row| row.get(column)) {
        Some(TableCell::Figure(term)) => Some(term.value),
        Some(TableCell::Nothing | TableCell::Text(_) | TableCell::Sum { .. }) | None => None,
    };
    let total = line(&budget.total).into_iter().enumerate().map(|(column, cell)| {
        let of: Vec<usize> = (0..rows.len()).filter(|place| term(*place, column).is_some()).collect();
        let sum: Decimal = of.iter().filter_map(|place| term(*place, column)).sum();
        match cell {
            TableCell::Figure(is) if of.len() > 1 && sum == is.value => TableCell::Sum { of, is },
            other => other,
        }
    });
    let total: Vec<TableCell> = total.collect();
    let totals = vec![rows.len()];
    let rows = rows.into_iter().chain([total]).collect();
    SheetTable { name: heading.to_owned(), caption: budget.caption.clone(), heads, rows, totals, notes: Vec::new() }
}

fn text(words: &str) -> TableCell {
    if words.is_empty() { TableCell::Nothing } else { TableCell::Text(words.to_owned()) }
}

/// A figure as a number; what is none, such as a span, stays the words that it is.
fn figure(words: &str) -> TableCell {
    match words.parse::<Amount>() {
        Ok(Amount { number, unit }) => TableCell::Figure(Figured { value: number.0, decimals: number.0.scale(), unit }),
        Err(_) => text(words),
    }
}

/// What a cell says; of what is drawn, what it says in words.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Words { text } => text_of(text),
        Cell::Named { name, note } if note.is_empty() => name.clone(),
        Cell::Named { name, note } => format!("{name}\n{note}"),
        Cell::Body { body } => {
            body.iter().map(block_words).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
        }
        Cell::Bar(bar) => bar.alt.clone(),
        Cell::Sign(sign) => sign.word.clone(),
        Cell::Course(course) => course.alt.clone(),
        Cell::Year(line) => line.alt.clone(),
    }
}

/// The words of what a cell is written of: paragraphs, and lists with what is in them.
fn block_words(block: &PageBlock) -> String {
    let inner = |blocks: &[PageBlock]| blocks.iter().map(block_words).collect::<Vec<_>>().join("\n");
    match block {
        PageBlock::Heading(heading) => heading.text.clone(),
        PageBlock::Paragraph { text, .. } => text_of(text),
        PageBlock::List { items, .. } => {
            items.iter().map(|item| format!("– {}", inner(item))).collect::<Vec<_>>().join("\n")
        }
        PageBlock::Quotation { body } => inner(body),
        PageBlock::Verdict { text, .. } | PageBlock::Legend { text } => text.clone(),
        PageBlock::Facts { rows } => {
            rows.iter().map(|fact| format!("{}: {}", fact.term, inner(&fact.body))).collect::<Vec<_>>().join("\n")
        }
        PageBlock::Squares(squares) => squares.alt.clone(),
        // None of them stands in a cell of a report.
        PageBlock::Table(_)
        | PageBlock::Budget(_)
        | PageBlock::Goals(_)
        | PageBlock::Requirements { .. }
        | PageBlock::Endorsement(_)
        | PageBlock::Data(_)
        | PageBlock::Beside { .. }
        | PageBlock::NewPage => String::new(),
    }
}
