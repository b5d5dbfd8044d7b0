//! What is made of allonger: the allonge to be signed, the consolidated plan, and what reports say of changes.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use resultatplan::document::view::{Document, GoalRow, PageBlock, RequirementPiece, RowRank};
use resultatplan::plan::{Act, ChangeSubject, Signed};
use resultatplan::quantity::PartOfYear;
use resultatplan::score::score;
use serde_json::Value;

use crate::support::plan::{Built, Copy, Made, made, make_of, view_of};
use crate::support::repository;
use crate::support::table::{cells, leaves, rows, tables};
use crate::support::text::{normal, numbers, shows};

const SIRI: [&str; 2] = ["plans/uim/siri/2020", "plans/uim/siri/2023"];

/// Every kind of change once, signed, and a draft after it; figures of three quarters and a provisional annual report.
static EXAMPLE: LazyLock<Made> = LazyLock::new(|| {
    let copy = Copy::of("tests/plans/eksempel");
    let plan = "plans/eksempel/prø/2025";
    for number in [1, 2] {
        let text = std::fs::read(repository(&format!("tests/allonger/{number}.yaml"))).expect("an allonge");
        copy.write(&format!("{plan}/allonger/{number}.yaml"), text);
    }
    copy.write(&format!("{plan}/årsrapport.yaml"), REPORT);
    // What is gone cannot be reported any more.
    let quarter = format!("{plan}/resultater/3-kvartal.yaml");
    let (head, rest) = copy.read(&quarter).split_once("  - krav: ").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let kept = rest.split("  - krav: ").filter(|one| !one.starts_with("1.1 c 2") && !one.starts_with("1.4"));
    copy.write(&quarter, kept.fold(head, |text, one| format!("{text}  - krav: {one}")));
    for name in ["4-kvartal", "2-halvår", "februar-november", "året"] {
        std::fs::remove_file(copy.path(&format!("{plan}/resultater/{name}.yaml"))).expect("it is there");
    }
    make_of(copy.inspect(plan), Path::new(plan))
});

const REPORT: &str = "dato: 1. december 2025\neksempel: ja\nforeløbig: ja\nanalyser:\n\
    - { mål: \"1.1\", tekst: Kravet blev lempet. }\n\
    - { mål: \"1.2\", tekst: Telefonen var bemandet for lidt. }\n\
    - { mål: \"1.3\", tekst: Skolerne blev orienteret for sent. }\n";

fn plans() -> impl Iterator<Item = &'static Made> {
    SIRI.into_iter().map(made).chain([&*EXAMPLE])
}

fn document<'a>(made: &'a Made, kind: &str) -> &'a Built {
    made.documents.get(kind).unwrap_or_else(|| panic!("there is no {kind}"))
}

/// What an allonge's table says of each change: its place, and the words of each column.
fn told(view: &Document) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for row in &tables(view, "allonge")[0].rows {
        let cells = cells(row);
        match (row.rank, found.last_mut()) {
            (RowRank::Group, _) => found.push((cells[0].clone(), String::new(), String::new())),
            (RowRank::Row | RowRank::Part, Some((_, old, new))) => {
                old.push_str(&format!(" {}", cells[1]));
                new.push_str(&format!(" {}", cells[2]));
            }
            _ => {}
        }
    }
    found
}

fn are_in(wanted: &[String], text: &str) -> bool {
    let mut there = numbers(text);
    wanted.iter().all(|one| there.iter().position(|number| number == one).map(|at| there.swap_remove(at)).is_some())
}

/// Whether a place is where a change is: `Mål 1.3, krav 1` for `1.3 1`.
fn is_named(place: &str, subject: &ChangeSubject) -> bool {
    place.replace("Mål ", "").replace(", krav ", " ").contains(&subject.to_string()) || place.contains("Påtegningen")
}

