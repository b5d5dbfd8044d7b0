//! The plan at a glance: what each goal has reached, can still reach and has lost, as bars with their numbers.

use super::{Standing, spanning, table, words_cell};
use crate::document::goals::weight;
use crate::document::view::{Bar, Block, Cell, DataRow, Rank};
use crate::plan::Weight;
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{Span, Status, points};

/// Full width of a bar.
const WHOLE: u64 = 1000;

/// A row a goal, a total for each group and for the plan.
pub fn view(standing: &Standing) -> Block {
    let Standing { plan, card, words, .. } = standing;
    let columns = [
        ("nr", "left"),
        ("mål", "left"),
        ("vægt", "right"),
        ("opnået", "right"),
        ("kan nås", "right"),
        ("tabt", "right"),
        ("søjle", "left"),
        ("status", "left"),
    ];
    let mut data = table("glance", words.say("planen i ét blik", &[("titel", &plan.title)]), &columns, words);
    let widest = card.goals.iter().filter_map(|goal| goal.mark.worth.clone()).max().unwrap_or_else(Ratio::one);
    for (group, goals) in standing.groups() {
        if goals.is_empty() {
            continue;
        }
        data.rows.push(spanning(Rank::Group, format!("{} {}", group.number, group.title)));
        for (goal, scored) in goals {
            let parts =
                scored.mark.points.as_ref().zip(scored.mark.worth.as_ref()).map(|(span, worth)| parts(span, worth));
            let mut cells = vec![
                words_cell(goal.number.to_string()),
                words_cell(&goal.area),
                words_cell(weight(&goal.weight, words)),
            ];
            cells.extend(numbers(parts.as_ref(), plan.decimals));
            cells.push(parts.map_or_else(|| words_cell(""), |parts| Cell::Bar(bar(&parts, &widest, standing))));
            cells.push(words_cell(scored.mark.status.word()));
            data.rows.push(DataRow { rank: Rank::Row, depth: 0, cells });
        }
    }
    data.rows.push(total(standing));
    Block::Data(data)
}

/// Reached, open and lost, which add up to the whole.
struct Parts {
    reached: Ratio,
    open: Ratio,
    lost: Ratio,
}

fn parts(span: &Span<Ratio>, worth: &Ratio) -> Parts {
    Parts { reached: span.least.clone(), open: &span.most - &span.least, lost: worth - &span.most }
}

fn numbers(parts: Option<&Parts>, decimals: Decimals) -> [Cell; 3] {
    match parts {
        Some(parts) => [&parts.reached, &parts.open, &parts.lost].map(|one| words_cell(points(one, decimals))),
        None => ["", "", ""].map(words_cell),
    }
}

fn bar(parts: &Parts, widest: &Ratio, standing: &Standing) -> Bar {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let shown = [&parts.reached, &parts.open, &parts.lost].map(|one| points(one, decimals));
    Bar {
        reached: thousandths(&parts.reached, widest),
        open: thousandths(&parts.open, widest),
        lost: thousandths(&parts.lost, widest),
        alt: words.say("søjle i ord", &[("opnået", &shown[0]), ("åbent", &shown[1]), ("tabt", &shown[2])]),
    }
}

/// A part of a whole in thousandths, for the eye.
pub(super) fn thousandths(part: &Ratio, whole: &Ratio) -> u32 {
    let scaled = (part * &Ratio::from(WHOLE)).over(whole).unwrap_or_else(Ratio::zero);
    u32::try_from(scaled.round_half_away(0).0.mantissa()).unwrap_or(0)
}

fn total(standing: &Standing) -> DataRow {
    let Standing { plan, card, words, .. } = standing;
    let whole = Ratio::from(Points::WHOLE_PLAN);
    let parts = parts(&card.total, &whole);
    let mut cells = vec![words_cell(""), words_cell(words.word("hele planen")), words_cell(points(&whole, plan.decimals))];
    cells.extend(numbers(Some(&parts), plan.decimals));
    cells.push(Cell::Bar(bar(&parts, &whole, standing)));
    let unset = plan.goals().any(|(_, goal)| goal.weight == Weight::NotSet);
    cells.push(words_cell(if unset { words.word("med uvejede mål") } else { String::new() }));
    DataRow { rank: Rank::Total, depth: 0, cells }
}

/// How many goals have each status.
pub fn count(standing: &Standing) -> Block {
    let words = standing.words;
    let mut columns = vec![("målgruppe", "left"), ("målepunkter", "right")];
    let shown = [Status::Met, Status::Partly, Status::NotMet, Status::NotMeasured, Status::NotSet];
    columns.extend(shown.iter().map(|status| (status.word(), "right")));
    let mut data = table("count", words.word("optælling af mål"), &[], words);
    data.columns = columns
        .into_iter()
        .map(|(name, align)| crate::document::view::DataColumn {
            head: if align == "left" || name == "målepunkter" {
                words.word(name)
            } else {
                crate::document::danish::capital(name)
            },
            align,
        })
        .collect();
    let row = |rank, name: String, all: &[Status]| {
        let mut cells = vec![words_cell(name), words_cell(all.len().to_string())];
        let counts = shown.iter().map(|status| all.iter().filter(|one| *one == status).count());
        cells.extend(counts.map(|count| words_cell(count.to_string())));
        DataRow { rank, depth: 0, cells }
    };
    let mut every = Vec::new();
    for (group, goals) in standing.groups() {
        let all: Vec<Status> = goals.iter().map(|(_, scored)| scored.mark.status).collect();
        data.rows.push(row(Rank::Row, format!("{} {}", group.number, group.title), &all));
        every.extend(all);
    }
    data.rows.push(row(Rank::Total, words.word("mål i alt"), &every));
    Block::Data(data)
}
