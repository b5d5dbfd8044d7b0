//! Four times as much takes about four times as long: plans of a size that no institution has are still checked in a moment.
#![cfg(target_os = "linux")]

use crate::support::plan::Copy;

const PLAN: &str = "plans/m/i/2025";

/// What this thread has spent of a processor, in billionths of a second: other programs on the machine do not count.
fn spent() -> u64 {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").expect("the system tells");
    times.split(' ').next().and_then(|time| time.parse().ok()).expect("a number")
}

/// A plan of so many goals, signed.
fn plan(goals: usize) -> Copy {
    let copy = Copy::empty();
    copy.write(
        "plans/m/ministerium.yaml",
        "navn: M\ndepartement: D\nudseende: { farve: \"#1f4e5f\", navnelinje: [M] }\n",
    );
    copy.write("plans/m/i/institution.yaml", "navn: I\nslags: styrelse\n");
    let goal = |number: usize| {
        format!(
            "      - nr: \"1.{number}\"\n        område: Område {number}\n        vægt: ikke fastsat\n        \
             mål: Borgerne får svar.\n        resultatkrav: [{{ sager: Sager, mindst: 90 pct., inden for: 30 dage }}]\n"
        )
    };
    let goals: String = (1..=goals).map(goal).collect();
    let signer = |party: &str| format!("  - {{ for: {party}, titel: D, navn: N {party}, dato: 1. februar 2025 }}\n");
    copy.write(
        &format!("{PLAN}/plan.yaml"),
        format!(
            "titel: Plan 2025\når: 2025\nstatus: underskrevet\nperiode: 1. januar 2025 til 31. december 2025\n\
             skabelon: kontrakt-5-afsnit\nafsnit:\n  - {{ nr: \"2.1\", titel: T, tekst: x }}\nmålgrupper:\n  \
             - nr: \"3.1\"\n    titel: M\n    mål:\n{goals}påtegning:\n{}{}",
            signer("institution"),
            signer("departement"),
        ),
    );
    copy
}

/// Results of a day and a goal each.
fn with_results(count: usize) -> Copy {
    let copy = plan(40);
    for index in 0..count {
        let day = chrono::NaiveDate::from_yo_opt(2025, u32::try_from(index / 40 + 1).expect("a day")).expect("a day");
        let text = format!(
            "periode: {day} til {day}\nopdateret: 2026-01-10\nindberettet af: X\nresultater:\n  \
             - {{ krav: \"1.{}\", i alt: 100, inden for: {{ 30 dage: 95 }} }}\n",
            index % 40 + 1
        );
        copy.write(&format!("{PLAN}/resultater/{index:05}.yaml"), text);
    }
    copy
}

/// Each changes what the one before it has made.
fn with_allonger(count: usize) -> Copy {
    let copy = plan(10);
    for number in 1..=count {
        let text = format!(
            "nr: {number}\ndato: 1. marts 2025\nstatus: underskrevet\nbegrundelse: Et nyt navn.\n\
             gælder fra: 1. april 2025\nændringer:\n  - ændr: \"1.1\"\n    fra: {{ område: Område {} }}\n    \
             til: {{ område: Område {} }}\npåtegning:\n  - {{ for: institution, titel: D, navn: K, dato: 1. marts 2025 }}\n  \
             - {{ for: departement, titel: D, navn: U, dato: 1. marts 2025 }}\n",
            number.max(2) * 100 - if number == 1 { 199 } else { 100 },
            number * 100,
        );
        copy.write(&format!("{PLAN}/allonger/{number}.yaml"), text);
    }
    copy
}

/// What it costs to inspect it, the better of two times.
fn cost(copy: &Copy) -> u64 {
    let once = || {
        let before = spent();
        let inspected = copy.inspect(PLAN);
        let findings = inspected.report.findings().iter().map(|one| &one.message);
        assert!(!inspected.report.has_errors(), "{:?}", findings.take(9).collect::<Vec<_>>());
        spent() - before
    };
    once().min(once())
}

/// A plan with so many of something.
type Make = fn(usize) -> Copy;

#[test]
fn four_times_as_much_takes_no_more_than_six_times_as_long() {
    let shapes: [(&str, usize, Make); 3] =
        [("goals", 100, plan), ("results", 400, with_results), ("allonger", 40, with_allonger)];
    for (name, few, make) in shapes {
        let (small, large) = (cost(&make(few)), cost(&make(4 * few)));
        println!("{few} {name}: {} ms, {} {name}: {} ms", small / 1_000_000, 4 * few, large / 1_000_000);
        assert!(large < 6 * small, "{name}: {} times as long", large / small.max(1));
    }
}
