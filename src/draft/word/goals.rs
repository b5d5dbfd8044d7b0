//! The goal tables of a Word file, whatever the order of their columns and however cells are merged.

use super::super::phrases::Phrases;
use super::demand::{demand, split};
use super::lines::is_ours;
use super::own::{OwnCell, own_cell};
use super::text::{notes, one_line, plain, prose, words};
use crate::language::{Message, say};
use crate::plan::PlanNumber;
use crate::prose::{Prose, markdown};
use crate::quantity::{Fraction, NOT_SET, Number, Percent};
use crate::schema;
use crate::word::{CellMerge, RowKind, WordBlock, WordCell, WordRow, WordRun, WordTable};
use crate::write::{Map, Value};

/// What a column of a goal table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoalColumn {
    Number,
    Area,
    Goal,
    AreaAndGoal,
    Requirement,
    Weight,
}

/// A goal as it was read.
#[derive(Debug, Default)]
pub(super) struct ReadGoal {
    pub number: String,
    pub map: Map,
    pub has_weight: bool,
}

/// The goals of a table, and what was guessed.
#[derive(Debug, Default)]
pub(super) struct TableGoals {
    pub goals: Vec<ReadGoal>,
    pub guesses: Vec<Message>,
    /// The weight that a row of sums declares.
    pub declared: Option<String>,
}

/// A row's cells by the columns that they begin in.
struct TableRow<'a> {
    cells: Vec<(usize, &'a WordCell)>,
    is_over_all: bool,
}

impl<'a> TableRow<'a> {
    fn of(row: &'a WordRow, count: usize) -> Self {
        let mut at = 0;
        let place = |cell: &'a WordCell| {
            let own = at;
            at += cell.columns;
            (own, cell)
        };
        let cells: Vec<_> = row.cells.iter().map(place).collect();
        let widest = row.cells.iter().map(|cell| cell.columns).max().unwrap_or(0);
        Self { cells, is_over_all: count > 2 && widest + 1 >= count }
    }

    fn cell(&self, column: usize) -> Option<&'a WordCell> {
        self.cells.iter().find(|(at, cell)| (*at..at + cell.columns).contains(&column)).map(|(_, cell)| *cell)
    }
}

/// What the heads of a table's columns say, and in which row; None where it is no goal table.
fn columns(table: &WordTable) -> Option<(usize, Vec<(usize, GoalColumn)>)> {
    let named = |row: &WordRow| {
        let row = TableRow::of(row, table.columns.len());
        let column = |(at, cell): &(usize, &WordCell)| Some((*at, column_of(&words(&cell.blocks).to_lowercase())?));
        row.cells.iter().filter_map(column).collect::<Vec<_>>()
    };
    table.rows.iter().take(3).enumerate().map(|(at, row)| (at, named(row))).find(|(_, named)| {
        let has = |wanted: &[GoalColumn]| named.iter().any(|(_, column)| wanted.contains(column));
        has(&[GoalColumn::Requirement]) && has(&[GoalColumn::Area, GoalColumn::Goal, GoalColumn::AreaAndGoal])
    })
}

fn column_of(head: &str) -> Option<GoalColumn> {
    let head = head.trim_end_matches([':', '.']);
    if head.chars().count() > 40 {
        return None;
    }
    let has = |word: &str| head.contains(word);
    if has("resultatkrav") || has("resultatmål") || has("krav") || has("måltal") || has("succeskriteri") {
        Some(GoalColumn::Requirement)
    } else if has("vægt") || head == "point" || has("vægtning") {
        Some(GoalColumn::Weight)
    } else if head == "nr" || head == "#" || head == "nummer" || head == "mål nr" || head == "målnr" {
        Some(GoalColumn::Number)
    } else if has("område") && has("mål") {
        Some(GoalColumn::AreaAndGoal)
    } else if has("område") || has("indsats") || has("tema") {
        Some(GoalColumn::Area)
    } else if has("mål") {
        Some(GoalColumn::Goal)
    } else {
        None
    }
}

pub(super) fn is_goal_table(table: &WordTable) -> bool {
    columns(table).is_some()
}

