//! `indlæsning.yaml`.

use super::form::words;
use super::key::{Form, record};
use super::requirements::CLOCKS;

/// Where no requirement is about a kind of case.
pub const NOT_COUNTED: &str = "medregnes ikke";

record! {
    mapping, "indlæsning", "a mapping", "Hvordan institutionens egne filer læses ind: filen `indlæsning.yaml`.";
    optional COLUMNS "kolonner", Form::Pairs(&Form::Text), "{ modtaget: Modtaget dato, Kontor: lægges sammen }", "Hvad hver kolonne hedder i filen. En kolonne, hvis rækker lægges sammen, får ordene `lægges sammen`.";
    optional KINDS "sagstyper", Form::Pairs(&Form::OneOf(&[Form::Address, Form::Words(|| words([NOT_COUNTED]))])), "{ FT1: \"1.1\", Klager: medregnes ikke }", "Hvilket krav hver sagstype hører til; `medregnes ikke`, hvis intet krav handler om den.";
    optional EXCLUDED "ikke medregnet", Form::Pairs(&Form::Text), "{ TB: Tilbagekaldt af ansøger }", "Koder for sager, der ikke tæller med, og hvorfor.";
    optional BLANK "tomt", Form::List(&Form::Text), "[\"NULL\", \"31-12-9999\"]", "Hvad der står i et felt, som er tomt.";
    optional CLOCK "uret starter", CLOCKS, "ansøgning", "Hvornår tiden begynder, hvor planen ikke siger det.";
    optional REPORTER "indberettet af", Form::Text, "Kontor A", "Hvem der står inde for tallene.";
    optional SOURCE "kilde", Form::Text, "Sagssystemet", "Hvor filerne kommer fra.";
}
