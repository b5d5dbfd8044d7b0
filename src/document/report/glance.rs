//! The plan at a glance: what each goal has reached, can still reach and has lost, as bars with their numbers.

use super::changes::{gone, name_of};
use super::squares::sign;
use super::{Standing, spanning, table, without, words_cell};
use crate::document::table::{aligned, of_figures, thousandths};
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{Bar, Cell, DataRow, DataTable, PageBlock, RowRank};
use crate::plan::{Goal, Weight};
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{Mark, ScoredGoal, Span, points, points_of};

/// The places of its columns of points.
const REACHED: usize = 3;
const OPEN: usize = 4;
const LOST: usize = 5;
const BAR: usize = 6;

/// A row a goal, a total for each group and for the plan.
pub fn view(standing: &Standing) -> PageBlock {
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
        let removed: Vec<&Mark> = standing.removed_from(group).collect();
        if goals.is_empty() && removed.is_empty() {
            continue;
        }
        let name = spanning(RowRank::Group, format!("{} {}", group.number, group.title));
        data.rows.push(name.traced(Trail::to(group.at)));
        for (goal, scored) in goals {
            let parts =
                scored.mark.points.as_ref().zip(scored.mark.worth.as_ref()).map(|(span, worth)| parts(span, worth));
            let mut cells = vec![
                words_cell(goal.number.to_string()),
                words_cell(&goal.area),
                words_cell(words.weight(&goal.weight)),
            ];
            cells.extend(numbers(parts.as_ref(), plan.decimals));
            cells.push(parts.map_or_else(|| words_cell(""), |parts| Cell::Bar(bar(&parts, &widest, standing))));
            cells.push(Cell::Sign(sign(&scored.mark, words)));
            data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: standing.trail_of(goal) });
        }
        for mark in removed {
            let said = [mark.address.goal.to_string(), format!("{}, {}", name_of(mark, words), gone(mark, standing))];
            let empty = ["", "", "", "", ""].map(str::to_owned);
            let mut cells: Vec<Cell> = said.into_iter().chain(empty).map(words_cell).collect();
            cells.push(Cell::Sign(sign(mark, words)));
            data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from: standing.trail_of_gap(mark) });
        }
    }
    match &card.total {
        Some(points) => {
            data.rows.push(total(points, standing));
            let data = without_nothing(data);
            let together = of_figures(&data);
            PageBlock::Data(aligned(data, &together))
        }
        // Without weights there are no points to show.
        None => PageBlock::Data(DataTable {
            role: "unweighed",
            caption: words.say("planen i ét blik uden vægte", &[("titel", &plan.title)]),
            ..without(data, &[2, 3, 4, 5, 6])
        }),
    }
}

/// The table without those of its columns that say nothing but 0: what they would add up to is said above it.
fn without_nothing(data: DataTable) -> DataTable {
    let rows = || data.rows.iter().filter(|row| row.cells.len() == data.columns.len());
    let is_nothing = |cell: Option<&Cell>| cell == Some(&words_cell("0")) || cell == Some(&words_cell(""));
    let mut silent: Vec<usize> = [REACHED, OPEN, LOST]
        .into_iter()
        .filter(|column| rows().all(|row| is_nothing(row.cells.get(*column))))
        .collect();
    // Where nothing is decided, what is open is each goal's weight.
    if silent == [REACHED, LOST] {
        silent = vec![REACHED, OPEN, LOST, BAR];
    }
    without(data, &silent)
}

/// Reached, open and lost, which add up to the whole.
pub struct PointParts {
    reached: Ratio,
    open: Ratio,
    lost: Ratio,
}

/// What is reached of a worth, can still be reached and is lost.
pub fn parts(span: &Span<Ratio>, worth: &Ratio) -> PointParts {
    PointParts { reached: span.least.clone(), open: &span.most - &span.least, lost: worth - &span.most }
}

impl PointParts {
    /// As numbers, none of which is shown as nothing or as the whole that it is not.
    fn shown(&self, decimals: Decimals) -> [String; 3] {
        let whole = &(&self.reached + &self.open) + &self.lost;
        [&self.reached, &self.open, &self.lost].map(|one| points_of(one, &whole, decimals).to_string())
    }

    /// Whether the three add up to their whole as they are shown: what is rounded one by one need not.
    pub fn add_up(&self, decimals: Decimals) -> bool {
        decimals.add_up([&self.reached, &self.open, &self.lost])
    }
}

/// Whether a sum that is shown differs from the numbers that are shown: what is rounded one by one need not add up.
pub fn rounding_shows(standing: &Standing) -> bool {
    let decimals = standing.plan.decimals;
    let adds_up = |spans: &[&Span<Ratio>]| {
        decimals.add_up(spans.iter().map(|span| &span.least)) && decimals.add_up(spans.iter().map(|span| &span.most))
    };
    let of = |goals: &[(&Goal, &ScoredGoal)]| {
        let spans: Vec<&Span<Ratio>> = goals.iter().filter_map(|(_, one)| one.mark.points.as_ref()).collect();
        let rows = goals.iter().filter_map(|(_, one)| Some(parts(one.mark.points.as_ref()?, one.mark.worth.as_ref()?)));
        adds_up(&spans) && rows.into_iter().all(|parts| parts.add_up(decimals))
    };
    let every: Vec<(&Goal, &ScoredGoal)> = standing.goals().collect();
    !(standing.groups().all(|(_, goals)| of(&goals)) && of(&every))
}

/// The three as numbers.
pub fn numbers(parts: Option<&PointParts>, decimals: Decimals) -> [Cell; 3] {
    match parts {
        Some(parts) => parts.shown(decimals).map(words_cell),
        None => ["", "", ""].map(words_cell),
    }
}

/// The three as a bar.
pub fn bar(parts: &PointParts, widest: &Ratio, standing: &Standing) -> Bar {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let shown = parts.shown(decimals);
    // Its edges are rounded, not its pieces: three that are each rounded up would be wider than the whole.
    let most = &parts.reached + &parts.open;
    let edges = [&parts.reached, &most, &(&most + &parts.lost)].map(|edge| thousandths(edge, widest));
    Bar {
        reached: edges[0],
        open: edges[1].saturating_sub(edges[0]),
        lost: edges[2].saturating_sub(edges[1]),
        alt: words.say("søjle i ord", &[("opnået", &shown[0]), ("åbent", &shown[1]), ("tabt", &shown[2])]),
    }
}

fn total(points_reached: &Span<Ratio>, standing: &Standing) -> DataRow {
    let Standing { plan, words, .. } = standing;
    let whole = Ratio::from(Points::WHOLE_PLAN);
    let parts = parts(points_reached, &whole);
    let mut cells = vec![
        words_cell(""),
        words_cell(words.word("hele planen")),
        words_cell(points(&whole, plan.decimals).to_string()),
    ];
    cells.extend(numbers(Some(&parts), plan.decimals));
    cells.push(Cell::Bar(bar(&parts, &whole, standing)));
    let unset = plan.goals().any(|(_, goal)| goal.weight == Weight::NotSet);
    let given: Ratio = standing.card.goals.iter().filter_map(|goal| goal.mark.worth.clone()).sum();
    let left = points(&(&whole - &given), plan.decimals);
    let left = unset.then(|| words.say("med uvejede mål", &[("point", &left)]));
    cells.push(words_cell(left.unwrap_or_default()));
    DataRow { rank: RowRank::Total, depth: 0, cells, from: standing.trail() }
}
