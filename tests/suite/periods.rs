//! Plans of other periods than a calendar year: a school year counts its own quarters, a frame names its years.

use crate::support::command::run;
use crate::support::plan::{Copy, made};
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
        ("kontrakt", "senest ved udgangen af 3. kvartal (30. april 2026)"),
        ("kontrakt", "med årsrapporten, senest den 1. oktober 2026"),
        ("opfølgning II", "status efter 2. kvartal (november 2025 – januar 2026)"),
        ("opfølgning II", "2. kvt. (nov.–jan.)"),
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
