//! Every institution's goals as signs, a row each, and which of them stand otherwise than a quarter before.

use super::seen;
use crate::document::prose::{paragraph, plain};
use crate::document::report::{Standing, short_name, squares};
use crate::document::table::{table, words_cell};
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataColumn, DataRow, Heading, PageBlock, RowRank};
use crate::plan::PlanNumber;
use crate::score::{MarkState, score};
use crate::words::Words;
use crate::words::danish::bind;

/// The signs, how they are read, and what has changed.
pub(super) fn view(standings: &[Standing], words: &Words) -> Vec<PageBlock> {
    let mut numbers: Vec<&PlanNumber> =
        standings.iter().flat_map(|one| one.goals()).map(|(goal, _)| &goal.number).collect();
    numbers.sort();
    numbers.dedup();
    let mut data = table("signs", words.word("tegnene læses"), &[("institution", "left")], words);
    data.columns.extend(numbers.iter().map(|number| DataColumn {
        head: number.to_string(),
        align: "left",
        is_status: false,
    }));
    for standing in standings {
        let mut cells = vec![words_cell(short_name(standing.plan))];
        cells.extend(numbers.iter().map(|number| {
            let scored = standing.goals().find(|(goal, _)| goal.number == **number);
            scored.map_or_else(|| words_cell("–"), |(_, scored)| Cell::Sign(squares::sign(&scored.mark, words)))
        }));
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: Trail::NONE });
    }
    let states: Vec<MarkState> =
        standings.iter().flat_map(|one| one.goals()).map(|(_, scored)| scored.mark.state()).collect();
    let mut blocks: Vec<PageBlock> = squares::row(&states, words).into_iter().collect();
    blocks.push(PageBlock::Data(data));
    if let Some(changed) = changed(standings, words) {
        blocks.push(Heading::new(1, words.word("ændret siden sidst")).into());
        blocks.push(changed);
    }
    blocks
}

/// `SIRI 2.3 Intern finansiel kontrol: fra ikke forfalden til opfyldt`. None where there is no quarter before.
fn changed(standings: &[Standing], words: &Words) -> Option<PageBlock> {
    let mut items = Vec::new();
    let mut has_earlier = false;
    for standing in standings {
        let last = seen(standing).map(|sheet| sheet.days.last).max();
        let quarter = last.and_then(|last| standing.plan.period.quarter_of(last));
        let before = quarter.and_then(|quarter| quarter.days.first.day_before());
        let Some(before) = before.filter(|day| standing.plan.period.days.contains(*day)) else { continue };
        has_earlier = true;
        let earlier = score(standing.plan, standing.results, Some(before));
        for (goal, scored) in standing.goals() {
            let was = earlier.goals.iter().find(|one| one.number == goal.number).map(|one| one.mark.state());
            let is = scored.mark.state();
            let Some(was) = was.filter(|was| *was != is) else { continue };
            let name = format!("{} {} {}", short_name(standing.plan), goal.number, goal.area);
            let said = [("hvad", &name), ("før", &words.state(was)), ("nu", &words.state(is))];
            let values = said.each_ref().map(|(key, value)| (*key, *value as &dyn std::fmt::Display));
            items.push(vec![PageBlock::Paragraph {
                text: plain(bind(&words.say("står anderledes", &values))),
                from: Trail::NONE,
            }]);
        }
    }
    match (has_earlier, items.is_empty()) {
        (false, _) => None,
        (true, true) => Some(paragraph(words.word("intet står anderledes"))),
        (true, false) => Some(PageBlock::List { start: None, items }),
    }
}
