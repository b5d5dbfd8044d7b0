//! Texts of the shapes that signed plans have, written for this table: no finding of level error stands at any of them. The
//! figures in them are ordinals, dates, ranges, names and years as much as targets.

use crate::support::{copy_of, examine, repository};

/// As a section's prose, and as the own words of a deliverable and of a judgement.
const TEXTS: &[&str] = &[
    "Planen er indgået mellem Eksempelministeriets departement og Prøvestyrelsen (PRØ) og gælder 1. januar – 31. december 2025.",
    "Direktøren skal sikre, at de syv centrale pligter (Kodeks VII) efterleves i egen organisation.",
    "Der er udpeget 3 konkrete indsatser, som alle gennemføres i årets løb (i 1. halvår gennemføres mindst én).",
    "Styrelsen gennemfører i 1. halvår 4-8 besøg hos kommuner og i 2. halvår en opfølgning; 2. kvartal er dog undtaget.",
    "Der undersøges 3-4 områder i årets kvalitetsmåling. I 2. kvartal udvælges 1-2 temaer, som gennemgås i 20 sager.",
    "Indsatsen støtter FN's 17 verdensmål, herunder mål 4 og delmål 4.3, jf. lov nr. 151 af 23. marts 2023.",
    "I marts-april 2020 modtager departementet et udkast. Senest den 1. oktober 2020 foreligger en plan for 2021-2023.",
    "Fast-track, 1. gang: 85 pct. afgøres inden for 31 dage. Beløbsordningen: 55 pct. inden for 31 dage og 75 pct. inden for 92 dage.",
    "Det samlede sygefravær er under 7 dage pr. medarbejder, og minimum 85 % af opkaldene besvares inden for 10 min.",
    "1. kvartal: oplæg til direktionen\n2. kvartal: pilot i 2 kontorer\n3. kvartal: evaluering\n4. kvartal: drift",
    "- Service: Vi gør det let at være bruger.\n- Faglighed: Vi lærer af 1., 2. og 3. instans.\n- Samarbejde: Vi er åbne.",
    "Udgifterne var 123,4 mio. kr. i 2023 (R) og er 128,8 mio. kr. i 2025 (F), begge i 2025-pl, jf. FFL25 § 14.21.01.",
    "Hver af 4 evaluatorer giver 1-3 point på 9 kriterier: højst 27 point fra hver og 108 i alt. 100 pct. gives fra 90 point.",
    "Sagsbehandlingstiden regnes fra den dag, sagen er fuldt oplyst. Det gælder ikke de ca. 5 % af sagerne, der er hjemvist.",
    "Kravet er opfyldt, hvis revisionsrapporterne indeholder højst 2 B-anbefalinger og ingen A-anbefalinger (ISO 27001, pkt. 5.1).",
    "Målet vurderes ultimo 2025 og igen primo 2026; medio september 2025 gives en status, den 15. hver måned et nøgletal.",
    "Aftalen kan genforhandles ved væsentlige ændringer. Bilag 2 og afsnit 3.1 er en del af den, og den ophører den 31/12-2025.",
    "Andelen stiger fra 72,5 pct. i 2023 til 75 pct. i 2024 og 80 pct. i 2025, målt hvert år i uge 40 (svarprocent: mindst 60).",
];

fn block(text: &str, indent: &str) -> String {
    text.lines().map(|line| format!("{indent}{line}\n")).collect()
}

#[test]
fn a_true_text_is_no_error() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let mut sections = "\nafsnit:\n".to_owned();
    let mut goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: M.\nsamles: alle\nresultatkrav:\n".to_owned();
    for (index, text) in TEXTS.iter().enumerate() {
        sections += &format!("  - nr: \"2.{}\"\n    titel: Afsnit\n    tekst: |\n{}", index + 1, block(text, "      "));
        for (kind, demand) in [("l", "leverance: Plan\n    frist: udgangen af 3. kvartal"), ("v", "vurdering: God")] {
            goal += &format!("  - nr: {kind}{index}\n    {demand}\n    ordlyd: |\n{}", block(text, "      "));
        }
    }
    let head = std::fs::read_to_string(repository("tests/pages/eks/prø/2025/plan.yaml")).unwrap();
    files.write(plan.join("plan.yaml"), head + &sections);
    files.write(plan.join("mål/1.1.yaml"), goal);
    let outcome = examine(&files, &plan);
    assert!(!outcome.report.has_errors(), "{}", outcome.told().join("\n"));
}
