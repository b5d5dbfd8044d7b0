//! The same plan gives the same bytes, wherever and however it is built, and they are the bytes of `tests/SHA256SUMS`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use resultatplan::document::{DOCUMENTS, DocumentKind};
use resultatplan::workspace::MANIFEST;
use sha2::{Digest, Sha256};

use crate::support::command::run;
use crate::support::plan::{ALL, Copy, Seen, VIEWS, contract, files};
use crate::support::{repository, write};

/// `sum  uim/siri/2023/mål-og-resultatplan.pdf`, a line for each document, in the order of their paths.
fn sums<'a>(documents: impl Iterator<Item = (String, &'a [u8])>) -> String {
    let mut lines: Vec<(String, &[u8])> = documents.collect();
    lines.sort();
    let mut sums = String::new();
    for (name, bytes) in lines {
        let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(sums, "{hex}  {name}").expect("a string can be written to");
    }
    sums
}

/// What the library makes of the plans of `plans/`, by the paths that the command gives it.
fn of_the_library() -> BTreeMap<String, &'static [u8]> {
    let of_plans =
        ALL.iter().filter(|(plan, _)| plan.starts_with("plans/")).flat_map(|(_, made)| made.documents.values());
    let is_of_the_year = |(ministry, _, quarter): &&Seen| ministry == "uim" && quarter.is_none();
    let of_ministries = VIEWS.iter().filter(|(seen, _)| is_of_the_year(seen)).map(|(_, built)| built);
    of_plans.chain(of_ministries).map(|built| (format!("{}.pdf", built.id.path()), built.bytes.as_slice())).collect()
}

/// `UPDATE=1 cargo test` writes them anew.
#[test]
fn every_document_has_the_sum_that_is_known_of_it() {
    let built = of_the_library();
    let is_built = |kind: &&DocumentKind| built.keys().any(|path| path.contains(&format!("/{}", kind.file)));
    assert!(DOCUMENTS.iter().filter(|kind| !kind.is_confidential).all(is_built), "{:?}", built.keys());
    let built = sums(built.into_iter());
    let file = repository("tests/SHA256SUMS");
    if std::env::var_os("UPDATE").is_some() {
        write(&file, &built);
    }
    let known = std::fs::read_to_string(&file).expect("tests/SHA256SUMS can be read");
    assert_eq!(known, built, "a document has changed: look at it, then run `UPDATE=1 cargo test`");
}

/// The documents of a folder, by their paths below it.
fn built_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let documents = files(folder).into_iter().filter(|file| !file.ends_with(MANIFEST));
    let named = documents.map(|file| {
        let name = file.strip_prefix(folder).expect("it stands below").to_string_lossy().into_owned();
        (name, std::fs::read(&file).expect("a file can be read"))
    });
    named.collect()
}

#[test]
fn neither_place_nor_time_nor_company_changes_a_byte() {
    const KINDS: [&str; 4] = ["--kind", "contract", "--kind", "annex"];
    let copy = Copy::of("plans/uim");
    let other = Copy::empty();
    let plan = copy.path("plans/uim/siri/2023").to_string_lossy().into_owned();
    let all = run(&copy.path("."), &[&["build", "plans"], &KINDS[..]].concat());
    // Alone, by another path, from another folder, a second time.
    let alone = run(&other.path("."), &[&["build", &plan, "--out", "papers/new"], &KINDS[..]].concat());
    assert_eq!((all.status, alone.status), (0, 0), "{} {}", all.stderr, alone.stderr);
    let library = of_the_library();
    let built = [built_in(&copy.path("out")), built_in(&other.path("papers/new"))];
    assert_eq!(built.each_ref().map(BTreeMap::len), [7, 2]);
    for (name, bytes) in built.iter().flatten() {
        assert!(library[name] == bytes, "the library builds another `{name}` than the command");
    }
    // In company, in another order of threads, over the earlier files.
    let again = [&["build", "plans/uim/siri/2024", "plans/uim/siri", "plans"], &KINDS[..]].concat();
    let again = run(&copy.path("."), &again);
    assert_eq!(again.status, 0);
    assert_eq!(again.stdout.lines().count(), 7, "each document once: {}", again.stdout);
    assert!(built_in(&copy.path("out")) == built[0]);
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
