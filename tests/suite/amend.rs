//! The cases of `tests/amend/<case>/`: allonger to one plan, how the plan then reads, and what is said of them.
//!
//! `UPDATE=1 cargo test` writes `forventet.txt` of each case anew, to be read before it is kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use resultatplan::amend::{Amended, Version};
use resultatplan::files::Memory;
use resultatplan::load::load;
use resultatplan::plan::{CountWithin, Demand, Goal, Origin, Parts, Plan, Quantum, Requirement, ValueWithin, Weight};
use resultatplan::quantity::Date;
use resultatplan::score::{Status, score};
use resultatplan::source::Place;

use crate::support::command::run;
use crate::support::plan::inspected;
use crate::support::{ASSETS, Outcome, copy_of, departure, examine, repository};

/// The cases, each a folder.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/amend")).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 15);
    cases
}

/// The plan of the case, in a folder of its own.
fn copy(case: &Path) -> (Memory, PathBuf) {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    files.write(plan.join("mål/1.1.yaml"), std::fs::read(repository("tests/amend/mål.yaml")).unwrap());
    for number in 1..=2 {
        let name = format!("{number}.yaml");
        if let Ok(text) = std::fs::read(case.join(&name)) {
            files.write(plan.join("allonger").join(&name), text);
        }
    }
    (files, plan)
}

#[test]
fn every_case_reads_as_it_was_expected_to() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (files, plan) = copy(&case);
        let loaded = load(&files, &plan, &ASSETS);
        let mut text = loaded.known.amended().map(reading).unwrap_or_default();
        text.push_str(&findings(&examine(&files, &plan)));
        wrong.extend(departure(&case, &text));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// Every version of the plan, then the versions with drafts.
fn reading(amended: &Amended) -> String {
    let mut text = String::new();
    for (versions, mark) in [(amended.versions(), ""), (amended.proposed(), ", med udkast")] {
        for Version { days, plan, allonger } in versions {
            writeln!(text, "{days}, allonger {allonger:?}{mark}").unwrap();
            write_plan(plan, &mut text);
        }
    }
    for change in amended.allonger().iter().flat_map(|allonge| &allonge.changes) {
        let lines = change.lines.iter().map(|line| {
            format!("{} {} → {}", line.key, line.old.as_deref().unwrap_or("–"), line.new.as_deref().unwrap_or("–"))
        });
        writeln!(text, "ændring {}: {}", change.subject, lines.collect::<Vec<_>>().join("; ")).unwrap();
    }
    text
}

fn write_plan(plan: &Plan, text: &mut String) {
    for (_, goal) in plan.goals() {
        let weight = match &goal.weight {
            Weight::Points(points) => points.to_string(),
            other => format!("{other:?}"),
        };
        let open = if goal.open.is_empty() { "" } else { ", åbent" };
        writeln!(text, "  {} vægt {weight}{open}{}", goal.number, origin(goal.origin)).unwrap();
        write_parts(goal, text);
    }
    for one in &plan.removed {
        writeln!(text, "  udgået {}: allonge {} fra {}", one.address, one.by, one.from).unwrap();
    }
    let signers: Vec<&str> = plan.signers.iter().map(|signer| signer.title.as_str()).collect();
    if signers != ["Direktør", "Departementschef"] {
        writeln!(text, "  påtegning {}", signers.join(", ")).unwrap();
    }
}

fn write_parts(goal: &Goal, text: &mut String) {
    for (address, chain) in goal.addresses() {
        let Some(one) = chain.last() else { continue };
        let history = &one.history;
        write!(text, "    {address}: {}", demand(one)).unwrap();
        if let Some(days) = history.days {
            write!(text, ", gælder {days}").unwrap();
        }
        for earlier in &history.earlier {
            write!(text, ", før {} i {}", demand(&earlier.requirement), earlier.days).unwrap();
        }
        if let Some(joined) = &history.joined {
            write!(text, ", samles {joined:?}").unwrap();
        }
        writeln!(text, "{}", origin(history.origin)).unwrap();
    }
}

fn amount(quantum: &Quantum) -> String {
    match quantum {
        Quantum::Amount(amount) => amount.to_string(),
        Quantum::Range(range) => range.to_string(),
    }
}

fn origin(origin: Origin) -> String {
    origin.allonge().map(|number| format!(" [allonge {number}]")).unwrap_or_default()
}

