//! A ministry's own words, in whatever the program prints.

use std::collections::BTreeMap;

use resultatplan::document::ANNUAL_REPORT;
use resultatplan::document::view::Document;

use crate::support::command::{Ran, run};
use crate::support::plan::{Copy, page, views};
use crate::support::repository;
use crate::support::text::{normal, shows};

const PLAN: &str = "plans/uim/siri/2023";

fn score(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), &[&["score", PLAN], arguments].concat())
}

fn annual_report(copy: &Copy) -> Document {
    let documents = views(&copy.inspect(PLAN));
    let found = documents.into_iter().find(|(id, _)| id.kind.name == ANNUAL_REPORT.name);
    found.expect("the plan has an annual report").1
}

/// A phrase that is said of a point, a ministry's own in its place, and where each is printed.
const SENTENCES: [[&str; 3]; 6] = [
    ["regel alt eller intet: \"{{ regel }}, og intet mindre.\"", "ingen delvis opfyldelse.", ", og intet mindre."],
    ["beregning andel af flere: \"Tilsammen {{ andel }}\"", "= 84,95 pct.", "Tilsammen 84,95 pct."],
    [
        "beregning målet er ikke nået: \"Under {{ mål }}, altså {{ opfyldelse }}\"",
        "er ikke nået: opfyldelse 0 pct.",
        "Under 85 pct., altså 0 pct.",
    ],
    ["status ikke opfyldt: forfejlet", "ikke opfyldt", "forfejlet"],
    ["tal af alle: \"{{ antal }} ud af {{ alle }} {{ grænse }}\"", "180 af 210", "180 ud af 210"],
    ["antal med status: \"{{ antal }} dele {{ status }}\"", "1 opfyldt, 1", "1 dele opfyldt, 1 dele"],
];

/// Documents have in columns what is counted and added up, and what that comes to.
fn is_said(phrase: &str, place: &str) -> bool {
    let is_column = ["beregning andel af flere", "beregning målet er ikke nået", "tal af alle"];
    ["the terminal", "JSON"].contains(&place) || !is_column.iter().any(|one| phrase.starts_with(one))
}

#[test]
fn a_ministry_changes_a_sentence_in_the_terminal_in_json_and_in_every_document() {
    let copy = Copy::of("plans/uim");
    let printed = |copy: &Copy| {
        let report = annual_report(copy);
        let view = serde_json::to_string(&report).expect("a view is JSON");
        [
            ("the terminal", normal(&score(copy, &["--explain"]).stdout)),
            ("JSON", normal(&score(copy, &["--format", "json"]).stdout)),
            ("the report", normal(&view)),
            ("the web page", normal(&page(&report))),
        ]
    };
    let before = printed(&copy);
    for [own, built_in, _] in SENTENCES {
        for (place, text) in before.iter().filter(|(place, _)| is_said(own, place)) {
            assert!(shows(text, built_in), "{place} says {built_in:?}, which {own} is to change");
        }
    }
    let own: Vec<&str> = SENTENCES.iter().map(|[own, _, _]| *own).collect();
    copy.write("plans/uim/tekster/ord.yaml", own.join("\n") + "\n");
    for (place, text) in printed(&copy) {
        for [own, _, wanted] in SENTENCES.into_iter().filter(|[own, ..]| is_said(own, place)) {
            assert!(shows(&text, wanted), "{place} does not say {wanted:?} by {own}");
        }
        assert!(!shows(&text, "ingen delvis opfyldelse"), "{place}");
    }
}

#[test]
fn a_phrase_that_cannot_be_filled_is_told_and_nothing_is_printed_with_a_hole() {
    let copy = Copy::of("plans/uim");
    copy.write("plans/uim/tekster/ord.yaml", "opnået og muligt: \"{{ mindste }} point\"\n");
    let ran = score(&copy, &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("error[template-fails]") && ran.stderr.contains("tekster/ord.yaml"), "{}", ran.stderr);
}

/// What the engine of templates says is English.
#[test]
fn what_is_wrong_with_a_template_is_told_in_danish() {
    let copy = Copy::of("tests/plans/eksempel");
    std::fs::create_dir_all(copy.path("plans/eksempel/tekster")).expect("a folder can be made");
    for (text, told) in [
        ("{{ intet }}", "der er intet, der hedder `intet`"),
        ("{{ titel|skrig }}", "`skrig` er noget, skabeloner ikke har"),
        ("{{ hent() }}", "`hent()` er noget, skabeloner ikke har"),
        ("{{ titel[ }}", "et mærke er ikke skrevet, som det skal"),
        ("{% if titel %}", "et mærke er ikke skrevet, som det skal"),
    ] {
        copy.write("plans/eksempel/tekster/opfølgning.md.jinja", format!("# Opfølgning\n\n{text}\n"));
        let ran = run(&copy.path("."), &["check", "plans/eksempel", "--language", "da"]);
        let wanted = format!("fejl[template-fails]: Skabelonen kan ikke udfyldes: {told}\n");
        assert!(ran.stdout.contains(&wanted), "{text}: {}", ran.stdout);
    }
}

/// Whatever a ministry takes away, every document can be built, and is one that a screen reader takes.
#[test]
fn every_phrase_can_be_emptied() {
    let copy = Copy::of("tests/plans/eksempel");
    let known: BTreeMap<String, String> =
        serde_saphyr::from_str(&std::fs::read_to_string(repository("templates/text/ord.yaml")).expect("a text"))
            .expect("ord.yaml is YAML");
    let emptied: String = known.keys().map(|name| format!("{}: \"\"\n", serde_json::json!(name))).collect();
    assert!(known.len() > 400);
    std::fs::create_dir_all(copy.path("plans/eksempel/tekster")).expect("a folder can be made");
    copy.write("plans/eksempel/tekster/ord.yaml", emptied);
    let ran = run(&copy.path("."), &["build", "plans/eksempel", "--quiet"]);
    assert_eq!((ran.status, ran.stdout.lines().count()), (0, 11), "{}", ran.stderr);
}
