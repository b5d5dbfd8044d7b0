//! `build` makes what has changed and nothing else, says why, and tells what is out of date.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::support::command::{Ran, run};
use crate::support::plan::{Copy, Kept, files};
use crate::support::repository;

const AGENCY: &str = "plans/eksempel/prø/2025";
const CONTRACT: &str = "out/eksempel/prø/2025/mål-og-resultatplan";
const ANNEX: &str = "out/eksempel/prø/2025/opgørelsesmetode";

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

/// Two plans, each with a contract and an annex, built.
fn built() -> Copy {
    static BUILT: LazyLock<Kept> = LazyLock::new(|| {
        let copy = Copy::unreported("tests/plans/eksempel");
        let ran = here(&copy, &["build"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("4 built, 0 failed; "), "{}", ran.stderr);
        assert_eq!(ran.stderr.lines().filter(|line| line.ends_with(": new")).count(), 4, "{}", ran.stderr);
        copy.kept()
    });
    BUILT.again()
}

/// The department's view of both, built.
fn seen() -> Copy {
    static SEEN: LazyLock<Kept> = LazyLock::new(|| {
        let copy = Copy::of("tests/plans/eksempel");
        assert_eq!(here(&copy, &["build", "-q", "--kind", "department"]).status, 0);
        copy.kept()
    });
    SEEN.again()
}

/// Why each document was built.
fn reasons(ran: &Ran) -> Vec<(String, String)> {
    let lines = ran.stderr.lines().filter(|line| line.starts_with("out/"));
    lines.filter_map(|line| line.split_once(": ")).map(|(path, why)| (path.to_owned(), why.to_owned())).collect()
}

fn because(path: &str, why: &str) -> (String, String) {
    (path.to_owned(), why.to_owned())
}

fn all(copy: &Copy) -> BTreeMap<PathBuf, Vec<u8>> {
    files(&copy.path("out")).into_iter().map(|file| (file.clone(), std::fs::read(&file).expect("a file"))).collect()
}

#[test]
fn nothing_changed_nothing_built_and_every_file_named() {
    let copy = built();
    let before = all(&copy);
    let written = |copy: &Copy| {
        let modified = |file: PathBuf| std::fs::metadata(file).and_then(|data| data.modified()).expect("a time");
        files(&copy.path("out")).into_iter().map(modified).collect::<Vec<_>>()
    };
    let times = written(&copy);
    let ran = here(&copy, &["build"]);
    assert_eq!((ran.status, reasons(&ran)), (0, Vec::new()));
    assert!(ran.stderr.contains("0 built, 0 failed, 4 unchanged; "), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 4, "scripts get every file that they asked for");
    assert_eq!(all(&copy), before);
    assert_eq!(written(&copy), times, "no file was written, the manifest neither");
}

#[test]
fn a_changed_target_rebuilds_what_shows_it() {
    let copy = built();
    copy.edit("plans/eksempel/ekn/2025/mål/1.1-klager.yaml", "hurtigt", "hurtigere");
    let ran = here(&copy, &["build"]);
    let why = "its data changed: eksempel/ekn/2025/mål/1.1-klager.yaml";
    assert_eq!(
        reasons(&ran),
        [
            because("out/eksempel/ekn/2025/mål-og-resultatplan", why),
            because("out/eksempel/ekn/2025/opgørelsesmetode", why)
        ]
    );
    assert!(ran.stderr.contains("2 built, 0 failed, 2 unchanged; "), "{}", ran.stderr);
}

#[test]
fn a_comment_rebuilds_nothing() {
    let copy = built();
    let plan = format!("{AGENCY}/plan.yaml");
    copy.write(&plan, format!("# Ny bemærkning.\n{}", copy.read(&plan)));
    assert_eq!(reasons(&here(&copy, &["build"])), Vec::new());
}

#[test]
fn a_changed_layout_rebuilds_the_documents_that_it_lays_out() {
    let copy = built();
    let layout = std::fs::read_to_string(repository("templates/layout/facts.typ")).expect("the layout of facts");
    copy.write("egne/layout/facts.typ", format!("{layout}\n"));
    let ran = here(&copy, &["build", "--templates", "egne", AGENCY]);
    let rebuilt = reasons(&ran);
    assert!(rebuilt.contains(&because(ANNEX, "a template or a font changed")), "{rebuilt:?}");
    // A layout that no document imports.
    copy.write("egne/layout/ubrugt.typ", "#let ubrugt = 1\n");
    assert_eq!(reasons(&here(&copy, &["build", "--templates", "egne", AGENCY])), Vec::new());
    // A text is data of the document that says it.
    copy.write("egne/text/indledning.md.jinja", "# Indledning\n\nEn anden indledning.\n");
    let rebuilt = reasons(&here(&copy, &["build", "--templates", "egne", AGENCY]));
    assert_eq!(rebuilt[0], because(CONTRACT, "its data changed: templates/text/indledning.md.jinja"));
}

#[test]
fn a_file_that_is_missing_or_altered_is_made_again() {
    let copy = built();
    let before = all(&copy);
    std::fs::remove_file(copy.path(&format!("{CONTRACT}.pdf"))).expect("it was built");
    copy.write(&format!("{ANNEX}.pdf"), "rettet i hånden");
    let ran = here(&copy, &["build"]);
    let (contract, annex) = ("eksempel/prø/2025/mål-og-resultatplan.pdf", "eksempel/prø/2025/opgørelsesmetode.pdf");
    let missing = format!("`{contract}` was missing");
    assert_eq!(reasons(&ran), [because(CONTRACT, &missing), because(ANNEX, &format!("`{annex}` was altered"))]);
    assert_eq!(all(&copy), before);
}

#[test]
fn force_builds_all_and_building_from_nothing_gives_the_same_bytes() {
    let copy = built();
    let before = all(&copy);
    let forced = reasons(&here(&copy, &["build", AGENCY, "--force"]));
    assert_eq!(forced, [because(CONTRACT, "asked for by --force"), because(ANNEX, "asked for by --force")]);
    assert_eq!(all(&copy), before);
    std::fs::remove_dir_all(copy.path("out")).expect("it was built");
    assert_eq!(here(&copy, &["build", "-q"]).status, 0);
    assert_eq!(all(&copy), before, "the manifest too");
}

#[test]
fn what_was_made_by_another_program_is_made_anew() {
    let copy = built();
    let manifest = copy.read("out/manifest.json");
    let line = manifest.lines().find(|line| line.contains("\"program\"")).expect("a program");
    let other = format!("      \"program\": \"{}\",", "0".repeat(64));
    copy.write("out/manifest.json", manifest.replace(line, &other));
    let rebuilt = reasons(&here(&copy, &["build"]));
    assert!(rebuilt.len() == 4 && rebuilt.iter().all(|(_, why)| why == "the program changed"), "{rebuilt:?}");
    assert_eq!(copy.read("out/manifest.json"), manifest);
    // What cannot be read says nothing of the folder.
    copy.write("out/manifest.json", "{ halv");
    assert_eq!(reasons(&here(&copy, &["build"])).len(), 4);
}

#[test]
fn web_pages_and_pictures_follow_the_same_way() {
    let copy = built();
    for format in ["html", "png"] {
        let first = here(&copy, &["build", AGENCY, "--kind", "annex", "--format", format]);
        assert_eq!(reasons(&first), [because(ANNEX, "new")], "{}", first.stderr);
        let second = here(&copy, &["build", AGENCY, "--kind", "annex", "--format", format]);
        assert_eq!((reasons(&second), &second.stdout), (Vec::new(), &first.stdout));
    }
    copy.edit(&format!("{AGENCY}/mål/1.2-tilgængelighed.yaml"), "område: ", "område: Ny ");
    let ran = here(&copy, &["build", AGENCY, "--kind", "annex"]);
    let why = "its data changed: eksempel/prø/2025/mål/1.2-tilgængelighed.yaml";
    let stale = "stale: what it is made of has changed since";
    assert_eq!(
        reasons(&ran),
        [
            because(ANNEX, why),
            because(&format!("{CONTRACT}.pdf"), stale),
            because(&format!("{ANNEX}.html"), stale),
            because(&format!("{ANNEX}.png"), stale)
        ]
    );
}

#[test]
fn a_plan_with_errors_leaves_its_documents_stale() {
    let copy = built();
    copy.edit(&format!("{AGENCY}/mål/1.2-tilgængelighed.yaml"), "vægt: 15\n", "vægt: 16\n");
    let ran = here(&copy, &["build"]);
    let stale = "stale: its plan has errors";
    assert_eq!(reasons(&ran), [because(&format!("{CONTRACT}.pdf"), stale), because(&format!("{ANNEX}.pdf"), stale)]);
}

#[test]
fn documents_without_a_plan_are_told_and_deleted_only_when_asked() {
    let copy = built();
    copy.write("out/eksempel/prø/2025/note.txt", "ikke vores");
    std::fs::remove_dir_all(copy.path(AGENCY)).expect("the plan was there");
    copy.edit("plans/eksempel/ekn/2025/plan.yaml", "år: 2025\n", "år: 2025\ndokumenter: [kontrakt]\n");
    let told = here(&copy, &["build"]);
    let orphans = |ran: &Ran| {
        let lines = reasons(ran).into_iter().filter(|(_, why)| why.starts_with("orphaned: "));
        lines.map(|(path, _)| path).collect::<Vec<_>>()
    };
    let gone =
        ["out/eksempel/ekn/2025/opgørelsesmetode.pdf".to_owned(), format!("{CONTRACT}.pdf"), format!("{ANNEX}.pdf")];
    assert_eq!((told.status, orphans(&told)), (0, gone.to_vec()));
    assert!(told.stderr.contains("build --clean"), "{}", told.stderr);
    assert!(gone.iter().all(|path| copy.path(path).is_file()), "nothing is deleted by itself");
    // What was altered is not ours to delete.
    copy.write(&gone[1], "rettet i hånden");
    let clean = here(&copy, &["build", "--clean"]);
    assert_eq!(clean.status, 0, "{}", clean.stderr);
    assert_eq!(gone.iter().map(|path| copy.path(path).is_file()).collect::<Vec<_>>(), [false, true, false]);
    assert!(copy.path("out/eksempel/prø/2025/note.txt").is_file());
    assert_eq!(orphans(&here(&copy, &["build"])), Vec::<String>::new());
}

/// Whatever the manifest says, which anybody may have written.
#[test]
fn nothing_outside_the_folder_is_deleted() {
    let copy = Copy::unreported("tests/plans/eksempel");
    std::fs::create_dir_all(copy.path("fremmed/mappe")).expect("a folder");
    let build = ["build", "plans/eksempel/ekn/2025", "--kind", "contract", "--format", "html"];
    assert_eq!(here(&copy, &build).status, 0);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../fremmed", copy.path("out/led")).expect("a link");
    let manifest: serde_json::Value = serde_json::from_str(&copy.read("out/manifest.json")).expect("JSON");
    let outside = copy.path("fremmed/mappe/f");
    let absolute = outside.to_str().expect("a path").to_owned();
    let names = ["../fremmed/mappe/f", "x/../../fremmed/mappe/f", "./../fremmed/mappe/f", "led/mappe/f", &absolute];
    for name in names {
        copy.write("fremmed/mappe/f", "ikke vores");
        let mut manifest = manifest.clone();
        let documents = manifest["documents"].as_object_mut().expect("documents");
        let mut gone = documents.values().next().expect("one was built").clone();
        gone["of"] = "plans/eksempel/ekn/1999".into();
        let print = resultatplan::fingerprint::Fingerprint::of_bytes(b"ikke vores").to_string();
        gone["files"] = serde_json::json!({ name: print });
        documents.insert("eksempel/ekn/1999/mål-og-resultatplan.html".to_owned(), gone);
        copy.write("out/manifest.json", manifest.to_string());
        let ran = here(&copy, &[&build[..], &["--clean"]].concat());
        assert_eq!(ran.status, 0, "{name}: {}", ran.stderr);
        assert!(outside.is_file(), "{name}: {}", ran.stderr);
        assert!(!ran.stderr.contains(": deleted"), "{name}: {}", ran.stderr);
    }
}

/// A folder of documents that leads elsewhere is not written into; a file that does gives way to the document.
#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_written() {
    let copy = Copy::unreported("tests/plans/eksempel");
    std::fs::create_dir_all(copy.path("fremmed")).expect("a folder");
    let build = ["build", "plans/eksempel/ekn/2025", "--kind", "contract", "--format", "html"];
    for link in ["out/eksempel", "out/eksempel/ekn", "out/eksempel/ekn/2025"] {
        let place = copy.path(link);
        let _ = std::fs::remove_dir_all(copy.path("out"));
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(copy.path("fremmed"), &place).expect("a link");
        let ran = here(&copy, &build);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{link}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!("`{link}` is a link")), "{link}: {}", ran.stderr);
        assert!(files(&copy.path("fremmed")).is_empty(), "{link}");
    }
    std::fs::remove_dir_all(copy.path("out")).expect("it is there");
    copy.write("fremmed/f", "ikke vores");
    std::fs::create_dir_all(copy.path("out/eksempel/ekn/2025")).expect("a folder");
    let place = copy.path("out/eksempel/ekn/2025/mål-og-resultatplan.html");
    std::os::unix::fs::symlink(copy.path("fremmed/f"), place).expect("a link");
    assert_eq!(here(&copy, &build).status, 0);
    assert_eq!(copy.read("fremmed/f"), "ikke vores");
}

