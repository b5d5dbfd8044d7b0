//! Whom a plan is agreed with: the department, or a board of its own; and numbers that stand in two frames.

use resultatplan::document::view::{Document, Endorsement, PageBlock};
use resultatplan::document::{ANNEX, CONTRACT, DocumentKind};
use resultatplan::workspace::Inspected;

use crate::support::command::run;
use crate::support::plan::{Copy, contract, made};
use crate::support::text::normal;

const SCHOOL: &str = "tests/plans/skole/gym/2025";
const PLAN: &str = "plans/eks/prø/2025/plan.yaml";
const GOAL: &str = "plans/eks/prø/2025/mål/1.1.yaml";

fn endorsement(view: &Document) -> &Endorsement {
    let found = view.body.iter().find_map(|block| match block {
        PageBlock::Endorsement(endorsement) => Some(endorsement),
        _ => None,
    });
    found.expect("a place to sign")
}

fn view<'a>(inspected: &'a Inspected, kind: &'static DocumentKind) -> &'a Document {
    let id = inspected.documents().find(|id| id.kind == kind).expect("there is such a document");
    inspected.view(id).expect("its texts are right")
}

fn codes(inspected: &Inspected) -> Vec<&str> {
    inspected.report.findings().iter().map(|one| one.rule.name).collect()
}

#[test]
fn a_board_signs_under_its_own_name() {
    let signers = &endorsement(&contract(SCHOOL).view).signers;
    let said: Vec<(&str, &str)> = signers.iter().map(|one| (one.title.as_str(), one.organisation.as_str())).collect();
    assert_eq!(said, [("Rektor", "Eksempel Gymnasium"), ("Bestyrelsesformand", "Bestyrelsen for Eksempel Gymnasium")]);
}

#[test]
fn documents_name_the_board_where_they_name_the_department() {
    let built = contract(SCHOOL);
    assert!(built.view.meta.description.contains("Bestyrelsen for Eksempel Gymnasium og Eksempel Gymnasium"));
    let report = normal(&made(SCHOOL).documents["målrapportering"].pdf.text());
    assert!(report.contains("som Bestyrelsen for Eksempel Gymnasium og Eksempel Gymnasium har aftalt"), "{report}");
    assert!(!report.contains("departement"), "{report}");
}

#[test]
fn the_standard_texts_of_a_plan_with_a_board_ask_nothing_of_the_department() {
    let copy = Copy::of("tests/pages/eks");
    copy.edit(PLAN, "skabelon: kontrakt-5-afsnit", "skabelon: kontrakt-6-afsnit\nbestyrelse: Prøverådets bestyrelse");
    copy.edit(PLAN, "{ for: departement, titel: Departementschef,", "{ for: bestyrelse, titel: Formand,");
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert!(!inspected.report.has_errors(), "{:?}", codes(&inspected));
    assert!(!codes(&inspected).contains(&"party-without-signer"), "{:?}", codes(&inspected));
    let said = serde_json::to_string(view(&inspected, &CONTRACT)).expect("a view is JSON").to_lowercase();
    assert!(said.contains("mellem prøverådets bestyrelse og"), "{said}");
    assert!(said.contains("bestyrelsens skøn") && said.contains("bestyrelsens formand får status"), "{said}");
    assert!(!said.contains("departement"), "{said}");
}

#[test]
fn a_plan_with_a_board_wants_its_signer_and_not_the_departments() {
    let copy = Copy::of("tests/pages/eks");
    copy.edit(PLAN, "skabelon: kontrakt-5-afsnit", "skabelon: kontrakt-5-afsnit\nbestyrelse: Prøverådets bestyrelse");
    let inspected = copy.inspect("plans/eks/prø/2025");
    let told: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
    assert!(told.iter().any(|one| one == "nobody is to sign for the board"), "{told:?}");
    assert!(!told.iter().any(|message| message.contains("for the department")), "{told:?}");
}

#[test]
fn nobody_signs_for_a_board_that_the_plan_does_not_have() {
    let copy = Copy::of("tests/pages/eks");
    copy.edit(PLAN, "{ for: departement,", "{ for: bestyrelse,");
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert!(inspected.report.has_errors());
    assert!(
        inspected.report.findings().iter().any(|one| one.message.to_string() == "the plan is agreed with no board")
    );
}

/// A number that a basisramme and an ekstraramme both have is printed as it is agreed, and reported by one of its own.
#[test]
fn a_number_that_stands_twice_is_printed_twice_and_addressed_once() {
    let copy = Copy::of("tests/pages/eks");
    let goal = copy.read(GOAL);
    let own = |number: &str| {
        goal.replace("nr: \"1.1\"", &format!("nr: \"{number}\"\nnr som skrevet: \"1\""))
            .replace("vægt: 100", "vægt: 50")
    };
    copy.write(GOAL, own("1.1"));
    copy.write("plans/eks/prø/2025/mål/2.1.yaml", own("2.1"));
    let groups = "mål: [mål/1.1.yaml]\n  - nr: \"3.2\"\n    titel: Ekstraramme\n    mål: [mål/2.1.yaml]\n";
    copy.edit(PLAN, "mål: [mål/1.1.yaml]\n", groups);
    let result = "- krav: \"2.1\"\n  i alt: 10\n  inden for: { 31 dage: 10 }\n";
    copy.write(
        "plans/eks/prø/2025/resultater/1-kvartal.yaml",
        format!(
            "periode: 1. kvartal\nindberettet af: N. N.\nopdateret: 10. april 2025\nresultater:\n{}",
            result.replace("- ", "  - ").replace("\n  ", "\n    ")
        ),
    );
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert!(!inspected.report.has_errors(), "{:?}", inspected.report.findings());
    let numbers: Vec<&str> = view(&inspected, &CONTRACT)
        .body
        .iter()
        .filter_map(|block| match block {
            PageBlock::Goals(table) => Some(table),
            _ => None,
        })
        .flat_map(|table| table.rows.iter().map(|row| row.number.as_str()))
        .collect();
    assert_eq!(numbers, ["1", "1"]);
    let annex = serde_json::to_string(view(&inspected, &ANNEX)).expect("a view is JSON");
    assert_eq!(annex.matches("\"number\":\"1\"").count(), 2, "{annex}");
    let scored = run(&copy.path("."), &["score", "plans/eks/prø/2025"]);
    assert!(scored.stdout.contains("2.1"), "{}", scored.stdout);
}