#[test]
fn an_allonge_sets_every_old_value_beside_the_new() {
    let mut compared = 0;
    for made in plans() {
        for allonge in made.inspected.known.amended().unwrap().allonger() {
            let told = told(&document(made, &format!("allonge {}", allonge.number)).view);
            assert_eq!(told.len(), allonge.changes.len(), "a group of rows a change");
            for (change, (place, old, new)) in allonge.changes.iter().zip(told) {
                assert!(is_named(&place, &change.subject), "{place}");
                assert!(!old.trim().is_empty() && !new.trim().is_empty(), "{place}: no column is empty");
                assert_ne!(old, new, "{place}");
                match change.act {
                    Act::Add(_) => assert!(old.split_whitespace().all(|word| word == "–"), "{place}: {old}"),
                    Act::Remove(_) => assert!(new.split_whitespace().all(|word| word == "–"), "{place}: {new}"),
                    Act::Change { .. } | Act::Set { .. } => {}
                }
                for line in &change.lines {
                    compared += 1;
                    for (written, column) in [(&line.old, &old), (&line.new, &new)] {
                        let wanted = numbers(written.as_deref().unwrap_or_default());
                        assert!(are_in(&wanted, column), "{place}: {written:?} is not in `{column}`");
                    }
                }
            }
        }
    }
    assert!(compared > 10, "{compared}");
}

/// Words that choose or combine, and addresses, which are told in the plan's own words.
const NOT_PRINTED: [&str; 11] = [
    "status",
    "eksempel",
    "samles",
    "målene samles",
    "for",
    "ændr",
    "tilføj",
    "fjern",
    "fastsæt",
    "åbent",
    "kvartaler samles",
];

fn written(key: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            // Its own words stand in place of the figures' sentence.
            let is_worded = map.contains_key("ordlyd");
            for (key, value) in map.iter().filter(|(key, _)| !NOT_PRINTED.contains(&key.as_str())) {
                if !is_worded || ["ordlyd", "vægt"].contains(&key.as_str()) {
                    written(key, value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| written(key, item, found)),
        Value::String(text) => found.push((key.to_owned(), text.clone())),
        Value::Null => {}
        other => found.push((key.to_owned(), other.to_string())),
    }
}

#[test]
fn every_text_and_figure_of_an_allonge_is_printed() {
    let mut looked_for = 0;
    let folders = [("plans/uim/siri/2020/allonger", made(SIRI[0])), ("plans/uim/siri/2023/allonger", made(SIRI[1]))];
    for (folder, made) in folders.into_iter().chain([("tests/allonger", &*EXAMPLE)]) {
        for allonge in made.inspected.known.amended().unwrap().allonger() {
            let number = allonge.number;
            let file = repository(&format!("{folder}/{number}.yaml"));
            let value: Value = serde_saphyr::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let text = document(made, &format!("allonge {number}")).pdf.text();
            let mut found = Vec::new();
            written("", &value, &mut found);
            for (key, words) in found {
                looked_for += 1;
                for line in words.lines().map(|line| line.replace('*', "")) {
                    let has_figures = are_in(&numbers(&line), &text);
                    assert!(shows(&text, &line) || has_figures && line.len() < 40, "allonge {number}, {key}: {line}");
                }
            }
        }
    }
    assert!(looked_for > 80, "{looked_for}");
}

#[test]
fn those_who_sign_stand_last_and_a_draft_has_room_for_them() {
    for made in plans() {
        let amended = made.inspected.known.amended().unwrap();
        for allonge in amended.allonger() {
            let built = document(made, &format!("allonge {}", allonge.number));
            let Some(PageBlock::Endorsement(endorsement)) = built.view.body.last() else {
                panic!("it ends with names")
            };
            let signers = if allonge.signers.is_empty() { &amended.signed().signers } else { &allonge.signers };
            assert_eq!(endorsement.signers.len(), signers.len());
            for (shown, signer) in endorsement.signers.iter().zip(signers) {
                assert_eq!(shown.title, signer.title);
                let date = match &signer.signed {
                    Signed::On(date) if !allonge.signers.is_empty() => date.to_string(),
                    _ => String::new(),
                };
                assert!(normal(&shown.place_and_date).ends_with(&date) && shown.date_open == date.is_empty());
            }
            let is_draft = allonge.signers.is_empty();
            let marks = &built.view.cover.marks;
            assert_eq!(marks.contains(&"Udkast".to_owned()), is_draft);
            assert_eq!(marks.contains(&"Eksempel".to_owned()), allonge.is_example);
            for page in &built.pdf.pages[1..] {
                assert!(marks.iter().all(|mark| page.head.contains(mark.as_str())), "{}", page.head);
            }
            let text = built.pdf.text();
            assert!(shows(&text, &format!("I øvrigt gælder {}", amended.signed().title)));
            assert!(shows(&text, &allonge.date.to_string()) && shows(&text, &allonge.from.to_string()));
        }
    }
}

fn goals(view: &Document) -> Vec<&GoalRow> {
    let tables = view.body.iter().filter_map(|block| match block {
        PageBlock::Goals(goals) => Some(&goals.rows),
        _ => None,
    });
    tables.flatten().collect()
}

/// What stands under no mark.
fn unmarked(parts: &[RequirementPiece]) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            RequirementPiece::Changed { .. } => {}
            RequirementPiece::Group { label, title, weight, parts, from } => {
                let own = RequirementPiece::Group {
                    label: label.clone(),
                    title: title.clone(),
                    weight: weight.clone(),
                    parts: Vec::new(),
                    from: *from,
                };
                found.extend(leaves(&own));
                found.extend(unmarked(parts));
            }
            other => found.extend(leaves(other)),
        }
    }
    found
}

