//! Where files are read from makes no difference: disk, memory and unsaved texts give the same plan and the same findings.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use resultatplan::diagnostic::to_json;
use resultatplan::files::{Disk, FileType, Files, Memory, Overlay, Stream};
use resultatplan::language::Language;
use resultatplan::load::{Loaded, load};
use tempfile::TempDir;

use crate::support::plan::files;
use crate::support::random::config;
use crate::support::{ASSETS, disk_copy_of, repository, write};

const PLAN: &str = "plans/eks/prø/2025";

/// A ministry's files under `plans/`.
fn in_memory(ministry: &str) -> Memory {
    let root = repository(ministry);
    let below = |path: &Path| Path::new("plans").join(path.strip_prefix(root.parent().unwrap()).unwrap());
    files(&root).iter().map(|path| (below(path), std::fs::read(path).unwrap())).collect()
}

/// All that is found, with its places below the folder that the files stand in.
fn found(loaded: &Loaded, root: &Path) -> Vec<String> {
    let root = root.join("plans").to_string_lossy().into_owned();
    let findings = loaded.report.findings().iter();
    findings
        .map(|finding| to_json(finding, &loaded.sources, Language::English).to_string().replace(&root, "plans"))
        .collect()
}

fn codes(loaded: &Loaded) -> Vec<&'static str> {
    loaded.report.findings().iter().map(|finding| finding.rule.name).collect()
}

/// A way to read files, and the folder that they stand in there.
struct Way {
    name: &'static str,
    files: Arc<dyn Files>,
    root: PathBuf,
}

/// The same files in each of the ways they can be read.
fn each_way(memory: &Memory) -> (TempDir, Vec<Way>) {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (empty, half) = (root.join("empty"), root.join("half"));
    let (mut unsaved, mut mixed) = (Overlay::over(Disk), Overlay::over(Disk));
    std::fs::create_dir(&empty).unwrap();
    for (index, (path, bytes)) in memory.below("/").enumerate() {
        let path = path.strip_prefix("/").unwrap();
        write(&root.join("whole").join(path), bytes);
        unsaved.write(empty.join(path), bytes);
        if index % 2 == 0 {
            write(&half.join(path), bytes);
        } else {
            // What stands there is old, and so is not read.
            write(&half.join(path), "gammel");
            mixed.write(half.join(path), bytes);
        }
    }
    let whole = root.join("whole");
    let ways = vec![
        Way { name: "disk", files: Disk.share(), root: whole },
        Way { name: "memory", files: memory.share(), root: PathBuf::from("/") },
        Way { name: "texts over an empty folder", files: unsaved.share(), root: empty },
        Way { name: "texts over old files", files: mixed.share(), root: half },
    ];
    (folder, ways)
}

#[test]
fn a_plan_is_the_same_wherever_its_files_are() {
    for (ministry, plan) in [
        ("tests/pages/eks", "plans/eks/prø/2025"),
        ("tests/plans/eksempel", "plans/eksempel/prø/2025"),
        ("tests/plans/eksempel", "plans/eksempel/ekn/2025"),
        ("plans/uim", "plans/uim/siri/2024"),
    ] {
        let whole = in_memory(ministry);
        let folder = format!("plans/{}", Path::new(ministry).file_name().unwrap().to_string_lossy());
        let mut wrong = whole.clone();
        wrong.write(format!("{plan}/plan.yaml"), "titel: Plan\når: 20x5\nperiode: [\n");
        wrong.write(format!("{folder}/tekster/indledning.md.jinja"), [0xff]);
        wrong.write(format!("{folder}/tekster/ukendt.md.jinja"), "Hej");
        let mut large = whole.clone();
        large.write(format!("{plan}/resultater/9.yaml"), "# x\n".repeat(512 * 1024));
        large.write(format!("{plan}/allonger/9.yml"), "nr: 9\n");
        let mut blocked = whole.clone();
        blocked.remove(format!("{plan}/allonger"));
        blocked.write(format!("{plan}/allonger"), "en fil");
        blocked.write(format!("{plan}/resultater/9.yaml/fil"), "en fil i en mappe");
        for (name, memory) in [("whole", &whole), ("wrong", &wrong), ("large", &large), ("blocked", &blocked)] {
            let (_folder, ways) = each_way(memory);
            let mut first = None;
            for Way { name: way, files, root } in ways {
                let loaded = load(&files, &root.join(plan), &ASSETS);
                let said = (
                    found(&loaded, &root),
                    format!("{:?}", loaded.known.amended()),
                    format!("{:?}", loaded.known.results()),
                );
                assert_eq!(name != "whole", loaded.report.has_errors(), "{plan}, {name}, {way}: {:?}", codes(&loaded));
                let first = first.get_or_insert_with(|| said.clone());
                assert_eq!(first.0, said.0, "{plan}, {name}, {way}");
                assert!(*first == said, "{plan}, {name}, {way}: another plan");
            }
        }
    }
}

