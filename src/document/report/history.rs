//! Goals that continue from earlier years, side by side.

use super::{Standing, table, words_cell};
use crate::document::view::{DataColumn, DataRow, PageBlock, RowRank};
use crate::dossier::Annual;
use crate::plan::{AnnualReport, PlanNumber};
use crate::quantity::Decimals;
use crate::score::{Scorecard, ScoredGoal, points, score};
use crate::words::Words;

/// A row a goal that the report says continues; a pair of columns a year, the present one last. None without any.
pub fn view(standing: &Standing, annual: &Annual) -> Vec<PageBlock> {
    let Annual { report, earlier, .. } = annual;
    let words = standing.words;
    let scored: Vec<(i32, Scorecard)> =
        earlier.iter().map(|one| (one.year, score(&one.plan, &one.results, None))).collect();
    if scored.is_empty() {
        return Vec::new();
    }
    let mut data = table("history", words.word("udviklingen over årene"), &[("nr", "left"), ("mål", "left")], words);
    let all_years = scored.iter().map(|(year, _)| *year).chain([standing.plan.year]);
    data.columns.extend(all_years.flat_map(|year| {
        let head = |name| words.say(name, &[("år", &year)]);
        [
            DataColumn { head: head("årets point"), align: "right", is_status: false },
            DataColumn { head: head("årets status"), align: "left", is_status: false },
        ]
    }));
    for (goal, present) in standing.goals() {
        let before: Vec<Option<&ScoredGoal>> =
            scored.iter().map(|(year, card)| find(card, &earlier_number(report, *year, &goal.number)?)).collect();
        if before.iter().all(Option::is_none) {
            continue;
        }
        let mut cells = vec![words_cell(goal.number.to_string()), words_cell(&goal.area)];
        for one in before.into_iter().chain([Some(present)]) {
            cells.push(words_cell(one.map(|one| reached(one, standing.plan.decimals, words)).unwrap_or_default()));
            cells.push(words_cell(one.map(|one| words.state(one.mark.state())).unwrap_or_default()));
        }
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: standing.trail_of(goal) });
    }
    let intro = crate::document::prose::paragraph(words.word("historikken læses"));
    vec![intro, PageBlock::Data(data)]
}

fn earlier_number(report: &AnnualReport, year: i32, goal: &PlanNumber) -> Option<PlanNumber> {
    let of_year = report.earlier.iter().find(|one| one.year == year)?;
    of_year.goals.iter().find(|one| one.goal == *goal).map(|one| one.earlier.clone())
}

fn find<'a>(card: &'a Scorecard, number: &PlanNumber) -> Option<&'a ScoredGoal> {
    card.goals.iter().find(|goal| goal.number == *number)
}

/// `12,5 af 65`.
fn reached(goal: &ScoredGoal, decimals: Decimals, words: &Words) -> String {
    match (&goal.mark.points, &goal.mark.worth) {
        (Some(_), Some(worth)) => {
            let (reached, worth) = (words.points(&goal.mark, decimals), points(worth, decimals));
            words.say("årets point af vægt", &[("point", &reached), ("vægt", &worth)])
        }
        _ => String::new(),
    }
}
