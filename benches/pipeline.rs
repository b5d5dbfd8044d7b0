//! What each step costs for one contract: `cargo bench --bench pipeline`. `cargo test --bench pipeline` takes each step once,
//! and fails where one does nothing.
//!
//! Typst remembers what it has worked out (by comemo). *Cold* forgets all of it before each turn, as a fresh process
//! does; *warm* sets the same document again, as a rebuild after no change does.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

use resultatplan::assets::{Assets, Coverage};
use resultatplan::check::{Facts, WrittenTexts, check, figures_of, references, requirements, wholes};
use resultatplan::document::{CONTRACT, DocumentId, document};
use resultatplan::files::Disk;
use resultatplan::load::load;
use resultatplan::render::{CopyKind, Typesetter, pdf, render};
use resultatplan::score::score;

const PLAN: &str = "plans/uim/siri/2023";

fn pipeline(criterion: &mut Criterion) {
    let assets = Assets::built_in();
    let coverage = Coverage::of(&assets);
    let loaded = load(&Disk, Path::new(PLAN), &assets);
    let dossier = loaded.known.whole().expect("the plan is valid");
    let (plan, results) = (dossier.amended.signed(), dossier.results());
    let scorecard = score(plan, results, None);
    let (reported, seal) = (dossier.reported.as_ref(), dossier.seal.as_ref());
    let (sources, coverage) = (&loaded.sources, &coverage);
    let requirements = requirements(plan);
    let (written, scorecard) = (&WrittenTexts::of(sources), &scorecard);
    let (requirements, references, wholes) = (&requirements, &references(written), &wholes(plan));
    let figures = &figures_of(plan, &results.sheets);
    let facts = Facts {
        plan,
        requirements,
        wholes,
        written,
        references,
        dossier,
        reported,
        figures,
        seal,
        scorecard,
        sources,
        coverage,
    };
    let contract =
        || document(dossier, &DocumentId::of_plan(&CONTRACT, plan, None)).0.expect("the templates are right");
    let view = contract();
    let typesetter = Typesetter::new(&assets);
    let set = || render(&view, &typesetter, CopyKind::Signing).expect("the layout is right");
    let pages = set();
    let write = || pdf(&pages).expect("the pages conform");
    assert!(scorecard.goals.len() >= 8 && !view.body.is_empty(), "a whole plan is scored and told");
    assert!(write().starts_with(b"%PDF-1.7"), "a document is written");
    // What is warm is known from the turn before; what is cold is worked out again.
    forget();
    let (cold, warm) = (time(set), time(set));
    assert!(cold > 2 * warm, "nothing was forgotten: {cold:?} cold, {warm:?} warm");

    let mut group = criterion.benchmark_group("contract of 2023");
    group.bench_function("load", |bench| {
        bench.iter(|| {
            let loaded = load(&Disk, black_box(Path::new(PLAN)), &assets);
            assert!(loaded.known.results().is_some());
            loaded
        })
    });
    group.bench_function("score", |bench| bench.iter(|| score(black_box(plan), results, None)));
    group.bench_function("check", |bench| bench.iter(|| check(black_box(&facts))));
    group.bench_function("document", |bench| bench.iter(contract));
    group.sample_size(20);
    group.bench_function("render, cold", |bench| bench.iter_batched(forget, |()| set(), BatchSize::PerIteration));
    group.bench_function("render, warm", |bench| bench.iter(set));
    group.bench_function("pdf, cold", |bench| bench.iter_batched(forget, |()| write(), BatchSize::PerIteration));
    group.bench_function("pdf, warm", |bench| bench.iter(write));
    group.finish();
}

fn forget() {
    comemo::evict(0);
}

#[expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
fn time<T>(work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
