//! `lås.yaml` and `underskrifter.yaml`, which the program writes.

use super::form::{self, words};
use super::key::{Form, record};
use crate::pdf::signature::Chain;

record! {
    lock, "lås", "a lock", "Hvad der er låst, når der er skrevet under: filen `lås.yaml`. Programmet skriver den.";
    needed FORM "form", form::WHOLE, "1", "Hvilken udgave af låsen det er.";
    optional LINES "aftryk af låsen", form::FINGERPRINT, "", "Aftrykket af alle linjer herefter.";
    optional PLAN "plan", Form::Record(|| &locked::RECORD), "{}", "Den låste plan.";
    optional ALLONGER "allonger", Form::List(&Form::Record(|| &locked_allonge::RECORD)), "[]", "De låste allonger.";
}

record! {
    locked, "låst", "a locked plan", "Aftrykket af det låste, i alt og del for del.";
    needed WHOLE "aftryk", form::FINGERPRINT, "", "Aftrykket af det hele.";
    needed PARTS "dele", Form::Pairs(&form::FINGERPRINT), "{}", "Aftrykket af hver del.";
}

record! {
    locked_allonge, "låst allonge", "a locked allonge", "Aftrykket af en låst allonge.";
    needed NUMBER "nr", form::WHOLE, "1", "Allongens nummer.";
    needed WHOLE "aftryk", form::FINGERPRINT, "", "Aftrykket af det hele.";
    needed PARTS "dele", Form::Pairs(&form::FINGERPRINT), "{}", "Aftrykket af hver del.";
}

record! {
    signatures, "underskrifter", "a record of signatures", "De digitale underskrifter, der er registreret: filen `underskrifter.yaml`. Programmet skriver den.";
    needed FORM "form", form::WHOLE, "1", "Hvilken udgave af filen det er.";
    needed DOCUMENTS "dokumenter", Form::List(&Form::Record(|| &signed_document::RECORD)), "[]", "De underskrevne dokumenter.";
}

record! {
    signed_document, "underskrevet dokument", "a signed document", "Et dokument, der er skrevet under digitalt.";
    needed DOCUMENT "dokument", Form::Text, "mål- og resultatplan", "Hvilket dokument: `mål- og resultatplan` eller `allonge 1`.";
    needed FINGERPRINT "aftryk", form::FINGERPRINT, "", "Aftrykket af det, der blev skrevet under på.";
    optional ACCEPTED "godkendte underskrivere", Form::List(&Form::Text), "[N. N.]", "Dem, der har skrevet under uden at være nævnt i dokumentet, og som er godkendt med `sign-off --accept-signer`.";
    needed FILES "filer", Form::List(&Form::Record(|| &signed_file::RECORD)), "[]", "De underskrevne filer.";
}

record! {
    signed_file, "underskrevet fil", "a signed file", "En fil med underskrifter.";
    needed NAME "fil", Form::Text, "kontrakt.pdf", "Filens navn.";
    needed WHOLE "aftryk", form::FINGERPRINT, "", "Aftrykket af filen.";
    needed BUILT "aftryk som bygget", form::FINGERPRINT, "", "Aftrykket af filen, før nogen skrev under.";
    needed SIGNATURES "underskrifter", Form::List(&Form::Record(|| &signature::RECORD)), "[]", "Underskrifterne i filen.";
}

record! {
    signature, "underskrift", "a signature", "En digital underskrift.";
    needed NAME "navn", Form::Text, "N. N.", "Navnet i certifikatet.";
    optional ORGANISATION "organisation", Form::Text, "Styrelsen for Prøver", "Organisationen i certifikatet.";
    optional SERIAL_NUMBER "serienummer", Form::Text, "UI:DK-P:G:1", "Personens nummer i certifikatet.";
    optional IS_TIME_STAMP "tidsstempel for filen", form::YES, "ja", "Om det er et tidsstempel for hele filen.";
    optional MOMENT "tidspunkt", form::MOMENT, "2026-01-15T12:00:00Z", "Hvornår der blev skrevet under.";
    optional SERVICE "tidsstempel fra", Form::Text, "En tidsstempeltjeneste", "Hvem der har stemplet tidspunktet.";
    optional HAS_SERVICE "tidsstempel", form::YES, "nej", "Om tidspunktet er stemplet.";
    needed ISSUER "udsteder", Form::Text, "En udsteder", "Hvem der har udstedt certifikatet.";
    needed CHAIN "certifikatkæde", Form::Words(|| words(Chain::ALL.map(Chain::word))), "", "Om certifikatkæden er set efter.";
    needed CERTIFICATE "certifikat", form::FINGERPRINT, "", "Certifikatets aftryk.";
    needed FIELD "felt", Form::Text, "Underskrift 1", "Feltet i filen.";
    needed ALGORITHM "algoritme", Form::Text, "RSA med SHA-256", "Hvordan der er skrevet under.";
}
