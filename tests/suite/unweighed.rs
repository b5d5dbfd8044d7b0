//! Plans that weigh otherwise than in 100 points. One without weights has no column of weights and no points, in no document and
//! no command: it is counted what is met. And a fulfilment that is set stands beside what was computed.

use resultatplan::document::CONTRACT;

use crate::support::command::run;
use crate::support::plan::{Built, Copy, made, page};
use crate::support::repository;
use crate::support::text::squeezed;

const SCHOOL: &str = "tests/plans/skole/gym/2025";
const DIOCESE: &str = "tests/plans/skole/stift/2025";

fn documents(plan: &str) -> impl Iterator<Item = (&'static String, &'static Built)> {
    made(plan).documents.iter()
}

fn report_of(plan: &str) -> &'static Built {
    documents(plan).find(|(title, _)| title.as_str() == "målrapportering").expect("a report").1
}

#[test]
fn no_document_of_a_plan_without_weights_speaks_of_weights_or_points() {
    assert!(documents(DIOCESE).count() >= 4);
    for (title, built) in documents(DIOCESE) {
        let text = squeezed(&(built.pdf.text() + &page(&built.view))).to_lowercase();
        for word in ["vægt", "100 point", "ikke fastsat)"] {
            let word = squeezed(word);
            // The text in its place says that nothing is weighed.
            let text = text.replace(&squeezed("målene vægtes ikke indbyrdes"), "");
            assert!(!text.contains(&word), "{title} says {word}");
        }
        let printed = built.pdf.text();
        let of_points = printed.lines().find(|line| {
            let line = line.to_lowercase().replace("procentpoint", "").replace("pct.point", "");
            line.contains("point")
        });
        assert_eq!(of_points, None, "{title}");
    }
}

#[test]
fn what_is_met_is_counted_in_one_line() {
    let line = "Af 4 mål er 2 opfyldt og 2 delvist opfyldt.";
    assert!(squeezed(&report_of(DIOCESE).pdf.text()).contains(&squeezed(line)));
    let ran = run(&repository(""), &["score", DIOCESE]);
    assert!(
        ran.stdout.contains(line) && !ran.stdout.contains("Vægt") && !ran.stdout.contains("Point"),
        "{}",
        ran.stdout
    );
    let json = run(&repository(""), &["score", DIOCESE, "--format", "json"]);
    let card: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert!(card["total"].is_null() && card["statuses"]["partly"] == 2, "{card}");
}

#[test]
fn a_weight_where_there_are_none_is_told_and_so_is_one_that_is_missing() {
    let copy = Copy::of("tests/plans/skole");
    copy.edit("plans/skole/stift/2025/mål/1.yaml", "område:", "vægt: 10\nområde:");
    copy.edit("plans/skole/gym/2025/mål/2.yaml", "vægt: 3/12\n", "");
    for (plan, message) in [
        ("stift", "error[unknown-key]: the plan's goals have no weights, and this one has"),
        ("gym", "error[missing-key]: the key `vægt` is missing"),
    ] {
        let ran = run(copy.path("").as_path(), &["check", &format!("plans/skole/{plan}/2025")]);
        assert!(ran.status == 1 && ran.stdout.contains(message), "{}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn fractions_that_are_not_the_whole_are_told_as_fractions() {
    let copy = Copy::of("tests/plans/skole");
    copy.edit("plans/skole/gym/2025/mål/3.yaml", "vægt: 1/6", "vægt: 1/12");
    let ran = run(copy.path("").as_path(), &["check", "plans/skole/gym/2025"]);
    assert!(ran.stdout.contains("error[weights-off-total]: the weights add up to 11/12, not 1"), "{}", ran.stdout);
}

#[test]
fn a_fulfilment_that_is_set_stands_beside_what_was_computed() {
    let text = squeezed(&report_of(SCHOOL).pdf.text());
    for said in [
        "69,1 af 100 point er opnået.",
        "Efter justering af mål 1: 76,7 af 100 point er opnået.",
        "delvist opfyldt, 27,5 af 58,3 point",
        "delvist opfyldt, 35 af 58,3 point",
        "Bestyrelsens formand, 28. september 2026:",
    ] {
        assert!(text.contains(&squeezed(said)), "{said} in {text}");
    }
    // What the program computes stays as it was.
    let ran = run(&repository(""), &["score", SCHOOL]);
    assert!(ran.stdout.contains("69,1 af 100 point er opnået."), "{}", ran.stdout);
}

#[test]
fn a_plan_in_parts_of_the_whole_speaks_of_no_100_points() {
    for weight in ["12/12", "100 pct."] {
        let copy = Copy::of("tests/pages/eks");
        copy.edit("plans/eks/prø/2025/mål/1.1.yaml", "vægt: 100", &format!("vægt: {weight}"));
        let inspected = copy.inspect("plans/eks/prø/2025");
        let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
        let said = serde_json::to_string(inspected.view(id).expect("its texts are right")).expect("a view is JSON");
        assert!(said.contains("Hver vægt er en del af det hele.") && !said.contains("100 point"), "{said}");
        assert!(said.contains(&format!("i alt\",\"weight\":\"{weight}\"")), "{weight}: {said}");
    }
}

#[test]
fn weights_in_per_cent_that_are_not_the_whole_are_told_in_per_cent() {
    let copy = Copy::of("tests/pages/eks");
    copy.edit("plans/eks/prø/2025/mål/1.1.yaml", "vægt: 100", "vægt: 97,5 %");
    let inspected = copy.inspect("plans/eks/prø/2025");
    let told: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
    assert!(told.iter().any(|one| one == "the weights add up to 97.5 pct., not 100 pct."), "{told:?}");
}
