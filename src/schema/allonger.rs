//! Files in `allonger/`.

use super::form::{self, words};
use super::goals::goal;
use super::key::Form;
use super::key::{RecordKind, record};
use super::parties::signer;
use super::plans::STATES;
use super::requirements::requirement;
use crate::plan::{Joined, TargetSpread};

record! {
    allonge, "allonge", "an allonge", "En allonge: en fil i `allonger/`.";
    needed NUMBER "nr", form::WHOLE, "1", "Allongens nummer, fra 1.";
    needed DATE "dato", form::DATE, "1. september 2025", "Dagen, hvor den er aftalt.";
    optional STATE "status", STATES, "udkast", "Hvor langt den er. Kun en underskrevet allonge ændrer planen.";
    optional IS_EXAMPLE "eksempel", form::YES, "ja", "Om den er opdigtet. Så siger dokumenterne det.";
    needed REASON "begrundelse", Form::Prose, "Opgaven er flyttet.", "Hvorfor planen ændres.";
    needed FROM "gælder fra", form::DATE, "1. september 2025", "Den første dag, ændringerne gælder.";
    optional UNTIL "gælder til", form::DATE, "31. december 2025", "Den sidste dag, hvis de ophører før planen.";
    needed CHANGES "ændringer", Form::List(&Form::Record(|| &change::RECORD)), "[{ fjern: \"1.2\" }]", "Ændringerne, i den rækkefølge de sker.";
    optional SIGNERS "påtegning", Form::List(&Form::Record(|| &signer::RECORD)), "[{ for: institution, titel: Direktør }]", "Hvem der skriver allongen under.";
}

record! {
    change, "ændring", "a change", "En ændring i planen.", kinds;
    optional JOINED "målene samles", Form::OneOf(&[Form::Words(|| words(Joined::WORDS.each_ref().map(|(word, _)| *word))), Form::List(&form::PERCENT)]), "alle", "Hvordan det gamle og det nye måltal tæller sammen over året.";
    optional SPREAD "måltallene er for", Form::Words(|| words(TargetSpread::ALL.map(TargetSpread::word))), "hele året", "Om måltallene for noget, der lægges sammen, er for hele året, så at hvert holdes op mod sin del af det, eller for hver sine dage.";
}

fn kinds() -> Vec<RecordKind> {
    let kind = |said_by, record| RecordKind { said_by, record, besides: None };
    vec![
        kind(&["tilføj"], &add::RECORD),
        kind(&["ændr"], &alter::RECORD),
        kind(&["fastsæt"], &set::RECORD),
        kind(&["fjern"], &remove::RECORD),
    ]
}

record! {
    add, "tilføj", "an addition", "Noget nyt i planen.";
    needed TO "tilføj", Form::Address, "\"1.1\"", "Hvor det hører til: `målgruppe 2.0`, et mål, et krav i dele, eller `påtegning`.";
    optional GOALS "mål", Form::List(&Form::Record(|| &goal::RECORD)), "[{ nr: \"1.9\", område: Tilsyn, vægt: 5, mål: Tilsyn holdes., resultatkrav: [{ leverance: En plan. }] }]", "Mål, der kommer ind i en gruppe.";
    optional REQUIREMENTS "resultatkrav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ nr: z, leverance: En rapport. }]", "Krav, der kommer ind i et mål.";
    optional PARTS "krav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ nr: z, leverance: En rapport. }]", "Dele, der kommer ind i et krav.";
    optional SIGNERS "underskrivere", Form::List(&Form::Record(|| &signer::RECORD)), "[{ for: departement, titel: Afdelingschef }]", "Underskrivere, der kommer til.";
}

record! {
    alter, "ændr", "an alteration", "Andre ord i planen.";
    needed WHAT "ændr", Form::Address, "\"1.1\"", "Hvad der ændres: et mål, et krav eller `påtegning institution`.";
    optional OLD "fra", Form::Quoted, "{ vægt: 25 }", "Planens ord, som de står. De holdes op mod planen.";
    optional NEW "til", Form::Quoted, "{ vægt: 30 }", "De nye ord.";
}

record! {
    set, "fastsæt", "a setting", "Noget, som planen lod stå åbent, bliver fastsat.";
    needed WHAT "fastsæt", Form::Address, "\"1.1\"", "Hvad der fastsættes.";
    optional OPEN "åbent", Form::Text, "Måltal for 2. halvår", "Det af målets `åbent`, der fastsættes.";
    optional REQUIREMENTS "resultatkrav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ nr: z, leverance: En rapport. }]", "De krav, som det bliver til.";
    optional PARTS "krav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ nr: z, leverance: En rapport. }]", "De dele, som det bliver til.";
    optional NEW "til", Form::Quoted, "{ vægt: 25 }", "Det, der stod `ikke fastsat`, med sit tal.";
}

record! {
    remove, "fjern", "a removal", "Noget, der udgår af planen.";
    needed WHAT "fjern", Form::Address, "\"1.2\"", "Hvad der udgår.";
    optional OLD "fra", Form::Quoted, "{ vægt: 25 }", "Planens ord, som de står.";
}
