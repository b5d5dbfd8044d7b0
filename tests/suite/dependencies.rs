//! What the code depends on: no circles of files where a part is to be read by itself, and every file that a document's bytes
//! depend on in the program's fingerprint.

use std::collections::BTreeSet;

use resultatplan::render::own_code;

use crate::support::modules::Modules;

#[test]
fn no_files_of_the_reader_of_pdf_lead_to_each_other_in_a_circle() {
    let modules = Modules::read();
    assert!(modules.used_by("pdf/rewrite/save.rs").contains("pdf/open/unreadable.rs"), "what is passed on is followed");
    for folder in ["pdf/open/", "pdf/revision/", "pdf/signature/", "pdf/rewrite/"] {
        assert_eq!(modules.circles(folder), Vec::<BTreeSet<&str>>::new());
    }
    assert!(!modules.circles("pdf/structure/").is_empty(), "a circle is seen");
}

/// What these hold shows elsewhere in what a document's file is stamped with.
const SHOWN_ELSEWHERE: [(&str, &str); 2] = [
    ("assets/", "templates and fonts are in the fingerprint of looks by their names and bytes"),
    ("fingerprint/", "other fingerprints are another stamp"),
];

#[test]
fn all_that_the_bytes_of_a_document_depend_on_is_in_the_fingerprint_of_the_program() {
    let modules = Modules::read();
    let stamped: BTreeSet<String> = own_code().map(|(name, _)| name).filter(|name| name.ends_with(".rs")).collect();
    let mut open: Vec<&str> = modules.below("render/").collect();
    let mut seen: BTreeSet<&str> = open.iter().copied().collect();
    let mut missing = BTreeSet::new();
    while let Some(file) = open.pop() {
        let is_elsewhere = SHOWN_ELSEWHERE.iter().any(|(folder, _)| file.starts_with(folder));
        if is_elsewhere {
            continue;
        }
        if !stamped.contains(file) {
            missing.insert(file);
        }
        // What a view is made of shows in the view, which is in the stamp as it is laid out.
        if !file.starts_with("document/") {
            open.extend(modules.used_by(file).into_iter().filter(|used| seen.insert(*used)));
        }
    }
    assert!(missing.is_empty(), "src/render/looks.rs leaves out {missing:?}");
    assert!(["pdf/open/lexer.rs", "pdf/rewrite/save.rs", "document/view.rs"].iter().all(|name| seen.contains(name)));
    // Folders are stamped whole: a file that holds methods alone is named by no `use`.
    let folder = |name: &str| name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let used: BTreeSet<_> = seen.iter().map(|name| folder(name)).collect();
    let unused: Vec<&String> = stamped.iter().filter(|name| !used.contains(&folder(name))).collect();
    assert!(unused.is_empty(), "no document depends on {unused:?}");
}
