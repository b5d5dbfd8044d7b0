//! The sections of a Word file, by its headings, and what stands in each of them.

use super::super::phrases::Phrases;
use super::frame::{budget, signers};
use super::goals::{ReadGoal, goals, is_goal_table, numbered};
use super::text::{notes, plain, prose, words};
use crate::language::{Message, say};
use crate::plan::PlanNumber;
use crate::prose::{Prose, markdown};
use crate::quantity::{Date, Period};
use crate::schema;
use crate::word::{WordBlock, WordParagraph, WordRun, WordStyle};
use crate::write::{Map, Value};

/// A group of goals.
#[derive(Debug, Default)]
pub(super) struct ReadGroup {
    pub number: String,
    pub map: Map,
    pub goals: Vec<ReadGoal>,
}

/// What was read of a plan.
#[derive(Debug, Default)]
pub(super) struct ReadPlan {
    pub title: Option<String>,
    /// The days that it says it is for.
    pub period: Option<Period>,
    pub sections: Vec<Map>,
    pub groups: Vec<ReadGroup>,
    pub budget: Option<Map>,
    pub signers: Vec<Map>,
    pub guesses: Vec<Message>,
}

/// A section while it is read.
#[derive(Debug, Default)]
struct OpenSection {
    number: String,
    title: String,
    note: Prose,
    blocks: Vec<WordBlock>,
    goals: Vec<ReadGoal>,
    has_goals: bool,
    declared: Option<String>,
    budget: Option<Map>,
}

/// A heading as it stands.
struct ReadHeading {
    level: usize,
    number: Option<String>,
    title: String,
    note: Prose,
}

/// The heading that a paragraph is: by its style, or bold with a number before it.
fn heading(paragraph: &WordParagraph) -> Option<ReadHeading> {
    let text = plain(&paragraph.runs);
    let level = match paragraph.style {
        WordStyle::Heading(level) if !text.is_empty() => usize::from(level),
        _ => {
            let is_strong = |run: &WordRun| match run {
                WordRun::Text { text, look } => look.is_strong || text.trim().is_empty(),
                WordRun::Tab | WordRun::Break | WordRun::Note(_) | WordRun::Picture(_) => true,
                WordRun::Link { .. } | WordRun::Changed { .. } => false,
            };
            let is_bold = !text.is_empty() && text.chars().count() < 150 && paragraph.runs.iter().all(is_strong);
            let (number, _) = numbered(&text).filter(|_| is_bold && paragraph.list.is_none())?;
            number.parse::<PlanNumber>().map(|number| number.level()).ok()?
        }
    };
    let (number, title) = match numbered(&text) {
        Some((number, title)) => (Some(number), title),
        None => (None, text),
    };
    Some(ReadHeading { level, number, title, note: notes(&paragraph.runs) })
}

