//! What stands beside goals and prose in a plan: its budget, and who signs.

use super::super::phrases::Phrases;
use super::text::{one_line, plain, words};
use crate::language::{Message, say};
use crate::plan::Party;
use crate::quantity::Number;
use crate::schema;
use crate::word::{WordBlock, WordCell, WordTable};
use crate::write::{Map, Value};

/// A budget, where a table is one that can be read whole: a head of years, a total, and an amount in each cell.
pub(super) fn budget(table: &WordTable, section: &str, title: &str) -> Option<Map> {
    let texts = |cells: &[WordCell]| cells.iter().map(|cell| words(&cell.blocks)).collect::<Vec<String>>();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(&row.cells)).collect();
    let (head, rows) = rows.split_first()?;
    let (unit, columns) = head.split_first()?;
    let column = |text: &String| {
        let (state, year) = text.rsplit_once(' ')?;
        (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{} {year}", state.trim()))
    };
    let columns: Vec<String> = columns.iter().map(column).collect::<Option<_>>()?;
    let amounts = |row: &[String]| {
        let all = row.iter().map(|amount| amount.parse::<Number>().ok().map(|_| amount.as_str()));
        all.collect::<Option<Vec<&str>>>().filter(|all| all.len() == columns.len()).map(|all| all.join(" "))
    };
    let mut total = None;
    let mut tasks = Vec::new();
    for row in rows {
        let (name, figures) = row.split_first()?;
        let figures = amounts(figures)?;
        if name.to_lowercase().contains("i alt") {
            total = total.or(Some(figures));
            continue;
        }
        let (number, name) = match name.split_once(' ') {
            Some((number, rest)) if number.chars().all(|one| one.is_ascii_digit() || one == '.') => {
                (number.trim_end_matches('.').to_owned(), rest.to_owned())
            }
            _ => ((tasks.len() + 1).to_string(), name.clone()),
        };
        let mut map = Map::default();
        map.text(schema::budget_row::NUMBER, number);
        map.text(schema::budget_row::TASK, name);
        map.text(schema::budget_row::AMOUNTS, figures);
        tasks.push(Value::Map(map));
    }
    let (unit, price_level) = match unit.split_once('(') {
        Some((unit, level)) => (unit.trim().to_owned(), Some(level.trim_end_matches(')').trim().to_owned())),
        None => (unit.clone(), None),
    };
    let mut map = Map::default();
    map.text(schema::budget::SECTION, section);
    map.text(schema::budget::TITLE, title);
    map.text(schema::budget::UNIT, if unit.is_empty() { "mio. kr.".to_owned() } else { unit });
    if let Some(level) = price_level {
        map.text(schema::budget::PRICE_LEVEL, level);
    }
    map.put(schema::budget::COLUMNS, Value::List(columns.iter().cloned().map(Value::Text).collect()));
    map.text(schema::budget::TOTAL, total?);
    map.put(schema::budget::ROWS, Value::List(tasks));
    Some(map)
}

/// Words that a title of one who signs has.
const TITLES: [&str; 8] =
    ["direktør", "departementschef", "styrelseschef", "afdelingschef", "formand", "rektor", "kontorchef", "chef"];

/// Who signs, as far as a page of signatures can be read. What is under one line each, or in a cell each.
pub(super) fn signers(blocks: &[WordBlock], phrases: &Phrases) -> (Vec<Map>, Vec<Message>) {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut loose = Vec::new();
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => loose.push(plain(&paragraph.runs)),
            WordBlock::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    groups.push(lines_of(cell));
                }
            }
            WordBlock::Contents { .. } => {}
        }
    }
    if groups.iter().all(|lines| lines.iter().all(|line| title(line).is_none())) {
        groups = vec![loose];
    }
    let mut all = Vec::new();
    let mut guesses = Vec::new();
    for lines in groups {
        // Where nothing is filled in, there is nothing to read.
        let is_said = |line: &String| {
            line.chars().any(char::is_alphabetic) && !phrases.is("uden sted og dato", &line.replace('\u{a0}', " "))
        };
        let lines: Vec<String> = lines.into_iter().filter(is_said).collect();
        let is_title = |at: usize| lines.get(at).is_some_and(|line| title(line).is_some());
        // Of two right after each other, the first is what stands where a name would.
        let titles: Vec<usize> = (0..lines.len()).filter(|at| is_title(*at) && !is_title(at + 1)).collect();
        for (nth, at) in titles.iter().enumerate() {
            let from = if nth == 0 { 0 } else { titles[nth - 1] + 1 };
            let one = signer(&lines[from..], at - from);
            guesses.push(say!("draft.word-signer", title = lines[*at]));
            all.push(one);
        }
    }
    (all, guesses)
}

fn lines_of(cell: &WordCell) -> Vec<String> {
    let line = |block: &WordBlock| match block {
        WordBlock::Paragraph(paragraph) => plain(&paragraph.runs),
        WordBlock::Table(_) | WordBlock::Contents { .. } => words(std::slice::from_ref(block)),
    };
    cell.blocks.iter().map(line).collect()
}

fn title(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let is_short = line.chars().count() <= 60;
    TITLES.iter().any(|title| lower.contains(title)).then_some(line).filter(|_| is_short)
}

/// One who signs: the date stands first, then the name, the title, and what it is for.
fn signer(lines: &[String], title_at: usize) -> Map {
    let title = &lines[title_at];
    let after = lines.get(title_at + 1).filter(|line| !line.contains(", den"));
    let is_department = |text: &str| text.to_lowercase().contains("departement");
    let party = if is_department(title) || after.is_some_and(|line| is_department(line)) {
        Party::Department
    } else {
        Party::Institution
    };
    let place = lines[..title_at].iter().find_map(|line| place_of(line));
    let name = lines[..title_at].iter().rev().find(|line| place_of(line).is_none() && line.chars().count() <= 60);
    let mut map = Map::default();
    map.text(schema::signer::PARTY, party.word());
    if let Some(name) = name {
        map.text(schema::signer::NAME, one_line(name));
    }
    map.text(schema::signer::TITLE, title);
    if let Some(place) = place.filter(|place| !place.is_empty()) {
        map.text(schema::signer::PLACE, place);
    }
    map
}

/// The place in `København, den 23. juni 2023`. A new plan is not signed: the day is left out.
fn place_of(line: &str) -> Option<String> {
    let (place, _) = line.split_once(", den").or_else(|| line.split_once(" den"))?;
    (place.chars().count() <= 40).then(|| place.trim().to_owned())
}
