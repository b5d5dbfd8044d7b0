//! The worked examples of `tests/import/<case>/`: files as agencies have them, a goal, and what comes of both.
//!
//! `læs.txt` says what a case shows and, on its second line, with which options; `mål.yaml` is the goal without its head. What
//! must come of it is in `forventet/` and, where rows are rejected, in `afvist.csv`. UPDATE=1 writes both anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use resultatplan::files::Disk;

use crate::support::command::{Ran, run};
use crate::support::plan::files;
use crate::support::{disk_copy_of, examine, repository, write};

const HEAD: &str = "nr: \"1.1\"\nområde: Prøve\nvægt: 100\nmål: Borgerne får svar til tiden.\n";

/// The words of a line, those in quotation marks as one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// The files of a folder by name; those that are not there are none.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files(folder).iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

struct Came {
    ran: Ran,
    results: BTreeMap<String, String>,
    rejected: String,
    /// What is found in the plan with these results.
    errors: Vec<String>,
}

fn came_of(case: &Path) -> Came {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    write(&plan.join("mål/1.1.yaml"), HEAD.to_owned() + &std::fs::read_to_string(case.join("mål.yaml")).unwrap());
    let mapping = case.join("indlæsning.yaml");
    let mut has_reporter = false;
    if let Ok(text) = std::fs::read_to_string(&mapping) {
        has_reporter = text.contains("indberettet af");
        write(&plan.join("indlæsning.yaml"), text);
    }
    let inputs = files(case).into_iter().filter(|path| path.parent() == Some(case) && !path.ends_with("afvist.csv"));
    let inputs = inputs.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    let note = std::fs::read_to_string(case.join("læs.txt")).unwrap();
    let options = words(note.lines().nth(1).unwrap_or(""));
    let rejected = folder.path().join("afvist.csv");
    let mut arguments: Vec<String> = vec!["import".into(), plan.to_str().unwrap().into()];
    arguments.extend(inputs.map(|path| path.to_str().unwrap().to_owned()));
    arguments.extend(["--updated", "2026-01-15", "--rejected", rejected.to_str().unwrap()].map(str::to_owned));
    if !has_reporter {
        arguments.extend(["--reporter", "Prøvestyrelsen"].map(str::to_owned));
    }
    arguments.extend(options);
    let ran = run(folder.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let outcome = examine(&Disk, &plan);
    let errors = outcome.told().into_iter().filter(|told| told.starts_with("error")).collect();
    let results = contents(&plan.join("resultater"));
    Came { ran, results, rejected: std::fs::read_to_string(&rejected).unwrap_or_default(), errors }
}

fn judge(case: &Path) -> Option<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let came = came_of(case);
    // The paths of the input are those of one machine.
    let rejected = came.rejected.replace(&format!("{}/", case.display()), "");
    let rejected = if rejected.lines().count() > 1 { rejected } else { String::new() };
    if std::env::var_os("UPDATE").is_some() {
        came.results.iter().for_each(|(name, text)| write(&case.join("forventet").join(name), text));
        if !rejected.is_empty() {
            write(&case.join("afvist.csv"), &rejected);
        }
    }
    let wanted = std::fs::read_to_string(case.join("afvist.csv")).unwrap_or_default();
    let status = i32::from(!rejected.is_empty() || came.results.is_empty());
    let is_well = came.results == contents(&case.join("forventet"))
        && rejected == wanted
        && came.ran.status == status
        && came.errors.is_empty();
    (!is_well).then(|| format!("{name}: {:#?}\n{rejected}\n{:#?}\n{:?}", came.results, came.ran, came.errors))
}

