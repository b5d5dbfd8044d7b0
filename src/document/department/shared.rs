//! The goals that a ministry sets for all its institutions, side by side: a row a goal, a column an institution.

use crate::document::report::line::{Line, lines};
use crate::document::report::scores::of_group;
use crate::document::report::{Standing, short_name};
use crate::document::table::{table, words_cell};
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataColumn, DataRow, DataTable, PageBlock, PageInline, RowRank};
use crate::plan::{Goal, PlanNumber};
use crate::quantity::Ratio;
use crate::score::{ScoredGoal, Span, points};
use crate::words::Words;
use crate::words::danish::{bind, join};

/// So many institutions have room beside each other; more are parted evenly over several tables.
const MOST_COLUMNS: usize = 5;

/// No table where nothing is shared.
pub(super) fn view(standings: &[Standing], words: &Words) -> Vec<PageBlock> {
    let mut numbers: Vec<&PlanNumber> = standings
        .iter()
        .flat_map(|one| one.goals())
        .filter(|(goal, _)| goal.is_shared)
        .map(|(goal, _)| &goal.number)
        .collect();
    numbers.sort();
    numbers.dedup();
    if numbers.is_empty() {
        return Vec::new();
    }
    let tables = standings.len().div_ceil(MOST_COLUMNS);
    standings
        .chunks(standings.len().div_ceil(tables))
        .map(|few| PageBlock::Data(side_by_side(&numbers, few, words)))
        .collect()
}

fn side_by_side(numbers: &[&PlanNumber], standings: &[Standing], words: &Words) -> DataTable {
    let columns = [("nr", "left"), ("mål og resultatkrav", "left")];
    let mut data = table("shared", words.word("koncernfælles mål hos"), &columns, words);
    let heads = standings.iter().map(|one| DataColumn {
        head: short_name(one.plan).to_owned(),
        align: "left",
        is_status: false,
    });
    data.columns.extend(heads);
    for number in numbers {
        let own: Vec<Option<(&Goal, &ScoredGoal)>> = standings.iter().map(|one| goal_of(one, number)).collect();
        data.rows.extend(rows(&own, standings, words));
    }
    data.rows.push(total(numbers, standings, words));
    data
}

fn goal_of<'a>(standing: &Standing<'a>, number: &PlanNumber) -> Option<(&'a Goal, &'a ScoredGoal)> {
    standing.goals().find(|(goal, _)| goal.number == *number)
}

/// A goal and what is in it. The rows are those of the first institution that has the goal: all have the same.
fn rows(own: &[Option<(&Goal, &ScoredGoal)>], standings: &[Standing], words: &Words) -> Vec<DataRow> {
    let own: Vec<Vec<Line>> =
        own.iter().map(|one| one.map(|(goal, scored)| lines(goal, scored)).unwrap_or_default()).collect();
    let first = own.iter().find(|lines| !lines.is_empty()).map_or(&[][..], Vec::as_slice);
    // A plan that counts its own quarters says them in its own words.
    let owner = own.iter().zip(standings).find(|(lines, _)| !lines.is_empty()).map(|(_, standing)| standing);
    let words = owner.filter(|one| !one.plan.period.is_by_calendar()).map_or(words, |one| one.words);
    let row = |line: &Line| {
        let number = if line.depth == 0 { line.goal.number.to_string() } else { String::new() };
        let mut cells = vec![words_cell(number), named(line, words)];
        cells.extend(own.iter().zip(standings).map(|(lines, standing)| {
            let same =
                lines.iter().find(|one| (one.depth, one.full_name(words)) == (line.depth, line.full_name(words)));
            same.map_or_else(|| words_cell("–"), |same| reached(same, standing))
        }));
        DataRow {
            rank: if line.depth == 0 { RowRank::Row } else { RowRank::Part },
            depth: line.depth,
            cells,
            from: Trail::NONE,
        }
    };
    first.iter().map(row).collect()
}

/// Its name; under it what is to be reached, which can be all that tells two deliverables apart.
fn named(line: &Line, words: &Words) -> Cell {
    let target = line.target(words);
    match line.depth {
        _ if target.is_empty() => words_cell(line.name(words)),
        // Of a goal the name alone is bold.
        0 => Cell::Named { name: bind(&line.name(words)), note: bind(&target) },
        _ => two_lines(&line.name(words), &target),
    }
}

/// Of a goal its points, of what is in it its result; under it the status.
fn reached(line: &Line, standing: &Standing) -> Cell {
    let words = standing.words;
    let first = match (line.depth, &line.mark.points, &line.mark.worth) {
        (0, Some(span), Some(worth)) => of_worth(span, worth, standing),
        (0, ..) => match line.parts_met() {
            Some((met, all)) => words.say("opfyldte krav", &[("antal", &met), ("alle", &all)]),
            None => line.result(standing),
        },
        _ => line.result(standing),
    };
    let status = if line.depth == 0 { words.state(line.mark.state()) } else { line.status(words) };
    // A judgement's result is its status.
    if first == status { words_cell(status) } else { two_lines(&first, &status) }
}

fn total(numbers: &[&PlanNumber], standings: &[Standing], words: &Words) -> DataRow {
    let mut cells = vec![words_cell(""), words_cell(words.word("koncernfælles mål i alt"))];
    cells.extend(standings.iter().map(|standing| {
        let goals: Vec<_> = numbers.iter().filter_map(|number| goal_of(standing, number)).collect();
        let (known, unset): (Vec<_>, Vec<_>) = goals.into_iter().partition(|(_, scored)| scored.mark.worth.is_some());
        let unset: Vec<String> = unset.into_iter().map(|(goal, _)| goal.number_in_contract()).collect();
        match of_group(&known) {
            _ if known.is_empty() && unset.is_empty() => words_cell("–"),
            (Some(worth), Some(span)) if !known.is_empty() => {
                let reached = of_worth(&span, &worth, standing);
                let without = words.say("uden", &[("numre", &join(&unset))]);
                words_cell(if unset.is_empty() { reached } else { format!("{reached} {without}") })
            }
            _ => words_cell(words.word("kan ikke gøres op")),
        }
    }));
    DataRow { rank: RowRank::Total, depth: 0, cells, from: Trail::NONE }
}

/// `4,5 af 7,5 point`.
fn of_worth(span: &Span<Ratio>, worth: &Ratio, standing: &Standing) -> String {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    words.say("point af", &[("point", &words.point_span(span, worth, decimals)), ("vægt", &points(worth, decimals))])
}

fn two_lines(first: &str, second: &str) -> Cell {
    let text = |text: &str| PageInline::Text { text: bind(text) };
    Cell::Words { text: vec![text(first), PageInline::Break, text(second)] }
}
