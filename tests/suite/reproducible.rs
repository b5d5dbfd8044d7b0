//! The same plan gives the same bytes, wherever and however it is built, and they are the bytes of `tests/SHA256SUMS`.

use std::fmt::Write;
use std::path::Path;

use resultatplan::document::{DOCUMENTS, DocumentKind};
use resultatplan::workspace::MANIFEST;
use sha2::{Digest, Sha256};

use crate::support::command::run;
use crate::support::plan::{Copy, contract, files};
use crate::support::{repository, write};

/// `sum  uim/siri/2023/mål-og-resultatplan.pdf`, a line for each document of a folder.
fn sums(folder: &Path) -> String {
    let mut sums = String::new();
    for file in files(folder).into_iter().filter(|file| !file.ends_with(MANIFEST)) {
        let sum = Sha256::digest(std::fs::read(&file).expect("a file can be read"));
        let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = file.strip_prefix(folder).expect("it stands below").to_string_lossy();
        writeln!(sums, "{hex}  {name}").expect("a string can be written to");
    }
    sums
}

/// What is built from the repository's plans has the sums of `tests/SHA256SUMS`. `UPDATE=1 cargo test` writes them anew.
fn assert_known(built: &str) {
    let is_built = |kind: &&DocumentKind| built.lines().any(|line| line.contains(&format!("/{}", kind.file)));
    assert!(DOCUMENTS.iter().filter(|kind| !kind.is_confidential).all(is_built), "{built}");
    let file = repository("tests/SHA256SUMS");
    if std::env::var_os("UPDATE").is_some() {
        write(&file, built);
    }
    let known = std::fs::read_to_string(&file).expect("tests/SHA256SUMS can be read");
    assert_eq!(known, built, "a document has changed: look at it, then run `UPDATE=1 cargo test`");
}

#[test]
fn neither_place_nor_time_nor_company_changes_a_byte() {
    let copy = Copy::of("plans/uim");
    let other = Copy::empty();
    let plan = copy.path("plans/uim/siri/2023").to_string_lossy().into_owned();
    let all = run(&copy.path("."), &["build", "plans"]);
    // Alone, by another path, from another folder, a second time.
    let alone = ["build", &plan, "--kind", "contract", "--kind", "annex", "--out", "papers/new"];
    let alone = run(&other.path("."), &alone);
    assert_eq!((all.status, alone.status), (0, 0), "{} {}", all.stderr, alone.stderr);
    assert_known(&sums(&copy.path("out")));
    for name in ["mål-og-resultatplan.pdf", "opgørelsesmetode.pdf"] {
        let one = std::fs::read(copy.path("out/uim/siri/2023").join(name)).expect("it was built");
        let two = std::fs::read(other.path("papers/new/uim/siri/2023").join(name)).expect("it was built");
        assert_eq!(one, two, "{name}");
        if name.starts_with("mål") {
            assert_eq!(one, contract("plans/uim/siri/2023").bytes, "the library builds what the command builds");
        }
    }
    // In company, in another order of threads, over the earlier files.
    let before = sums(&copy.path("out"));
    let again = run(&copy.path("."), &["build", "plans/uim/siri/2024", "plans/uim/siri", "plans"]);
    assert_eq!(again.status, 0);
    assert_eq!(again.stdout.lines().count(), 24, "each document once: {}", again.stdout);
    assert_eq!(sums(&copy.path("out")), before);
}

#[test]
fn a_changed_figure_changes_the_document() {
    let copy = Copy::of("plans/uim");
    copy.edit("plans/uim/siri/2023/mål/1.4-kvalitet.yaml", "mellem: 3-4", "mellem: 3-5");
    let ran = run(&copy.path("."), &["build", "plans/uim/siri/2023", "--kind", "contract"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let built = std::fs::read(copy.path("out/uim/siri/2023/mål-og-resultatplan.pdf")).expect("it was built");
    assert_ne!(built, contract("plans/uim/siri/2023").bytes);
}
