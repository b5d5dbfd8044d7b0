//! Results as they come: each kind of mistake is told on its line, with the way out.

use crate::support::{Outcome, copy_of, examine, forget_results};

const HEAD: &str = "periode: 1. kvartal\nopdateret: 8. april 2025\nindberettet af: Prøvestyrelsen\nresultater:\n";
/// The line that an entry begins on.
const FIRST: usize = 5;

/// A file of results of the example plan that has every shape.
fn examine_file(institution: &str, content: &str) -> Outcome {
    let (mut files, ministry) = copy_of("tests/plans/eksempel");
    forget_results(&mut files, &ministry);
    let plan = ministry.join(institution).join("2025");
    files.write(plan.join("resultater/1.yaml"), content);
    examine(&files, &plan)
}

/// Institution, the entries, the line from the first entry's on, the code, what is said and what helps.
type Case = (&'static str, &'static str, usize, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("prø", "- { krav: 1.11 a, antal: 3 }", 0, "address-unknown", "no goal `1.11`", "did you mean `1.1`?"),
    ("prø", "- { krav: Sager, antal: 3 }", 0, "address-unknown", "no goal `Sager`", "1.1, 1.2, 1.3"),
    (
        "prø",
        "- krav: 1.1 c Tilskud til skole",
        0,
        "address-unknown",
        "`1.1 c Tilskud til skole`",
        "the requirements of 1.1",
    ),
    (
        "prø",
        "- { krav: 1.3 9, leveret: nej }",
        0,
        "address-unknown",
        "nothing in the plan is `1.3 9`",
        "did you mean `1.3 ",
    ),
    ("prø", "- { krav: 1.1 a, i alt: 3 }", 0, "address-ambiguous", "has parts", "`1.1 a 1`, `1.1 a 2`"),
    (
        "prø",
        "- krav: 1.1 a 1\n  i alt: 9\n  inden for: { 32 dage: 8 }",
        2,
        "unknown-word",
        "no limit of `32 dage`",
        "did you mean `31 dage`?",
    ),
    (
        "prø",
        "- krav: 1.1 b\n  i alt: 9\n  inden for: { 1 dag: 2, 31 dage: 8 }",
        0,
        "missing-key",
        "the limit of 92 dage is left out",
        "add `92 dage: …`",
    ),
    ("prø", "- krav: 1.1 a 1\n  i alt: 9\n  højst: { 31 dage: 8 }", 2, "unknown-key", "`højst`", "the keys here are"),
    (
        "prø",
        "- krav: 1.1 a 1\n  i alt: ni\n  inden for: { 31 dage: 8 }",
        1,
        "malformed-quantity",
        "`ni`",
        "decimal comma",
    ),
    (
        "prø",
        "- krav: 1.1 a 1\n  i alt: 9,5\n  inden for: { 31 dage: 8 }",
        1,
        "malformed-quantity",
        "not a count",
        "whole number",
    ),
    ("prø", "- krav: 1.1 a 1\n  inden for: { 31 dage: 8 }", 0, "missing-key", "`i alt` is missing", "add a line"),
    (
        "prø",
        "- krav: 1.1 a 1\n  i alt: 8\n  inden for: { 31 dage: 9 }",
        1,
        "counts-impossible",
        "9 within 31 dage, of 8",
        "correct one",
    ),
    (
        "prø",
        "- krav: 1.1 b\n  i alt: 9\n  inden for: { 1 dag: 5, 31 dage: 4, 92 dage: 9 }",
        1,
        "counts-impossible",
        "only 4 within 31 dage",
        "count it in both",
    ),
    (
        "prø",
        "- krav: 1.2 a\n  steder:\n    Nordbi: { i alt: 9, højst: { 10 dage: 8 } }",
        2,
        "unknown-word",
        "`Nordbi`",
        "did you mean `Nordby`?",
    ),
    ("prø", "- krav: 1.2 a\n  i alt: 9\n  højst: { 10 dage: 8 }", 1, "unknown-key", "`i alt`", "steder"),
    ("prø", "- { krav: 1.3 1, leveret: \"ja\" }", 0, "malformed-quantity", "`ja` is not a date", "23. juni 2023"),
    (
        "prø",
        "- { krav: 1.3 1, leveret: 8. maj 2025 }",
        0,
        "delivery-after-update",
        "8 May 2025",
        "only what has happened",
    ),
    ("prø", "- { krav: 1.4 a, værdi: 3.5 }", 0, "malformed-quantity", "`3.5` is not a number", "`3,5`"),
    ("prø", "- { krav: 1.4 a, værdi: 4 dage }", 0, "malformed-quantity", "`dage` is not the unit", "over: … point"),
    ("prø", "- { krav: 1.4 c, antal: -1 }", 0, "malformed-quantity", "not a count", "0 or more"),
    ("prø", "- { krav: \"1.5\", antal: 3 }", 0, "unknown-key", "`antal`", "forventet"),
    ("prø", "- krav: 1.4 c", 0, "missing-key", "nothing is reported of 1.4 c", "`antal: 3`"),
    ("prø", "- { krav: 1.4 c, forventet: måske }", 0, "unknown-word", "`måske`", "opfyldt"),
    (
        "prø",
        "- { krav: 1.4 e, antal: 21, forventet: opfyldt }",
        0,
        "expectation-contradicts-figures",
        "1.4 e",
        "correct the figure",
    ),
    (
        "prø",
        "- { krav: 1.4 c, antal: 1 }\n- { krav: 1.4 c, antal: 2 }",
        1,
        "result-twice",
        "1.4 c is reported twice",
        "keep one",
    ),
    (
        "prø",
        "- { krav: 1.2 c, i alt: 9, højst: { 2 timer: 8 } }",
        0,
        "result-outside-period",
        "does not count",
        "report it in a file",
    ),
    ("prø", "- { krav: 2.1 a 1, niveau: højt }", 0, "malformed-quantity", "`højt` is not a level", "`niveau: 3`"),
    ("prø", "- { krav: 2.1 a 2, niveau: styrt }", 0, "unknown-word", "`styrt`", "did you mean `styret`?"),
    ("ekn", "- { krav: 1.4 a, vurdering: opfyldt }", 0, "missing-key", "`af` is missing", "add a line `af: …`"),
    (
        "ekn",
        "- { krav: 1.4 a, vurdering: opfylt, af: A, dato: 2025-04-01, begrundelse: B }",
        0,
        "unknown-word",
        "`opfylt`",
        "did you mean `opfyldt`?",
    ),
    (
        "ekn",
        "- krav: 1.2 a\n  evalueringer: { Lovkontor: [[1, 2], [3, 3]] }",
        1,
        "unknown-word",
        "no evaluator",
        "did you mean `Lovkontoret`?",
    ),
    ("ekn", "- krav: 1.2 a\n  evalueringer: { Lovkontoret: [[1, 2]] }", 1, "wrong-type", "2 topics", "one row"),
    (
        "ekn",
        "- krav: 1.2 a\n  evalueringer: { Lovkontoret: [[1, 2], [3]] }",
        1,
        "wrong-type",
        "1 marks for 2 subjects",
        "one mark",
    ),
    (
        "ekn",
        "- krav: 1.2 a\n  evalueringer: { Lovkontoret: [[1, 2], [3, 4]] }",
        1,
        "unknown-word",
        "`4` is not on the scale",
        "1, 2, 3",
    ),
];

