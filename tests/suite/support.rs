//! What several tests need: a copy of a ministry's folder, all that is found in a plan, the program as a process,
//! finished documents and pages read back, text to compare, and how many random cases.

pub mod command;
pub mod html;
pub mod modules;
pub mod mutate;
pub mod pdf;
pub mod plan;
pub mod printed;
pub mod random;
pub mod signing;
pub mod table;
pub mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use resultatplan::assets::{Assets, Coverage};
use resultatplan::check::check_versions;
use resultatplan::diagnostic::{Finding, Report};
use resultatplan::files::{Files, Memory};
use resultatplan::load::load;
use resultatplan::source::{Location, Sources};
use tempfile::TempDir;

/// The templates and the fonts in the binary.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::built_in);
pub static COVERAGE: LazyLock<Coverage> = LazyLock::new(|| Coverage::of(&ASSETS));

/// A path in the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What belongs to the repository: all but what is built and git's own.
pub fn tracked(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder can be read").map(|entry| entry.expect("an entry").path());
    let is_built = |path: &PathBuf| path.ends_with("target") || path.ends_with(".git") || path.ends_with("out");
    let mut found = Vec::new();
    for path in entries.filter(|path| !is_built(path)) {
        if path.is_dir() { found.extend(tracked(&path)) } else { found.push(path) }
    }
    found
}

/// All that is found in a plan, with what it was found in.
pub struct Outcome {
    pub sources: Sources,
    pub report: Report,
}

/// Loads a plan and, when its form is right, holds it against every rule.
pub fn examine(files: &dyn Files, folder: &Path) -> Outcome {
    let mut loaded = load(files, folder, &ASSETS);
    if let Some(dossier) = loaded.known.readable() {
        loaded.report.merge(check_versions(dossier, &loaded.sources, &COVERAGE));
    }
    loaded.report.sort(&loaded.sources);
    Outcome { sources: loaded.sources, report: loaded.report }
}

impl Outcome {
    /// Every finding by a rule.
    pub fn by<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.report.findings().iter().filter(move |finding| finding.rule.name == rule)
    }

    /// Where a finding is, and in which file.
    pub fn place(&self, finding: &Finding) -> Option<(PathBuf, Location)> {
        let location = self.sources.locate(&finding.primary.place)?;
        Some((self.sources.file(location.file).path.clone(), location))
    }

    /// The codes of all findings, for a message of a failed test.
    pub fn told(&self) -> Vec<String> {
        let tell = |finding: &Finding| {
            let line = self.place(finding).map_or(0, |(_, location)| location.line);
            format!("{}[{}] line {line}: {}", finding.level.name(), finding.rule.name, finding.message)
        };
        self.report.findings().iter().map(tell).collect()
    }
}

/// A copy of a ministry's files in memory, and the folder there, of the same name.
pub fn copy_of(ministry: &str) -> (Memory, PathBuf) {
    static READ: Mutex<BTreeMap<String, Memory>> = Mutex::new(BTreeMap::new());
    let root = repository(ministry);
    let target = Path::new("/").join(root.file_name().unwrap());
    let mut known = READ.lock().unwrap();
    let files = known.entry(ministry.to_owned()).or_insert_with(|| {
        let below = |path: &PathBuf| target.join(path.strip_prefix(&root).unwrap());
        plan::files(&root).iter().map(|path| (below(path), std::fs::read(path).unwrap())).collect()
    });
    (files.clone(), target)
}

/// The same on disk, for what runs the program or is about the disk: a folder of its own.
pub fn disk_copy_of(ministry: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let source = repository(ministry);
    let target = folder.path().join(source.file_name().unwrap());
    copy_folder(&source, &target);
    (folder, target)
}

/// Takes away all that is reported in a folder and below it.
pub fn forget_results(files: &mut Memory, folder: &Path) {
    let is_result = |path: &Path| path.components().any(|part| part.as_os_str() == "resultater");
    let paths: Vec<PathBuf> =
        files.below(folder).map(|(path, _)| path.to_owned()).filter(|path| is_result(path)).collect();
    paths.iter().for_each(|path| files.remove(path));
}

/// The same on disk.
pub fn forget_results_on_disk(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("resultater") {
            std::fs::remove_dir_all(&path).unwrap();
        } else if path.is_dir() {
            forget_results_on_disk(&path);
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Writes a file of a copy.
#[expect(clippy::disallowed_methods, reason = "a test's own folder needs no whole writes")]
pub fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// What a case gives where it is not the text of its `forventet.txt`. `UPDATE=1 cargo test` writes that file anew.
pub fn departure(case: &Path, text: &str) -> Option<String> {
    let path = case.join("forventet.txt");
    if std::env::var_os("UPDATE").is_some() {
        write(&path, text);
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    (text != expected).then(|| format!("{}:\n{text}\nnot:\n{expected}", case.display()))
}