#[test]
fn an_unsaved_text_is_told_at_its_own_line() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let (plan, goal) = (ministry.join("prø/2025"), ministry.join("prø/2025/mål/1.1.yaml"));
    assert!(!load(&Disk, &plan, &ASSETS).report.has_errors());
    let text = std::fs::read_to_string(&goal).unwrap();
    let mut overlay = Overlay::over(Disk);
    overlay.write(&goal, format!("# en linje\n# en til\n{}", text.replacen("område", "omraade", 1)));
    let loaded = load(&overlay, &plan, &ASSETS);
    let line = text.lines().position(|line| line.starts_with("område")).unwrap() + 3;
    let finding = loaded.report.findings().iter().find(|one| one.rule.name == "unknown-key").expect("it is told");
    let place = loaded.sources.locate(&finding.primary.place).unwrap();
    assert_eq!((place.line, &loaded.sources.file(place.file).path), (line, &goal));
    assert_eq!(std::fs::read_to_string(&goal).unwrap(), text, "the file is as it was");
    overlay.remove(&goal);
    assert!(!load(&overlay, &plan, &ASSETS).report.has_errors(), "what is saved is read again");
}

/// A text is laid over the file that a link leads to, and is held to the folder as that is.
#[cfg(unix)]
#[test]
fn a_link_is_judged_the_same_under_an_unsaved_text() {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let (plan, goal) = (ministry.join("prø/2025"), ministry.join("prø/2025/mål/1.1.yaml"));
    let text = std::fs::read_to_string(&goal).unwrap();
    for (target, code) in [("hemmelig.yaml", Some("path-leaves-folder")), ("eks/fælles.yaml", None)] {
        let target = folder.path().join(target);
        write(&target, "nr: \"9.9\"\n");
        std::fs::remove_file(&goal).unwrap();
        std::os::unix::fs::symlink(&target, &goal).unwrap();
        for written in [&goal, &target] {
            let mut overlay = Overlay::over(Disk);
            overlay.write(written, text.as_str());
            let loaded = load(&overlay, &plan, &ASSETS);
            let first = loaded.report.findings().iter().find(|one| one.level.name() == "error");
            assert_eq!(first.map(|one| one.rule.name), code, "{}: {:?}", written.display(), codes(&loaded));
        }
    }
}

/// Files of which one is listed and gone when it is read.
#[derive(Debug, Clone)]
struct Vanishing {
    files: Memory,
    gone: PathBuf,
}

impl Vanishing {
    fn check(&self, path: &Path) -> io::Result<()> {
        if path == self.gone { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
    }
}

impl Files for Vanishing {
    fn share(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        self.check(path).and_then(|()| self.files.file_type(path))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let real = self.files.real(path)?;
        self.check(&real).map(|()| real)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.files.list(folder)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        self.check(path).and_then(|()| self.files.open(path))
    }

