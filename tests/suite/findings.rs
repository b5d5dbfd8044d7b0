//! How findings look in the terminal.

use resultatplan::diagnostic::{TextStyle, to_text};
use resultatplan::language::Language;

use crate::support::{copy_of, examine};

/// What the terminal shows of one rule's findings, the plan's file in place of that of the pages' plan.
fn shown(rule: &str, file: &str, content: &str) -> String {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025").join(file), content);
    let outcome = examine(&files, &ministry.join("prø/2025"));
    let looks = TextStyle { colour: false, width: 100, language: Language::English };
    let found: Vec<String> = outcome.by(rule).map(|finding| to_text(finding, &outcome.sources, looks)).collect();
    found.join("\n").replace("/eks/", "eks/")
}

fn goal(rest: &str) -> String {
    format!("nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\n{rest}")
}

fn plan(rest: &str) -> String {
    let head = "titel: Mål- og resultatplan 2025\når: 2025\nperiode: 1. januar 2025 til 31. december 2025\n";
    format!("{head}skabelon: kontrakt-5-afsnit\n{rest}")
}

const REPORT: &str = "område: Sager, mål: Til tiden., resultatkrav: [{ leverance: Rapport }]";

/// A key that is missing is told with what can stand behind it.
#[test]
fn missing_key() {
    let content = "nr: \"1.1\"\nområde: Sager\nmål: Til tiden.\nresultatkrav: [{ leverance: Rapport }]\n";
    let weight = shown("missing-key", "mål/1.1.yaml", content);
    for said in
        ["such as `2,5`, `7/12`, `85 pct.`, `ikke fastsat`", "nobody has decided it yet, write `vægt: ikke fastsat`"]
    {
        assert!(weight.contains(said), "{weight}");
    }
    let title = shown("missing-key", "plan.yaml", "år: 2025\nmålgrupper: []\nperiode: 2025\n");
    assert!(title.contains("such as `titel: Mål- og resultatplan 20"), "{title}");
}

#[test]
fn weights_off_total() {
    let groups = format!(
        "målgrupper:\n  - nr: \"3.1\"\n    titel: Faglige mål\n    mål:\n      - {{ nr: \"1.1\", vægt: 65, {REPORT} }}\n      \
         - {{ nr: \"1.2\", vægt: 20, {REPORT} }}\n  - nr: \"3.2\"\n    titel: Koncernfælles mål\n    mål:\n      \
         - {{ nr: \"2.1\", vægt: \"12,5\", {REPORT} }}\n"
    );
    insta::assert_snapshot!(shown("weights-off-total", "plan.yaml", &plan(&groups)));
}

#[test]
fn parts_off_weight() {
    let content = "samles: vægtet\nresultatkrav:\n  - { nr: a, leverance: Rapport, vægt: 60 }\n  - { nr: b, leverance: Plan, vægt: 30 }\n";
    insta::assert_snapshot!(shown("parts-off-weight", "mål/1.1.yaml", &goal(content)));
}

#[test]
fn wording_contradicts_figures() {
    let content = "resultatkrav:\n  - sager: Alle sager\n    mindst: 72,5 pct.\n    inden for: 31 dage\n    \
                   ordlyd: Mindst 75 pct. afgøres inden for 31 dage\n";
    insta::assert_snapshot!(shown("wording-contradicts-figures", "mål/1.1.yaml", &goal(content)));
}

#[test]
fn deadline_outside_period() {
    let content = "resultatkrav:\n  - leverance: Rapport\n    frist: udgangen af 2. kvartal 2024\n";
    insta::assert_snapshot!(shown("deadline-outside-period", "mål/1.1.yaml", &goal(content)));
}

#[test]
fn parts_without_rule() {
    let content = "samles: ikke fastsat\nresultatkrav:\n  - nr: a\n    krav: [{ leverance: Rapport }, { leverance: Plan }]\n  \
                   - { nr: b, leverance: Evaluering }\n";
    insta::assert_snapshot!(shown("parts-without-rule", "mål/1.1.yaml", &goal(content)));
}

#[test]
fn open_placeholder() {
    let content = "resultatkrav: [{ leverance: Rapport }]\nbaggrund: |\n  Målet bygger på\n  [udfyldes af departementet] og på xx sager.\n";
    insta::assert_snapshot!(shown("open-placeholder", "mål/1.1.yaml", &goal(content)));
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(shown(
        "unknown-key",
        "mål/1.1.yaml",
        &goal("resultatkrav: [{ leverance: Rapport }]\nbagrund: Tillid.\n")
    ));
}

#[test]
fn yaml_syntax() {
    insta::assert_snapshot!(shown("yaml-syntax", "mål/1.1.yaml", &goal("baggrund: Kravet er: til tiden\n")));
}

#[test]
fn report_open() {
    insta::assert_snapshot!(shown("report-open", "årsrapport.yaml", "dato: 16. marts 2026\n"));
}