/// Reads a goal table of a group.
pub(super) fn goals(table: &WordTable, group: &str, known: usize, phrases: &Phrases) -> TableGoals {
    let mut read = TableGoals::default();
    let Some((head, columns)) = columns(table) else { return read };
    let of = |wanted: GoalColumn| columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at);
    let is_own = is_ours(&[WordBlock::Table(table.clone())]);
    let close = |done: OpenGoal, read: &mut TableGoals| done.close(is_own, phrases, read);
    let mut open: Option<OpenGoal> = None;
    for row in table.rows.iter().skip(head + 1).filter(|row| row.kind != RowKind::Head) {
        let row = TableRow::of(row, table.columns.len());
        let text = |wanted: GoalColumn| {
            let cell = of(wanted).and_then(|at| row.cell(at)).filter(|cell| cell.merge != CellMerge::GoesOn);
            cell.map(|cell| words(&cell.blocks)).unwrap_or_default()
        };
        let all = row.cells.iter().map(|(_, cell)| words(&cell.blocks)).collect::<Vec<_>>().join(" ");
        if all.is_empty() {
            continue;
        }
        let is_sum = all.to_lowercase().contains(" i alt") || all.to_lowercase().starts_with("i alt");
        if is_sum && all.chars().count() < 120 {
            let figure = row.cells.last().map(|(_, cell)| words(&cell.blocks)).and_then(|text| weight(&text));
            // Parts of a whole are no points.
            let figure = figure.filter(|figure| figure.parse::<Number>().is_ok());
            read.declared = read.declared.or(figure);
            continue;
        }
        if row.is_over_all {
            read.guesses.push(say!("draft.word-row", text = all));
            continue;
        }
        let goes_on = [GoalColumn::Number, GoalColumn::Area, GoalColumn::Goal, GoalColumn::AreaAndGoal]
            .into_iter()
            .all(|column| text(column).is_empty());
        if !goes_on || open.is_none() {
            if let Some(done) = open.take() {
                close(done, &mut read);
            }
            let next = format!("{}.{}", group.split('.').next().unwrap_or("1"), known + read.goals.len() + 1);
            open = Some(OpenGoal::begin(&row, &of, &next, &mut read.guesses));
        }
        if let Some(goal) = &mut open {
            goal.add(&row, &of);
        }
    }
    if let Some(done) = open {
        close(done, &mut read);
    }
    read
}

/// A goal whose rows are being read.
struct OpenGoal {
    number: String,
    area: String,
    notes: crate::prose::Prose,
    goal: Vec<WordBlock>,
    requirements: Vec<WordBlock>,
    weights: Vec<String>,
    has_weights: bool,
}

impl OpenGoal {
    fn begin(row: &TableRow, of: &dyn Fn(GoalColumn) -> Option<usize>, next: &str, guesses: &mut Vec<Message>) -> Self {
        let blocks = |wanted: GoalColumn| of(wanted).and_then(|at| row.cell(at)).map(|cell| cell.blocks.clone());
        let mut area_blocks = blocks(GoalColumn::Area).or_else(|| blocks(GoalColumn::AreaAndGoal)).unwrap_or_default();
        let mut goal = blocks(GoalColumn::Goal).unwrap_or_default();
        // The area stands over its goal.
        if of(GoalColumn::Area).is_none() && of(GoalColumn::AreaAndGoal).is_some() && area_blocks.len() > 1 {
            goal = area_blocks.split_off(1);
        }
        if of(GoalColumn::Area).is_none() && of(GoalColumn::AreaAndGoal).is_none() {
            area_blocks.clone_from(&goal);
        }
        let mut area = one_line(
            &area_blocks
                .iter()
                .map(|block| match block {
                    WordBlock::Paragraph(paragraph) => plain(&paragraph.runs),
                    WordBlock::Table(_) | WordBlock::Contents { .. } => words(std::slice::from_ref(block)),
                })
                .collect::<Vec<_>>()
                .join(" "),
        );
        let area_notes = area_blocks.iter().filter_map(|block| match block {
            WordBlock::Paragraph(paragraph) => Some(notes(&paragraph.runs).blocks),
            WordBlock::Table(_) | WordBlock::Contents { .. } => None,
        });
        let area_notes = Prose { blocks: area_notes.flatten().collect(), ..Prose::default() };
        let own = blocks(GoalColumn::Number).map(|blocks| first_words(&blocks)).unwrap_or_default();
        let typed = own.trim_end_matches('.').to_owned();
        let number = if typed.parse::<PlanNumber>().is_ok() {
            typed
        } else if let Some((number, rest)) = numbered(&area) {
            area = rest;
            number
        } else {
            guesses.push(say!(
                "draft.word-number",
                name = if area.is_empty() { own } else { area.clone() },
                number = next
            ));
            next.to_owned()
        };
        Self {
            number,
            area,
            notes: area_notes,
            goal,
            requirements: Vec::new(),
            weights: Vec::new(),
            has_weights: of(GoalColumn::Weight).is_some(),
        }
    }

    fn add(&mut self, row: &TableRow, of: &dyn Fn(GoalColumn) -> Option<usize>) {
        let cell =
            |wanted: GoalColumn| of(wanted).and_then(|at| row.cell(at)).filter(|cell| cell.merge != CellMerge::GoesOn);
        if let Some(requirement) = cell(GoalColumn::Requirement) {
            self.requirements.extend(requirement.blocks.iter().cloned());
        }
        let text = cell(GoalColumn::Weight).map(|cell| words(&cell.blocks)).unwrap_or_default();
        if !text.is_empty() {
            self.weights.push(text);
        }
    }

