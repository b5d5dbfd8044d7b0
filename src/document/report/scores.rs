//! The schematic table: number, goal, requirement, weight, result, points and status, with totals.

use super::changes::{gone, name_of};
use super::line::{Line, lines};
use super::{Standing, spanning, table, without, words_cell};
use crate::document::table::{aligned, of_figures};
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataRow, DataTable, PageBlock, RowRank};
use crate::plan::Goal;
use crate::quantity::{Points, Ratio};
use crate::score::{Mark, ScoredGoal, Span, points, together};

/// The place of what has been reached.
const RESULT: usize = 4;

/// A row a goal and a row for each thing in it, in the groups of the plan.
pub fn view(standing: &Standing) -> PageBlock {
    let Standing { plan, card, words, .. } = standing;
    let columns = [
        ("nr", "left"),
        ("mål og resultatkrav", "left"),
        ("måltal", "left"),
        ("vægt", "right"),
        ("resultat", "left"),
        ("opnåede point", "right"),
        ("status", "left"),
    ];
    let mut data = table("scores", words.say("skematisk oversigt", &[("titel", &plan.title)]), &columns, words);
    for (group, goals) in standing.groups() {
        let removed: Vec<&Mark> = standing.removed_from(group).collect();
        if goals.is_empty() && removed.is_empty() {
            continue;
        }
        let name = spanning(RowRank::Group, format!("{} {}", group.number, group.title));
        data.rows.push(name.traced(Trail::to(group.at)));
        for (goal, scored) in &goals {
            data.rows.extend(lines(goal, scored).iter().map(|line| row(line, standing)));
            data.rows.extend(standing.removed_of(goal).map(|mark| gap(mark, RowRank::Part, standing)));
        }
        data.rows.extend(removed.into_iter().map(|mark| gap(mark, RowRank::Row, standing)));
        if card.is_weighed() {
            let known: Vec<_> = goals.iter().copied().filter(|(_, scored)| scored.mark.worth.is_some()).collect();
            let unset = goals.iter().filter(|(_, scored)| scored.mark.worth.is_none());
            let name = words.total_of(&group.title, unset.map(|(goal, _)| goal.number_in_contract()));
            let sum = total(name, of_group(&known), standing);
            data.rows.push(DataRow { from: Trail::to(group.at), ..sum });
        }
    }
    let Some(points) = &card.total else {
        let caption = words.say("skematisk oversigt uden vægte", &[("titel", &plan.title)]);
        let data = without(aligned(data, &[RESULT]), &[3, 5]);
        return PageBlock::Data(DataTable { role: "unweighed", caption, ..data });
    };
    let whole = (Some(Ratio::from(Points::WHOLE_PLAN)), Some(points.clone()));
    data.rows.push(total(words.word("hele planen"), whole, standing));
    let points = of_figures(&data);
    PageBlock::Data(aligned(aligned(data, &points), &[RESULT]))
}

fn row(line: &Line, standing: &Standing) -> DataRow {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let (rank, number, weighs) = match line.depth {
        0 => (RowRank::Row, line.goal.number.to_string(), words.weight(&line.goal.weight)),
        _ => (
            RowRank::Part,
            String::new(),
            line.mark.worth.as_ref().map(|worth| points(worth, decimals).to_string()).unwrap_or_default(),
        ),
    };
    let reached = words.points(line.mark, decimals);
    let cells: Vec<Cell> = vec![
        words_cell(number),
        words_cell(line.name(words)),
        words_cell(line.asked(standing)),
        words_cell(weighs),
        words_cell(line.result_beside_status(standing)),
        words_cell(reached),
        words_cell(words.state(line.mark.state())),
    ];
    DataRow { rank, depth: line.depth, cells, from: line.trail(standing) }
}

/// What an allonge has taken out: its number and its words, by which allonge and from when, and no points.
fn gap(mark: &Mark, rank: RowRank, standing: &Standing) -> DataRow {
    let (is_goal, words) = (rank == RowRank::Row, standing.words);
    let number = if is_goal { mark.address.goal.to_string() } else { String::new() };
    let reached = words.points(mark, standing.plan.decimals);
    let cells = [number, name_of(mark, words), String::new(), String::new(), gone(mark, standing), reached];
    let mut cells: Vec<Cell> = cells.map(words_cell).to_vec();
    cells.push(words_cell(words.state(mark.state())));
    DataRow { rank, depth: usize::from(!is_goal), cells, from: standing.trail_of_gap(mark) }
}

/// Weights and points of a group; None where a goal has none.
pub fn of_group(goals: &[(&Goal, &ScoredGoal)]) -> (Option<Ratio>, Option<Span<Ratio>>) {
    together(goals.iter().map(|(_, scored)| *scored))
}

fn total(name: String, (worth, reached): (Option<Ratio>, Option<Span<Ratio>>), standing: &Standing) -> DataRow {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    // Where a goal has no weight yet, the group can be worth up to the whole plan.
    let most = worth.clone().unwrap_or_else(|| Points::WHOLE_PLAN.into());
    let shown = reached.as_ref().map(|reached| words.point_span(reached, &most, decimals)).unwrap_or_default();
    let cells = vec![
        words_cell(""),
        words_cell(name),
        words_cell(""),
        words_cell(
            worth.as_ref().map_or_else(|| words.word("ikke fastsat"), |worth| points(worth, decimals).to_string()),
        ),
        words_cell(""),
        words_cell(shown),
        words_cell(""),
    ];
    DataRow { rank: RowRank::Total, depth: 0, cells, from: standing.trail() }
}
