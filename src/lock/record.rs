//! Recorded signatures as their file says them.

use super::FORM;
use super::signatures::{Signatures, SignedDocument, SignedFile};
use crate::pdf::signature::{Clock, Kind, Signature};
use crate::write::{Map, Value, on_one_line};

/// `underskrifter.yaml`: the same signatures are always the same text.
pub fn record(signatures: &Signatures) -> String {
    let mut map = Map::default();
    map.put("form", Value::Number(FORM));
    map.put("dokumenter", Value::List(signatures.documents.iter().map(document).collect()));
    format!(
        "# Digitale underskrifter, skrevet af `resultatplan sign-off`: hvad der står i de filer, der kom tilbage.\n\
         # Om certifikaterne er til at stole på, er ikke vurderet. De underskrevne filer er beviset: gem dem.\n{}",
        map.to_yaml(0)
    )
}

fn document(document: &SignedDocument) -> Value {
    let mut map = Map::default();
    match document.allonge {
        None => map.text("dokument", "mål- og resultatplan"),
        Some(number) => map.text("dokument", format!("allonge {number}")),
    }
    map.text("aftryk", document.fingerprint);
    map.put("filer", Value::List(document.files.iter().map(file).collect()));
    Value::Map(map)
}

fn file(file: &SignedFile) -> Value {
    let mut map = Map::default();
    map.put("fil", named(&file.name));
    map.text("aftryk", file.whole);
    map.text("aftryk som bygget", file.built);
    map.put("underskrifter", Value::List(file.signatures.iter().map(signature).collect()));
    Value::Map(map)
}

fn signature(signature: &Signature) -> Value {
    let holder = &signature.holder;
    let mut map = Map::default();
    map.put("navn", named(&holder.name));
    for (key, text) in [("organisation", &holder.organisation), ("serienummer", &holder.serial_number)] {
        text.iter().for_each(|text| map.put(key, named(text)));
    }
    if signature.kind == Kind::TimeStamp {
        map.text("tidsstempel for filen", "ja");
    }
    if let Some(time) = &signature.time {
        map.put("tidspunkt", named(&time.at.to_string()));
        match &time.by {
            Clock::Service(name) => map.put("tidsstempel fra", named(name)),
            Clock::Signer => map.text("tidsstempel", "nej"),
        }
    }
    map.put("udsteder", named(&holder.issuer));
    map.text("certifikatkæde", holder.chain.word());
    map.text("certifikat", holder.certificate);
    map.put("felt", named(&signature.field));
    map.put("algoritme", named(&signature.algorithm));
    Value::Map(map)
}

/// Always in quotes: a certificate can name anything.
fn named(text: &str) -> Value {
    Value::Quoted(on_one_line(text))
}