    fn close(self, is_own: bool, phrases: &Phrases, read: &mut TableGoals) {
        let Self { number, area, notes, goal, requirements, weights, has_weights } = self;
        let mut map = Map::default();
        map.text(schema::goal::NUMBER, &number);
        let area = if area.is_empty() { number.clone() } else { area };
        map.text(schema::goal::AREA, &area);
        if !notes.is_empty() {
            map.put(schema::goal::NOTE, Value::Prose(markdown(&notes)));
        }
        let figure = match weights.as_slice() {
            // A part of the whole in our own table is meant as one.
            [one] if is_own && one.replace('\u{a0}', " ").parse::<Percent>().is_ok() => {
                Some(one.replace('\u{a0}', " "))
            }
            [one] => weight(one),
            _ => None,
        };
        let own = is_own.then(|| own_cell(&number, &requirements, phrases));
        let reason = own.as_ref().and_then(|own| own.assumed.clone());
        let assumed = weights.first().and_then(|text| phrases.values("antaget", text)).zip(reason);
        match (&figure, assumed) {
            (Some(weight), _) => map.text(schema::goal::WEIGHT, weight),
            (None, Some((points, reason))) => {
                let mut weight = Map::default();
                weight.text(schema::assumed_weight::POINTS, points.get("point"));
                weight.text(schema::assumed_weight::REASON, reason);
                map.put(schema::goal::WEIGHT, Value::Map(weight));
            }
            (None, None) if has_weights => {
                map.text(schema::goal::WEIGHT, NOT_SET);
                let shown = weights.join(" / ");
                read.guesses.push(say!("draft.word-weight", number = number, text = shown));
            }
            (None, None) => {}
        }
        let words_of_goal = if goal.is_empty() { area.clone() } else { markdown(&prose(&goal)) };
        map.put(schema::goal::GOAL, Value::Prose(words_of_goal));
        let mut list = Vec::new();
        if let Some(own) = own {
            put_own(own, &mut map, &mut list, read);
        } else {
            let (lead, demands) = split(&requirements);
            if demands.len() > 1 {
                map.text(schema::goal::COMBINATION, NOT_SET);
            }
            if !words(&lead).is_empty() {
                map.put(schema::goal::LEAD, Value::Prose(markdown(&prose(&lead))));
            }
            for one in demands.iter().map(|one| demand(&number, &area, one)) {
                list.push(Value::Map(one.map));
                read.guesses.push(one.guess);
            }
        }
        if list.is_empty() {
            let mut none = Map::default();
            none.put(schema::judgement::WHAT, Value::Prose(format!("[{area}]")));
            list.push(Value::Map(none));
            read.guesses.push(say!("draft.word-no-requirement", number = number));
        }
        map.put(schema::goal::REQUIREMENTS, Value::List(list));
        read.goals.push(ReadGoal { number, map, has_weight: has_weights });
    }
}

/// What a cell of ours says of a goal.
fn put_own(own: OwnCell, map: &mut Map, list: &mut Vec<Value>, read: &mut TableGoals) {
    if let Some(rule) = &own.combination {
        map.text(schema::goal::COMBINATION, rule);
    }
    for (key, blocks) in [(schema::goal::LEAD, &own.lead), (schema::goal::REMARK, &own.remark)] {
        let said = prose(blocks);
        if !said.is_empty() {
            map.put(key, Value::Prose(markdown(&said)));
        }
    }
    if !own.open.is_empty() {
        map.put(schema::goal::OPEN, Value::List(own.open.into_iter().map(Value::Map).collect()));
    }
    list.extend(own.requirements.into_iter().map(Value::Map));
    read.guesses.extend(own.guesses);
}

fn first_words(blocks: &[WordBlock]) -> String {
    let mut lines = blocks.iter().map(|block| match block {
        // What stands under the number marks who changed it.
        WordBlock::Paragraph(paragraph) => {
            let first = paragraph.runs.split(|run| *run == WordRun::Break).next().unwrap_or_default();
            plain(first)
        }
        WordBlock::Table(_) | WordBlock::Contents { .. } => String::new(),
    });
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// `1.1 Sagsbehandling` as its number and its name.
pub(super) fn numbered(text: &str) -> Option<(String, String)> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let number = first.trim_end_matches('.');
    let is_number = number.parse::<PlanNumber>().is_ok() && (number.contains('.') || number.len() <= 2);
    is_number.then(|| (number.to_owned(), rest.trim().to_owned())).filter(|(_, rest)| !rest.is_empty())
}

/// `65`, `2,5 point`, `10 pct.` as points.
fn weight(text: &str) -> Option<String> {
    let text = text.replace('\u{a0}', " ");
    let figure = ["point", "pct.", "pct", "%", "procent"].iter().find_map(|unit| text.strip_suffix(unit));
    let figure = figure.unwrap_or(&text).trim();
    let is_part = figure.parse::<Number>().is_ok() || figure.parse::<Fraction>().is_ok();
    is_part.then(|| figure.to_owned())
}