#[test]
fn a_mistake_in_an_entry_is_told_on_its_line_with_the_way_out() {
    let judge = |(institution, entry, line, code, words, help): &Case| {
        let outcome = examine_file(institution, &format!("{HEAD}{entry}\n"));
        let is_told = outcome.by(code).any(|finding| {
            let place = outcome.place(finding).map(|(_, place)| place.line);
            let helps = finding.help.as_ref().is_some_and(|given| given.to_string().contains(help));
            finding.message.to_string().contains(words) && helps && place == Some(FIRST + line)
        });
        let shown = || {
            let helps: Vec<String> =
                outcome.by(code).filter_map(|finding| finding.help.as_ref().map(ToString::to_string)).collect();
            format!(
                "{entry}\n  no {code} with `{words}` and `{help}` on line {}; found:\n  {}\n  {}",
                FIRST + line,
                outcome.told().join("\n  "),
                helps.join("\n  ")
            )
        };
        (!is_told).then(shown)
    };
    let wrong: Vec<String> = CASES.iter().filter_map(judge).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn a_mistake_in_the_head_is_told() {
    let cases = [
        (HEAD.replace("1. kvartal", "1. kvrtal"), "unknown-word", "did you mean `1. kvartal`?"),
        (HEAD.replace("1. kvartal", "5. kvartal"), "unknown-word", "did you mean `"),
        (HEAD.replace("1. kvartal", "1. januar 2024 til 31. marts 2024"), "period-outside-plan", "report for a part"),
        (HEAD.replace("opdateret: 8. april 2025\n", ""), "missing-key", "add a line `opdateret: …`"),
        (HEAD.replace("indberettet af", "inberettet af"), "unknown-key", "did you mean `indberettet af`?"),
        (HEAD.replace("8. april", "8. marts"), "result-older-than-period", "bring the figures up to date"),
    ];
    for (head, code, help) in cases {
        let outcome = examine_file("prø", &format!("{head}- {{ krav: 1.4 c, antal: 3 }}\n"));
        let is_told =
            outcome.by(code).any(|finding| finding.help.as_ref().is_some_and(|given| given.to_string().contains(help)));
        assert!(is_told, "{head}: no {code} with `{help}`; found:\n{}", outcome.told().join("\n"));
    }
}
