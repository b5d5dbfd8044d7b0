//! The plan at a glance: what each goal has reached, can still reach and has lost, as bars with their numbers.

use super::changes::{gone, name_of};
use super::{Standing, spanning, table, without, words_cell};
use crate::document::view::{Bar, Cell, DataColumn, DataRow, DataTable, PageBlock, RowRank};
use crate::plan::{Goal, GoalGroup, Weight};
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{Mark, ScoredGoal, Span, Status, points, points_of};
use crate::words::Words;
use crate::words::danish::capital;

/// Full width of a bar.
const WHOLE: u64 = 1000;

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
        data.rows.push(spanning(RowRank::Group, format!("{} {}", group.number, group.title)));
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
            cells.push(words_cell(words.status(scored.mark.status)));
            data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells });
        }
        for mark in removed {
            let said = [mark.address.goal.to_string(), format!("{}, {}", name_of(mark, words), gone(mark, standing))];
            let empty = ["", "", "", "", ""].map(str::to_owned);
            let cells = said.into_iter().chain(empty).chain([words.status(mark.status)]);
            data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells: cells.map(words_cell).collect() });
        }
    }
    match &card.total {
        Some(points) => {
            data.rows.push(total(points, standing));
            PageBlock::Data(data)
        }
        // Without weights there are no points to show.
        None => PageBlock::Data(DataTable {
            role: "unweighed",
            caption: words.say("planen i ét blik uden vægte", &[("titel", &plan.title)]),
            ..without(data, &[2, 3, 4, 5, 6])
        }),
    }
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

/// A part of a whole in thousandths, for the eye.
pub(super) fn thousandths(part: &Ratio, whole: &Ratio) -> u32 {
    let scaled = (part * &Ratio::from(WHOLE)).over(whole).unwrap_or_else(Ratio::zero);
    u32::try_from(scaled.round_half_away(0).0.mantissa()).unwrap_or(0)
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
    cells.push(words_cell(if unset { words.word("med uvejede mål") } else { String::new() }));
    DataRow { rank: RowRank::Total, depth: 0, cells }
}

/// How many goals of each group have each status.
pub fn count(standing: &Standing) -> PageBlock {
    let row = |(group, goals): (&GoalGroup, Vec<(&Goal, &ScoredGoal)>)| {
        let removed = standing.removed_from(group).map(|mark| mark.status);
        let all = goals.iter().map(|(_, scored)| scored.mark.status).chain(removed).collect();
        (format!("{} {}", group.number, group.title), all)
    };
    counts("målgruppe", &standing.groups().map(row).collect::<Vec<_>>(), standing.words)
}

/// How many goals have each status: a row a name, and all of them. The first column's head is named in `ord.yaml`.
pub fn counts(first: &str, rows: &[(String, Vec<Status>)], words: &Words) -> PageBlock {
    let mut shown = Status::ALL.to_vec();
    // Few plans have lost a goal: the others need no column for it.
    shown.extend(rows.iter().any(|(_, all)| all.contains(&Status::Removed)).then_some(Status::Removed));
    let columns = [(first, "left"), ("målepunkter", "right")];
    let mut data = table("count", words.word("optælling af mål"), &columns, words);
    let heads = shown.iter().map(|status| capital(&words.status(*status)));
    data.columns.extend(heads.map(|head| DataColumn { head, align: "right" }));
    let row = |rank, name: String, all: &[Status]| {
        let mut cells = vec![words_cell(name), words_cell(all.len().to_string())];
        let counts = shown.iter().map(|status| all.iter().filter(|one| *one == status).count());
        cells.extend(counts.map(|count| words_cell(count.to_string())));
        DataRow { rank, depth: 0, cells }
    };
    data.rows.extend(rows.iter().map(|(name, all)| row(RowRank::Row, name.clone(), all)));
    let every: Vec<Status> = rows.iter().flat_map(|(_, all)| all.iter().copied()).collect();
    data.rows.push(row(RowRank::Total, words.word("mål i alt"), &every));
    PageBlock::Data(data)
}
