//! Files in `resultater/`.

use super::form::{self, words};
use super::key::Form;
use super::key::{Record, RecordKind, record};
use crate::plan::{DemandKind, Verdict};

/// What is reported of a level beside a target that is a name alone.
pub const LOWER: &str = "lavere";
pub const HIGHER: &str = "højere";

record! {
    sheet, "resultater", "a file of results", "Det, der er indberettet om en periode: en fil i `resultater/`.";
    needed PERIOD "periode", form::PART_OF_YEAR, "2. kvartal", "Den periode, som tallene er for.";
    optional IS_EXAMPLE "eksempel", form::YES, "ja", "Om tallene er opdigtede. Så siger dokumenterne det.";
    needed UPDATED "opdateret", form::DATE, "10. juli 2025", "Dagen, hvor tallene blev opgjort.";
    needed REPORTER "indberettet af", Form::Text, "Kontor A", "Hvem der står inde for tallene.";
    optional SOURCE "kilde", Form::Text, "Sagssystemet, udtræk af 9. juli", "Hvor tallene kommer fra.";
    optional COMMENT "kommentar", Form::Prose, "Kvartalet var præget af ferie.", "Hvad der er at sige om hele perioden.";
    needed OBSERVATIONS "resultater", Form::List(&Form::Record(|| &observation::RECORD)), "[{ krav: \"1.1\", i alt: 412, inden for: { 31 dage: 371 } }]", "Tallene, et krav ad gangen.";
}

record! {
    observation, "resultat", "a result", "Det, der er indberettet om et krav.", kinds;
    needed OF "krav", Form::Address, "\"1.1\"", "Målets nummer og kravets bogstav eller navn: `1.1 a`.";
    optional COMMENT "kommentar", Form::Prose, "Flere ansøgninger end ventet.", "Hvad der er at sige om kravet.";
    optional SOURCE "kilde", Form::Text, "Sagssystemet", "Hvor tallet kommer fra, hvis det ikke er filens kilde.";
    optional EXPECTED "forventet", Form::OneOf(&[Form::Words(|| words(Verdict::ALL.map(Verdict::word))), form::PERCENT]), "delvist opfyldt", "Hvad institutionen venter for året.";
}

/// Which keys can stand there depends on what the plan requires, and no key says it.
fn kinds() -> Vec<RecordKind> {
    let figures = DemandKind::ALL.iter().filter_map(|kind| of_kind(*kind));
    figures.map(|record| RecordKind { said_by: &[], record, besides: None }).collect()
}

/// Where the figure of a requirement stands.
pub fn of_kind(kind: DemandKind) -> Option<&'static Record> {
    match kind {
        DemandKind::Share => Some(&share::RECORD),
        DemandKind::Value => Some(&value::RECORD),
        DemandKind::Count => Some(&count::RECORD),
        DemandKind::Deliverable => Some(&delivery::RECORD),
        DemandKind::Evaluation => Some(&evaluation::RECORD),
        DemandKind::Level => Some(&level::RECORD),
        DemandKind::Judgement => Some(&judgement::RECORD),
        DemandKind::Parts | DemandKind::Later => None,
    }
}

record! {
    share, "resultat: andel", "the figures of a share", "Tallene for en andel.";
    optional SHARES "andel", Form::Pairs(&form::PERCENT), "{ 31 dage: 90 pct. }", "Andelen for hver grænse, hvor antallene ikke kendes.";
    optional TOTAL "i alt", form::COUNT, "412", "Hvor mange der var i alt.";
    optional WITHIN "inden for", Form::Pairs(&form::COUNT), "{ 31 dage: 371 }", "Hvor mange der var inden for hver grænse.";
    optional AT_MOST "højst", Form::Pairs(&form::COUNT), "{ 10 dage: 51 }", "Det samme, hvor planen siger `højst`.";
    optional SITES "steder", Form::Pairs(&Form::Record(|| &tally::RECORD)), "{ Valby: { i alt: 60, inden for: { 31 dage: 51 } }, Odense: { i alt: 40, inden for: { 31 dage: 38 } } }", "Tallene sted for sted.";
}

record! {
    tally, "tal for et sted", "the counts of a place", "Antallene for et sted.";
    needed TOTAL "i alt", form::COUNT, "60", "Hvor mange der var i alt.";
    optional WITHIN "inden for", Form::Pairs(&form::COUNT), "{ 31 dage: 51 }", "Hvor mange der var inden for hver grænse.";
    optional AT_MOST "højst", Form::Pairs(&form::COUNT), "{ 10 dage: 51 }", "Det samme, hvor planen siger `højst`.";
}

record! {
    value, "resultat: værdi", "the figure of a value", "Den målte værdi.";
    optional VALUE "værdi", form::AMOUNT, "6,8", "Værdien, med eller uden planens enhed.";
    optional OVER "tæller", form::NUMBER, "380", "Hvor mange, eller hvor meget, for en `andel` eller et `gennemsnit`.";
    optional UNDER "nævner", form::NUMBER, "400", "Af hvor mange, eller for hvor mange.";
    optional COMPARED "sammenligning", form::AMOUNT, "84,3", "Det andet tal, som planen siger, at kravet sammenlignes med.";
}

record! {
    count, "resultat: antal", "the figure of a count", "Antallet.";
    optional COUNT "antal", form::COUNT, "3", "Hvor mange der var i perioden.";
    optional COMPARED "sammenligning", form::AMOUNT, "84,3", "Det andet tal, som planen siger, at kravet sammenlignes med.";
}

record! {
    delivery, "resultat: leverance", "a delivery", "Om noget er leveret.";
    optional DELIVERED "leveret", Form::OneOf(&[form::DATE, Form::Words(|| words([crate::quantity::NO]))]), "28. juni 2025", "Dagen, hvor det blev leveret, eller `nej`.";
    optional EVIDENCE "bevis", Form::Text, "Journalnr. 2025-114", "Hvor man kan se det.";
}

record! {
    level, "resultat: niveau", "a level that was reached", "Det niveau, der er nået.";
    optional LEVEL "niveau", Form::Text, "niveau 3", "Niveauet: dets navn på skalaen eller dets nummer.";
}

record! {
    evaluation, "resultat: evaluering", "an evaluation that was filled in", "De udfyldte skemaer.";
    optional MARKS "evalueringer", Form::Pairs(&Form::List(&Form::List(&form::COUNT))), "{ Departementet: [[2, 3], [3, 3]] }", "Karaktererne fra hver: en række for hvert emne, et tal for hver, der vurderes.";
}

record! {
    judgement, "resultat: vurdering", "a judgement that was passed", "En vurdering, med hvem og hvorfor.";
    optional VERDICT "vurdering", Form::OneOf(&[Form::Words(|| words(Verdict::ALL.map(Verdict::word))), form::PERCENT]), "opfyldt", "Hvad vurderingen er; en af planens grader, hvor den har `grader`.";
    optional BY "af", Form::Text, "Departementschefen", "Hvem der har vurderet.";
    optional ON "dato", form::DATE, "15. januar 2026", "Hvornår der blev vurderet.";
    optional REASON "begrundelse", Form::Prose, "Alle aftaler er holdt.", "Hvorfor.";
}
