//! Plans of other periods than a calendar year: a school year counts its own quarters, a frame names its years.

use resultatplan::document::view::Cell;

use crate::support::command::run;
use crate::support::plan::{Copy, made};
use crate::support::table::tables;
use crate::support::text::squeezed;

const SCHOOL: &str = "tests/plans/skole/gym/2025";

fn says(document: &str, words: &str) -> bool {
    let (_, built) =
        made(SCHOOL).documents.iter().find(|(title, _)| title.as_str() == document).expect("it has the document");
    squeezed(&built.pdf.text()).contains(&squeezed(words))
}

#[test]
fn documents_of_a_school_year_say_its_months() {
    for (document, words) in [
        ("kontrakt", "Gælder 1. august 2025 – 31. juli 2026"),
        ("kontrakt", "Frist: udgangen af 3. kvartal (30. april 2026)"),
        ("kontrakt", "med årsrapporten, senest den 1. oktober 2026"),
        ("opfølgning II", "status efter 2. kvartal (november 2025 – januar 2026)"),
        ("opfølgning II", "2. kvt. nov.–jan."),
        ("målrapportering", "Målrapportering 2025/26"),
    ] {
        assert!(says(document, words), "{document}: {words}");
    }
}

#[test]
fn a_period_over_new_year_says_how_its_quarters_are_counted() {
    let copy = Copy::of("tests/plans/skole");
    copy.edit("plans/skole/gym/2025/plan.yaml", "kvartaler: fra periodens begyndelse\n", "");
    let ran = run(copy.path("").as_path(), &["check", "plans/skole/gym/2025"]);
    let told = "error[period-outside-plan]: the plan's period runs outside 2025";
    assert!(ran.status == 1 && ran.stdout.contains(told), "{}{}", ran.stdout, ran.stderr);
    copy.edit("plans/skole/gym/2025/plan.yaml", "til 31. juli 2026", "til 31. juli 2026\nkvartaler: kalenderårets");
    let ran = run(copy.path("").as_path(), &["check", "plans/skole/gym/2025"]);
    // By the calendar it has days of two second half-years, and of one first.
    let told = "error[period-without-year]: the plan has several years, and `2. halvår` does not say of which";
    assert!(ran.stdout.contains(told) && !ran.stdout.contains("`1. halvår` does not"), "{}", ran.stdout);
}