#[test]
fn what_the_consolidated_plan_has_anew_is_marked_and_what_it_has_no_more_is_told() {
    for made in [made(SIRI[1]), &*EXAMPLE] {
        let (signed, now) = (document(made, "kontrakt"), document(made, "konsolideret plan"));
        let notes: String = tables(&now.view, "changes").iter().flat_map(|table| &table.rows).flat_map(cells).collect();
        let before = goals(&signed.view);
        let mut marked = 0;
        for goal in goals(&now.view) {
            let was = before.iter().find(|one| one.number == goal.number);
            let lines: BTreeSet<String> = was.iter().flat_map(|one| &one.requirements).flat_map(leaves).collect();
            if goal.mark.is_none() {
                let was = was.expect("a goal without a mark was there");
                assert_eq!(
                    (&goal.weight, &goal.area, &goal.goal),
                    (&was.weight, &was.area, &was.goal),
                    "{}",
                    goal.number
                );
            }
            let own = unmarked(&goal.requirements);
            assert!(own.iter().all(|line| lines.contains(line)), "{}: {own:?}", goal.number);
            let all: BTreeSet<String> = goal.requirements.iter().flat_map(leaves).collect();
            for line in lines.difference(&all) {
                assert!(shows(&notes, line) || numbers(line).is_empty() || are_in(&numbers(line), &notes), "{line}");
            }
            marked += usize::from(goal.mark.is_some() || own.len() < all.len());
        }
        assert!(marked > 0);
        assert!(before.iter().all(|one| goals(&now.view).iter().any(|goal| goal.number == one.number)), "gaps stay");
        assert!(shows(&now.pdf.text(), "A1"));
    }
}

#[test]
fn a_gap_says_by_which_allonge_and_from_when() {
    let text = document(&EXAMPLE, "konsolideret plan").pdf.text();
    assert_eq!(normal(&text).matches("Udgået ved allonge 1 fra 1. juli 2025").count(), 2, "1.4 and 1.1 c 2");
    let view = &document(&EXAMPLE, "konsolideret plan").view;
    let gap = goals(view).into_iter().find(|goal| goal.number == "1.4").unwrap();
    assert_eq!((gap.area.as_str(), gap.weight.as_deref()), ("Nøgletal", Some("0")));
    assert!(gap.requirements.is_empty());
}

#[test]
fn a_consolidated_plan_says_on_every_page_that_it_is_one_and_nobody_signs_it() {
    for made in plans() {
        let built = document(made, "konsolideret plan");
        assert!(!built.view.body.iter().any(|block| matches!(block, PageBlock::Endorsement(_))));
        assert!(built.view.cover.marks.contains(&"Konsolideret".to_owned()));
        assert!(built.view.cover.period.contains("allonge"));
        for page in &built.pdf.pages[1..] {
            assert!(shows(&page.head, "Konsolideret") && page.head.contains("allonge"), "{}", page.head);
        }
        let text = built.pdf.text();
        assert!(shows(&text, "Den konsoliderede plan er ikke underskrevet."));
        let amended = made.inspected.known.amended().unwrap();
        for allonge in amended.in_effect(amended.signed().period.days.last) {
            for signer in &allonge.signers {
                let Signed::On(date) = signer.signed else { panic!("it is signed") };
                assert!(shows(&text, &format!("{} {date}", signer.title.to_lowercase())), "{}", allonge.number);
            }
        }
    }
    let without = &made("plans/uim/siri/2024").documents;
    assert!(!without.contains_key("konsolideret plan"), "without allonger there is nothing to consolidate");
}

