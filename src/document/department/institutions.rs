//! A row an institution: its points as a bar, how many of its goals are met, and the plan that it is scored by.

use super::seen;
use crate::document::contract::full_name;
use crate::document::prose;
use crate::document::report::{Standing, glance, short_name};
use crate::document::table::{aligned, of_figures, table, words_cell};
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataRow, PageBlock, RowRank};
use crate::plan::{Plan, State};
use crate::quantity::{Date, Points, Ratio};
use crate::words::Words;

/// Points reached, still open and lost. All bars have the same measure: a plan's 100 points.
pub(super) fn totals(standings: &[Standing], words: &Words) -> PageBlock {
    let columns =
        [("institution", "left"), ("opnået", "right"), ("kan nås", "right"), ("tabt", "right"), ("søjle", "left")];
    let mut data = table("department", words.word("institutionernes point"), &columns, words);
    let whole = Ratio::from(Points::WHOLE_PLAN);
    for standing in standings {
        let parts = standing.card.total.as_ref().map(|total| glance::parts(total, &whole));
        let mut cells = vec![words_cell(full_name(standing.plan))];
        cells.extend(glance::numbers(parts.as_ref(), standing.plan.decimals));
        cells.push(match &parts {
            Some(parts) => Cell::Bar(glance::bar(parts, &whole, standing)),
            None => words_cell(words.counts(&standing.card.counts())),
        });
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: Trail::NONE });
    }
    let together = of_figures(&data);
    PageBlock::Data(aligned(data, &together))
}

/// That the points were rounded one by one, where it shows.
pub(super) fn rounding(standings: &[Standing], words: &Words) -> Option<PageBlock> {
    let whole = Ratio::from(Points::WHOLE_PLAN);
    let is_off = |standing: &Standing| {
        let total = standing.card.total.as_ref();
        total.is_some_and(|total| !glance::parts(total, &whole).add_up(standing.plan.decimals))
    };
    standings.iter().any(is_off).then(|| prose::paragraph(words.word("afrunding")))
}

/// Which plan each is scored by, how far that has come, and up to which day is reported on it.
pub(super) fn plans(standings: &[Standing], words: &Words) -> PageBlock {
    let columns = [
        ("institution", "left"),
        ("plan", "left"),
        ("planens status", "left"),
        ("indberettet til", "left"),
        ("opdateret", "left"),
    ];
    let mut data = table("plans", words.word("planerne læses"), &columns, words);
    for standing in standings {
        let last = seen(standing).map(|sheet| sheet.days.last).max();
        let updated = seen(standing).map(|sheet| sheet.updated).max();
        let shown = |day: Option<Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let cells = [
            short_name(standing.plan).to_owned(),
            standing.plan_with_allonger(),
            state(standing.plan, words),
            shown(last),
            shown(updated),
        ];
        data.rows.push(DataRow {
            rank: RowRank::Row,
            depth: 0,
            cells: cells.map(words_cell).to_vec(),
            from: Trail::NONE,
        });
    }
    PageBlock::Data(data)
}

/// `Underskrevet den 23. juni 2023`, by the last signature.
fn state(plan: &Plan, words: &Words) -> String {
    let signed = plan.signers.iter().filter_map(|signer| signer.signed.day());
    match (plan.state, signed.max()) {
        (State::Draft, _) => words.word("udkast"),
        (State::ToSign, _) => words.word("til underskrift"),
        (State::Signed, Some(date)) => words.say("underskrevet den", &[("dato", &date)]),
        (State::Signed, None) => words.word("underskrevet"),
    }
}
