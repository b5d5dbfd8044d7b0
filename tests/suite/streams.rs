//! Every command where what it says cannot be written: nothing panics, and what is done does not depend on it.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use resultatplan::render::{Attachment, CopyKind};

use crate::support::plan::{Copy, build_copy, contract, files};

const PLAN: &str = "plans/uim/siri/2023";

/// A command of each, that prints a result or says why there is none.
const COMMANDS: [&[&str]; 21] = [
    &["check", PLAN, "-v"],
    &["build", PLAN, "--kind", "annex", "--format", "html"],
    &["score", PLAN],
    &["sheet", PLAN, "--quarter", "2", "--out", "2-kvartal.xlsx"],
    &["import", PLAN, "sager.csv", "--updated", "2024-01-12", "--reporter", "X", "--out", "nye"],
    &["diff", PLAN, "plans/uim/siri/2024"],
    &["new", "plans/uim/siri/2026"],
    &["allonge", "new", PLAN, "1.2"],
    &["lock", "plans/uim/siri/2018", PLAN],
    &["sign-off", PLAN, "fil.pdf"],
    &["verify", PLAN],
    &["signable", "fil.pdf"],
    &["outline", "fil.pdf"],
    &["extract", "fil.pdf", "--out", "data"],
    &["explain", "weights-off-total"],
    &["schema", "--out", "skemaer"],
    &["show", "plan", PLAN],
    &["lsp"],
    // Shows nothing where the folder is not there.
    &["serve", "intet"],
    &["completions", "bash"],
    &["manual"],
];

/// A reading copy that holds a file.
static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let view = &contract("plans/uim/siri/2018").view;
    build_copy(view, CopyKind::Data, &[Attachment { path: "uim/siri/2018/plan.yaml", bytes: b"titel: Plan\n" }])
});

/// What came of a command: how it ended, what it said, and what it has left behind.
struct Ran {
    status: Option<i32>,
    output: Output,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// Runs a command in a copy of its own, with its streams led elsewhere by a shell.
fn run(arguments: &[&str], streams: &str) -> Ran {
    let copy = Copy::of("plans/uim");
    let rows = "Sagstype;Modtaget;Afgjort\nFast-track, 1. gang;02-01-2023;10-01-2023\nx;y;z\n";
    copy.write("sager.csv", rows);
    copy.write("fil.pdf", &*PDF);
    let script = format!("exec \"$0\" \"$@\" {streams}");
    let program = env!("CARGO_BIN_EXE_resultatplan");
    let output = Command::new("sh").args(["-c", &script, program]).args(arguments).current_dir(copy.path(".")).output();
    let output = output.expect("a shell");
    let below = |path: &PathBuf| path.strip_prefix(copy.path("")).expect("it is below").to_owned();
    let files = files(&copy.path("")).into_iter().map(|path| (below(&path), std::fs::read(&path).expect("a file")));
    Ran { status: output.status.code(), files: files.collect(), output }
}

#[test]
fn whatever_cannot_be_said_the_same_is_done() {
    for arguments in COMMANDS {
        let whole = run(arguments, "");
        assert!(!whole.output.stdout.is_empty() || !whole.output.stderr.is_empty(), "{arguments:?} says something");
        let lost = if whole.output.stdout.is_empty() { whole.status } else { Some(whole.status.unwrap_or(1).max(1)) };
        for (streams, status) in [
            // A closed stream is opened anew as one that takes everything.
            (">&- 2>&-", whole.status),
            ("2>/dev/full", whole.status),
            (">/dev/full", lost),
            (">/dev/full 2>/dev/full", lost),
        ] {
            let ran = run(arguments, streams);
            let said = String::from_utf8_lossy(&ran.output.stderr);
            assert!(!said.contains("panicked"), "{arguments:?} {streams}: {said}");
            assert_eq!(ran.status, status, "{arguments:?} {streams}: {said}");
            assert!(ran.files == whole.files, "{arguments:?} {streams}: it leaves other files behind");
        }
    }
}

#[test]
fn the_table_has_every_command() {
    let command = resultatplan::cli::command();
    let all: Vec<&str> =
        command.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help").collect();
    assert_eq!(COMMANDS.map(|arguments| arguments[0]).to_vec(), all);
}
