//! Points where the plan does not say how requirements count together: by the plan, as the parties may assume, and, when the
//! year is over, by each rule that they can agree on.

use super::{Standing, spanning, table, words_cell};
use crate::document::requirement::combination_phrase;
use crate::document::table::{aligned, of_figures, without_empty};
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{DataColumn, DataRow, DataTable, RowRank};
use crate::plan::{Combination, Goal, Plan};
use crate::quantity::{Points, Ratio};
use crate::score::{Scorecard, score};
use crate::words::danish::bind;

/// The result as if what is assumed were agreed, in a sentence. None where nothing is assumed, or that decides nothing yet.
pub fn assumed(standing: &Standing) -> Option<String> {
    let card = scored(&standing.plan.as_assumed()?, standing);
    let total = total(&card, standing).filter(|_| card.total != standing.card.total)?;
    Some(bind(&standing.words.say("resultatet som antaget", &[("point", &total)])))
}

/// A row a goal whose points are open for want of a rule, and the plan. None where there is none.
pub fn view(standing: &Standing) -> Option<DataTable> {
    let (plan, words) = (standing.plan, standing.words);
    let is_open = |goal: &&Goal| {
        goal.is_unruled()
            && standing.goals().any(|(one, scored)| {
                one.number == goal.number && scored.mark.points.as_ref().is_some_and(|points| !points.is_closed())
            })
    };
    let is_told = |goal: &&Goal| standing.has_ended() || !goal.assumptions().is_empty();
    let goals: Vec<&Goal> = plan.goals().map(|(_, goal)| goal).filter(is_open).filter(is_told).collect();
    // What heads a column, and what is said of it.
    let mut cards: Vec<([&str; 2], Scorecard)> = Vec::new();
    let assumed = plan.as_assumed().map(|plan| scored(&plan, standing));
    let decides = |card: &Scorecard| card.total != standing.card.total;
    cards.extend(assumed.filter(decides).map(|card| (["som antaget", "antagelsen læses"], card)));
    if standing.has_ended() {
        let rules = [
            (["efter regel alle", "regel alle læses"], Combination::All),
            (["efter regel ligeligt", "regel ligeligt læses"], Combination::Equal),
            (["efter regel vægtet", "regel vægtet læses"], Combination::Weighted),
        ];
        let by = rules.map(|(head, rule)| (head, plan.as_if(rule)));
        cards.extend(by.iter().filter(|(_, by)| by != plan).map(|(head, by)| (*head, scored(by, standing))));
    }
    if goals.is_empty() || cards.is_empty() {
        return None;
    }
    let columns = [("nr", "left"), ("mål", "left"), ("vægt", "right"), ("efter planen", "right")];
    let mut data = table("rules", words.say("point efter regel i ord", &[("titel", &plan.title)]), &columns, words);
    data.columns.extend(cards.iter().map(|([head, _], _)| DataColumn {
        head: words.word(head),
        align: "right",
        is_status: false,
    }));
    for goal in goals {
        let points = |card: &Scorecard| {
            let scored = card.goals.iter().find(|one| one.number == goal.number);
            words_cell(scored.map(|one| words.points(&one.mark, plan.decimals)).unwrap_or_default())
        };
        let mut cells =
            vec![words_cell(goal.number.to_string()), words_cell(&goal.area), words_cell(words.weight(&goal.weight))];
        cells.push(points(standing.card));
        cells.extend(cards.iter().map(|(_, card)| points(card)));
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: standing.trail_of(goal) });
        let mut said: Vec<String> = Vec::new();
        for assumption in goal.assumptions() {
            let rule = combination_phrase(assumption.rule, words);
            let text = words.say("antagelsen", &[("regel", &rule), ("grund", &assumption.reason)]);
            if !said.contains(&text) {
                said.push(text);
            }
        }
        data.rows.extend(said.into_iter().map(|text| spanning(RowRank::Remark, text).traced(Trail::to(goal.at))));
    }
    let mut cells = vec![words_cell(""), words_cell(words.word("hele planen")), words_cell("")];
    cells.push(words_cell(total(standing.card, standing)?));
    cells.extend(cards.iter().map(|(_, card)| words_cell(total(card, standing).unwrap_or_default())));
    data.rows.push(DataRow { rank: RowRank::Total, depth: 0, cells, from: standing.trail() });
    let mut legend: Vec<String> = cards.iter().map(|([_, told], _)| words.word(told)).collect();
    legend.extend(standing.has_ended().then(|| words.word("ingen regel er aftalt")));
    let data = without_empty(data);
    let together = of_figures(&data);
    Some(DataTable { legend: Some(legend.join(" ")), ..aligned(data, &together) })
}

fn scored(plan: &Plan, standing: &Standing) -> Scorecard {
    score(plan, standing.results, standing.card.as_of)
}

/// The points of the whole plan. None in a plan without weights.
fn total(card: &Scorecard, standing: &Standing) -> Option<String> {
    let whole = Ratio::from(Points::WHOLE_PLAN);
    card.total.as_ref().map(|span| standing.words.point_span(span, &whole, standing.plan.decimals))
}
