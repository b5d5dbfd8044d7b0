//! What it costs to build again: `cargo bench --bench regenerate`, or once and unmeasured `cargo test --bench regenerate`. A plan's documents when all are built, when one target has
//! changed, and when nothing has; and a plan with 1, 10 and 100 allonger, read and amended.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

use resultatplan::assets::Assets;
use resultatplan::files::{Disk, Files};
use resultatplan::load::load;
use resultatplan::render::CopyKind;
use resultatplan::workspace::{BuildRequest, Built, Format, Workspace, write_whole};

/// A ministry's folder, copied so that it can be changed.
fn copy(from: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let to = folder.path().join("plans").join(Path::new(from).file_name().expect("a name"));
    copy_folder(Path::new(from), &to);
    (folder, to)
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else if !path.ends_with("lås.yaml") {
            write_whole(&target, &std::fs::read(&path).expect("a file")).expect("a file can be written");
        }
    }
}

fn rebuild(criterion: &mut Criterion) {
    let assets = Assets::built_in();
    let (folder, ministry) = copy("plans/uim");
    let out = folder.path().join("out");
    let goal = ministry.join("siri/2023/mål/1.4-kvalitet.yaml");
    let text = std::fs::read_to_string(&goal).expect("the goal");
    let other = text.replace("mellem: 3-4", "mellem: 3-5");
    assert_ne!(text, other);
    // All plans of the ministry, from their files to theirs, as `build` does it.
    let run = |force: bool| -> usize {
        let workspace = Workspace::open(Disk.share(), std::slice::from_ref(&ministry), assets.clone()).expect("plans");
        let format = Format::Pdf(CopyKind::Signing);
        let request = BuildRequest {
            out: &out,
            format,
            is_wanted: &|kind| !kind.is_of_ministry(),
            quarter: None,
            force,
            hold: &|_| None,
        };
        let built = workspace.prepare(&request).run(&|| ()).expect("the manifest can be written").built;
        let anew = |one: &&Built| one.reason.is_some() && one.result.is_ok();
        built.iter().filter(anew).count()
    };
    let all = run(true);
    assert!(all > 10, "every document of four plans");
    let mut group = criterion.benchmark_group("documents of four plans");
    group.sample_size(10);
    group.bench_function("all", |bench| bench.iter(|| assert_eq!(run(true), all)));
    let mut is_other = false;
    group.bench_function("one target changed", |bench| {
        bench.iter(|| {
            is_other = !is_other;
            write_whole(&goal, if is_other { &other } else { &text }.as_bytes()).expect("the goal can be written");
            let built = run(false);
            assert!(built > 0 && built < all, "those of one plan, and the next year's report on it: {built} of {all}");
            built
        });
    });
    group.bench_function("nothing changed", |bench| bench.iter(|| assert_eq!(run(false), 0)));
    group.finish();
}

/// The example plan with allonger that each move its target, a day apart.
fn with_allonger(count: u32) -> (TempDir, PathBuf) {
    let (folder, ministry) = copy("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let share = |number: u32| if number.is_multiple_of(2) { "85 pct." } else { "80 pct." };
    for number in 1..=count {
        let day = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + Days::new(number.into());
        let text = format!(
            "nr: {number}\ndato: 2. januar 2025\neksempel: ja\nstatus: underskrevet\nbegrundelse: Målet flyttes.\n\
             gælder fra: {day}\nændringer:\n  - ændr: 1.1 Alle sager\n    fra: {{ mindst: {} }}\n    til: {{ mindst: {} }}\n    \
             målene samles: det nye\npåtegning:\n  - {{ for: institution, titel: Direktør, dato: 2. januar 2025 }}\n  \
             - {{ for: departement, titel: Departementschef, dato: 2. januar 2025 }}\n",
            share(number - 1),
            share(number),
        );
        write_whole(&plan.join(format!("allonger/{number}.yaml")), text.as_bytes()).expect("an allonge can be written");
    }
    (folder, plan)
}

fn amend(criterion: &mut Criterion) {
    let assets = Assets::built_in();
    let mut group = criterion.benchmark_group("load and amend");
    group.sample_size(10);
    for count in [0, 1, 10, 100] {
        let (_folder, plan) = with_allonger(count);
        group.bench_with_input(BenchmarkId::new("allonger", count), &plan, |bench, plan| {
            bench.iter(|| {
                let loaded = load(&Disk, black_box(plan), &assets);
                assert!(loaded.known.amended().is_some_and(|one| one.versions().len() == count as usize + 1));
                loaded
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rebuild, amend);
criterion_main!(benches);