/// Reads the body of a file.
pub(super) fn read_plan(body: &[WordBlock], phrases: &Phrases) -> ReadPlan {
    let mut plan = ReadPlan::default();
    let headings = || body.iter().filter_map(of_paragraph).filter_map(heading);
    let has_numbers = headings().any(|one| one.number.is_some());
    let mut sections: Vec<OpenSection> = Vec::new();
    let mut counted = [0_u32; 2];
    for (at, block) in body.iter().enumerate() {
        match block {
            WordBlock::Paragraph(paragraph) => {
                if plan.period.is_none() && paragraph.style == WordStyle::Body && sections.is_empty() {
                    plan.period = period(&plain(&paragraph.runs).replace('\u{a0}', " "), phrases);
                }
                if paragraph.style == WordStyle::Title && plan.title.is_none() {
                    plan.title = Some(plain(&paragraph.runs)).filter(|title| !title.is_empty());
                    continue;
                }
                // The contents repeat the headings.
                if matches!(paragraph.style, WordStyle::Contents(_) | WordStyle::ContentsHeading) {
                    continue;
                }
                if let Some(mut one) = heading(paragraph) {
                    if one.number.is_none() && !has_numbers && one.level <= 2 {
                        let number = counted_on(&mut counted, one.level);
                        plan.guesses.push(say!("draft.word-section", title = one.title, number = number));
                        one.number = Some(number);
                    }
                    // Texts on goals can stand under a heading without a number.
                    let next = body[at + 1..].iter().filter_map(of_paragraph).find_map(heading);
                    let of_goal = next.filter(|next| next.level > one.level).and_then(|next| next.number);
                    let is_of_goals = sections
                        .iter()
                        .any(|section| section.goals.iter().any(|goal| of_goal.as_ref() == Some(&goal.number)));
                    if one.number.is_none() && one.level <= 2 && is_of_goals {
                        one.number = Some(String::new());
                    }
                    if let Some(number) = one.number.clone() {
                        let is_goals = |section: &OpenSection| section.goals.iter().any(|goal| goal.number == number);
                        if one.level > 2 && sections.iter().any(is_goals) {
                            if let Some(section) = sections.last_mut() {
                                section.blocks.push(WordBlock::Paragraph(marker(&number, &one.title)));
                            }
                            continue;
                        }
                        sections.push(OpenSection {
                            number,
                            title: one.title,
                            note: one.note,
                            ..OpenSection::default()
                        });
                        continue;
                    }
                }
                if let Some(section) = sections.last_mut() {
                    section.blocks.push(block.clone());
                }
            }
            WordBlock::Table(table) if is_goal_table(table) => {
                if sections.is_empty() {
                    sections.push(OpenSection {
                        number: "3.1".into(),
                        title: "Faglige mål".into(),
                        ..OpenSection::default()
                    });
                    plan.guesses.push(say!("draft.word-group"));
                }
                let known = sections.last().map_or(0, |section| section.goals.len());
                let group = sections.last().map(|section| section.number.clone()).unwrap_or_default();
                let mut read = goals(table, &group, known, phrases);
                plan.guesses.append(&mut read.guesses);
                if let Some(section) = sections.last_mut() {
                    section.goals.append(&mut read.goals);
                    section.has_goals = true;
                    section.declared = section.declared.take().or(read.declared);
                }
            }
            WordBlock::Table(table) => {
                let Some(section) = sections.last_mut() else { continue };
                let caption =
                    section.blocks.last().and_then(of_paragraph).filter(|one| one.style == WordStyle::Caption);
                let title = caption.map_or_else(|| section.title.clone(), |one| plain(&one.runs));
                let has_caption = caption.is_some();
                match budget(table, &section.number, &title)
                    .filter(|_| plan.budget.is_none() && section.budget.is_none())
                {
                    Some(read) => {
                        plan.guesses.push(say!("draft.word-budget", number = section.number));
                        if has_caption {
                            section.blocks.pop();
                        }
                        section.budget = Some(read);
                    }
                    None => section.blocks.push(block.clone()),
                }
            }
            WordBlock::Contents { .. } => {}
        }
    }
    // What stands on a goal can come before the table of a later group.
    let (of_goals, others): (Vec<_>, Vec<_>) = sections.into_iter().partition(|section| section.has_goals);
    for section in of_goals.into_iter().chain(others) {
        close(section, phrases, &mut plan);
    }
    if plan.groups.is_empty() {
        plan.guesses.push(say!("draft.word-no-goals"));
    }
    plan
}

fn of_paragraph(block: &WordBlock) -> Option<&WordParagraph> {
    match block {
        WordBlock::Paragraph(paragraph) => Some(paragraph),
        WordBlock::Table(_) | WordBlock::Contents { .. } => None,
    }
}

/// `Gælder 1. januar – 31. december 2023`
fn period(text: &str, phrases: &Phrases) -> Option<Period> {
    let found = phrases.values("gælder", text)?;
    let (first, last) = found.get("periode").split_once(" – ")?;
    let last: Date = last.parse().ok()?;
    let first = first.parse().or_else(|_| format!("{first} {}", last.year()).parse::<Date>()).ok()?;
    (first <= last).then_some(Period { first, last })
}

/// `1.0`, `2.0`; below it `2.1`.
fn counted_on(counted: &mut [u32; 2], level: usize) -> String {
    if level <= 1 {
        *counted = [counted[0] + 1, 0];
    } else {
        counted[1] += 1;
    }
    format!("{}.{}", counted[0].max(1), counted[1])
}

/// Where a text on a goal begins.
fn marker(goal: &str, title: &str) -> WordParagraph {
    WordParagraph { place: Some(format!("{goal}\t{title}")), ..WordParagraph::new(WordStyle::Notice, Vec::new()) }
}

/// The texts of a section: its own, and those on goals, which follow it.
fn texts(blocks: &[WordBlock]) -> (Vec<WordBlock>, Vec<(String, Vec<WordBlock>)>) {
    let mut own = Vec::new();
    let mut of_goals: Vec<(String, Vec<WordBlock>)> = Vec::new();
    for block in blocks {
        let mark = of_paragraph(block).filter(|one| one.runs.is_empty()).and_then(|one| one.place.clone());
        match (mark, of_goals.last_mut()) {
            (Some(goal), _) => of_goals.push((goal, Vec::new())),
            (None, Some((_, text))) => text.push(block.clone()),
            (None, None) => own.push(block.clone()),
        }
    }
    (own, of_goals)
}