    fn here(&self) -> io::Result<PathBuf> {
        self.files.here()
    }
}

#[test]
fn a_file_that_vanishes_after_it_was_listed_is_told() {
    let mut files = in_memory("tests/pages/eks");
    let found = ["resultater/1.yaml", "allonger/1.yaml", "../../tekster/ord.yaml"];
    found.iter().for_each(|path| files.write(Path::new(PLAN).join(path), "nr: 1\n"));
    for path in found {
        let gone = files.real(&Path::new(PLAN).join(path)).unwrap();
        let mut others = files.clone();
        found.iter().filter(|other| **other != path).for_each(|other| others.remove(Path::new(PLAN).join(other)));
        let loaded = load(&Vanishing { files: others, gone: gone.clone() }, Path::new(PLAN), &ASSETS);
        assert_eq!(codes(&loaded), ["file-unreadable"], "{path}");
        let finding = &loaded.report.findings()[0];
        let place = loaded.sources.locate(&finding.primary.place).expect("it has a place");
        assert!(loaded.sources.file(place.file).path.ends_with(gone.file_name().unwrap()), "{path}");
        assert!(
            finding.help.as_ref().is_some_and(|help| help.to_string().contains("mend the path")),
            "{path}: {finding:?}"
        );
    }
}

/// What cannot be read is told and never taken for what is not there.
#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_a_file_is_told() {
    for name in ["lås.yaml", "underskrifter.yaml", "årsrapport.yaml", "allonger", "resultater", "tekster"] {
        let (_folder, ministry) = disk_copy_of("tests/pages/eks");
        let plan = ministry.join("prø/2025");
        let path = plan.join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::os::unix::fs::symlink("ingen steder", &path).unwrap();
        assert_eq!(codes(&load(&Disk, &plan, &ASSETS)), ["file-unreadable"], "{name}: a link that leads nowhere");
        std::fs::remove_file(&path).unwrap();
        // A socket: as a pipe, no text can be read from it.
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert_eq!(Disk.file_type(&path).unwrap(), FileType::Other);
        assert_eq!(codes(&load(&Disk, &plan, &ASSETS)), ["file-unreadable"], "{name}: a socket");
    }
}

/// Names of files and folders that meet each other, in each other's way too.
fn tree() -> impl Strategy<Value = BTreeMap<String, String>> {
    let name = prop_oneof![Just("a"), Just("b"), Just("ø.yaml"), Just("a.yaml")];
    let path = proptest::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    proptest::collection::btree_map(path, "[a-zæ]{0,9}", 0..7).prop_map(|tree| {
        // A file stands in no file.
        let is_inside = |path: &str, other: &str| path.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
        let all: Vec<String> = tree.keys().cloned().collect();
        tree.into_iter().filter(|(path, _)| !all.iter().any(|other| is_inside(path, other))).collect()
    })
}

/// What is answered of a path, in words without the folder's own.
fn answers(files: &dyn Files, root: &Path, path: &str) -> String {
    let full = root.join(path);
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let below = |path: PathBuf| path.strip_prefix(root).expect("it stays inside").to_owned();
    let read = files.read(&full, 5).map_err(|error| told(&error));
    let list = files.list(&full).map(|all| all.into_iter().map(below).collect::<Vec<_>>());
    let kinds = (files.file_type(&full).map_err(|error| told(&error)), files.is_file(&full), files.is_folder(&full));
    let real = files.real(&full).map(below).map_err(|error| told(&error));
    format!("{kinds:?} {real:?} {read:?} {:?} {}", list.map_err(|error| told(&error)), files.exists(&full))
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn every_way_of_reading_answers_as_the_disk_does(tree in tree(), more in tree()) {
        let memory: Memory = tree.iter().map(|(path, text)| (path, text.as_bytes())).collect();
        let (folder, ways) = each_way(&memory);
        std::fs::create_dir_all(folder.path().join("whole")).unwrap();
        std::fs::create_dir_all(folder.path().join("half")).unwrap();
        let mut paths: Vec<String> = tree.keys().chain(more.keys()).cloned().collect();
        let above: Vec<String> = paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0.to_owned())).collect();
        paths.extend(above);
        paths.push(String::new());
        for path in paths {
            let expected = answers(&ways[0].files, &ways[0].root, &path);
            for Way { name: way, files, root } in &ways[1..] {
                prop_assert_eq!(answers(files, root, &path), expected.clone(), "{}: {}", way, path);
            }
        }
    }
}
