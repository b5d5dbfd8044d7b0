//! Where a point comes from, as an auditor is told: what counts and what does not, and a calculation that is true.

use resultatplan::load::load;
use resultatplan::score::score;
use resultatplan::words::Words;

use crate::support::{ASSETS, copy_of};

/// Rules, figures and steps of all that is scored of a goal, with what is reported of the year.
fn explained(goal: &str, results: &str) -> Vec<String> {
    let of_year = [("hele året", results)];
    explained_of(goal, if results.is_empty() { &[] } else { &of_year })
}

/// The same with what is reported of some periods.
fn explained_of(goal: &str, reported: &[(&str, &str)]) -> Vec<String> {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let head = "nr: \"1.1\"\nområde: Prøve\nvægt: 100\nmål: Borgerne får svar.\n";
    files.write(plan.join("mål/1.1.yaml"), format!("{head}{goal}\n"));
    for (period, results) in reported {
        let head =
            format!("periode: {period}\nopdateret: 15. januar 2026\nindberettet af: Prøvestyrelsen\nresultater:\n");
        files.write(plan.join(format!("resultater/{period}.yaml")), format!("{head}{results}\n"));
    }
    let loaded = load(&files, &plan, &ASSETS);
    let dossier = loaded.known.whole().unwrap_or_else(|| panic!("{goal}: {:?}", loaded.report.findings()));
    let (plan, results) = (dossier.amended.latest(), dossier.results());
    let card = score(plan, results, None);
    let words = Words::new(&dossier.texts, plan);
    let marks = card.goals.iter().flat_map(|goal| goal.mark.walk());
    let lines = marks.flat_map(|mark| {
        let rule = words.rule(&mark.trace.rule);
        [vec![rule], words.steps(&mark.trace, card.decimals)].concat()
    });
    lines.collect()
}

/// A requirement, what is reported of it, and a line that explains it.
const CASES: &[[&str; 3]] = &[
    // Partial credit, with its arithmetic.
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, opfyldelse: proportional }]",
        "  - { krav: \"1.1\", i alt: 10, inden for: { 31 dage: 6 } }",
        "60 / 80 = 75 pct.",
    ],
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, opfyldelse: { lineær: { fra: 50 pct., til: 80 pct. } } }]",
        "  - { krav: \"1.1\", i alt: 100, inden for: { 31 dage: 65 } }",
        "(65 − 50) / (80 − 50) = 50 pct.",
    ],
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, opfyldelse: { trin: [{ fra: 70 pct., opfyldelse: 40 pct. }] } }]",
        "  - { krav: \"1.1\", i alt: 100, inden for: { 31 dage: 75 } }",
        "Nået trin: 40 pct. fra 70 pct.",
    ],
    [
        "resultatkrav: [{ værdi: sygefravær, højst: 7 dage, opfyldelse: { lineær: { fra: 9, til: 7 } } }]",
        "  - { krav: \"1.1\", værdi: \"7,5\" }",
        "(7,5 − 9) / (7 − 9) = 75 pct.",
    ],
    // What the rule leaves out, what starts the clock, and when it is measured.
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, uden: [hastesager, klager], uret starter: ansøgning }]",
        "",
        "Tiden regnes fra ansøgningstidspunktet. Ikke medregnet: hastesager og klager.",
    ],
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, måles: 2. halvår }]",
        "",
        "Perioden er 1. juli 2025 til 31. december 2025.",
    ],
    // A place that nothing is reported of, and one with nobody to count.
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, steder: { Aarhus: 60 pct., Odense: 40 pct. } }]",
        "  - { krav: \"1.1\", steder: { Aarhus: { i alt: 1200, inden for: { 31 dage: 1100 } } } }",
        "Aarhus 60 pct. × 1.100/1.200 + Odense 40 pct. × (ikke indberettet) = 55 til 95 pct.",
    ],
    [
        "resultatkrav: [{ sager: Alle, mindst: 80 pct., inden for: 31 dage, steder: { Aarhus: 60 pct., Odense: 40 pct. } }]",
        "  - { krav: \"1.1\", steder: { Aarhus: { i alt: 4, inden for: { 31 dage: 4 } }, Odense: { i alt: 0, inden for: { 31 dage: 0 } } } }",
        "Odense 40 pct. × (ingen at tælle iblandt)",
    ],
    // Weights of two kinds.
    [
        "samles: vægtet\nresultatkrav:\n  - { nr: a, antal: ting, mindst: 1, vægt: 8 }\n  - { nr: b, antal: ting, mindst: 1, vægt: 92 pct. }",
        "  - { krav: 1.1 a, antal: 0 }\n  - { krav: 1.1 b, antal: 1 }",
        "8 pct. × 0 pct. + 92 pct. × 100 pct. = 92 pct.",
    ],
];

#[test]
fn a_point_is_explained_to_an_auditor() {
    for [goal, results, wanted] in CASES {
        let lines = explained(goal, results);
        assert!(lines.iter().any(|line| line.contains(wanted)), "no line says `{wanted}`:\n{}", lines.join("\n"));
    }
}

/// Where the plan does not say which of them counts, a sum is not told as what counts.
#[test]
fn a_sum_and_a_last_number_that_give_the_same_are_told_beside_each_other() {
    let number = |count: u32| format!("  - {{ krav: \"1.1\", antal: {count} }}");
    let told = |requirement: &str, first: u32, second: u32| {
        let goal = format!("resultatkrav: [{{ antal: ting, {requirement} }}]");
        explained_of(&goal, &[("1. halvår", &number(first)), ("2. halvår", &number(second))]).join("\n")
    };
    let same = "Lagt sammen er de 5 + 7 = 12, og det seneste er 7: Begge giver det samme.";
    assert!(told("mindst: 6", 5, 7).contains(same), "{}", told("mindst: 6", 5, 7));
    let open = told("mindst: 10", 5, 7);
    assert!(
        open.contains("Planen fastsætter ikke, hvordan periodernes tal bliver til ét") && !open.contains("12"),
        "{open}"
    );
    assert!(told("mindst: 10, kvartaler samles: sum", 5, 7).contains("5 + 7 = 12"));
}
