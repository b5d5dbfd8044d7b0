//! A plan from last year's Word file: what can be read becomes data, the rest stays in the file's own words.
//!
//! In: a file that was read. Out: the plan's files, and what was guessed, line by line. No word is lost: what has no place in
//! the plan stands as a comment at the end of `plan.yaml`.

mod demand;
mod frame;
mod goals;
mod kinds;
mod lines;
mod own;
mod sections;
mod sentence;
mod terms;
mod text;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::Datelike;

use super::comment::at_ends;
use super::institution::{Names, first_plan};
use super::modeline::with_modelines;
use super::phrases::Phrases;
use super::{DraftFiles, MARK};
use crate::language::{Message, say};
use crate::plan::Party;
use crate::quantity::CountedFrom;
use crate::schema::{self, folder};
use crate::word::{ReadWord, WordBlock, text_of};
use crate::write::{Map, Value, on_one_line};
use sections::{ReadPlan, read_plan};

/// Keys of a requirement that someone must look at.
const READ: [&str; 17] = [
    "vurdering",
    "leverance",
    "mindst",
    "højst",
    "inden for",
    "frist",
    "vægt",
    "antal",
    "værdi",
    "andel",
    "gennemsnit",
    "niveau",
    "evaluering",
    "senere",
    "samles",
    "opfyldelse",
    "måltal",
];

/// The files of a plan from a Word file, for a folder `<ministry>/<institution>/<year>`; paths begin at the ministry's folder.
pub fn plan_from_word(names: &Names, read: &ReadWord, phrases: &Phrases) -> (DraftFiles, Vec<Message>) {
    let mut plan = read_plan(&read.document.body, phrases);
    let mut guesses = of_file(read);
    guesses.append(&mut plan.guesses);
    let folder = Path::new(&names.institution).join(names.year.to_string());
    let mut files: DraftFiles = first_plan(names).into_iter().filter(|(path, _)| !path.starts_with(&folder)).collect();
    let mut taken = BTreeSet::new();
    let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for group in &plan.groups {
        for goal in &group.goals {
            let mut name = format!("mål/{}.yaml", goal.number);
            let mut again = 2;
            while !taken.insert(name.clone()) {
                name = format!("mål/{}-{again}.yaml", goal.number);
                again += 1;
            }
            lists.entry(group.number.clone()).or_default().push(Value::Text(name.clone()));
            let comments = comments_on(read, &goal.map.to_yaml(0));
            files.insert(folder.join(name), marked(&goal.map.to_yaml(0)) + &comments);
        }
    }
    let own = plan_yaml(names, &plan, &lists);
    files.insert(folder.join(folder::PLAN), own);
    let left = left_over(read, &files);
    if !left.is_empty() {
        guesses.push(say!("draft.word-left", count = left.len()));
        let text = files.entry(folder.join(folder::PLAN)).or_default();
        text.push_str("# Det, der stod i Word-filen og ikke har fået en plads i planen:\n");
        left.iter().for_each(|line| text.push_str(&comment(line)));
    }
    (with_modelines(files), guesses)
}

/// What a reader should know of the file as a whole.
fn of_file(read: &ReadWord) -> Vec<Message> {
    let told = [
        (read.changes > 0, say!("draft.word-changes", count = read.changes)),
        (!read.comments.is_empty(), say!("draft.word-comments", count = read.comments.len())),
        (read.pictures > 0, say!("draft.word-pictures", count = read.pictures)),
        (read.nested > 0, say!("draft.word-nested", count = read.nested)),
        (read.boxes > 0, say!("draft.word-boxes", count = read.boxes)),
        (!read.has_styles, say!("draft.word-no-styles")),
    ];
    told.into_iter().filter(|(is_so, _)| *is_so).map(|(_, message)| message).collect()
}

