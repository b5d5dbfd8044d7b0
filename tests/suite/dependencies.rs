//! What the code depends on: no circles of files where a part is to be read by itself, and every file that a document's bytes
//! depend on in the program's fingerprint.

use std::collections::BTreeSet;
use std::path::PathBuf;

use resultatplan::render::own_code;

use crate::support::modules::Modules;
use crate::support::plan::files;
use crate::support::repository;

/// A requirement can have parts, which are requirements, where it is read and where it is written.
const NATURAL: [[&str; 2]; 2] =
    [["load/measure.rs", "load/requirement.rs"], ["write/measure.rs", "write/requirement.rs"]];

#[test]
fn no_files_lead_to_each_other_in_a_circle_but_where_a_requirement_has_parts() {
    let modules = Modules::read();
    assert!(modules.used_by("pdf/rewrite/save.rs").contains("pdf/open/unreadable.rs"), "what is passed on is followed");
    // What a folder's own file gives those in it, as they give it theirs, is no circle: together they are one module.
    let circles = modules.circles(|file| !file.ends_with("/mod.rs") && file.contains('/'));
    assert_eq!(circles, NATURAL.map(BTreeSet::from));
    // Whoever reads what anybody may have made can be read file by file.
    for folder in ["pdf/open/", "pdf/revision/", "pdf/signature/", "pdf/rewrite/"] {
        assert_eq!(modules.circles(|file| file.starts_with(folder)), Vec::<BTreeSet<&str>>::new());
    }
}

#[test]
fn all_that_the_bytes_of_a_document_depend_on_is_in_the_fingerprint_of_the_program() {
    let stamped: BTreeSet<String> = own_code().map(|(name, _)| name).collect();
    let folder = repository("src");
    let name = |path: PathBuf| path.strip_prefix(&folder).expect("below src").to_string_lossy().replace('\\', "/");
    let all: BTreeSet<String> = files(&folder).into_iter().map(name).collect();
    assert!(all.contains("document/view.rs"));
    assert_eq!(all, stamped);
}
