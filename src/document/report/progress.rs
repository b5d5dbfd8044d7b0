//! Requirement by requirement: target, quarters so far, status, what is expected, who answers for it.

use super::attention;
use super::changes::{gone, name_of};
use super::course::{CourseScale, course};
use super::line::{Line, lines};
use super::squares::measured;
use super::{Standing, table, words_cell};
use crate::document::prose;
use crate::document::table::{aligned, of_figures, without_empty};
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataColumn, DataRow, PageBlock, PageInline, RowRank};
use crate::plan::Goal;
use crate::quantity::{Date, Decimals, Period};
use crate::score::{Delivery, ScoredGoal};
use crate::words::danish::{bind, capital};

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
    quarters.into_iter().map(|quarter| (bind(&words.quarter(&quarter)), quarter.days)).collect()
}

/// What holds for all of the tables below it, said once: how the small lines are read, whose figures they are and from when.
pub fn legend(standing: &Standing, scale: Option<&CourseScale>) -> Option<PageBlock> {
    let words = standing.words;
    // What stands on the first page is not said again.
    let above = attention::found(standing);
    let is_read = above.iter().any(attention::Attention::is_drawn);
    let mut said: Vec<String> = scale.map(|scale| scale.legend(standing, is_read)).into_iter().collect();
    let all = measured(standing);
    let has_no_owner = above.is_empty() && all.iter().all(|line| line.owner().is_none());
    said.extend(has_no_owner.then(|| words.word("ingen ansvarlig")));
    said.extend(updated_mostly(standing).map(|day| words.say("opdateret, hvor intet andet står", &[("dato", &day)])));
    (!said.is_empty()).then(|| PageBlock::Legend { text: bind(&said.join(" ")) })
}

/// The day that most figures were brought up to date on.
fn updated_mostly(standing: &Standing) -> Option<Date> {
    let days: Vec<Date> = measured(standing).iter().filter_map(Line::updated).collect();
    days.iter().copied().max_by_key(|day| (days.iter().filter(|one| *one == day).count(), *day))
}

/// One goal: a row for each thing in it, and what is said of it. While the year goes on, with what is expected of it. A
/// column that is empty for all of them is none.
pub fn view(
    standing: &Standing,
    goal: &Goal,
    scored: &ScoredGoal,
    scale: Option<&CourseScale>,
    while_it_goes_on: bool,
) -> PageBlock {
    let words = standing.words;
    let lines = lines(goal, scored);
    let quarters = columns(standing);
    let caption = words.say("krav for krav i", &[("nr", &goal.number), ("område", &goal.area)]);
    let mut data = table("progress", caption, &[("resultatkrav", "left"), ("måltal", "left")], words);
    data.columns.extend(quarters.iter().map(|(head, _)| DataColumn {
        head: head.clone(),
        align: "right",
        is_status: false,
    }));
    let figure = if while_it_goes_on { "til nu" } else { "resultat" };
    let rest = [("kvartalerne om målet", "left"), (figure, "left"), ("status", "left"), ("forventet", "left")];
    data.columns.extend(table("progress", String::new(), &rest, words).columns);
    let common = updated_mostly(standing);
    // What few are expected to come to needs no column: it is said under their rows.
    let expected = lines.iter().filter(|line| line.mark.expected.is_some()).count();
    let in_column = while_it_goes_on && expected * 3 > lines.len();
    for line in &lines {
        data.rows.push(row(line, standing, &quarters, scale, in_column));
        let expected = line.mark.expected.as_ref().filter(|_| while_it_goes_on && !in_column);
        let expected = expected.map(|one| words.say("forventes", &[("hvad", &words.expectation(one.what))]));
        let said = expected.map(words_cell).into_iter().chain(facts(line, common, standing));
        let said = said.chain(comments(line, standing));
        let from = line.trail(standing);
        let remark = |cell| DataRow { rank: RowRank::Remark, depth: line.depth, cells: vec![cell], from };
        data.rows.extend(said.map(remark));
    }
    for mark in standing.removed_of(goal) {
        let mut cells = vec![words_cell(name_of(mark, words)), words_cell(gone(mark, standing))];
        cells.resize_with(quarters.len() + 4, || words_cell(""));
        cells.extend([words.state(mark.state()), String::new()].map(words_cell));
        data.rows.push(DataRow { rank: RowRank::Part, depth: 1, cells, from: standing.trail_of_gap(mark) });
    }
    let data = without_empty(data);
    // The quarters and what they have come to, before the status.
    let status = data.columns.iter().position(|one| one.is_status).unwrap_or(data.columns.len());
    let together: Vec<usize> = of_figures(&data).into_iter().chain(status.checked_sub(1)).collect();
    PageBlock::Data(aligned(data, &together))
}