fn plan_yaml(names: &Names, plan: &ReadPlan, lists: &BTreeMap<String, Vec<Value>>) -> String {
    let year = names.year;
    let mut map = Map::default();
    map.text(schema::plan::TITLE, plan.title.clone().unwrap_or_else(|| format!("Mål- og resultatplan {year}")));
    let period = plan.period.filter(|period| period.first.year() == year);
    map.text(schema::plan::YEAR, year);
    let days = period.map(|period| period.to_string());
    map.text(schema::plan::PERIOD, days.unwrap_or_else(|| format!("1. januar {year} til 31. december {year}")));
    // A plan over a New Year says from where its quarters are counted.
    if let Some(period) = period.filter(|period| !period.is_in_one_year()) {
        let is_calendars = (period.first.0.month(), period.first.0.day()) == (1, 1);
        let from = if is_calendars { CountedFrom::Calendar } else { CountedFrom::Beginning };
        map.text(schema::plan::QUARTERS, from.word());
    }
    map.text(schema::plan::TEMPLATE, schema::NO_TEMPLATE);
    map.text(schema::plan::STATE, "udkast");
    let goals = || plan.groups.iter().flat_map(|group| &group.goals);
    if goals().next().is_some() && goals().all(|goal| !goal.has_weight) {
        map.text(schema::plan::WEIGHTS, schema::NO_WEIGHTS);
    }
    map.put(schema::plan::SECTIONS, Value::List(plan.sections.iter().cloned().map(Value::Map).collect()));
    if let Some(budget) = &plan.budget {
        map.put(schema::plan::BUDGET, Value::Map(budget.clone()));
    }
    let groups = plan.groups.iter().map(|group| {
        let mut one = group.map.clone();
        let place = one.0.iter().position(|(key, _)| key == schema::group::BACKGROUND.name()).unwrap_or(one.0.len());
        let goals = lists.get(&group.number).cloned().unwrap_or_default();
        one.0.insert(place, (schema::group::GOALS.into(), Value::List(goals)));
        Value::Map(one)
    });
    map.put(schema::plan::GROUPS, Value::List(groups.collect()));
    let signers = if plan.signers.is_empty() {
        [(Party::Institution, "Direktør"), (Party::Department, "Departementschef")]
            .map(|(party, title)| {
                let mut one = Map::default();
                one.text(schema::signer::PARTY, party.word());
                one.text(schema::signer::TITLE, title);
                one
            })
            .to_vec()
    } else {
        plan.signers.clone()
    };
    map.put(schema::plan::SIGNERS, Value::List(signers.into_iter().map(Value::Map).collect()));
    let text = map.to_yaml(0);
    at_ends(&text, |line| (line.starts_with("periode:") || line.starts_with("kvartaler:")).then_some(MARK))
}

/// A goal's file, where what was read of its words is to be looked at.
fn marked(yaml: &str) -> String {
    at_ends(yaml, |line| {
        let is_own = |key: &str| {
            [format!("  - {key}:"), format!("    {key}:")].iter().any(|begin| line.starts_with(begin.as_str()))
                || key == "vægt" && line.starts_with("vægt: ikke fastsat")
        };
        // A part on a line of its own, or a tier of one.
        let is_part = ["      - { ", "          - { ", "        "].iter().any(|begin| {
            line.strip_prefix(begin).is_some_and(|rest| rest.starts_with("mindst:") || rest.contains(" mindst: "))
        });
        (READ.iter().any(|key| is_own(key)) || is_part || line.starts_with("samles:")).then_some(MARK)
    })
}

/// The comments in the margin that are on words of a goal.
fn comments_on(read: &ReadWord, yaml: &str) -> String {
    let known = tokens(yaml);
    let is_on = |on: &str| {
        let own = tokens(on);
        !own.is_empty() && own.iter().all(|word| known.contains(word))
    };
    let own = read.comments.iter().filter(|one| is_on(&one.on));
    own.map(|one| comment(&format!("Kommentar af {} til »{}«: {}", one.author, one.on, one.text))).collect()
}

/// A line of its own, which YAML does not read.
fn comment(text: &str) -> String {
    format!("# {}\n", on_one_line(text).split_whitespace().collect::<Vec<_>>().join(" ").replace("$schema", "schema"))
}

/// The words of a text, whatever stands between them.
fn tokens(text: &str) -> BTreeSet<String> {
    text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The lines of a file that have words which stand nowhere in the plan.
fn left_over(read: &ReadWord, files: &DraftFiles) -> Vec<String> {
    // Hyphens that Word adds at the ends of lines are no part of a word.
    let clean = |text: &str| text.replace('\u{ad}', "");
    let known: BTreeSet<String> = files.values().flat_map(|text| tokens(&clean(text))).collect();
    let is_lost = |line: &str| tokens(&clean(line)).iter().any(|word| !known.contains(word));
    let body: Vec<WordBlock> = read.document.body.clone();
    let mut lines: Vec<String> = text_of(&body).lines().map(str::to_owned).filter(|line| is_lost(line)).collect();
    let said = |one: &crate::word::WordComment| format!("Kommentar af {} til »{}«: {}", one.author, one.on, one.text);
    lines.extend(read.comments.iter().map(said).filter(|line| is_lost(line)));
    lines.dedup();
    lines
}