#[test]
fn plans_of_another_folder_are_left_alone() {
    let copy = built();
    std::fs::rename(copy.path("plans"), copy.path("planer")).expect("a folder can be renamed");
    let ran = here(&copy, &["build", "planer/eksempel/ekn/2025", "--clean"]);
    assert_eq!((ran.status, reasons(&ran)), (0, Vec::new()), "{}", ran.stderr);
    assert!(copy.path(&format!("{CONTRACT}.pdf")).is_file());
}

#[test]
fn the_departments_view_follows_its_plans() {
    let copy = seen();
    assert_eq!(reasons(&here(&copy, &["build", "--kind", "department"])), Vec::new());
    let view = "out/eksempel/2025/målopfyldelse";
    std::fs::remove_file(copy.path(&format!("{view}.pdf"))).expect("the view was built");
    let ran = here(&copy, &["build", "--kind", "department"]);
    assert_eq!(reasons(&ran), [because(view, "`eksempel/2025/målopfyldelse.pdf` was missing")]);
    // Seen from another day it is another document.
    let ran = here(&copy, &["build", "--kind", "department", "--quarter", "1", "--clean"]);
    assert_eq!(reasons(&ran), [because(&format!("{view}-1-kvartal"), "new")]);
    assert!(copy.path(&format!("{view}.pdf")).is_file());
    assert_eq!(reasons(&here(&copy, &["build", "--kind", "department"])), Vec::new());
}

/// A lock is no file that a document is made of; that it is wrong is a fault of the plan.
#[test]
fn the_departments_view_follows_what_is_wrong_with_a_lock() {
    let copy = seen();
    let view = "out/eksempel/2025/målopfyldelse";
    let lock = "plans/eksempel/ekn/2025/lås.yaml";
    copy.write(lock, "aftryk: intet\n");
    let ran = here(&copy, &["build", "--kind", "department"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(reasons(&ran).contains(&because(view, "its data changed")), "{}", ran.stderr);
    std::fs::remove_file(copy.path(lock)).expect("it is there");
    assert_eq!(reasons(&here(&copy, &["build", "--kind", "department"])), [because(view, "its data changed")]);
}