#[test]
fn figures_of_days_outside_a_school_year_are_told() {
    let copy = Copy::of("tests/plans/skole");
    copy.edit("plans/skole/gym/2025/resultater/1-halvår.yaml", "1. halvår", "1. januar 2025 til 30. juni 2025");
    let ran = run(copy.path("").as_path(), &["check", "plans/skole/gym/2025"]);
    let told = "error[period-outside-plan]: the results are for days outside the plan's period";
    assert!(ran.status == 1 && ran.stdout.contains(told), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn targets_on_the_way_that_cannot_be_scored_as_written_are_refused() {
    let goal = "plans/skole/tilsyn/2025/mål/1.yaml";
    for (old, new, told) in [
        (
            "antal: afsluttede tilsyn",
            "antal: afsluttede tilsyn\n    mindst: 100",
            "`mindst` is not a key that can stand here",
        ),
        (
            "antal: afsluttede tilsyn",
            "antal: afsluttede tilsyn\n    måles: hele året",
            "so does each target on the way",
        ),
        (
            "antal: afsluttede tilsyn\n    kvartaler samles: sum",
            "leverance: En plan",
            "only what is measured as a number has targets on the way",
        ),
        ("{ måles: 1. kvartal, højst", "{ højst", "a target on the way needs one time"),
        ("    måltal samles: ligeligt\n", "", "the key `måltal samles` is missing"),
        (
            "sygefravær pr. medarbejder",
            "sygefravær\n    opfyldelse: { lineær: { fra: 9 dage, til: 2 dage } }",
            "is for one target, and here are several",
        ),
        ("mindst: 20, vægt", "mindst: \"20,5\", vægt", "`20,5` is no number of things"),
        ("frist: udgangen af 4. kvartal", "frist: udgangen af 1. kvartal 2026", "lies after the plan ends"),
    ] {
        let copy = Copy::of("tests/plans/skole");
        copy.edit(goal, old, new);
        let ran = run(copy.path("").as_path(), &["check", "plans/skole/tilsyn/2025"]);
        assert!(ran.status == 1 && ran.stdout.contains(told), "{new}: {}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn what_is_compared_says_with_what_and_a_tolerance_has_the_targets_unit() {
    let goal = "plans/skole/tilsyn/2025/mål/2.yaml";
    for (old, new, told) in [
        ("    sammenlignes med: gennemsnittet for statens tilsyn\n", "", "nothing says what it is compared with"),
        ("højst: 90 pct.", "højst: 90", "`90` is no share of sidste års tal"),
        ("mindst: -2 procentpoint", "mindst: -2 procentpoint\n    tolerance: 1 dag", "in another unit than the target"),
        ("    sammenlignes med: sidste års tal\n", "", "1.2 a is compared with no other figure"),
    ] {
        let copy = Copy::of("tests/plans/skole");
        copy.edit(goal, old, new);
        let ran = run(copy.path("").as_path(), &["check", "plans/skole/tilsyn/2025"]);
        assert!(ran.status == 1 && ran.stdout.contains(told), "{new}: {}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn what_targets_are_for_is_asked_and_said_only_of_what_is_added_up() {
    let allonge = |changed: &str, rest: &str| {
        format!(
            "nr: 1\ndato: 2. juni 2025\nstatus: underskrevet\nbegrundelse: Der er færre medarbejdere.\ngælder fra: 1. juli \
             2025\nændringer:\n  - ændr: {changed}\n{rest}"
        )
    };
    let count = "    fra: { højst: 90 pct. }\n    til: { højst: 95 pct. }\n";
    let share = "    fra: { mindst: -2 procentpoint }\n    til: { mindst: -3 procentpoint }\n";
    let (joined, spread) = ("    målene samles: ligeligt\n", "    måltallene er for: hele året\n");
    for (changed, rest, told) in [
        ("1.2 a", [count, joined, ""].concat(), "error[target-days-unclear]: 1.2 a is added up"),
        ("1.2 b", [share, joined, spread].concat(), "no target here is held against a part of the year's sum"),
        (
            "1.2 a",
            [count, "    målene samles: det nye hele året\n", spread].concat(),
            "no target here is held against a part of the year's sum",
        ),
    ] {
        let copy = Copy::of("tests/plans/skole");
        copy.write("plans/skole/tilsyn/2025/allonger/1.yaml", allonge(changed, &rest));
        let ran = run(copy.path("").as_path(), &["check", "plans/skole/tilsyn/2025"]);
        assert!(ran.status == 1 && ran.stdout.contains(told), "{rest}: {}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn a_wording_names_the_quarters_of_its_own_plan() {
    let goal = "plans/skole/gym/2025/mål/2.yaml";
    // The third quarter of the school year is in its second half, and begins in the first of the calendar.
    for (quarter, is_told) in [(3, false), (1, true)] {
        let copy = Copy::of("tests/plans/skole");
        let own = "andel: Tilfredse besvarelser\n    af: besvarelser\n    mindst: 75 pct.\n";
        let share = format!(
            "sager: Klager\n    mindst: 75 pct.\n    inden for: 31 dage\n    måles: 3. kvartal\n    ordlyd: Mindst 75 pct. af \
             klagerne i {quarter}. kvartal afgøres inden for 31 dage\n"
        );
        copy.edit(goal, own, &share);
        copy.edit("plans/skole/gym/2025/resultater/året.yaml", "  - { krav: \"2\", tæller: 318, nævner: 402 }\n", "");
        let ran = run(copy.path("").as_path(), &["check", "plans/skole/gym/2025"]);
        assert_eq!(ran.stdout.contains("wording-contradicts-figures"), is_told, "{quarter}: {}", ran.stdout);
    }
}

/// An agency's `2025K4` is October to December: in a school year a part of the first half, and no quarter of it.
#[test]
fn an_agencys_quarters_are_the_calendars_and_never_taken_for_the_schools() {
    let copy = Copy::of("tests/plans/skole");
    let folder = "plans/skole/gym/2025";
    let goal = "nr: \"3\"\nområde: Optagelse\nvægt: 1/6\nmål: Ansøgere får svar.\nresultatkrav: [{ sager: Ansøgninger, mindst: 80 pct., inden for: 31 dage }]\n";
    copy.write(&format!("{folder}/mål/3.yaml"), goal);
    std::fs::remove_dir_all(copy.path(folder).join("resultater")).expect("there were some");
    std::fs::remove_file(copy.path(folder).join("årsrapport.yaml")).expect("there was one");
    let import = |period: &str, rows: &str| {
        copy.write("opgørelse.csv", format!("kvartal;sagstype;i alt;inden for 31 dage\n{rows}"));
        let asked = [
            "import",
            folder,
            "opgørelse.csv",
            "--period",
            period,
            "--updated",
            "2026-03-01",
            "--reporter",
            "X",
            "--replace",
        ];
        let ran = run(copy.path("").as_path(), &asked);
        format!("{} {}{}", ran.status, ran.stdout, ran.stderr)
    };
    let counted = import("1. halvår", "2025K4;Ansøgninger;10;9\n");
    let written = std::fs::read_to_string(copy.path(folder).join("resultater/1-halvår.yaml")).unwrap_or_default();
    assert!(written.contains("i alt: 10"), "{counted}\n{written}");
    for (period, row, told) in [
        ("1. kvartal", "2025K4;Ansøgninger;10;9\n", "which is more than one period"),
        ("1. kvartal", "K1;Ansøgninger;10;9\n", "can be the calendar's or the plan's"),
    ] {
        let ran = import(period, row);
        let rejected = std::fs::read_to_string(copy.path("afvist.csv")).unwrap_or_default();
        assert!(ran.contains(told) || rejected.contains(told), "{row}: {ran}\n{rejected}");
    }
}

/// Small lines have one scale, of percentage points around a target: what is compared with another figure is told in numbers
/// alone.
#[test]
fn what_is_no_share_beside_a_target_has_no_small_line() {
    let report = &made("tests/plans/skole/tilsyn/2025").documents["målrapportering"];
    let drawn = tables(&report.view, "progress").into_iter().flat_map(|table| &table.rows).filter_map(|row| {
        row.cells.iter().find_map(|cell| if let Cell::Course(course) = cell { Some(course.alt.as_str()) } else { None })
    });
    let drawn: Vec<&str> = drawn.collect();
    assert_eq!(drawn, Vec::<&str>::new());
    assert!(report.pdf.text().contains("−1,6"));
}
