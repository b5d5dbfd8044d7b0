//! Goals: files in `mål/`.

use super::form::{self, words};
use super::key::{Form, record};
use super::methods::method;
use super::requirements::{COMBINATIONS_OR_ASSUMED, requirement};
use crate::plan::OpenPlace;

record! {
    goal, "mål", "a goal", "Et mål: en fil i `mål/`, eller direkte under en målgruppe.";
    needed NUMBER "nr", form::PLAN_NUMBER, "\"1.1\"", "Målets nummer. Det ændres aldrig, heller ikke i en allonge.";
    optional PRINTED_NUMBER "nr som skrevet", Form::Text, "\"1\"", "Nummeret, som kontrakten og bilaget trykker det, hvor samme nummer står to gange i planen, fx i en basisramme og en ekstraramme. Resultater, allonger og rapporter bruger `nr`.";
    needed AREA "område", Form::Text, "Sagsbehandling", "Det område, som målet hører til.";
    optional NOTE "fodnote", Form::Prose, "Målet er nyt i 2025.", "En fodnote til området.";
    optional WEIGHT "vægt", Form::OneOf(&[form::POINTS, form::FRACTION, form::PERCENT, form::NOT_SET, Form::Record(|| &assumed_weight::RECORD)]), "25", "Målets vægt i point, som giver 100 tilsammen i en plan, eller som en del af det hele: `7/12` eller `15 pct.`; `ikke fastsat`, hvis vægten ikke er aftalt. Kun en plan med `vægte: ingen` er uden.";
    optional GOAL "mål", Form::Prose, "Borgerne får svar til tiden.", "Hvad der skal nås, i planens ord. Kun en plan, der er et bilag alene, kan udelade det.";
    optional LEAD "indledning", Form::Prose, "Målet omfatter alle ansøgninger.", "Tekst før resultatkravene.";
    optional REMARK "bemærkning", Form::Prose, "Målet videreføres fra 2024.", "Tekst efter resultatkravene.";
    optional COMBINATION "samles", COMBINATIONS_OR_ASSUMED, "vægtet", "Hvordan flere resultatkrav bliver til én opfyldelse.";
    needed REQUIREMENTS "resultatkrav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ sager: Ansøgninger, mindst: 90 pct., inden for: 31 dage }]", "Hvad der kræves, for at målet er nået.";
    optional OPEN "åbent", Form::List(&Form::Record(|| &open::RECORD)), "[{ hvad: Måltal for 2. halvår, fastsættes: i juni }]", "Hvad der endnu ikke er aftalt, og som en allonge fastsætter.";
    optional BACKGROUND "baggrund", Form::Prose, "Ventetiden steg i 2024.", "Hvorfor målet er sat.";
    optional BACKGROUND_TITLE "baggrundstitel", Form::Text, "Derfor er målet sat", "Overskriften over `baggrund`, hvis den skal hedde andet.";
    optional METHOD "opgørelse", Form::Record(|| &method::RECORD), "{ kilde: Sagssystemet, ansvarlig: Kontor A }", "Hvordan målet opgøres. Det gælder alle resultatkrav, der ikke selv siger andet.";
}

record! {
    assumed_weight, "antaget vægt", "a weight", "En vægt, som ikke står i det aftalte, men som der regnes med.";
    needed POINTS "antaget", form::POINTS, "10", "Vægten i point.";
    needed REASON "fordi", Form::Text, "Målet har ingen vægt i planen.", "Hvorfor den antages.";
}

record! {
    open, "åbent", "what is set later", "Noget, som et mål lader stå åbent.";
    needed WHAT "hvad", Form::Text, "Måltal for 2. halvår", "Hvad der endnu ikke er aftalt.";
    optional PERIOD "måles", form::PART_OF_YEAR, "2. halvår", "Hvornår det skal måles.";
    needed SET "fastsættes", Form::Text, "i juni", "Hvornår det bliver fastsat.";
    optional WORDING "ordlyd", Form::Prose, "Måltallet for 2. halvår fastsættes i juni.", "Hvad planen selv siger om det. Det trykkes i stedet for programmets ord.";
    optional PLACE "står", Form::Words(|| words(OpenPlace::WORDS.map(|(word, _)| word))), "under målet", "Hvor det står i kontrakten: `under kravene`, når intet siges, eller `under målet`.";
}