fn row(
    line: &Line,
    standing: &Standing,
    quarters: &[(String, Period)],
    scale: Option<&CourseScale>,
    in_column: bool,
) -> DataRow {
    let words = standing.words;
    let name =
        if line.depth == 0 && !line.mark.parts.is_empty() { words.word("målet samlet") } else { line.name(words) };
    let mut cells = vec![words_cell(name), words_cell(line.asked(standing))];
    cells.extend(quarters.iter().map(|(_, days)| words_cell(in_quarter(line, *days))));
    let small = scale.and_then(|scale| course(line, scale, standing));
    cells.push(small.map_or_else(|| words_cell(""), Cell::Course));
    cells.push(words_cell(line.result_beside_status(standing)));
    cells.push(words_cell(line.status(words)));
    let expected = line.mark.expected.as_ref().filter(|_| in_column);
    cells.push(words_cell(expected.map(|one| words.expectation(one.what)).unwrap_or_default()));
    let rank = if line.depth == 0 { RowRank::Row } else { RowRank::Part };
    DataRow { rank, depth: line.depth, cells, from: line.trail(standing) }
}

/// The number that is reported for a quarter, or for a longer period in the last of its quarters. Of what is counted over
/// the year, what the quarter itself brought.
fn in_quarter(line: &Line, quarter: Period) -> String {
    let Some(series) = line.progress().and_then(|progress| progress.series.as_ref()) else { return String::new() };
    let Some(at) = series.points.iter().position(|point| quarter.contains(point.days.last)) else {
        return String::new();
    };
    let (before, rest) = series.points.split_at(at);
    let Some(reached) = rest.first().and_then(|point| point.reached.as_ref()) else { return "–".to_owned() };
    let earlier = before.iter().rev().find_map(|point| point.reached.as_ref()).filter(|_| series.adds_up);
    match earlier {
        Some(earlier) => Decimals::default().shown(&(&reached.value - &earlier.value)).to_string(),
        None => reached.shown.to_string(),
    }
}

/// Who answers for it, and when its figures were last brought up to date where that is another day than that of most. None
/// where neither is known.
fn facts(line: &Line, common: Option<Date>, standing: &Standing) -> Option<Cell> {
    let words = standing.words;
    let owner = line.owner().map(|owner| words.say("ansvarlig er", &[("hvem", &owner)]));
    // What is delivered is known by its day.
    let is_delivered = matches!(line.progress()?.delivery, Some(Delivery::On(_)));
    let updated = line.updated().filter(|day| Some(*day) != common && !is_delivered);
    let updated = updated.map(|day| words.say("opdateret den", &[("dato", &day)]));
    let said: Vec<String> = owner.into_iter().chain(updated).collect();
    (!said.is_empty()).then(|| words_cell(said.join(" ")))
}

/// `3. kvartal: Sæsonen gav flere ansøgninger …`
fn comments(line: &Line, standing: &Standing) -> Vec<Cell> {
    let said = line.comments(standing).into_iter().map(|(period, comment)| {
        let (first, rest) = prose::opening(comment);
        let mut text = vec![PageInline::Strong { body: prose::plain(format!("{}: ", capital(&period))) }];
        text.extend(first);
        let mut body = vec![PageBlock::Paragraph { text, from: Trail::to(comment.at) }];
        body.extend(rest);
        Cell::Body { body }
    });
    said.collect()
}
