//! `årsrapport.yaml`.

use super::form::{self, words};
use super::key::{Form, record};
use super::parties::signer;
use crate::plan::Verdict;

record! {
    annual_report, "årsrapport", "an annual report", "Det, institutionen skriver om året: filen `årsrapport.yaml`.";
    needed DATE "dato", form::DATE, "15. marts 2026", "Rapportens dato.";
    optional IS_EXAMPLE "eksempel", form::YES, "ja", "Om rapporten er opdigtet. Så siger dokumentet det.";
    optional IS_PROVISIONAL "foreløbig", form::YES, "ja", "Om tallene endnu kan ændre sig.";
    optional ADJUSTMENTS "justeringer", Form::List(&Form::Record(|| &adjustment::RECORD)), "[{ mål: \"1.1\", opfyldelse: 80 pct., af: Departementschefen, dato: 10. marts 2026, begrundelse: Afvigelsen skyldes en lovændring. }]", "Mål, hvis opfyldelse er fastsat anderledes, end den er beregnet. Rapporten viser begge dele.";
    optional ANALYSES "analyser", Form::List(&Form::Record(|| &analysis::RECORD)), "[{ mål: \"1.1\", tekst: Der kom flere ansøgninger. }]", "Forklaringen på hvert mål, der ikke er helt opfyldt.";
    optional SIGNERS "påtegning", Form::List(&Form::Record(|| &signer::RECORD)), "[{ for: institution, titel: Direktør }]", "Hvem der skriver rapporten under.";
    optional INSERT "som bilag", Form::Record(|| &insert::RECORD), "{ til: Årsrapport 2025, afsnit: \"3.2\", side: 17 }", "Hvor rapporten står i institutionens årsrapport.";
    optional EARLIER "tidligere", Form::Pairs(&Form::Pairs(&form::PLAN_NUMBER)), "{ 2024: { \"1.1\": \"1.2\" } }", "Mål i tidligere år, som årets mål følger: år, årets mål og det tidligere måls nummer.";
}

record! {
    adjustment, "justering", "an adjustment", "Et måls opfyldelse, som den, der svarer for den, har fastsat den.";
    needed GOAL "mål", Form::Address, "\"1.1\"", "Målets nummer.";
    needed TO "opfyldelse", Form::OneOf(&[Form::Words(|| words(Verdict::ALL.map(Verdict::word))), form::PERCENT]), "80 pct.", "Hvad opfyldelsen er fastsat til.";
    needed BY "af", Form::Text, "Departementschefen", "Hvem der har fastsat den.";
    needed ON "dato", form::DATE, "10. marts 2026", "Hvornår den er fastsat.";
    needed REASON "begrundelse", Form::Prose, "Afvigelsen skyldes en lovændring.", "Hvorfor.";
}

record! {
    analysis, "analyse", "an analysis", "Forklaringen på et mål, der ikke er helt opfyldt.";
    needed GOAL "mål", Form::Address, "\"1.1\"", "Målets nummer.";
    optional TEXT "tekst", Form::Prose, "Der kom flere ansøgninger.", "Forklaringen.";
    optional FILE "fil", Form::Path, "afsnit/analyse.md", "Stien til en fil med forklaringen, i stedet for `tekst`.";
    optional IMMATERIAL "uvæsentlig", Form::Text, "Afvigelsen er under 1 procentpoint.", "Hvorfor ingen forklaring er nødvendig.";
}

record! {
    insert, "som bilag", "an insert", "Rapportens plads i en større årsrapport.";
    needed HOST "til", Form::Text, "Årsrapport 2025", "Hvad den er en del af.";
    optional ABOVE "under", Form::List(&Form::Text), "[3. Målrapportering]", "Overskrifterne over den, yderst først.";
    needed SECTION "afsnit", form::PLAN_NUMBER, "\"3.2\"", "Nummeret på dens første overskrift.";
    needed FIRST_PAGE "side", form::PAGE, "17", "Sidetallet på dens første side.";
}
