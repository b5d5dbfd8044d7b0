//! `plan.yaml`: the plan, its sections, its budget and its groups of goals.

use super::form::{self, words};
use super::key::{Form, record};
use super::{goals, parties};
use crate::plan::{AnnexForm, Listing, PlanDocument, State};
use crate::quantity::CountedFrom;

record! {
    plan, "plan", "a plan", "Planen: filen `plan.yaml`.";
    needed TITLE "titel", Form::Text, "Mål- og resultatplan 2025", "Planens titel, som den står på forsiden.";
    needed YEAR "år", form::YEAR, "2025", "Det år, som planen er sat i. Mappen hedder det samme.";
    needed PERIOD "periode", form::PERIOD, "1. januar 2025 til 31. december 2025", "Planens første og sidste dag: et kalenderår, et skoleår, en del af et år, flere år.";
    optional QUARTERS "kvartaler", Form::Words(|| words(CountedFrom::ALL.map(CountedFrom::word))), "fra periodens begyndelse", "Hvorfra planens kvartaler og halvår tælles. Uden nøglen er de kalenderårets; går perioden over et nytår, skal planen sige det.";
    needed TEMPLATE "skabelon", Form::Words(|| words(TEMPLATES)), "kontrakt-5-afsnit", "Hvilke afsnit planen har fra begyndelsen; `ingen`, hvis den skriver dem alle selv.";
    optional STATE "status", STATES, "udkast", "Hvor langt planen er. Uden nøglen er den et udkast.";
    optional DECIMALS "decimaler", form::DECIMALS, "1", "Hvor mange decimaler der vises i point og opfyldelse. Der regnes altid nøjagtigt.";
    optional WEIGHTS "vægte", Form::Words(|| words([NO_WEIGHTS])), "ingen", "`ingen`, hvis planens mål ikke har vægte. Så har de ingen `vægt` og giver ingen point; det tælles, hvad der er opfyldt.";
    optional DIRECTOR "direktør", Form::Text, "N. N.", "Direktørens navn, hvor standardteksten nævner det.";
    optional BOARD "bestyrelse", Form::Text, "Bestyrelsen for Eksempel Gymnasium", "Bestyrelsen, hvor planen er aftalt mellem den og institutionen, og ministeriets departement ikke er part. Den nævnes, hvor departementet ellers nævnes, og skriver under med `for: bestyrelse`.";
    optional DOCUMENTS "dokumenter", Form::List(&Form::Words(|| PlanDocument::ALL.iter().map(|kind| kind.word().to_owned()).collect())), "[kontrakt, opgørelsesmetode]", "Hvilke dokumenter der dannes af selve planen.";
    optional ANNEX "bilag", Form::Record(|| &annex::RECORD), "{ metoderne: ved kravene }", "Hvordan bilaget om opgørelsesmetode er sat op.";
    optional SECTIONS "afsnit", Form::List(&Form::Record(|| &section::RECORD)), "[{ nr: \"6.0\", titel: Særlige forhold, tekst: Planen kan genforhandles. }]", "Planens egne afsnit, i stedet for skabelonens eller ved siden af dem.";
    optional BUDGET "budget", Form::OneOf(&[Form::Path, Form::Record(|| &budget::RECORD)]), "budget.yaml", "Den økonomiske ramme: stien til en fil, eller tallene selv.";
    needed GROUPS "målgrupper", Form::List(&Form::Record(|| &group::RECORD)), "[{ nr: \"2.0\", titel: Faglige mål, mål: [mål/1.1.yaml] }]", "Planens mål, gruppe for gruppe.";
    optional SIGNERS "påtegning", Form::List(&Form::Record(|| &parties::signer::RECORD)), "[{ for: institution, titel: Direktør }]", "Hvem der skriver planen under.";
    optional SOURCE "kilde", Form::Text, "Aftalt den 1. december 2024.", "Hvor planen kommer fra. Det trykkes ikke.";
}

/// The word of a plan without weights.
pub const NO_WEIGHTS: &str = "ingen";
/// The template that lists no sections.
pub const NO_TEMPLATE: &str = "ingen";
pub const TEMPLATES: [&str; 3] = ["kontrakt-5-afsnit", "kontrakt-6-afsnit", NO_TEMPLATE];
pub(super) const STATES: Form = Form::Words(|| words(State::ALL.map(State::word)));

record! {
    annex, "bilag", "a form of the annex", "Hvordan bilaget om opgørelsesmetode er sat op.";
    optional METHODS "metoderne", Form::Words(|| words(AnnexForm::METHODS.map(|(word, _)| word))), "ved kravene", "Om et kravs egen metode står lige efter kravet (`ved kravene`) eller samlet under målet (`efter målet`). Uden nøglen står den under målet.";
    optional HEADS "kolonnehoveder", form::YES, "ja", "Om der er hoveder over krav, der står i kolonner: hvad, andel, tid og vægt.";
}

record! {
    section, "afsnit", "a section", "Et afsnit i planen.";
    needed NUMBER "nr", form::PLAN_NUMBER, "\"6.0\"", "Afsnittets nummer. Står det også i skabelonen, træder planens afsnit i stedet.";
    optional TITLE "titel", Form::Text, "Særlige forhold", "Afsnittets overskrift.";
    optional NOTE "fodnote", Form::Prose, "Afsnittet udgår for nævn.", "En fodnote til overskriften.";
    optional TEXT "tekst", Form::Prose, "Planen kan genforhandles.", "Afsnittets tekst.";
    optional FILE "fil", Form::Path, "afsnit/særlige-forhold.md", "Stien til en fil med teksten, i stedet for `tekst`.";
    optional STANDARD "standard", Form::Text, "formål", "Navnet på den standardtekst, der står i afsnittet.";
    optional ENDORSED "påtegnes", form::YES, "ja", "Om underskrifterne står i dette afsnit.";
    optional DROPPED "udgår", form::YES, "nej", "Om skabelonens afsnit med dette nummer udgår.";
    optional KINDS "kun for", Form::List(&parties::KINDS), "[styrelse]", "Hvilke slags institutioner afsnittet er for.";
    optional NOT_KINDS "ikke for", Form::List(&parties::KINDS), "[nævn]", "Hvilke slags institutioner afsnittet ikke er for.";
}