fn close(section: OpenSection, phrases: &Phrases, plan: &mut ReadPlan) {
    let OpenSection { number, title, note, blocks, goals, has_goals, declared, budget } = section;
    let lower = title.to_lowercase();
    let (own, of_goals) = texts(&blocks);
    let mut text = own;
    let is_signing = lower.contains("påtegning") || lower.contains("underskrift");
    let mut is_endorsed = false;
    if is_signing && plan.signers.is_empty() {
        let from = text.iter().position(|block| matches!(block, WordBlock::Table(_))).unwrap_or(text.len());
        let tables = text.split_off(from);
        let (read, mut guesses) = signers(if tables.is_empty() { &text } else { &tables }, phrases);
        if tables.is_empty() && !read.is_empty() {
            text.clear();
        }
        plan.guesses.append(&mut guesses);
        plan.signers = read;
        is_endorsed = true;
    }
    let said = relative(&text);
    let mut of_background = Map::default();
    if !number.is_empty() {
        of_background.text(schema::group::NUMBER, &number);
    }
    let is_background = !of_goals.is_empty();
    if is_background {
        let mut group = None;
        for (goal, text) in of_goals {
            let (goal, title) = goal.split_once('\t').unwrap_or((&goal, ""));
            let found = plan
                .groups
                .iter_mut()
                .enumerate()
                .find_map(|(at, group)| group.goals.iter_mut().find(|one| one.number == goal).map(|one| (at, one)));
            if let Some((at, one)) = found {
                let place =
                    one.map.0.iter().position(|(key, _)| key == schema::goal::METHOD.name()).unwrap_or(one.map.0.len());
                let said = Value::Prose(markdown(&relative(&text)));
                one.map.0.insert(place, (schema::goal::BACKGROUND.into(), said));
                // Its heading is its area's, where it says nothing else.
                let area = one.map.get(schema::goal::AREA.name()).cloned();
                if area != Some(Value::Text(title.to_owned())) {
                    one.map.0.insert(place, (schema::goal::BACKGROUND_TITLE.into(), Value::Text(title.to_owned())));
                }
                group.get_or_insert(at);
            }
        }
        if let Some(group) = group.and_then(|at| plan.groups.get_mut(at))
            && group.map.get(schema::group::BACKGROUND.name()).is_none()
            && !has_goals
        {
            of_background.text(schema::group::TITLE, &title);
            put_prose(&mut of_background, schema::background::NOTE, &note);
            put_prose(&mut of_background, schema::group::TEXT, &said);
            group.map.put(schema::group::BACKGROUND, Value::Map(of_background));
            return;
        }
    }
    let mut map = Map::default();
    map.text(schema::group::NUMBER, &number);
    map.text(schema::group::TITLE, &title);
    if has_goals {
        put_prose(&mut map, schema::group::NOTE, &note);
        if let Some(declared) = declared {
            map.text(schema::group::WEIGHT, declared);
        }
        put_prose(&mut map, schema::group::TEXT, &said);
        match plan.groups.iter_mut().find(|group| group.number == number) {
            Some(group) => group.goals.extend(goals),
            None => plan.groups.push(ReadGroup { number, map, goals }),
        }
        return;
    }
    put_prose(&mut map, schema::section::NOTE, &note);
    if is_endorsed {
        map.text(schema::section::ENDORSED, "ja");
    }
    put_prose(&mut map, schema::section::TEXT, &said);
    plan.budget = plan.budget.take().or(budget);
    if !plan
        .sections
        .iter()
        .any(|one| one.get(schema::section::NUMBER.name()) == map.get(schema::section::NUMBER.name()))
    {
        plan.sections.push(map);
    } else {
        let text = words(&text);
        plan.guesses.push(say!("draft.word-twice", number = number, title = title, text = text));
    }
}

fn put_prose(map: &mut Map, key: impl Into<String>, prose: &Prose) {
    if !prose.is_empty() {
        map.put(key, Value::Prose(markdown(prose)));
    }
}

/// Headings inside a text begin at the highest level.
fn relative(blocks: &[WordBlock]) -> Prose {
    let levels = || {
        blocks.iter().filter_map(of_paragraph).filter_map(|one| match one.style {
            WordStyle::Heading(level) => Some(level),
            _ => None,
        })
    };
    let highest = levels().min().unwrap_or(1);
    let moved = blocks.iter().map(|block| match block {
        WordBlock::Paragraph(paragraph) => match paragraph.style {
            WordStyle::Heading(level) => {
                let style = WordStyle::Heading(level + 1 - highest);
                WordBlock::Paragraph(WordParagraph { style, ..paragraph.clone() })
            }
            _ => block.clone(),
        },
        WordBlock::Table(_) | WordBlock::Contents { .. } => block.clone(),
    });
    prose(&moved.collect::<Vec<_>>())
}
