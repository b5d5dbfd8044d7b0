//! The same letters in two forms are the same: macOS and some archives write `å` as `a` and a ring. What is nearly named as
//! something that is read is told.

use std::path::{Path, PathBuf};

use resultatplan::files::Disk;
use resultatplan::workspace::find_plans;

use crate::support::plan::{Copy, files};
use crate::support::{Outcome, examine};

const PLAN: &str = "plans/uim/siri/2023";

/// Each letter in as many characters as it has parts.
fn taken_apart(text: &str) -> String {
    let apart = [("å", "a\u{30a}"), ("Å", "A\u{30a}"), ("é", "e\u{301}")];
    apart.iter().fold(text.to_owned(), |text, (whole, parts)| text.replace(whole, parts))
}

fn renamed(path: &Path, name: &str) -> PathBuf {
    let new = path.with_file_name(name);
    std::fs::rename(path, &new).expect("a file can be renamed");
    new
}

fn told(outcome: &Outcome) -> Vec<String> {
    outcome.told()
}

#[test]
fn a_lock_holds_and_a_report_is_read_however_its_name_is_written() {
    let copy = Copy::locked("plans/uim");
    let before = told(&examine(&Disk, &copy.path(PLAN)));
    for name in ["lås.yaml", "årsrapport.yaml"] {
        renamed(&copy.path(&format!("{PLAN}/{name}")), &taken_apart(name));
    }
    assert_eq!(told(&examine(&Disk, &copy.path(PLAN))), before);
    copy.edit(&format!("{PLAN}/mål/1.1-sagsbehandlingstider.yaml"), "vægt: 65", "vægt: 60");
    let outcome = examine(&Disk, &copy.path(PLAN));
    assert!(outcome.by("signed-plan-changed").count() > 0, "{:?}", outcome.told());
}

#[test]
fn letters_taken_apart_are_the_same_texts_keys_and_paths() {
    let copy = Copy::locked("plans/uim");
    let before = told(&examine(&Disk, &copy.path(PLAN)));
    let folder = copy.path(PLAN);
    for file in files(&folder) {
        let text = std::fs::read_to_string(&file).expect("a plan's file is text");
        crate::support::write(&file, taken_apart(&text));
    }
    renamed(&folder.join("mål"), &taken_apart("mål"));
    // Columns are counted in characters of the text as it is read: the findings are those of the other form, and that it is
    // the other form.
    let (of_form, others): (Vec<String>, Vec<String>) =
        told(&examine(&Disk, &folder)).into_iter().partition(|one| one.starts_with("note[letters-decomposed]"));
    assert_eq!(others, before);
    assert!(of_form.len() > 3, "{of_form:?}");
}

#[test]
fn what_nothing_reads_is_told() {
    for (name, rule) in [
        ("årsrapport.yml", "file-misnamed"),
        ("aarsrapport.yaml", "file-misnamed"),
        ("Årsrapport.yaml", "file-misnamed"),
        ("plan.yml", "file-misnamed"),
        ("resultat/1.yaml", "file-misnamed"),
        ("Resultater/1.yaml", "file-misnamed"),
        ("allonge/1.yaml", "file-misnamed"),
        ("las.yaml", "file-misnamed"),
        ("mål/9.9.yaml", "file-unread"),
        ("noter.md", "file-unread"),
        ("README.md", ""),
        (".skjult.yaml", ""),
        ("underskrevet.pdf", ""),
    ] {
        let copy = Copy::of("tests/pages/eks");
        copy.write(&format!("plans/eks/prø/2025/{name}"), "x: y\n");
        let outcome = examine(&Disk, &copy.path("plans/eks/prø/2025"));
        let unread = ["file-misnamed", "file-unread"].into_iter().filter(|rule| outcome.by(rule).count() > 0);
        assert_eq!(unread.collect::<String>(), rule, "{name}: {:?}", outcome.told());
    }
}

#[test]
fn a_plan_whose_own_file_is_misnamed_is_an_error() {
    for name in ["plan.yml", "Plan.yaml", "PLAN.YML"] {
        let copy = Copy::of("tests/pages/eks");
        renamed(&copy.path("plans/eks/prø/2025/plan.yaml"), name);
        let found = find_plans(&Disk, &[copy.path("plans")]).expect("it is meant to be one");
        let outcome = examine(&Disk, &found[0]);
        assert!(outcome.told().iter().any(|told| told.contains("file-unreadable")), "{:?}", outcome.told());
        let help = outcome
            .by("file-unreadable")
            .find_map(|finding| finding.help.as_ref().map(ToString::to_string))
            .unwrap_or_default();
        assert!(help.contains(&format!("`{name}`")), "{help}");
    }
    // Beside plans it is a file like any other.
    let copy = Copy::of("tests/pages/eks");
    copy.write("plans/eks/plan.yml", "x: y\n");
    assert_eq!(find_plans(&Disk, &[copy.path("plans")]).expect("a plan"), [copy.path("plans/eks/prø/2025")]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_to_a_plan_is_told() {
    let copy = Copy::of("tests/pages/eks");
    let folder = copy.path("plans/eks/prø/2025");
    let elsewhere = copy.path("andetsteds/2025");
    std::fs::create_dir_all(copy.path("andetsteds")).expect("a folder can be made");
    std::fs::rename(&folder, &elsewhere).expect("a folder can be moved");
    std::os::unix::fs::symlink(&elsewhere, &folder).expect("a link can be made");
    let found = find_plans(&Disk, &[copy.path("plans")]).expect("it is found");
    assert_eq!(found, std::slice::from_ref(&folder));
    let outcome = examine(&Disk, &folder);
    assert!(outcome.by("path-leaves-folder").count() > 0, "{:?}", outcome.told());
}