#[test]
fn a_report_tells_each_change_by_its_day() {
    let kinds = ["opfølgning I", "opfølgning II", "opfølgning III", "målrapportering", "målrapportering som bilag"];
    let mut told = 0;
    for made in [made(SIRI[1]), &*EXAMPLE] {
        let amended = made.inspected.known.amended().unwrap();
        for kind in kinds {
            let Some(built) = made.documents.get(kind) else { continue };
            let plan = amended.signed();
            let quarter = (1..).zip(&kinds[..3]).find(|(_, one)| **one == kind);
            let days = quarter.map(|(number, _)| plan.period.days_of(PartOfYear::Quarter(number)));
            let day = days.unwrap_or(plan.period.days).last;
            let changes: Vec<_> = amended.changes(day).collect();
            let tables = tables(&built.view, "changes");
            let mut rows = tables.first().into_iter().flat_map(|table| &table.rows).peekable();
            let mut head = String::new();
            for (allonge, change) in &changes {
                let name = format!("Allonge {} ({})", allonge.number, allonge.date);
                let mut row = rows.next().map(cells).expect("a row a change");
                if !head.starts_with(&name) {
                    head = row.remove(0);
                    row = rows.find(|row| row.rank == RowRank::Row).map(cells).expect("a row a change");
                }
                assert!(head.starts_with(&name) && head.contains(&format!("gælder fra {}", allonge.from)), "{head}");
                assert!(is_named(&row[0], &change.subject), "{row:?}");
                rows.next_if(|row| row.rank == RowRank::Remark);
                told += 1;
            }
            let text = normal(&built.pdf.text());
            assert_eq!(text.contains(" med allonge 1 (eksempel)"), !changes.is_empty(), "{kind}");
        }
    }
    assert!(told > 10, "{told}");
    let unchanged = document(made("plans/uim/siri/2024"), "målrapportering").pdf.text();
    assert!(shows(&unchanged, "Planen er ikke ændret i løbet af året."));
}

#[test]
fn what_is_gone_stays_in_the_tables_and_counts_nothing() {
    let made = &*EXAMPLE;
    let (amended, results) = (made.inspected.known.amended().unwrap(), made.inspected.known.results().unwrap());
    let card = score(amended.latest(), results, None);
    assert_eq!(card.removed.len(), 2);
    let report = &document(made, "målrapportering").view;
    let scores = &tables(report, "scores")[0].rows;
    let gone: Vec<Vec<String>> =
        scores.iter().map(cells).filter(|row| row.last().is_some_and(|one| one == "udgået")).collect();
    assert_eq!(
        gone.iter().map(|row| (row[1].as_str(), row[5].as_str())).collect::<Vec<_>>(),
        [("2. Tilskud til skoler", "0"), ("Nøgletal", "0")]
    );
    let glance = rows(tables(report, "glance")[0], RowRank::Row);
    assert_eq!(glance.iter().filter(|row| row.last().unwrap() == "udgået").count(), 1);
    let progress: Vec<_> = tables(report, "progress").iter().flat_map(|table| rows(table, RowRank::Part)).collect();
    assert_eq!(progress.iter().filter(|row| row.iter().any(|cell| cell == "udgået")).count(), 1);
    // Two targets in the year: a line each, by their days.
    assert_eq!(progress.iter().filter(|row| ["1/1–30/6", "1/7–31/12"].contains(&row[0].as_str())).count(), 2);
}

#[test]
fn the_department_names_the_allonger_that_it_stands_on() {
    let plan_of = |quarter| {
        let view = &view_of("uim", 2023, quarter).view;
        rows(tables(view, "plans")[0], RowRank::Row)[0][1].clone()
    };
    assert_eq!(plan_of(None), "Mål- og resultatplan 2023 med allonge 1 (eksempel)");
    assert_eq!(plan_of(Some(3)), "Mål- og resultatplan 2023");
}
