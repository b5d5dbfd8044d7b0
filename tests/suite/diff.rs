//! The cases of `tests/diff/<case>/`: a plan that is edited, what differs, and the allonge that says it.
//!
//! Each case holds the files that are edited of one plan. `UPDATE=1 cargo test` writes `forventet.txt` of each anew, to be
//! read before it is kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use resultatplan::diff::diff;
use resultatplan::document::{PlanReading, difference};
use resultatplan::files::Disk;
use resultatplan::load::load;

use crate::support::command::run;
use crate::support::pdf::Pdf;
use crate::support::plan::{build, files};
use crate::support::{ASSETS, departure, disk_copy_of, repository, write};

/// The cases, each a folder.
pub fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/diff")).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 13);
    cases
}

/// A ministry with the plan `prø/2025` and, beside it, the case's edited copy `prø/2025-ny`.
pub fn edited(case: &Path) -> (tempfile::TempDir, PathBuf) {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = std::fs::read(repository("tests/amend/mål.yaml")).unwrap();
    write(&ministry.join("prø/2025/mål/1.1.yaml"), &goal);
    write(&ministry.join("prø/2025-ny/mål/1.1.yaml"), &goal);
    write(&ministry.join("prø/2025-ny/plan.yaml"), std::fs::read(ministry.join("prø/2025/plan.yaml")).unwrap());
    for path in files(case).iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
        let to = ministry.join("prø/2025-ny").join(path.strip_prefix(case).unwrap());
        write(&to, std::fs::read(path).unwrap());
    }
    (folder, ministry)
}

#[test]
fn every_case_reads_as_it_was_expected_to() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (_folder, ministry) = edited(&case);
        let told = run(&ministry, &["diff", "prø/2025", "prø/2025-ny"]);
        let mut text = format!("{}status {}\n", told.stdout, told.status);
        let drafted =
            run(&ministry, &["allonge", "new", "prø/2025", "--from", "prø/2025-ny", "--effective", "2025-07-01"]);
        if let Ok(allonge) = std::fs::read_to_string(ministry.join("prø/2025/allonger/1.yaml")) {
            writeln!(text, "\n{}", allonge.trim_end()).unwrap();
        }
        let said = drafted.stderr.replace(&ministry.display().to_string(), "…");
        write!(text, "\n{said}status {}\n", drafted.status).unwrap();
        wrong.extend(departure(&case, &text));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn a_plan_differs_from_itself_in_nothing() {
    let folder = repository("");
    let ran = run(&folder, &["diff", "plans/uim/siri/2023", "plans/uim/siri/2023"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
}

#[test]
fn two_days_of_a_plan_differ_by_its_allonger() {
    let folder = repository("");
    let ran = run(&folder, &["diff", "plans/uim/siri/2020@2020-01-01", "plans/uim/siri/2020@30. juni 2020"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.contains("~ 1.3 1 ") && !ran.stdout.contains("1.3 2"), "{}", ran.stdout);
    let same = run(&folder, &["diff", "plans/uim/siri/2020@2020-01-01", "plans/uim/siri/2020@2020-03-31"]);
    assert_eq!(same.status, 0);
}

#[test]
fn what_cannot_be_compared_is_told_and_ends_with_2() {
    let folder = repository("");
    let plan = "plans/uim/siri/2023";
    for arguments in [
        ["diff", plan, "plans/uim"],
        ["diff", plan, "plans/ingen"],
        ["diff", plan, "plans/uim/siri/2023@2024-01-01"],
        ["diff", plan, "plans/uim/siri/2023@i går"],
        ["diff", plan, "--format=pdf"],
    ] {
        let ran = run(&folder, &arguments);
        assert!(ran.status == 2 && !ran.stderr.is_empty() && ran.stdout.is_empty(), "{arguments:?}: {ran:?}");
    }
    let no_file = run(&folder, &["diff", plan, plan, "--format", "pdf"]);
    assert_eq!(no_file.status, 2);
}

#[test]
fn json_tells_old_and_new_key_by_key() {
    let case = repository("tests/diff/a_target_is_lowered");
    let (_folder, ministry) = edited(&case);
    let ran = run(&ministry, &["diff", "prø/2025", "prø/2025-ny", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((json[0]["what"].as_str(), json[0]["kind"].as_str()), (Some("1.1 a"), Some("changed")));
    let words = &json[0]["words"][0];
    assert_eq!(
        [&words["key"], &words["old"], &words["new"]].map(|one| one.as_str().unwrap()),
        ["mindst", "85 pct.", "80 pct."]
    );
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
fn colour_is_only_added_to_marks() {
    let case = repository("tests/diff/words_of_a_text");
    let (_folder, ministry) = edited(&case);
    let arguments = ["diff", "prø/2025", "prø/2025-ny"];
    let plain = run(&ministry, &arguments).stdout;
    let coloured = run(&ministry, &[arguments.as_slice(), &["--color", "always"]].concat()).stdout;
    assert!(coloured.contains("\u{1b}[") && !plain.contains('\u{1b}'));
    assert!(plain.contains("{+og virksomhederne") && plain.contains("+}"), "{plain}");
}

#[test]
fn the_pdf_shows_old_and_new_of_every_change() {
    let read = |year: &str| load(&Disk, &repository("plans/uim/siri").join(year), &ASSETS);
    let (old, new) = (read("2023"), read("2024"));
    let (before, after) = (old.known.plan().unwrap(), new.known.plan().unwrap());
    let changes = diff(before, after);
    let reading = |plan| PlanReading { plan, day: plan.period.days.last };
    let (document, report) = difference(reading(before), reading(after), &changes, &new.known.whole().unwrap().texts);
    assert!(!report.has_errors());
    let pdf = Pdf::read(&build(&document.unwrap()));
    let text = pdf.text().replace('\u{a0}', " ");
    for words in ["Sagsbehandlingstider", "Effektiv sagsbehandling", "65", "60", "Før", "Nu", "udgået", "tilføjet"] {
        assert!(text.contains(words), "{words}");
    }
}