record! {
    budget, "budget", "a budget", "Den økonomiske ramme, i `plan.yaml` eller i en fil for sig.";
    needed SECTION "afsnit", form::PLAN_NUMBER, "\"4.0\"", "Nummeret på det afsnit, som tabellen står i.";
    needed TITLE "titel", Form::Text, "Økonomisk ramme", "Tabellens overskrift.";
    optional SOURCE "kilde", Form::Text, "Finansloven for 2025", "Hvor tallene kommer fra.";
    needed UNIT "enhed", Form::Text, "mio. kr.", "Hvad beløbene står i.";
    optional PRICE_LEVEL "prisniveau", Form::Text, "2025-priser", "Hvilket års priser beløbene er i.";
    needed COLUMNS "kolonner", Form::List(&form::COLUMN), "[R 2023, B 2024, F 2025]", "Tabellens kolonner: slags og år.";
    needed TOTAL "i alt", form::AMOUNTS, "10,5 11,0 11,2", "Summen i hver kolonne, med mellemrum imellem.";
    needed ROWS "opgaver", Form::List(&Form::Record(|| &budget_row::RECORD)), "[{ nr: \"1\", titel: Sagsbehandling, beløb: \"10,5 11,0 11,2\" }]", "Opgaverne og deres beløb.";
    optional NOTES "bemærkninger", Form::Prose, "Beløbene er uden moms.", "Tekst under tabellen.";
}

record! {
    budget_row, "opgave", "a row of the budget", "En række i budgettet.";
    needed NUMBER "nr", Form::Text, "\"1\"", "Opgavens nummer.";
    needed TASK "titel", Form::Text, "Sagsbehandling", "Hvad pengene går til.";
    needed AMOUNTS "beløb", form::AMOUNTS, "10,5 11,0 11,2", "Beløbet i hver kolonne, med mellemrum imellem.";
}

record! {
    group, "målgruppe", "a group of goals", "En gruppe af mål med en overskrift.";
    needed NUMBER "nr", form::PLAN_NUMBER, "\"2.0\"", "Gruppens nummer blandt planens afsnit.";
    needed TITLE "titel", Form::Text, "Faglige mål", "Gruppens overskrift.";
    optional NOTE "fodnote", Form::Prose, "Målene er aftalt med rådet.", "En fodnote til overskriften.";
    optional SUBTITLE "undertitel", Form::Text, "Sagsbehandling og kvalitet", "En linje under overskriften.";
    optional WEIGHT "vægt", form::POINTS, "65", "Hvad gruppens mål vejer tilsammen. Det holdes op mod målenes egne vægte.";
    optional TEXT "tekst", Form::Prose, "Målene følger af strategien.", "Tekst før målene.";
    optional FILE "fil", Form::Path, "afsnit/faglige-mål.md", "Stien til en fil med teksten, i stedet for `tekst`.";
    needed GOALS "mål", Form::OneOf(&[Form::Words(|| words([SHARED])), Form::List(&Form::OneOf(&[Form::Path, Form::Record(|| &goals::goal::RECORD)]))]), "[mål/1.1.yaml]", "Gruppens mål: stier til filer, målene selv, eller `koncernfælles` for dem, som ministeriet sætter for alle. Står målene i grupper under den (5.1 under 5), er listen tom: `[]`.";
    optional BACKGROUND "baggrund", Form::Record(|| &background::RECORD), "{ titel: Baggrund, tekst: Målene bygger på analysen fra 2024. }", "Et afsnit efter målene om, hvorfor de er sat.";
}

/// The word that stands for all goals that a ministry's institutions share.
pub const SHARED: &str = "koncernfælles";

record! {
    background, "baggrund", "a background", "Baggrunden for en gruppe af mål.";
    optional NUMBER "nr", form::PLAN_NUMBER, "\"2.9\"", "Afsnittets nummer.";
    needed TITLE "titel", Form::Text, "Baggrund", "Afsnittets overskrift.";
    optional NOTE "fodnote", Form::Prose, "Se også planen for 2024.", "En fodnote til overskriften.";
    optional TEXT "tekst", Form::Prose, "Målene bygger på analysen fra 2024.", "Afsnittets tekst.";
    optional FILE "fil", Form::Path, "afsnit/baggrund.md", "Stien til en fil med teksten, i stedet for `tekst`.";
    optional LISTING "i indholdsfortegnelsen", Form::Words(|| words(Listing::ALL.map(Listing::word))), "nej", "Om indholdsfortegnelsen nævner baggrunden; `med målene`, hvis den også nævner hvert måls. Uden nøglen nævner den overskriften.";
}

record! {
    shared, "koncernfælles", "shared goals", "Mål, som ministeriet sætter for alle sine institutioner: en fil i `koncern/`, som hedder årets tal.";
    needed YEAR "år", form::YEAR, "2025", "Årets tal, som filens navn siger det.";
    optional WEIGHT "vægt", form::POINTS, "30", "Hvad de fælles mål vejer tilsammen.";
    needed GOALS "mål", Form::List(&Form::OneOf(&[Form::Path, Form::Record(|| &goals::goal::RECORD)])), "[mål/fælles.yaml]", "De fælles mål.";
}