#[test]
fn every_case_gives_the_results_and_the_rejected_rows_that_it_says() {
    let cases: Vec<PathBuf> =
        std::fs::read_dir(repository("tests/import")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(cases.len() >= 12, "{cases:?}");
    let wrong: Vec<String> = cases.iter().filter_map(|case| judge(case)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn every_row_is_accounted_for_on_the_terminal() {
    let came = came_of(&repository("tests/import/left_out"));
    for line in [
        "sager.csv: 8 rows read",
        "3 counted",
        "2 left out: sager uden styringsmål",
        "1 left out: ansøgningen er trukket tilbage",
        "0 undecided",
        "2 rejected",
    ] {
        assert!(came.ran.stderr.contains(line), "no `{line}` in:\n{}", came.ran.stderr);
    }
}

/// A copy of the base plan with a file of one case beside it.
fn with_a_case() -> (tempfile::TempDir, PathBuf) {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let goal = std::fs::read_to_string(repository("tests/import/cases_by_quarter/mål.yaml")).unwrap();
    write(&plan.join("mål/1.1.yaml"), HEAD.to_owned() + &goal);
    write(&folder.path().join("sager.csv"), "Sagstype;Modtaget;Afgjort\nFast-track;2025-01-01;2025-01-31\n");
    (folder, plan)
}

const GIVEN: [&str; 6] = ["sager.csv", "--updated", "2026-01-15", "--reporter", "A", "--quarter=1"];

fn import_into(folder: &Path, plan: &Path, more: &[&str]) -> Ran {
    run(folder, &[&["import", plan.to_str().unwrap()], &GIVEN[..], more].concat())
}

#[test]
fn what_a_person_wrote_is_written_over_only_when_asked() {
    let (folder, plan) = with_a_case();
    let own = "periode: 1. kvartal\nopdateret: 8. april 2025\nindberettet af: A\nresultater:\n  - krav: 1.1 a Medfølgende familie\n    kommentar: På vej.\n";
    let path = plan.join("resultater/1-kvartal.yaml");
    write(&path, own);
    let refused = import_into(folder.path(), &plan, &[]);
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("--replace"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), own);
    let replaced = import_into(folder.path(), &plan, &["--replace"]);
    assert_eq!(replaced.status, 0, "{}", replaced.stderr);
    assert!(replaced.stderr.contains("no longer reports `1.1 a Medfølgende familie`"), "{}", replaced.stderr);
    assert!(std::fs::read_to_string(&path).unwrap().contains("i alt: 1"));
    let beside = plan.join("resultater/andet.yaml");
    let twice = import_into(folder.path(), &plan, &["--out", beside.to_str().unwrap()]);
    assert_eq!(twice.status, 1);
    assert!(twice.stderr.contains("1.1 a Fast-track, 1. gang in ") && !beside.exists(), "{}", twice.stderr);
}

#[test]
fn misuse_is_told_and_nothing_is_written() {
    let (folder, plan) = with_a_case();
    write(&plan.join("indlæsning.yaml"), "sagstyper: { A: 1.1 a Fasttrak, B: \"1.7\" }\nkolonner: { modtget: Dato }\n");
    let ran = import_into(folder.path(), &plan, &[]);
    assert_eq!(ran.status, 1);
    for said in ["nothing in the plan is `1.1 a Fasttrak`", "no goal `1.7`", "did you mean `modtaget`?"] {
        assert!(ran.stderr.contains(said), "no `{said}` in:\n{}", ran.stderr);
    }
    write(&plan.join("indlæsning.yaml"), "{}\n");
    for (more, status, said) in [
        (&["sager.csv"][..], 1, "the same, byte by byte"),
        (&["ukendt.csv"], 1, "cannot read `ukendt.csv`"),
        (&["--period", "5. kvartal"], 2, "--period"),
        (&["--map", "ukendt.yaml"], 1, "cannot read"),
    ] {
        let ran = import_into(folder.path(), &plan, more);
        assert_eq!(ran.status, status, "{more:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{more:?}: {}", ran.stderr);
    }
    assert!(!plan.join("resultater").exists());
}

/// One file of a name, into the plan of the pages' examples; what is written then.
fn import_named(name: &str, source: &str) -> (Ran, Option<String>) {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = std::fs::read_to_string(repository("tests/import/cases_by_quarter/mål.yaml")).unwrap();
    write(&ministry.join("prø/2025/mål/1.1.yaml"), HEAD.to_owned() + &goal);
    write(&ministry.join(name), "Sagstype;Modtaget;Afgjort\nFast-track, 1. gang;02-01-2025;10-01-2025\n");
    let mut arguments = vec!["import", "prø/2025", name, "--updated", "2026-01-12", "--reporter", "A 🎉"];
    arguments.extend(["--source", source].iter().filter(|_| !source.is_empty()));
    let ran = run(&ministry, &arguments);
    let outcome = examine(&Disk, &ministry.join("prø/2025"));
    assert!(!outcome.report.has_errors(), "{name:?}: {:?}", outcome.told());
    (ran, std::fs::read_to_string(ministry.join("prø/2025/resultater/1-kvartal.yaml")).ok())
}

/// Names of files come from anywhere. They are printed with the figures: what no font has is told by its number.
#[test]
fn a_file_of_any_name_is_imported() {
    for (name, told) in [
        ("sager.csv", "sager.csv"),
        ("a\u{200b}b\u{e000}.csv", "a b .csv"),
        ("sager 🎉.csv", "sager U+1F389.csv"),
        ("sager 👩\u{200d}👧 #1: a.csv", "sager U+1F469 U+1F467 #1: a.csv"),
        ("שלום\u{202e}.csv", "U+05E9U+05DCU+05D5U+05DD .csv"),
        ("a\u{1}\u{85}\nb\u{2028}.csv", "a   b .csv"),
        ("? [x]: {y} & *z.csv", "? [x]: {y} & *z.csv"),
    ] {
        let (ran, written) = import_named(name, "");
        let written = written.unwrap_or_else(|| panic!("{name:?}: {ran:?}"));
        let kept = |key: &str| written.lines().find(|line| line.starts_with(key)).expect("it is written").to_owned();
        assert_eq!(kept("kilde").replace('"', ""), format!("kilde: {told}"), "{written}");
        assert_eq!((ran.status, kept("indberettet af").as_str()), (0, "indberettet af: A U+1F389"));
    }
}

#[test]
fn nothing_is_written_that_check_refuses() {
    let (ran, written) = import_named("sager.csv", &"ESDH".repeat(10_000));
    assert_eq!((ran.status, written), (1, None), "{ran:?}");
    assert!(ran.stderr.contains("too-large") && ran.stderr.contains("nothing is written"), "{ran:?}");
}
