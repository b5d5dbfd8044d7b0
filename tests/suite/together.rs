//! Runs at the same time: one waits for the other, and what each has done is there in the end.
#![cfg(unix)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use resultatplan::workspace::{Manifest, write_whole};

use crate::support::command::run;
use crate::support::plan::{Copy, files};
use crate::support::signing::{Flaw, Form, Key, Signer, sign};

const PLAN: &str = "plans/uim/siri/2024";
const PLAN_FILE: &str = "plans/uim/siri/2024/plan.yaml";
const RECORD: &str = "plans/uim/siri/2024/underskrifter.yaml";
const CONTRACT: &str = "out/uim/siri/2024/mål-og-resultatplan.pdf";

/// Starts the program, and comes back when it says that it waits.
fn waiting(copy: &Copy, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_resultatplan"));
    let streams = command.args(arguments).current_dir(copy.path(".")).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = streams.spawn().expect("the program can be started");
    let mut said = BufReader::new(child.stderr.take().expect("its errors"));
    loop {
        let mut line = String::new();
        assert_ne!(said.read_line(&mut line).expect("it can be read"), 0, "{arguments:?} ended and did not wait");
        if line.starts_with("waiting for another run that works in `") {
            break;
        }
    }
    // Read to the end, or the program could not go on saying things.
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    child
}

/// Starts all of them while somebody else changes a folder, lets go of it when all of them wait, and gives how they ended.
fn at_once(copy: &Copy, folder: &str, runs: &[&[&str]]) -> Vec<Option<i32>> {
    let other = File::open(copy.path(folder)).expect("a folder");
    other.lock().expect("it can be locked");
    let started: Vec<Child> = runs.iter().map(|arguments| waiting(copy, arguments)).collect();
    drop(other);
    started.into_iter().map(|mut child| child.wait().expect("it ends").code()).collect()
}

fn names(copy: &Copy, folder: &str) -> Vec<PathBuf> {
    files(&copy.path(folder))
}

