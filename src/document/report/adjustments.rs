//! Goals whose fulfilment is set otherwise than it was computed: both beside each other, by whom, when and why.

use super::{Standing, table, words_cell};
use crate::document::prose;
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataRow, PageBlock, PageInline, RowRank};
use crate::plan::AnnualReport;
use crate::score::{Scorecard, ScoredGoal, adjusted, points};
use crate::words::Words;
use crate::words::danish::join;

/// What the year comes to as it is set. None where nothing is adjusted.
pub fn total(standing: &Standing, report: &AnnualReport) -> Option<PageBlock> {
    let words = standing.words;
    let numbers: Vec<String> = report.adjustments.iter().map(|one| one.goal.to_string()).collect();
    let card = adjusted(standing.card, report);
    let result = words.result(&card);
    (!numbers.is_empty())
        .then(|| prose::paragraph(words.say("efter justering", &[("numre", &join(&numbers)), ("resultat", &result)])))
        .map(|said| said.traced(Trail::to(report.at)))
}

/// A row a goal that is adjusted. None where none is.
pub fn view(standing: &Standing, report: &AnnualReport) -> Option<PageBlock> {
    if report.adjustments.is_empty() {
        return None;
    }
    let words = standing.words;
    let columns = [
        ("nr", "left"),
        ("mål", "left"),
        ("beregnet", "left"),
        ("fastsat", "left"),
        ("begrundelse for justering", "left"),
    ];
    let mut data = table("adjustments", words.word("justeringerne læses"), &columns, words);
    let card = adjusted(standing.card, report);
    for (goal, scored) in standing.goals() {
        let Some(adjustment) = report.adjustment(&goal.number) else { continue };
        let set = card.goals.iter().find(|one| one.number == goal.number).unwrap_or(scored);
        let who = words.say("fastsat af", &[("hvem", &adjustment.by), ("dato", &adjustment.on)]);
        let (first, rest) = prose::opening(&adjustment.reason);
        let mut text = vec![PageInline::Strong { body: prose::plain(format!("{who} ")) }];
        text.extend(first);
        let mut body = vec![PageBlock::Paragraph { text, from: Trail::to(adjustment.reason.at) }];
        body.extend(rest);
        let said = [
            goal.number.to_string(),
            goal.area.clone(),
            of_goal(scored, standing.card, words),
            of_goal(set, standing.card, words),
        ];
        let cells = said.map(words_cell).into_iter().chain([Cell::Body { body }]).collect();
        data.rows.push(DataRow {
            rank: RowRank::Row,
            depth: 0,
            cells,
            from: Trail { of: adjustment.at, ..standing.trail_of(goal) },
        });
    }
    Some(PageBlock::Data(data))
}

/// `delvist opfyldt, 40 af 65 point`.
fn of_goal(goal: &ScoredGoal, card: &Scorecard, words: &Words) -> String {
    let status = words.state(goal.mark.state());
    match &goal.mark.worth {
        Some(worth) => {
            let (reached, worth) = (words.points(&goal.mark, card.decimals), points(worth, card.decimals));
            words.say("status og point", &[("status", &status), ("point", &reached), ("vægt", &worth)])
        }
        None => status,
    }
}
