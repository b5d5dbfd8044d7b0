//! From a plan to Word and back: the contract has the same words, and the same figures give the same points.

use std::path::{Path, PathBuf};

use resultatplan::document::CONTRACT;
use resultatplan::draft::{Names, plan_from_word};
use resultatplan::files::{Disk, Memory};
use resultatplan::render::word_tree;
use resultatplan::score::{Mark, score};
use resultatplan::word::{WordBlock, WordStyle, read, text_of};
use resultatplan::workspace::{Inspected, find_plans, inspect};

use crate::support::plan::{files, inspected, views};
use crate::support::{ASSETS, COVERAGE, repository};
use crate::word::file;
use crate::word_in::PHRASES;

/// Words of a contract that its plan says otherwise once it was a Word file, by the end of its folder, and why.
const OTHERWISE: [(&str, &[&str], &str); 2] = [
    (
        "ekn/2025",
        &[
            "2.1",
            "Informationssikkerhed",
            "Kravene",
            "er",
            "de",
            "samme",
            "alle",
            "institutioner",
            "under",
            "ministeriet.",
            "2.2",
            "God",
            "arbejdsplads",
            "Et",
            "lavt",
            "sygefravær",
            "giver",
            "mere",
            "tid",
            "kerneopgaverne.",
            "til",
            "for",
        ],
        "the backgrounds of two groups stand under one heading, and the section 2.1 has the number of a goal",
    ),
    ("uni/2025", &["2025–2028", "2025-2028"], "a dash between years is a hyphen in a plan"),
];

/// A plan that was written as a Word file and read again, with the results of the first.
fn again(folder: &Path, first: &Inspected) -> Option<Inspected> {
    let (_, contract) = views(first).into_iter().find(|(id, _)| id.kind.file == CONTRACT.file)?;
    let names = Names::of(folder).expect("names");
    let ministry = folder.parent().and_then(Path::parent).expect("a ministry");
    let (drafted, _) = plan_from_word(&names, &read(&file(&contract)).expect("our own file"), &PHRASES);
    let mut memory = Memory::default();
    let root = PathBuf::from("plans").join(&names.ministry);
    for (path, text) in &drafted {
        memory.write(root.join(path), text.as_bytes());
    }
    let kept = ["ministerium.yaml".to_owned(), format!("{}/institution.yaml", names.institution)];
    let results = files(&folder.join("resultater"));
    let results = results.iter().filter_map(|path| Some(path.strip_prefix(ministry).ok()?.to_path_buf()));
    for path in kept.into_iter().map(PathBuf::from).chain(results) {
        let text = std::fs::read_to_string(ministry.join(&path)).expect("a file");
        memory.write(root.join(&path), without_allonger(&text).as_bytes());
    }
    let own = root.join(&names.institution).join(names.year.to_string());
    Some(inspect(&memory, &own, &ASSETS, &COVERAGE))
}

/// Results without what is of a requirement that only an allonge has.
fn without_allonger(results: &str) -> String {
    let (first, rest) = results.split_once("  - krav: 1.1 a Ordningerne").unwrap_or((results, ""));
    let next = rest.find("\n  - krav:").map_or("", |at| &rest[at + 1..]);
    format!("{first}{next}")
}

fn reached(mark: &Mark, path: &str, all: &mut Vec<String>) {
    let shown = format!("{:?}", mark.fulfilment).replace("Fulfilment", "").replace("Ratio", "");
    all.push(format!("{path}: {shown} {:?}", mark.status));
    for (at, part) in mark.parts.iter().enumerate() {
        reached(part, &format!("{path} {}", at + 1), all);
    }
}

/// What each goal comes to, and each of its parts.
fn figures(inspected: &Inspected) -> Vec<(String, Vec<String>)> {
    let Some(dossier) = inspected.known.readable() else { return Vec::new() };
    let card = score(dossier.amended.signed(), dossier.results(), None);
    let of_goal = |goal: &resultatplan::score::ScoredGoal| {
        let mut all = vec![format!("{:?}", goal.mark.points)];
        reached(&goal.mark, &goal.number.to_string(), &mut all);
        (goal.number.to_string(), all)
    };
    card.goals.iter().map(of_goal).collect()
}

fn words(inspected: &Inspected) -> Vec<String> {
    let contract = views(inspected).into_iter().find(|(id, _)| id.kind.file == CONTRACT.file);
    let mut body = contract.map(|(_, view)| word_tree(&view).body).unwrap_or_default();
    // Without the cover and the overview, and without who signs when.
    let is_heading = |block: &WordBlock| matches!(block, WordBlock::Paragraph(one) if matches!(one.style, WordStyle::Heading(_)) && text_of(std::slice::from_ref(block)).starts_with(char::is_numeric));
    body.drain(..body.iter().position(is_heading).unwrap_or(0));
    body.truncate(body.iter().rposition(is_heading).unwrap_or(body.len()));
    text_of(&body).split_whitespace().map(str::to_owned).collect()
}

fn without(all: &[String], others: &[String]) -> Vec<String> {
    let mut left = all.to_vec();
    for word in others {
        if let Some(at) = left.iter().position(|one| one == word) {
            left.remove(at);
        }
    }
    left
}

/// No requirement is unknown: the words of our own contract say all that its figures are held against.
#[test]
fn a_plan_that_was_a_word_file_scores_as_it_did_and_has_the_same_words() {
    let folders = find_plans(&Disk, &["plans", "tests/plans"].map(repository)).expect("plans");
    let mut compared = 0;
    for folder in &folders {
        let first = inspected(folder);
        let Some(second) = again(folder, &first) else { continue };
        let wrong: Vec<_> =
            second.findings().findings().iter().filter(|one| one.level.name() == "error").cloned().collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", folder.display());
        let (before, after) = (figures(&first), figures(&second));
        assert!(before.len() > 1, "{}", folder.display());
        for (own, again) in before.iter().zip(&after) {
            assert_eq!(own, again, "{}", folder.display());
        }
        let (said, again) = (words(&first), words(&second));
        assert!(said.len() > 100, "{}", folder.display());
        let known = OTHERWISE.iter().find(|(plan, ..)| folder.ends_with(plan)).map_or(&[][..], |(_, words, _)| *words);
        for word in without(&said, &again).iter().chain(&without(&again, &said)) {
            assert!(known.contains(&word.as_str()), "{}: {word}", folder.display());
        }
        compared += 1;
    }
    assert!(compared > 7, "{compared}");
}
