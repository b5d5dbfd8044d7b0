//! What scoring and importing cost: `cargo bench --bench scoring_and_import`. `cargo test --bench scoring_and_import` does the
//! same with little of each, and fails where it is not done.
//!
//! Scoring: the plan of 2023, and ten thousand plans. Importing: a file of ten million cases, made here and always the same,
//! beside a plain read of that file from its first byte to its last. Each of the two runs in a process of its own, so that
//! its peak memory is its own.

#![expect(clippy::disallowed_methods, reason = "a benchmark needs a clock, and a file of its own")]

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use resultatplan::assets::Assets;
use resultatplan::files::Disk;
use resultatplan::import::{Request, import};
use resultatplan::load::{Loaded, Mapping, load, mapping};
use resultatplan::plan::Plan;
use resultatplan::schema::folder::MAPPING;
use resultatplan::score::score;

/// How much is done.
#[derive(Clone, Copy)]
struct Amount {
    rows: u64,
    plans: usize,
}

const WHOLE: Amount = Amount { rows: 10_000_000, plans: 10_000 };
const LITTLE: Amount = Amount { rows: 10_000, plans: 100 };
const YEARS: [&str; 4] = ["2018", "2020", "2023", "2024"];
const TURNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "read", path, ..] => read(Path::new(path)),
        [_, "import", path, rows, ..] => import_once(Path::new(path), rows.parse().expect("a number of rows")),
        // `cargo bench` says so; `cargo test` does not.
        ref rest if rest.contains(&"--bench") => all(WHOLE),
        _ => all(LITTLE),
    }
}

fn all(amount: Amount) {
    score_plans(amount.plans);
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("sager.csv");
    generate(&path, amount.rows).expect("there is room for the file");
    let size = std::fs::metadata(&path).expect("it is there").len();
    println!("a file of {} cases, {} MB", amount.rows, size / 1_000_000);
    for what in ["read", "import"] {
        let turns = (0..TURNS).map(|_| measured(what, &path, amount.rows));
        // The file is in memory after the first turn: what is measured is our work, not the disk's.
        let (time, memory) = turns.min().expect("there are turns");
        assert!(!time.is_zero(), "{what} took no time");
        let rows = u128::from(amount.rows) * 1_000_000 / time.as_micros();
        println!("  {what:<8} {:>6} ms  {rows:>12} rows/s  {memory:>8} KiB at most", time.as_millis());
    }
}

/// Time and peak memory of a process that does one thing once.
fn measured(what: &str, path: &Path, rows: u64) -> (Duration, u64) {
    let own = std::env::current_exe().expect("it has a path");
    let output = Command::new(own).arg(what).arg(path).arg(rows.to_string()).output().expect("it can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("it writes text");
    let numbers: Vec<u64> = text.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    (Duration::from_micros(numbers[0]), numbers[1])
}

fn tell(start: Instant) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|rest| rest.trim().strip_suffix("kB")).map_or("0", str::trim);
    println!("{} {peak}", start.elapsed().as_micros());
}

fn read(path: &Path) {
    let start = Instant::now();
    let mut file = File::open(path).expect("it is there");
    let mut bytes = vec![0; 1 << 20];
    let mut sum = 0_u64;
    while let Ok(read @ 1..) = file.read(&mut bytes) {
        sum += read as u64;
    }
    assert_eq!(sum, std::fs::metadata(path).expect("it is there").len(), "all of it is read");
    tell(start);
}

fn plan_of(year: &str, assets: &Assets) -> Loaded {
    load(&Disk, &Path::new("plans/uim/siri").join(year), assets)
}

fn import_once(path: &Path, rows: u64) {
    let plan = plan_of("2023", &Assets::built_in()).known.plan().expect("the plan is valid").clone();
    let mapping = clock(&plan);
    let request = Request { files: &Disk, plan: &plan, mapping: &mapping, periods: &[], sheet: None };
    let start = Instant::now();
    let mut rejected = 0_u64;
    let imported = import(request, &[path.to_owned()], &mut |_, _| rejected += 1).expect("it can be read");
    let account = &imported.files[0].account;
    assert!(account.adds_up() && account.read == rows && account.rejected == rejected && rejected > 0);
    assert!(account.counted > rows / 2, "most cases are counted");
    tell(start);
}

/// The plan does not say what starts the clock of its EU cases.
fn clock(plan: &Plan) -> Mapping {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join(MAPPING);
    std::fs::write(&path, "uret starter: ansøgning\n").expect("there is room for it");
    mapping(&Disk, &path, plan).0.expect("it is valid")
}

/// Cases of the year, one in a thousand of them with a date that is none.
fn generate(path: &Path, rows: u64) -> std::io::Result<()> {
    const KINDS: [&str; 8] = [
        "Fast-track, 1. gang",
        "Landbrug, 1. gang",
        "Beløbsordningen, 1. gang",
        "Positivlisterne, 1. gang",
        "Medfølgende familiemedlem, erhverv, 1. gang",
        "Studie, 1. gang",
        "Ph.d., 1. gang",
        "EU-sager",
    ];
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "Sagsnr;Sagstype;Modtaget;Afgjort;Ikke medregnet")?;
    let mut state = 2023_u64;
    // The linear congruence of Knuth's MMIX: always the same numbers.
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    for row in 0..rows {
        let kind = KINDS[usize::try_from(below(8)).unwrap_or(0)];
        let (day, month) = (below(28) + 1, below(12) + 1);
        let (later_day, later) = (below(28) + 1, month + below(4));
        let decided = match (below(1000), later) {
            (0, _) => "30-02-2023".to_owned(),
            (1..100, _) => String::new(),
            (_, 1..=12) => format!("{later_day:02}-{later:02}-2023"),
            _ => format!("{later_day:02}-{:02}-2024", later - 12),
        };
        writeln!(file, "{row};{kind};{day:02}-{:02}-{};{decided};", month, if later_day < day { 2022 } else { 2023 })?;
    }
    file.flush()
}

fn score_plans(count: usize) {
    let assets = Assets::built_in();
    let loaded: Vec<Loaded> = YEARS.iter().map(|year| plan_of(year, &assets)).collect();
    let plans: Vec<_> = loaded
        .iter()
        .map(|one| (one.known.plan().expect("the plan is valid"), one.known.results().expect("so are its results")))
        .collect();
    let (plan, results) = plans[2];
    assert!(score(plan, results, None).goals.len() >= 8, "a whole plan is scored");
    let times = (0..100).map(|_| {
        let start = Instant::now();
        black_box(score(black_box(plan), results, None));
        start.elapsed()
    });
    println!("scoring the plan of 2023: {} µs", times.min().unwrap_or_default().as_micros());
    let start = Instant::now();
    let scored = plans.iter().cycle().take(count).map(|(plan, results)| score(black_box(plan), results, None));
    assert!(scored.filter(|card| !black_box(card).goals.is_empty()).count() == count);
    println!("scoring {count} plans of four years: {} ms", start.elapsed().as_millis());
}