fn demand(one: &Requirement) -> String {
    match &one.demand {
        Demand::Parts(Parts { combination, parts, .. }) => format!("{} dele, {combination:?}", parts.len()),
        Demand::Share(share) => {
            share.tiers.iter().map(|tier| format!("mindst {}", tier.share)).collect::<Vec<_>>().join(", ")
        }
        Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => {
            format!("{} {}", bound.kind.word(), amount(&bound.quantum))
        }
        Demand::Later(_) => "senere".to_owned(),
        _ => one.when().unwrap_or_default(),
    }
}

/// What is found but for warnings and notes that the plan has without allonger, each with its places.
fn findings(outcome: &Outcome) -> String {
    let mut text = String::new();
    let place = |place: &Place| {
        outcome.sources.locate(place).map_or("?".to_owned(), |at| {
            let path = &outcome.sources.file(at.file).path;
            format!("{}:{}", path.file_name().unwrap().to_string_lossy(), at.line)
        })
    };
    let own = outcome.report.findings().iter().filter(|one| one.level.name() == "error");
    for finding in own {
        writeln!(
            text,
            "{}[{}] {}: {}",
            finding.level.name(),
            finding.rule.name,
            place(&finding.primary.place),
            finding.message
        )
        .unwrap();
        for other in &finding.related {
            writeln!(text, "  {}: {}", place(&other.place), other.text.as_ref().expect("a label")).unwrap();
        }
        finding.notes.iter().for_each(|note| writeln!(text, "  {note}").unwrap());
        writeln!(text, "  {}", finding.help.as_ref().map_or("no help".to_owned(), ToString::to_string)).unwrap();
    }
    text
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The addresses of a goal, each with whether it still demands nothing.
fn goal(plan: &Plan, number: &str) -> Vec<(String, bool)> {
    let of_goal = plan.goals().filter(|(_, goal)| goal.number.to_string() == number);
    let all = of_goal.flat_map(|(_, goal)| goal.addresses()).filter(|(_, chain)| !chain.is_empty());
    all.map(|(address, chain)| (address.to_string(), matches!(chain.last().unwrap().demand, Demand::Later(_))))
        .collect()
}

#[test]
fn the_targets_for_the_fourth_quarter_of_2023_are_there_from_october() {
    let inspected = inspected(&repository("plans/uim/siri/2023"));
    let amended = inspected.known.amended().unwrap();
    assert_eq!(amended.as_of(day("30. september 2023")), amended.signed());
    let new = "1.1 a Ordningerne i loven af 23. marts 2023, 1. gang";
    let is_there = |plan: &Plan| goal(plan, "1.1").iter().any(|(address, _)| address == new);
    assert!(!is_there(amended.signed()) && is_there(amended.as_of(day("1. oktober 2023"))));
    let results = inspected.known.results().unwrap();
    let card = score(amended.latest(), results, None);
    let mark =
        card.goals.iter().flat_map(|goal| goal.mark.walk()).find(|mark| mark.address.to_string() == new).unwrap();
    let statuses: Vec<Status> = mark.parts.iter().map(|part| part.status).collect();
    assert_eq!(statuses, [Status::Met, Status::NotMet]);
    assert!(amended.allonger().iter().all(|allonge| allonge.is_example));
}

#[test]
fn the_two_allonger_of_2020_set_one_measurement_each() {
    let inspected = inspected(&repository("plans/uim/siri/2020"));
    let amended = inspected.known.amended().unwrap();
    let later = |text: &str| -> Vec<String> {
        let all = goal(amended.as_of(day(text)), "1.3").into_iter();
        all.filter(|(_, is_later)| *is_later).map(|(address, _)| address).collect()
    };
    assert_eq!(later("31. marts 2020"), ["1.3 1", "1.3 2"]);
    assert_eq!(later("1. april 2020"), ["1.3 2"]);
    assert_eq!(later("1. oktober 2020"), [""; 0]);
    let told: Vec<String> = amended
        .changes(day("31. december 2020"))
        .map(|(allonge, change)| format!("{} {}", allonge.number, change.subject))
        .collect();
    assert_eq!(told, ["1 1.3", "1 1.3 1", "2 1.3 2"]);
}

#[test]
fn the_plan_is_shown_as_it_reads_on_a_day() {
    let shown = |day: &str| run(&repository(""), &["show", "plan", "plans/uim/siri/2023", "--as-of", day]).stdout;
    let new = "Ordningerne i loven af 23. marts 2023";
    assert!(!shown("2023-09-30").contains(new) && shown("1. oktober 2023").contains(new));
}
