//! `ministerium.yaml`, `institution.yaml`, and who signs.

use super::form::{self, words};
use super::key::{Form, record};
use crate::diagnostic::Severity;
use crate::plan::{InstitutionKind, Party};

record! {
    ministry, "ministerium", "a ministry", "Ministeriet: filen `ministerium.yaml`, fælles for alle dets planer.";
    needed NAME "navn", Form::Text, "Ministeriet for Eksempler", "Ministeriets fulde navn.";
    optional SHORT_NAME "kortnavn", Form::Text, "Eksempelministeriet", "Det navn, der bruges, hvor det fulde er for langt.";
    needed DEPARTMENT "departement", Form::Text, "departementet", "Hvad departementet hedder i en sætning.";
    optional FORMER "tidligere navne", Form::List(&Form::Record(|| &former_ministry::RECORD)), "[{ til og med: 2022, navn: Ministeriet for Forsøg, departement: Ministeriet for Forsøgs departement }]", "Hvad ministeriet hed i tidligere års planer, det ældste navn først.";
    needed LOOK "udseende", Form::Record(|| &look::RECORD), "{ farve: \"#1f4e5f\", navnelinje: [Ministeriet, for Eksempler] }", "Farve og navnelinje i ministeriets dokumenter.";
    optional LEVELS "regler", Form::Pairs(&LEVEL), "{ owner-missing: note, open-placeholder: fejl }", "Hvor alvorlige fund er i ministeriets planer. Det, der altid er en fejl, kan ikke blive andet.";
}

const LEVEL: Form = Form::Words(|| words(Severity::ALL.map(Severity::word)));

record! {
    look, "udseende", "the ministry's look", "Ministeriets udseende i dokumenterne.";
    needed COLOUR "farve", form::COLOUR, "\"#1f4e5f\"", "Ministeriets farve. Den skal kunne læses på hvidt.";
    needed NAME_LINE "navnelinje", Form::List(&Form::Text), "[Ministeriet, for Eksempler]", "Navnet, som det står øverst på forsiden, linje for linje.";
}

record! {
    former_ministry, "ministeriets tidligere navn", "a former name", "Hvad ministeriet hed til og med et år.";
    needed UNTIL "til og med", form::YEAR, "2022", "Det sidste år, hvis plan har navnet.";
    needed NAME "navn", Form::Text, "Ministeriet for Forsøg", "Det fulde navn.";
    optional SHORT_NAME "kortnavn", Form::Text, "Forsøgsministeriet", "Det korte navn.";
    needed DEPARTMENT "departement", Form::Text, "Ministeriet for Forsøgs departement", "Hvad departementet hed i en sætning.";
    optional NAME_LINE "navnelinje", Form::List(&Form::Text), "[Ministeriet, for Forsøg]", "Navnet øverst på forsiden, linje for linje. Uden nøglen står `navn` på én linje.";
}

record! {
    institution, "institution", "an institution", "Institutionen: filen `institution.yaml`, fælles for alle dens år.";
    needed NAME "navn", Form::Text, "Styrelsen for Prøver", "Institutionens fulde navn.";
    optional SHORT_NAME "kortnavn", Form::Text, "Prøvestyrelsen", "Det navn, der bruges, hvor det fulde er for langt.";
    needed KIND "slags", KINDS, "styrelse", "Hvad institutionen er. Skabelonens afsnit retter sig efter det.";
    optional FORMER "tidligere navne", Form::List(&Form::Record(|| &former_institution::RECORD)), "[{ til og med: 2022, navn: Styrelsen for Forsøg, kortnavn: SFF }]", "Hvad institutionen hed i tidligere års planer, det ældste navn først.";
}

record! {
    former_institution, "institutionens tidligere navn", "a former name", "Hvad institutionen hed til og med et år.";
    needed UNTIL "til og med", form::YEAR, "2022", "Det sidste år, hvis plan har navnet.";
    needed NAME "navn", Form::Text, "Styrelsen for Forsøg", "Det fulde navn.";
    optional SHORT_NAME "kortnavn", Form::Text, "SFF", "Det korte navn.";
}

pub(super) const KINDS: Form = Form::Words(|| words(InstitutionKind::ALL.map(InstitutionKind::word)));

record! {
    signer, "underskriver", "a signer", "En, der skriver under for sin part.";
    needed PARTY "for", Form::Words(|| words(Party::ALL.map(Party::word))), "institution", "Hvem der skrives under for.";
    optional NAME "navn", Form::Text, "N. N.", "Underskriverens navn.";
    needed TITLE "titel", Form::Text, "Direktør", "Underskriverens titel.";
    optional ORGANISATION "organisation", Form::Text, "Styrelsen for Prøver", "Hvad der står under navnet, hvis det ikke er partens eget navn.";
    optional PLACE "sted", Form::Text, "København", "Hvor der skrives under.";
    optional DATE "dato", Form::OneOf(&[form::DATE, Form::Words(|| words(["ulæselig"]))]), "23. juni 2023", "Dagen, hvor der blev skrevet under; `ulæselig`, hvis den ikke kan læses.";
    optional DATE_AS_WRITTEN "dato som skrevet", Form::Text, "d. 23/6", "Datoen med de ord, der står i et ældre dokument, i stedet for `dato`.";
    optional REMARK "bemærkning", Form::Text, "Skrevet under efter fuldmagt.", "En note til dem, der vedligeholder filen. Den trykkes ikke.";
}