/// The plan of 2024, ready to be signed by two, with a file that each of them has signed.
fn signed() -> Copy {
    let copy = Copy::of("plans/uim");
    copy.edit(PLAN_FILE, "status: udkast ", "status: til underskrift ");
    copy.edit(PLAN_FILE, "    titel: Departementschef\n", "    navn: Bo Friis\n    titel: Departementschef\n");
    let ran = run(&copy.path("."), &["build", PLAN, "--kind", "contract", "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let contract = std::fs::read(copy.path(CONTRACT)).expect("it was built");
    for (file, name) in [("1.pdf", "Trine Rask Thygesen"), ("2.pdf", "Bo Friis")] {
        let signer = Signer::new(name, Key::P256);
        copy.write(file, sign(&contract, Form::named("Sig1"), &|bytes| signer.cms(bytes, Flaw::None)));
    }
    copy
}

#[test]
fn two_signatures_at_once_are_both_recorded() {
    let copy = signed();
    let ended = at_once(&copy, PLAN, &[&["sign-off", PLAN, "1.pdf"], &["sign-off", PLAN, "2.pdf"]]);
    assert_eq!(ended, [Some(0), Some(0)]);
    let record = copy.read(RECORD);
    assert_eq!(record.matches("- fil:").count(), 2, "{record}");
    assert!(copy.read(PLAN_FILE).contains("status: underskrevet"));
    assert!(copy.path("plans/uim/siri/2024/lås.yaml").is_file());
}

#[test]
fn two_builds_at_once_forget_nothing() {
    let copy = Copy::unreported("tests/plans/eksempel");
    std::fs::create_dir(copy.path("out")).expect("a folder");
    let plans = ["plans/eksempel/prø/2025", "plans/eksempel/ekn/2025"];
    let runs = plans.map(|plan| ["build", plan, "--format", "html"]);
    let ended = at_once(&copy, "out", &[&runs[0], &runs[1]]);
    assert_eq!(ended, [Some(0), Some(0)]);
    let manifest = Manifest::read(&copy.path("out"));
    assert_eq!(manifest.documents.len(), 4, "{:?}", manifest.documents.keys());
    let again = run(&copy.path("."), &["build", "--format", "html"]);
    assert!(again.stderr.contains("0 built, 0 failed, 4 unchanged"), "{}", again.stderr);
}

#[test]
fn whoever_reads_or_changes_a_plan_waits_for_whoever_changes_it() {
    let copy = Copy::of("plans/uim");
    copy.write("sager.csv", "Sagstype;Modtaget;Afgjort\nFast-track, 1. gang;02-01-2023;10-01-2023\n");
    let plan = "plans/uim/siri/2023";
    let import = ["import", plan, "sager.csv", "--updated", "2024-01-12", "--reporter", "X", "--replace"];
    let runs: [&[&str]; 4] = [&["check", plan], &["build", plan, "--format", "html"], &["lock", plan], &import];
    let ended = at_once(&copy, plan, &runs);
    assert_eq!(ended, [Some(0); 4]);
    assert!(copy.path("plans/uim/siri/2023/lås.yaml").is_file());
}

#[test]
fn a_folder_is_held_without_a_trace_and_without_the_right_to_write_to_it() {
    use std::os::unix::fs::PermissionsExt;
    let copy = Copy::of("plans/uim");
    let before = names(&copy, "plans");
    let folder = copy.path(PLAN);
    let may = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    may(0o555);
    let ran = run(&copy.path("."), &["check", PLAN]);
    may(0o755);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("kept apart"), "{}", ran.stderr);
    assert_eq!(names(&copy, "plans"), before);
    // Two that only read do not wait for each other.
    let other = File::open(&folder).expect("a folder");
    other.lock_shared().expect("it can be locked");
    let ran = run(&copy.path("."), &["check", PLAN]);
    assert!(ran.status == 0 && !ran.stderr.contains("waiting"), "{}", ran.stderr);
}

#[test]
fn what_a_killed_run_has_left_is_cleared_and_what_another_writes_is_not() {
    let copy = Copy::empty();
    copy.write("out/.resultatplan-dead", "en halv fil");
    copy.write("out/.resultatplan-live", "en halv fil");
    copy.write("out/.gitignore", "alt\n");
    let live = File::open(copy.path("out/.resultatplan-live")).expect("it is there");
    live.lock().expect("it can be locked");
    write_whole(&copy.path("out/hel.txt"), b"hel").expect("it can be written");
    let out = |names: &[&str]| names.iter().map(|name| copy.path("out").join(name)).collect::<Vec<_>>();
    assert_eq!(names(&copy, "out"), out(&[".gitignore", ".resultatplan-live", "hel.txt"]));
    drop(live);
    write_whole(&copy.path("out/hel.txt"), b"hel").expect("it can be written");
    assert_eq!(names(&copy, "out"), out(&[".gitignore", "hel.txt"]));
}

#[test]
fn a_build_that_is_killed_is_made_whole_by_the_next() {
    let copy = Copy::unreported("tests/plans/eksempel");
    let mut command = Command::new(env!("CARGO_BIN_EXE_resultatplan"));
    let streams = command.arg("build").current_dir(copy.path(".")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = streams.spawn().expect("the program can be started");
    // As soon as anything is there.
    while names(&copy, "out").is_empty() && child.try_wait().expect("it is ours").is_none() {
        std::thread::yield_now();
    }
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    let ran = run(&copy.path("."), &["build"]);
    assert_eq!((ran.status, ran.stdout.lines().count()), (0, 4), "{}", ran.stderr);
    assert_eq!(names(&copy, "out").len(), 5, "four documents and the manifest: {:?}", names(&copy, "out"));
    assert_eq!(Manifest::read(&copy.path("out")).documents.len(), 4);
}
