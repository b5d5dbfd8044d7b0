//! A goal of many limits as a matrix: what is counted against how long it may take, with result and target in each cell.

use super::line::{Line, lines};
use super::{Standing, spanning, table, words_cell};
use crate::document::requirement::mark;
use crate::document::table::aligned;
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataColumn, DataRow, PageBlock, RowRank};
use crate::plan::{Goal, Requirement};
use crate::quantity::TimeLimit;
use crate::score::{MarkState, ScoredGoal};
use crate::words::danish::{bind, capital};

/// With fewer limits a goal is read at a glance without.
const LEAST_LIMITS: usize = 6;

/// The matrix of a goal. None where it has few limits, one for all, or some in other units of time.
pub fn view(standing: &Standing, goal: &Goal, scored: &ScoredGoal) -> Option<PageBlock> {
    let words = standing.words;
    let all = lines(goal, scored);
    let limited = || all.iter().filter(|line| line.mark.parts.is_empty()).filter_map(|line| Some((line, limit(line)?)));
    let mut limits: Vec<TimeLimit> = limited().map(|(_, limit)| limit).collect();
    let count = limits.len();
    limits.sort_by_key(|limit| limit.count);
    limits.dedup();
    let is_one_unit = limits.windows(2).all(|pair| pair.iter().all(|limit| limit.unit == pair[0].unit));
    if count < LEAST_LIMITS || limits.len() < 2 || !is_one_unit {
        return None;
    }
    let caption = words.say("matrix i ord", &[("nr", &goal.number), ("område", &goal.area)]);
    let mut data = table("matrix", caption, &[("sagstype", "left")], words);
    let head = |limit: &TimeLimit| bind(&capital(&words.say("inden for", &[("grænse", limit)])));
    data.columns.extend(limits.iter().map(|limit| DataColumn { head: head(limit), align: "left", is_status: false }));
    let (mut above, mut row_of): (Option<&Requirement>, _) = (None, None);
    for (line, limit) in limited() {
        let group = line.chain.first().copied();
        if let Some(outer) = group.filter(|outer| above.is_none_or(|above| !std::ptr::eq(above, *outer))) {
            above = Some(outer);
            let titled = outer.label.as_ref().zip(outer.title.as_ref());
            data.rows.extend(
                titled
                    .map(|(label, title)| spanning(RowRank::Group, format!("{} {}", mark(label), capital(title))))
                    .map(|row| row.traced(Trail::to(outer.at))),
            );
        }
        let own = (&line.mark.address, line.days);
        if row_of != Some(own) {
            row_of = Some(own);
            let mut cells = vec![words_cell(bind(&name(line, standing)))];
            cells.resize_with(limits.len() + 1, || words_cell(""));
            data.rows.push(DataRow { rank: RowRank::Part, depth: 0, cells, from: line.trail(standing) });
        }
        let place = limits.iter().position(|one| *one == limit)? + 1;
        *data.rows.last_mut()?.cells.get_mut(place)? = reached(line, standing);
    }
    data.legend = Some(words.word("matrix læses"));
    let limits: Vec<usize> = (1..=limits.len()).collect();
    Some(PageBlock::Data(aligned(data, &limits)))
}

fn limit(line: &Line) -> Option<TimeLimit> {
    line.tier.map(|tier| tier.step.limit())
}

/// What is counted; of one target among several, with its days.
fn name(line: &Line, standing: &Standing) -> String {
    let what = line.requirement().map(|one| capital(&one.demand.measure().what())).unwrap_or_default();
    match &line.days {
        Some(_) => format!("{what}, {}", line.name(standing.words)),
        None => what,
    }
}

/// The figure over its target, with how it stands where that needs action.
fn reached(line: &Line, standing: &Standing) -> Cell {
    let words = standing.words;
    let share = line.tier.map(|tier| tier.share.to_string()).unwrap_or_default();
    let state = line.mark.state();
    let note = match state {
        MarkState::NotMet | MarkState::BelowTarget | MarkState::Partly | MarkState::NotReported => {
            // The status goes on to the next line whole.
            let status = words.state(state).replace(' ', "\u{a0}");
            words.say("måltal og status", &[("andel", &share), ("status", &status)])
        }
        MarkState::Met | MarkState::OnTarget | MarkState::NotDue | MarkState::Undecided | MarkState::Removed => {
            words.say("måltal i celle", &[("andel", &share)])
        }
    };
    let result = line.result(standing);
    let name = if result.is_empty() { words.word("ingen tal") } else { result };
    Cell::Named { name: bind(&name), note: bind(&note) }
}
