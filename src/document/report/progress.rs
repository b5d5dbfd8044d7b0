//! Requirement by requirement: target, quarters so far, status, what is expected, who answers for it.

use super::changes::{gone, name_of};
use super::line::{Line, lines};
use super::{Standing, table, words_cell};
use crate::document::prose;
use crate::document::view::{Cell, DataColumn, DataRow, PageBlock, PageInline, RowRank};
use crate::plan::Goal;
use crate::quantity::Period;
use crate::score::ScoredGoal;
use crate::words::danish::capital;

/// The most quarters that have a column each.
const MOST_QUARTERS: usize = 5;

/// Whether its years, and not its quarters, have a column each.
pub fn is_by_year(standing: &Standing) -> bool {
    standing.plan.period.quarters().len() > MOST_QUARTERS
}

/// The columns of a plan's measures: its quarters, or its years where those are too many; each with its head and its days.
pub(super) fn columns(standing: &Standing) -> Vec<(String, Period)> {
    let (words, period) = (standing.words, standing.plan.period);
    let quarters = period.quarters();
    if is_by_year(standing) {
        return period.in_years().into_iter().map(|(year, days)| (year.to_string(), days)).collect();
    }
    quarters.into_iter().map(|quarter| (words.quarter(&quarter), quarter.days)).collect()
}

/// One goal: a row for each thing in it, and what is said of it. While the year goes on, with what is expected of it.
pub fn view(standing: &Standing, goal: &Goal, scored: &ScoredGoal, while_it_goes_on: bool) -> PageBlock {
    let words = standing.words;
    let lines = lines(goal, scored);
    // Without numbers there is nothing to say of a quarter.
    let has_series = lines.iter().any(|line| line.progress().is_some_and(|progress| progress.series.is_some()));
    let quarters = if has_series { columns(standing) } else { Vec::new() };
    let caption = words.say("krav for krav i", &[("nr", &goal.number), ("område", &goal.area)]);
    let mut data = table("progress", caption, &[("resultatkrav", "left"), ("måltal", "left")], words);
    data.columns.extend(quarters.iter().map(|(head, _)| DataColumn { head: head.clone(), align: "right" }));
    let rest: &[(&str, &str)] = match while_it_goes_on {
        true => &[("til nu", "right"), ("status", "left"), ("forventet", "left")],
        false => &[("resultat", "right"), ("status", "left")],
    };
    data.columns.extend(table("progress", String::new(), rest, words).columns);
    let width = data.columns.len();
    let is_shared = share_facts(&lines);
    for line in &lines {
        let mut row = row(line, standing, &quarters);
        row.cells.truncate(width);
        data.rows.push(row);
        let own = (!is_shared && line.progress().is_some()).then(|| facts(line, standing));
        let comments = comments(line, standing);
        data.rows.extend(own.into_iter().chain(comments).map(|cell| remark(cell, line.depth)));
    }
    for mark in standing.removed_of(goal) {
        let mut cells = vec![words_cell(name_of(mark, words)), words_cell(gone(mark, standing))];
        cells.resize_with(width + 1 - rest.len(), || words_cell(""));
        cells.extend([words.status(mark.status), String::new()].map(words_cell));
        cells.truncate(width);
        data.rows.push(DataRow { rank: RowRank::Part, depth: 1, cells });
    }
    if is_shared {
        let common = lines.iter().find(|line| line.progress().is_some()).map(|line| facts(line, standing));
        data.rows.extend(common.map(|cell| remark(cell, 0)));
    }
    PageBlock::Data(data)
}

fn remark(cell: Cell, depth: usize) -> DataRow {
    DataRow { rank: RowRank::Remark, depth, cells: vec![cell] }
}

fn row(line: &Line, standing: &Standing, quarters: &[(String, Period)]) -> DataRow {
    let words = standing.words;
    let name =
        if line.depth == 0 && !line.mark.parts.is_empty() { words.word("målet samlet") } else { line.name(words) };
    let mut cells = vec![words_cell(name), words_cell(line.target(words))];
    cells.extend(quarters.iter().map(|(_, days)| words_cell(in_quarter(line, *days))));
    cells.push(words_cell(line.result(standing)));
    cells.push(words_cell(line.status(words)));
    cells.push(words_cell(line.mark.expected.as_ref().map(|one| words.expectation(one.what)).unwrap_or_default()));
    DataRow { rank: if line.depth == 0 { RowRank::Row } else { RowRank::Part }, depth: line.depth, cells }
}

/// The number that is reported for a quarter, or for a longer period in the last of its quarters.
fn in_quarter(line: &Line, quarter: Period) -> String {
    let Some(series) = line.progress().and_then(|progress| progress.series.as_ref()) else { return String::new() };
    let ends = |days: Period| quarter.contains(days.last);
    let point = series.points.iter().find(|point| ends(point.days));
    match point {
        Some(point) => point.reached.as_ref().map_or_else(|| "–".to_owned(), |reached| reached.shown.to_string()),
        None => String::new(),
    }
}

/// Whether all that is measured has the same owner, and was last brought up to date on the same day.
fn share_facts(lines: &[Line]) -> bool {
    let mut measured = lines.iter().filter(|line| line.progress().is_some());
    let Some(first) = measured.next() else { return false };
    measured.all(|line| (line.owner(), line.updated()) == (first.owner(), first.updated()))
}

/// Who answers for it, and when its figures were last brought up to date.
fn facts(line: &Line, standing: &Standing) -> Cell {
    let words = standing.words;
    let owner = match line.owner() {
        Some(owner) => words.say("ansvarlig er", &[("hvem", &owner)]),
        None => words.word("ansvarlig mangler"),
    };
    let updated = match line.updated() {
        Some(day) => words.say("opdateret den", &[("dato", &day)]),
        None => words.word("intet indberettet"),
    };
    words_cell(format!("{owner} {updated}"))
}

/// `3. kvartal: Sæsonen gav flere ansøgninger …`
fn comments(line: &Line, standing: &Standing) -> Vec<Cell> {
    let said = line.comments(standing).into_iter().map(|(period, comment)| {
        let (first, rest) = prose::opening(comment);
        let mut text = vec![PageInline::Strong { body: prose::plain(format!("{}: ", capital(&period))) }];
        text.extend(first);
        let mut body = vec![PageBlock::Paragraph { text }];
        body.extend(rest);
        Cell::Body { body }
    });
    said.collect()
}
